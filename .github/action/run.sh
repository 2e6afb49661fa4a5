#!/bin/sh
# Runs dateline as a step of a GitHub Actions job: annotations, a summary, outputs, and dateline's own exit status.
set -eu

temp=${RUNNER_TEMP:?is set by the runner}
root=${INPUT_ROOT:-.}
against=${INPUT_AGAINST:-}
sarif=${INPUT_SARIF:-$temp/dateline.sarif}
annotations=$temp/dateline.annotations
findings=$temp/dateline.findings
diff=$temp/dateline.md
facts=$temp/dateline.json
rm -f "$sarif" "$annotations" "$findings" "$diff" "$facts"

# All that this step runs sees one present.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date +%s)}
export SOURCE_DATE_EPOCH

say_error() {
  printf '::error title=%s::%s\n' "$1" "$2"
}

# A value of the line that a build gives in JSON, empty where it is null; none of the keys asked for is there twice.
fact() {
  sed -n "s/.*\"$1\": *\"\{0,1\}\([^\",}]*\).*/\1/p" "$facts" | sed 's/^null$//'
}

# What would change, while feeds/ is still as it was; faults of the articles are told by the run proper.
look_ahead() {
  set -- --root "$root" --format json
  [ -z "$against" ] || set -- "$@" --against "$against"
  dateline build --check --allow-id-changes "$@" >"$facts" 2>"$temp/dateline.ignored" || true
  if ! dateline diff --root "$root" --format markdown ${against:+"$against"} >"$diff" 2>"$temp/dateline.ignored"; then
    rm -f "$diff"
  fi
}

run() {
  set -f
  # shellcheck disable=SC2086 # Both are lists of words.
  set -- ${INPUT_COMMAND:-build --check --strict} ${INPUT_ARGS:-}
  set +f
  case $1 in
    build) [ -z "$against" ] || set -- "$@" --against "$against" ;;
  esac
  set -- "$@" --root "$root" --format human
  set -- "$@" --report "github=$annotations" --report "sarif=$sarif" --report "concise=$findings"
  # What an article says is no command to the runner.
  token=dateline-$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
  echo "::stop-commands::$token"
  status=0
  dateline "$@" || status=$?
  echo "::$token::"
}

annotate() {
  touch "$annotations"
  cat "$annotations"
  if [ "$status" -gt 1 ]; then
    say_error 'dateline could not run' 'the log of this step says why'
  elif [ "$status" = 1 ] && [ ! -s "$annotations" ]; then
    say_error 'dateline found something' 'the log of this step says what'
  fi
}

summarise() {
  case $status in
    0) echo '## dateline: clean' ;;
    1) echo '## dateline: findings' ;;
    *) echo '## dateline: could not run' ;;
  esac
  echo
  if [ -s "$findings" ]; then
    # Indented, since no text can end such a block.
    head -n 100 "$findings" | sed 's/^/    /'
    rest=$(($(wc -l <"$findings") - 100))
    [ "$rest" -le 0 ] || printf '\n… and %s more, in the log.\n' "$rest"
    echo
  fi
  if [ -f "$diff" ]; then
    printf '### What subscribers will see\n\n'
    cat "$diff"
    echo
  fi
  next=$(fact next)
  [ -z "$next" ] || printf 'The next article that waits is due %s.\n' "$next"
  expiry=$(fact next_expiry)
  [ -z "$expiry" ] || printf 'The next to expire leaves %s.\n' "$expiry"
}

look_ahead
run
annotate
if [ "${INPUT_SUMMARY:-true}" = true ]; then
  summarise >>"${GITHUB_STEP_SUMMARY:?is set by the runner}"
fi
{
  echo "status=$status"
  echo "changed=$(fact changed)"
  echo "next-due=$(fact next)"
  echo "next-expiry=$(fact next_expiry)"
  echo "next-change=$(fact next_change)"
  [ ! -f "$diff" ] || echo "diff=$diff"
  [ ! -f "$sarif" ] || echo "sarif=$sarif"
} >>"${GITHUB_OUTPUT:?is set by the runner}"
exit "$status"
