# The Python binding, compiled against the installed header and library.
set -eu
dir=$(mktemp -d) && trap 'rm -r "$dir"' EXIT
build=$(dirname "$TWOSOURCE")
export LD_LIBRARY_PATH="$PWD/$build/installed/lib" PYTHONPATH="$PWD/$build/python" PYTHONDONTWRITEBYTECODE=1
# A library that was built with a sanitizer needs its runtime first.
runtime=$(ldd "$build/libtwosource.so" | sed -n 's/.*lib[aut]*san.* => \([^ ]*\) .*/\1/p' | tr '\n' ' ')
ASAN_OPTIONS=detect_leaks=0 LD_PRELOAD=$runtime /usr/bin/python3 tests/e2e/binding.py "$TWOSOURCE" "$dir"
