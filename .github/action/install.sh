#!/bin/sh
# Puts dateline where the next step of a job finds it: a release, its checksum verified, or what cargo builds of this action's own source.
set -eu

version=${INPUT_VERSION:-}
home=${RUNNER_TEMP:?is set by the runner}/dateline
source=${GITHUB_ACTION_PATH:?is set by the runner}

fail() {
  printf '::error title=dateline::%s\n' "$1"
  exit 2
}

# The name that releases give to a machine of this kind.
target() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) echo aarch64-unknown-linux-musl ;;
    Darwin-x86_64) echo x86_64-apple-darwin ;;
    Darwin-arm64) echo aarch64-apple-darwin ;;
    MINGW*-x86_64 | MSYS*-x86_64) echo x86_64-pc-windows-msvc ;;
  esac
}

checksum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

fetch() {
  curl --fail --silent --show-error --location --retry 3 --output "$2" "$1" || fail "cannot fetch $1"
}

# Fetches release $1 (v1.2.3, or latest) and unpacks it once it is what its checksum says.
release() {
  [ -n "${ACTION_REPOSITORY:-}" ] || fail "a local action has no releases; \`version: source\` builds its code"
  releases=${GITHUB_SERVER_URL:-https://github.com}/$ACTION_REPOSITORY/releases
  case $1 in
    latest) from=$releases/latest/download ;;
    *) from=$releases/download/$1 ;;
  esac
  machine=$(target)
  [ -n "$machine" ] || fail "no release is made for $(uname -s) $(uname -m); \`version: source\` builds one"
  case $machine in
    *windows*) archive=dateline-$machine.zip ;;
    *) archive=dateline-$machine.tar.gz ;;
  esac
  mkdir -p "$home/bin"
  fetch "$from/SHA256SUMS" "$home/SHA256SUMS"
  fetch "$from/$archive" "$home/$archive"
  expected=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$home/SHA256SUMS")
  [ -n "$expected" ] || fail "SHA256SUMS of $1 does not name $archive"
  [ "$(checksum "$home/$archive")" = "$expected" ] || fail "$archive of $1 is not what its checksum says; nothing was run"
  case $archive in
    *.zip) unzip -q -o "$home/$archive" -d "$home" ;;
    *) tar -xzf "$home/$archive" -C "$home" ;;
  esac
  cp "$home/dateline-$machine"/dateline* "$home/bin/"
}

build() {
  command -v cargo >/dev/null || fail "cargo is not here to build dateline; \`version: v1.2.3\` takes a release"
  cargo install --quiet --locked --path "$source" --root "$home"
}

# `uses: …/dateline@v1.2.3` means that release; a branch or a commit means its own source.
if [ -z "$version" ]; then
  case ${ACTION_REF:-} in
    v[0-9]*.[0-9]*.[0-9]*) version=$ACTION_REF ;;
    *) version=source ;;
  esac
fi

case $version in
  installed)
    command -v dateline >/dev/null || fail "there is no dateline on the path"
    exit 0
    ;;
  source) build ;;
  latest | v*) release "$version" ;;
  [0-9]*) release "v$version" ;;
  *) fail "version is a release such as v1.2.3, latest, source or installed, found $version" ;;
esac

"$home/bin/dateline" --version
echo "$home/bin" >>"${GITHUB_PATH:?is set by the runner}"
