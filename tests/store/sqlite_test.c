/* tests/store/sqlite_test.c - the promises of store.h, kept by SQLite. */
#include "contract.h"

static const char *contract_where(void)
{
    struct tw_buf path = {.mem = mem};

    tw_buf_addf(&path, "%s/store.db", dir);
    tw_buf_addc(&path, '\0');
    return path.p;
}

int main(void)
{
    const struct CMUnitTest tests[] = {CONTRACT_TESTS};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
