/* library/version.h - the version: of the program, the library and the package. */
#ifndef TW_LIBRARY_VERSION_H
#define TW_LIBRARY_VERSION_H
#define TW_VERSION "0.1.0"
#endif
