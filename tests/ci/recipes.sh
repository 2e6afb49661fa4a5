#!/bin/sh
# Tries the recipes of docs/ci.md in fresh folders, with a live site on loopback: needs curl, git and python3.
# It runs `target/debug/dateline`, or the one that DATELINE names.
set -eu
cd "$(dirname "$0")/../.."

for need in curl git python3; do
  command -v "$need" >/dev/null || { echo "$need is not here: skipped"; exit 0; }
done

page=$PWD/docs/ci.md
hooks=$PWD/.pre-commit-hooks.yaml
home=$(mktemp -d)
mkdir "$home/bin"
cp "${DATELINE:-target/debug/dateline}" "$home/bin/dateline"
PATH=$home/bin:$PATH
[ -x target/lint/bin/pre-commit ] && PATH=$PATH:$PWD/target/lint/bin
export PATH
unset GITHUB_ACTIONS
# The tenth of March 2026, when one article is out and one is to come.
export SOURCE_DATE_EPOCH=1773144000
server=
stop() {
  [ -z "$server" ] || kill "$server"
  rm -rf "$home"
}
trap stop EXIT

ok() { echo "ok: $1"; }
fail() {
  echo "not ok: $1"
  [ ! -f "$home/said" ] || sed 's/^/  /' "$home/said"
  exit 1
}
# Runs a command that must end with status $1, and say $2.
expect() {
  wanted=$1 words=$2
  shift 2
  status=0
  "$@" >"$home/said" 2>&1 || status=$?
  [ "$status" = "$wanted" ] || fail "$* ended with $status, not $wanted"
  grep -qF -- "$words" "$home/said" || fail "$* does not say: $words"
}
# The block of the page of the language $1 that has $2 in it, with the live site's address as it is here.
block() {
  awk -v language="$1" -v part="$2" '
    /^```/ { if (on && index(text, part)) { printf "%s", text; exit } on = $0 == "```" language; text = ""; next }
    on { text = text $0 "\n" }
  ' "$page" | sed "s|https://gazette.example|${live:-}|g"
}
publication() {
  dateline init "$1" --title Gazette --link https://gazette.example/ --timezone America/New_York >"$home/said"
  cat >"$1/articles/ferry.toml" <<END
title = "Ferry line returns"
date = 2026-03-04T18:30:00-05:00
body = "The ferry is back."
id = "tag:gazette.example,2026-03-04:ferry"
END
  cat >"$1/articles/later.toml" <<END
title = "Tides to come"
date = 2026-04-01T10:00:00Z
body = "They come."
id = "tag:gazette.example,2026-04-01:later"
END
}

# Feeds are made in CI: the live site is what the previous run published.
publication "$home/checkout"
cd "$home/checkout"
dateline build >"$home/said"
mkdir -p "$home/live"
mv feeds "$home/live/feeds"
# There before the server writes to it, so that it can be looked at.
: >"$home/server"
python3 -u -m http.server --bind 127.0.0.1 --directory "$home/live" 0 >"$home/server" 2>&1 &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
  port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$home/server")
  [ -n "$port" ] && break
  sleep 1
done
live=http://127.0.0.1:$port
block sh 'curl --fail' >"$home/publish.sh"
grep -q 'dateline build --against' "$home/publish.sh" || fail 'the page has no recipe to publish'

expect 0 'feeds/' sh -e "$home/publish.sh"
cmp -s feeds/feed.json "$home/live/feeds/feed.json" || fail 'the same articles make the same feeds'
ok 'a build is held against what the live site serves'

rm -r feeds
sed 's/2026-03-04:ferry/2026-03-04:boat/' articles/ferry.toml >ferry && mv ferry articles/ferry.toml
expect 1 'tag:gazette.example,2026-03-04:ferry' sh -e "$home/publish.sh"
[ ! -e feeds ] || fail 'nothing is written'
ok 'an id that changed is caught before a byte is written'

sed 's/2026-03-04:boat/2026-03-04:ferry/' articles/ferry.toml >ferry && mv ferry articles/ferry.toml
rm -rf saved
mv "$home/live/feeds" "$home/live/gone"
expect 22 '404' sh -e "$home/publish.sh"
[ ! -e feeds ] || fail 'nothing is written'
mv "$home/live/gone" "$home/live/feeds"
ok 'a site that is down stops the run'

next=$(dateline build --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["waiting"]["next"])')
[ "$next" = 2026-04-01T10:00:00Z ] || fail "the next is due $next"
if command -v jq >/dev/null; then
  block sh 'jq -r' | sed -n 's/^due=/echo /p' >"$home/due.sh"
  expect 0 '2026-04-01T10:00:00Z' sh "$home/due.sh"
