#include "compare/comparison.h"
void tw_comparison_print(struct tw_buf *out, const struct tw_comparison *c, unsigned width, bool colour){(void)out;(void)c;(void)width;(void)colour;}
