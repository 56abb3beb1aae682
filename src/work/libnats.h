/* work/libnats.h - the functions of libnats that we use, loaded when they are first needed
** (base/late.h).  The names are those of the library.
*/
#ifndef TW_WORK_LIBNATS_H
#define TW_WORK_LIBNATS_H
#include "base/status.h"

#include <nats/nats.h>

/* clang-format off */
#define TW_LIBNATS(X) \
    X(nats_GetLastError) X(natsStatus_GetText) X(natsOptions_Create) X(natsOptions_Destroy) \
    X(natsOptions_SetServers) X(natsOptions_SetName) X(natsOptions_SetTimeout) \
    X(natsOptions_SetMaxReconnect) X(natsOptions_SetReconnectWait) \
    X(natsOptions_SetReconnectJitter) X(natsOptions_SetSecure) \
    X(natsOptions_LoadCATrustedCertificates) X(natsOptions_LoadCertificatesChain) \
    X(natsOptions_SetUserCredentialsFromFiles) X(natsOptions_SetPingInterval) \
    X(natsOptions_SetMaxPingsOut) X(natsConnection_Connect) X(natsConnection_Destroy) \
    X(natsConnection_Status) X(natsConnection_GetMaxPayload) X(natsConnection_Publish) \
    X(natsConnection_PublishRequest) X(natsConnection_PublishMsg) X(natsConnection_Request) \
    X(natsConnection_RequestMsg) X(natsConnection_SubscribeSync) X(natsSubscription_NextMsg) \
    X(natsSubscription_SetPendingLimits) X(natsSubscription_DrainTimeout) \
    X(natsSubscription_Destroy) X(natsMsg_Create) X(natsMsg_Destroy) X(natsMsg_GetSubject) \
    X(natsMsg_GetReply) X(natsMsg_GetData) X(natsMsg_GetDataLength) X(natsMsgHeader_Set) \
    X(natsMsgHeader_Get) X(natsInbox_Create) X(natsInbox_Destroy)
/* clang-format on */

struct tw_libnats {
#define X(name) __typeof__(&name) name;
    TW_LIBNATS(X)
#undef X
};

/* TW_NOTFOUND: it is not installed; *why says so and lives as long as the program. */
TW_MUST_USE enum tw_status tw_libnats_load(struct tw_libnats *l, const char **why);

#endif