fi
ok 'a script is told when the next article is due'

# Feeds are committed.
publication "$home/committed"
cd "$home/committed"
git init -q .
git config user.name Desk
git config user.email desk@gazette.example
dateline build >"$home/said"
git add .
git commit -q -m 'The paper'
expect 0 'feeds/ is fresh' dateline build --check --strict
sed 's/The ferry is back/The ferry sails again/' articles/ferry.toml >ferry && mv ferry articles/ferry.toml
expect 1 'Ferry line returns' dateline build --check --strict
expect 0 'sails again' dateline diff --format markdown
ok 'stale feeds fail, and the diff says what subscribers will see'

# A pull request, checked out as the runner does: its merge and that one's parents, and no way to fetch more.
trunk=$(git symbolic-ref --short HEAD)
git checkout -q -b change
dateline build >"$home/said"
git commit -q -a -m 'The ferry sails again'
git checkout -q "$trunk"
git merge -q --no-ff -m 'Merge' change
block yaml 'id: base' | awk '/run: \|/ { on = 1; next } /^      - uses/ { on = 0 } on' >"$home/base.sh"
# Takes out what subscribers have, of the newest commit of the folder $1.
base() {
  rm -rf "$home/runner" "$home/outputs" "$home/pull"
  git clone -q --depth 2 "file://$1" "$home/pull"
  git -C "$home/pull" remote remove origin
  (cd "$home/pull" && RUNNER_TEMP=$home/runner GITHUB_OUTPUT=$home/outputs bash -e "$home/base.sh")
}
base "$PWD" >"$home/said"
feeds=$(sed -n 's/^feeds=//p' "$home/outputs")
expect 0 'feeds/ is fresh' dateline build --check --strict --against "$feeds"
expect 0 'sails again' dateline diff "$feeds" --format markdown
git reset -q --hard HEAD^1
ok 'a pull request is held against what it is merged into'

publication "$home/first"
git -C "$home/first" init -q -b trunk
git -C "$home/first" config user.name Desk
git -C "$home/first" config user.email desk@gazette.example
git -C "$home/first" add .
git -C "$home/first" commit -q -m 'Articles'
git -C "$home/first" checkout -q -b feeds
dateline build --root "$home/first" >"$home/said"
git -C "$home/first" add .
git -C "$home/first" commit -q -m 'Feeds'
git -C "$home/first" checkout -q trunk
git -C "$home/first" merge -q --no-ff -m 'Merge' feeds
base "$home/first" >"$home/said"
[ ! -e "$home/outputs" ] || fail 'there are no feeds to hold it against'
ok 'a pull request that brings the first feeds is held against nothing'

# GitLab.
echo 'sumary = "x"' >>articles/ferry.toml
expect 1 'sumary' dateline build --check --strict --report gitlab=gl-code-quality-report.json
python3 -c '
import json
[finding] = json.load(open("gl-code-quality-report.json"))
assert finding["location"] == {"path": "articles/ferry.toml", "lines": {"begin": 5, "end": 5}}, finding
'
rm gl-code-quality-report.json
git checkout -q articles feeds
ok 'the code quality report has the finding at its line'

# pre-commit, with the hook for a dateline that is installed.
if command -v pre-commit >/dev/null; then
  block yaml 'language: system' >.pre-commit-config.yaml
  git add .pre-commit-config.yaml
  export PRE_COMMIT_HOME="$home/pre-commit"
  expect 0 'Passed' pre-commit run --all-files
  sed 's/The ferry is back/The ferry sails again/' articles/ferry.toml >ferry && mv ferry articles/ferry.toml
  git add articles
  expect 1 'feeds/ is stale' pre-commit run
  dateline build >"$home/said"
  git add feeds
  expect 0 'Passed' pre-commit run
  git commit -q -m 'The ferry sails again'
  ok 'the hook stops a commit whose feeds are stale'
  git rm -q articles/ferry.toml
  expect 1 'feeds/ is stale' pre-commit run
  # Those of this repository, without an hour of compiling.
  { printf 'repos:\n  - repo: local\n    hooks:\n'; sed 's/language: rust/language: system/; s/^/      /' "$hooks"; } >.pre-commit-config.yaml
  git add .pre-commit-config.yaml
  expect 1 'feeds/ is stale' pre-commit run dateline-build
  ok 'so it does where an article is deleted and nothing else'
else
  echo 'pre-commit is not here: its recipe is skipped'
fi
