"""binding.py A.txt B.txt N: compares the two texts N times, as bench/binding_bench.c does."""
import sys

import twosource

a, b = (open(path, "rb").read() for path in sys.argv[1:3])
for _ in range(int(sys.argv[3])):
    twosource.compare(a, b).json
