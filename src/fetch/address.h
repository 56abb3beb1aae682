/* fetch/address.h - network addresses that are not the public web's.
**
** Whoever names a page must not be able to make us ask our own machines: loopback, private and
** link-local networks, carriers' shared space, unique local IPv6, multicast, reserved blocks, the
** metadata services of clouds; also when written as IPv4 inside IPv6 (mapped, compatible, NAT64,
** 6to4).  Source: IANA's special-purpose address registries for IPv4 and IPv6 (RFC 6890), "globally
** reachable" false.  Constant time.
*/
#ifndef TW_FETCH_ADDRESS_H
#define TW_FETCH_ADDRESS_H
#include "base/slice.h"

struct sockaddr;

/* True for every address of those kinds, and for one that is neither IPv4 nor IPv6. */
bool tw_address_is_private(const struct sockaddr *address);

/* The same for the host of a web address, "10.0.0.1:8080", "[::1]", "localhost": true when it is
** written so that no name has to be looked up.  Numbers in other forms (0x7f.1) have to have
** been made plain. */
bool tw_address_names_private(struct tw_slice host);

#endif
