/* compare2.c - two accounts of one event, side by side: cc compare2.c $(pkg-config --cflags --libs
   twosource) */
#include <stdio.h>
#include <twosource.h>

int main(int argc, char **argv)
{
    struct tw_reader *reader = argc == 3 ? tw_reader_open(argv + 1, 2, NULL) : NULL;
    struct tw_comparer *comparer = tw_comparer_new();
    int status = reader ? 0 : 2;
    const char *text;
    size_t len;

    while (!status && (text = tw_reader_next(reader, &len)))
        if (tw_comparer_add(comparer, text, len) != TW_OK) status = 1;
    if (!status && !(text = tw_comparer_text(comparer, 80, false, &len))) status = 2;
    if (!status) fputs(text, stdout);
    tw_comparer_free(comparer);
    tw_reader_close(reader);
    return status;
}
