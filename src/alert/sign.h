/* alert/sign.h - what a receiver can check: HMAC-SHA256 over time and body. */
#ifndef TW_ALERT_SIGN_H
#define TW_ALERT_SIGN_H
#include "base/slice.h"

#include <stdint.h>

/* HMAC-SHA256 (RFC 2104) of a text: 64 hex digits and a NUL. */
void tw_sign_hmac(struct tw_slice key, struct tw_slice text, char out[65]);

/* "t=1741000000,v1=HEX": the time of the try (Unix s), and the HMAC of the time, a point and the
** body.  In mem. */
struct tw_slice tw_sign_hook(struct tw_arena *mem, struct tw_slice key, int64_t now,
                             struct tw_slice body);

#endif
