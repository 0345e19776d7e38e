#!/usr/bin/env bash
# Judges what changed in the description of the hand-off service since a commit: `npm run openapi:diff -- BASE`. What breaks
# those who use it takes another major version (info.version). Without BASE it is compared with the last release; before
# there is one, with the branch that a pull request goes to, or else with the last commit. oasdiff is built once, with Go.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

file=contracts/service-handoff-openapi.yaml
base=${1:-$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null || echo "${GITHUB_BASE_REF:+origin/}${GITHUB_BASE_REF:-HEAD}")}
git rev-parse --quiet --verify "$base^{commit}" >/dev/null ||
  { printf 'error: %s is not a commit of this clone. Give a tag, a branch or a hash.\n' "$base" >&2; exit 1; }

oasdiff=$(.ci/tools/oasdiff.sh)

former=$(mktemp -d)
trap 'rm -rf "$former"' EXIT
if ! git cat-file -e "$base:$file" 2>/dev/null; then
  echo "$base has no $file: nothing to compare"
  exit 0
fi
git archive "$base" contracts | tar --extract --directory "$former"

major() { sed -n 's/^  version: \([0-9]*\)\..*/\1/p' "$1" | head -1; }

echo "$(basename "$(dirname "$oasdiff")"), since $base"
"$oasdiff" changelog "$former/$file" "$file"
if "$oasdiff" breaking "$former/$file" "$file" --fail-on ERR >/dev/null; then exit 0; fi
if (($(major "$file") > $(major "$former/$file"))); then
  echo 'it breaks, and the major version says so'
  exit 0
fi
echo "error: this breaks those who use the service. Take it back, or raise the major version: info.version in $file" >&2
exit 1
