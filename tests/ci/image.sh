#!/bin/sh
# Whether the files that the Dockerfile copies, and .dockerignore lets through, are all that dateline is compiled from.
# No container is run: it takes cargo alone, whose target folder is the clone's.
set -eu
cd "$(dirname "$0")/../.."

CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
export CARGO_TARGET_DIR
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

# The first stage alone: what is copied after it comes from that, or is no source.
awk '/^FROM/ { stages++ } stages == 1 && $1 == "COPY" { for (i = 2; i < NF; i++) print $i, $NF }' Dockerfile >"$home/copied"
[ -s "$home/copied" ] || { echo 'not ok: the Dockerfile copies nothing'; exit 1; }
mkdir "$home/src"
while read -r from to; do
  grep -qxF "!$from" .dockerignore || { echo "not ok: .dockerignore keeps $from back"; exit 1; }
  if [ -d "$from" ]; then
    mkdir -p "$home/src/$to"
    cp -R "$from/." "$home/src/$to/"
  else
    cp "$from" "$home/src/$to"
  fi
done <"$home/copied"
(cd "$home/src" && cargo check --locked --quiet --bin dateline) || { echo 'not ok: the image cannot be built'; exit 1; }
echo 'ok: the image has all that dateline is compiled from'
