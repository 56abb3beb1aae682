/* tests/support/temp.h - files that a test makes, and removes. */
#ifndef TW_TESTS_TEMP_H
#define TW_TESTS_TEMP_H
#include "base/slice.h"

/* A new empty folder; its path lives until temp_remove. */
const char *temp_folder(void);

/* Writes DIR/name (making folders in between) and returns its path, which
** lives until temp_remove. */
const char *temp_file(const char *dir, const char *name, struct tw_slice content);

/* Removes the folder and everything in it. */
void temp_remove(const char *dir);

#endif
