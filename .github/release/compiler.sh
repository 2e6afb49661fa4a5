#!/bin/sh
# Stands between cargo and the compiler, so that no path of a machine is in a binary: compiler.sh RUSTC ARGUMENT…
#
# Not in RUSTFLAGS, which cargo makes the names of symbols from.
set -eu
compiler=$1
shift
case $(uname) in
  # The linker's own mark is made of all that it reads, also of what is stripped afterwards.
  Linux) set -- "$@" -C link-arg=-Wl,--build-id=none ;;
esac
exec "$compiler" "$@" --remap-path-prefix="$SOURCES=." --remap-path-prefix="$CRATES=cargo"
