#!/bin/sh
# Builds the release binary with the same bytes in any folder and on any day: build.sh CARGO-ARGUMENT…
set -eu
cd "$(dirname "$0")/../.."

SOURCES=$PWD
CRATES=${CARGO_HOME:-$HOME/.cargo}
# The allocator that goes with musl and on Windows is C, and says when it was compiled.
SOURCE_DATE_EPOCH=0
export SOURCES CRATES SOURCE_DATE_EPOCH
case $(uname) in
  Linux | Darwin) RUSTC_WRAPPER=$PWD/.github/release/compiler.sh && export RUSTC_WRAPPER ;;
esac
exec cargo build --release --locked "$@"
