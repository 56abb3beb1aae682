"""Compiles twosource._native from the installed header and library: build_native.py DIRECTORY

Python sees what the header declares: its declarations are read from the file, so
that nothing is written twice.  pkg-config tells where header and library are.
"""
import re
import subprocess
import sys

import cffi


def pkg_config(*what: str) -> list[str]:
    return subprocess.run(["pkg-config", *what, "twosource"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()


def declarations(header: str) -> str:
    """The header without what only a C compiler needs."""
    text = re.sub(r"#ifdef __cplusplus.*?#endif", "", header, flags=re.S)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"^\s*#.*$", "", text, flags=re.M).replace("TW_API ", "")


def builder() -> cffi.FFI:
    with open(pkg_config("--variable=includedir")[0] + "/twosource.h", encoding="utf-8") as f:
        header = f.read()
    ffi = cffi.FFI()
    ffi.cdef(declarations(header))
    ffi.cdef('extern "Python" void twosource_dropped(void *context, const char *source, const char *why);')
    ffi.set_source("twosource._native", "#include <twosource.h>", extra_compile_args=pkg_config("--cflags"),
                   extra_link_args=pkg_config("--libs"))
    return ffi


if __name__ == "__main__":
    builder().compile(tmpdir=sys.argv[1])
