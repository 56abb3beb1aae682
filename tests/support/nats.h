/* tests/support/nats.h - NATS servers of a test's own (nats.sh). */
#ifndef TW_TESTS_NATS_H
#define TW_TESTS_NATS_H

/* Starts n servers in a new folder; returns what --nats takes.  Fails the test when it cannot. */
const char *nats_start(int n);
/* "kill", "again", "pause" or "wake" of server i (1 ...). */
void nats_do(const char *what, int i);
void nats_stop(void); /* ends all, removes the folder */

#endif
