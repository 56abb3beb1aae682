"""pip install . (needs cffi, pkg-config and the installed library; Debian: libtwosource-dev)"""
from setuptools import setup

setup(name="twosource", version="0.1.0", description="Sets news accounts of one event side by side", packages=["twosource"],
      package_data={"twosource": ["py.typed"]}, python_requires=">=3.9", license="Apache-2.0",
      setup_requires=["cffi>=1.15"], install_requires=["cffi>=1.15"], cffi_modules=["build_native.py:builder"])
