#!/bin/sh
# Builds dateline for a target and packs it with its manual pages, completions and licences: pack.sh TARGET FOLDER.
set -eu
cd "$(dirname "$0")/../.."

target=$1
folder=$2
name=dateline-$target

case $target in
  *windows*) binary=dateline.exe ;;
  *) binary=dateline ;;
esac
case $target in
  # At a fixed address, as build.rs has it with the other library, so that it starts in half the time.
  *musl) RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static -C relocation-model=static" && export RUSTFLAGS ;;
  *windows-msvc) RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static" && export RUSTFLAGS ;;
esac

.github/release/build.sh --target "$target"
built=target/$target/release/$binary

# What is packed has compiled a publication here, and says what it should.
"$built" build --check --strict

mkdir -p "$folder"
rm -rf "${folder:?}/$name"
mkdir -p "$folder/$name/completions"
cp "$built" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$folder/$name/"
"$built" man --out "$folder/$name/man1"
for shell in bash elvish fish powershell zsh; do
  "$built" completions "$shell" >"$folder/$name/completions/dateline.$shell"
done

cd "$folder"
case $target in
  *windows*) 7z a -bso0 "$name.zip" "$name" ;;
  *) tar -czf "$name.tar.gz" "$name" ;;
esac
rm -r "$name"
ls -l
