/* tests/fetch/address_test.c - which addresses are the public web's. */
#include "fetch/address.h"
#include "support/check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static bool is_private(const char *text)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};

    if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
        return tw_address_is_private((struct sockaddr *)&four);
    assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
    return tw_address_is_private((struct sockaddr *)&six);
}

static void addresses_of_private_networks_are_told(void **state)
{
    static const char *const addresses[] = {
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200",
        "100.127.255.255", "127.0.0.1", "127.255.255.255", "168.63.129.16", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1",
        "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1",
        "ff02::1",
    };

    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        if (!is_private(addresses[i])) fail_msg("%s is not told", addresses[i]);
}

static void addresses_of_the_web_are_not(void **state)
{
    static const char *const addresses[] = {
        "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255",
        "128.0.0.1", "168.63.129.17", "169.253.255.255", "172.15.255.255", "172.32.0.1",
        "192.0.1.1", "192.167.255.255", "192.169.0.1", "198.17.255.255", "198.20.0.1",
        "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2001:4860::8888", "::ffff:8.8.8.8",
        "64:ff9b::808:808", "2002:808:808::1", "2003::1", "fbff::1",
    };

    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        if (is_private(addresses[i])) fail_msg("%s is refused", addresses[i]);
}

static void other_kinds_of_address_are_private(void **state)
{
    struct sockaddr local = {.sa_family = AF_UNIX};

    (void)state;
    assert_true(tw_address_is_private(&local));
}

static void hosts_that_are_written_out_are_told(void **state)
{
    static const char *const private[] = {
        "127.0.0.1", "10.0.0.1:8080", "[::1]", "[fd00:ec2::254]:80", "localhost", "Localhost:81",
        "a.localhost", "169.254.169.254",
    };
    static const char *const web[] = {
        "heron.example", "1.1.1.1", "[2606:4700::1111]:443", "127.0.0.1.example",
        "localhost.example", "", "[", "10",
    };

    (void)state;
    for (size_t i = 0; i < sizeof private / sizeof *private; i++)
        if (!tw_address_names_private(tw_slice_of(private[i])))
            fail_msg("%s is not told", private[i]);
    for (size_t i = 0; i < sizeof web / sizeof *web; i++)
        if (tw_address_names_private(tw_slice_of(web[i]))) fail_msg("%s is refused", web[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_of_private_networks_are_told),
        cmocka_unit_test(addresses_of_the_web_are_not),
        cmocka_unit_test(other_kinds_of_address_are_private),
        cmocka_unit_test(hosts_that_are_written_out_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
