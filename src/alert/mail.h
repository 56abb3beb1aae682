/* alert/mail.h - alerts as a mail: RFC 5322 with MIME (RFC 2045, 2047), for `sendmail -t -i`.
**
** Lines end with \n, as sendmail takes them on standard input.  Nothing of a text can become a
** field: what is no plain ASCII goes into encoded words.
*/
#ifndef TW_ALERT_MAIL_H
#define TW_ALERT_MAIL_H
#include "alert/rules.h"
#include "base/buf.h"
#include "store/outbox.h"

/* One mail about all of them; `id` makes its Message-ID, `now` (Unix s) its Date. */
void tw_mail_write(struct tw_buf *out, const struct tw_alert_target *to,
                   const struct tw_stored_alert *alert, size_t n, struct tw_slice id, int64_t now);

/* The value of a field: as it is when it is plain ASCII on one line, else encoded words, folded. */
void tw_mail_words(struct tw_buf *out, struct tw_slice text);

/* Alerts as people read them; also the text of an entry of a feed. */
void tw_mail_text(struct tw_buf *out, const struct tw_stored_alert *alert);

#endif
