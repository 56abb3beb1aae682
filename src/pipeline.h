/* pipeline.h - the whole flow, for the commands. */
#ifndef TW_PIPELINE_H
#define TW_PIPELINE_H
#include "base/status.h"
#endif
