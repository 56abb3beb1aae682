/* fetch/address.c - blocks of addresses, compared bit by bit. */
#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

static bool is_private_4(uint32_t a)
{
    static const struct { uint32_t block; unsigned bits; } blocks[] = {
        {0x00000000, 8},        /* this network */
        {0x0A000000, 8},        /* private, RFC 1918 */
        {0x64400000, 10},       /* carriers', RFC 6598; 100.100.100.200 tells metadata */
        {0x7F000000, 8},        /* loopback */
        {0xA83F8110, 32},       /* 168.63.129.16, public by its number: the platform of a cloud */
        {0xA9FE0000, 16},       /* link-local; holds 169.254.169.254, metadata services */
        {0xAC100000, 12},       /* private, RFC 1918 */
        {0xC0000000, 24},       /* protocol assignments; holds 192.0.0.192, a metadata service */
        {0xC0000200, 24},       /* documentation */
        {0xC0586300, 24},       /* 6to4 relays, given up by RFC 7526 */
        {0xC0A80000, 16},       /* private, RFC 1918 */
        {0xC6120000, 15},       /* measurements */
        {0xC6336400, 24},       /* documentation */
        {0xCB007100, 24},       /* documentation */
        {0xE0000000, 3},        /* multicast, reserved, broadcast */
    };

    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if ((a ^ blocks[i].block) >> (32 - blocks[i].bits) == 0) return true;
    return false;
}

static uint32_t four(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool starts(const uint8_t *a, const uint8_t *block, unsigned bits)
{
    unsigned rest = bits % 8;

    if (memcmp(a, block, bits / 8) != 0) return false;
    return rest == 0 || (a[bits / 8] ^ block[bits / 8]) >> (8 - rest) == 0;
}

static bool is_private_6(const uint8_t *a)
{
    static const struct { uint8_t block[16]; unsigned bits; } blocks[] = {
        {{0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01}, 48},     /* NAT64 inside a network, RFC 8215 */
        {{0x01}, 64},                                   /* discard, RFC 6666 */
        {{0x20, 0x01}, 23},                             /* protocols, Teredo among them */
        {{0x20, 0x01, 0x0D, 0xB8}, 32},                 /* documentation */
        {{0x3F, 0xFF}, 20},                             /* documentation, RFC 9637 */
        {{0x5F}, 16},                                   /* segment routing, RFC 9602 */
        {{0xFC}, 7},            /* unique local; fd00:ec2::254 tells metadata */
        {{0xFE, 0x80}, 10},                             /* link-local */
        {{0xFE, 0xC0}, 10},                             /* site-local, given up by RFC 3879 */
        {{0xFF}, 8},                                    /* multicast */
    };
    static const uint8_t mapped[16] = {[10] = 0xFF, [11] = 0xFF},
                         nat64[16] = {0x00, 0x64, 0xFF, 0x9B}, zero[16];

    if (starts(a, mapped, 96) || starts(a, nat64, 96)) return is_private_4(four(a + 12));
    if (starts(a, zero, 96)) return true;               /* unspecified, loopback, IPv4-compatible */
    if (a[0] == 0x20 && a[1] == 0x02) return is_private_4(four(a + 2));         /* 6to4 */
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (starts(a, blocks[i].block, blocks[i].bits)) return true;
    return false;
}

bool tw_address_is_private(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in a;

        memcpy(&a, address, sizeof a);
        return is_private_4(ntohl(a.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 a;

        memcpy(&a, address, sizeof a);
        return is_private_6(a.sin6_addr.s6_addr);
    }
    return true;
}

bool tw_address_names_private(struct tw_slice host)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    size_t end = host.n && host.p[0] == '[' ? tw_slice_find_char(host, ']', 0)
                                            : tw_slice_find_char(host, ':', 0);
    char text[80];

    if (end != TW_NONE) host = tw_slice_sub(host, host.p[0] == '[', end);
    if (host.n >= sizeof text) return false;
    memcpy(text, host.p, host.n);
    text[host.n] = 0;
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
        return tw_address_is_private((struct sockaddr *)&four);
    if (inet_pton(AF_INET6, text, &six.sin6_addr) == 1)
        return tw_address_is_private((struct sockaddr *)&six);
    return tw_slice_eq_nocase(host, TW_LIT("localhost"))
           || tw_slice_ends(host, TW_LIT(".localhost"));
}
