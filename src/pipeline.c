/* pipeline.c - the whole flow. */
#include "pipeline.h"
