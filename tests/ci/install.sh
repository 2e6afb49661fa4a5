#!/bin/sh
# Tries how the action gets dateline, with releases that lie in a folder: needs curl and tar.
set -eu
cd "$(dirname "$0")/../.."

for need in curl tar awk; do
  command -v "$need" >/dev/null || { echo "$need is not here: skipped"; exit 0; }
done

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
releases=$home/gazette/dateline/releases/download
checksum() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

# A release whose program says which one it is.
release() {
  mkdir -p "$releases/$1"
  (
    cd "$releases/$1"
    for target in x86_64-unknown-linux-musl aarch64-unknown-linux-musl x86_64-apple-darwin aarch64-apple-darwin; do
      mkdir "dateline-$target"
      printf '#!/bin/sh\necho dateline %s\n' "$1" >"dateline-$target/dateline"
      chmod +x "dateline-$target/dateline"
      tar -czf "dateline-$target.tar.gz" "dateline-$target"
      rm -r "dateline-$target"
    done
    checksum ./*.tar.gz | sed 's|\./||' >SHA256SUMS
  )
}

# What the step says, and how it ends, for a version and the ref that `uses` names.
install() {
  rm -rf "$home/temp" && mkdir "$home/temp" && : >"$home/path"
  status=0
  said=$(env INPUT_VERSION="$1" ACTION_REF="$2" ACTION_REPOSITORY=gazette/dateline GITHUB_SERVER_URL="file://$home" \
    GITHUB_ACTION_PATH="$PWD" GITHUB_PATH="$home/path" RUNNER_TEMP="$home/temp" \
    sh .github/action/install.sh 2>&1) || status=$?
}

expect() {
  # shellcheck disable=SC2254 # It is a pattern.
  case "$status $said" in
    $1) echo "ok: $2" ;;
    *) printf 'not ok: %s\n  %s %s\n' "$2" "$status" "$said"; exit 1 ;;
  esac
}

release v1.2.3
release v1.2.4
mkdir -p "$home/gazette/dateline/releases/latest"
cp -R "$releases/v1.2.4" "$home/gazette/dateline/releases/latest/download"

install v1.2.3 main
expect '0 dateline v1.2.3' 'a release by its tag'
[ "$(cat "$home/path")" = "$home/temp/dateline/bin" ] || { echo 'not ok: it is on the path'; exit 1; }
install 1.2.3 main
expect '0 dateline v1.2.3' 'a release by its number'
install '' v1.2.3
expect '0 dateline v1.2.3' 'the release that is used'
install latest main
expect '0 dateline v1.2.4' 'the newest release'
install v9.9.9 main
expect '2 *::error title=dateline::cannot fetch file://*/v9.9.9/SHA256SUMS' 'a release that there is not'
install tomorrow main
expect '2 ::error title=dateline::version is a release*found tomorrow' 'a word that is no version'

for archive in "$releases"/v1.2.3/*.tar.gz; do echo changed >>"$archive"; done
install v1.2.3 main
expect '2 ::error title=dateline::dateline-* of v1.2.3 is not what its checksum says; nothing was run' 'a release that was changed'
[ ! -s "$home/path" ] || { echo 'not ok: it is not on the path'; exit 1; }
: >"$releases/v1.2.3/SHA256SUMS"
install v1.2.3 main
expect '2 ::error title=dateline::SHA256SUMS of v1.2.3 does not name dateline-*' 'a release without a checksum'
