/* convert.h - documents that a program of others turns into text: PDF, by pdftotext of poppler.
**
** Workers may not execute anything (worker.h), so a process made before the program gives its
** rights away does.  It forks a converter for a thread when that one brings its first document; a
** converter runs the program once for each, locked in (tw_sandbox_program): the document is its
** standard input, the text its standard output, and there is nothing else that it can reach.
** A program that takes too long, writes too much or fails costs its document.
** Cost: 10 ms a document, of which the program has most; nothing where there is none.
*/
#ifndef TW_CONVERT_H
#define TW_CONVERT_H
#include "base/slice.h"
#include "base/status.h"

struct tw_converters;

/* pdftotext: from standard input to standard output, in reading order. */
extern const char *const tw_convert_pdf[];

/* For n threads; call it before any thread is started.  argv: a program, by its path, and what it
** is called with, NULL at the end; it must outlive the converters.  NULL: it is not installed. */
struct tw_converters *tw_converters_start(unsigned n, unsigned seconds, const char *const *argv);

/* Lets the converter of the slot do one document; *out and *why live in mem.  TW_OK; TW_BROKEN,
** TW_TOOBIG with *why. */
TW_MUST_USE enum tw_status tw_converters_do(struct tw_converters *c, unsigned slot,
                                            struct tw_arena *mem, struct tw_slice document,
                                            struct tw_slice *out, const char **why);

/* Ends the processes and waits for them.  NULL is fine. */
void tw_converters_stop(struct tw_converters *c);

#endif
