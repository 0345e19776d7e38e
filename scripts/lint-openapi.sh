#!/usr/bin/env bash
# Runs the linters of OpenAPI over the description of the hand-off service. They are installed once, at the versions below.
# What is waived stands in contracts/.spectral.yaml and contracts/.redocly.yaml, each with its reason.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

REDOCLY=2.77.0
SPECTRAL=6.16.3
OWASP=2.0.1

tools="${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/openapi-lint-$REDOCLY-$SPECTRAL-$OWASP"
file=contracts/service-handoff-openapi.yaml

if [[ ! -f $tools/installed ]]; then
  rm -rf "$tools" && mkdir -p "$tools"
  echo '{ "private": true }' >"$tools/package.json"
  npm install --prefix "$tools" --no-audit --no-fund --loglevel error "@redocly/cli@$REDOCLY" \
    "@stoplight/spectral-cli@$SPECTRAL" "@stoplight/spectral-owasp-ruleset@$OWASP"
  touch "$tools/installed"
fi

export REDOCLY_TELEMETRY=off
echo "redocly $REDOCLY"
"$tools/node_modules/.bin/redocly" lint "$file" --config contracts/.redocly.yaml
echo "spectral $SPECTRAL, OWASP $OWASP"
# Rules are found beside the linter, not in this project.
rules=$(mktemp -d)
trap 'rm -rf "$rules"' EXIT
ln -s "$tools/node_modules" "$rules/node_modules"
cp contracts/.spectral.yaml "$rules/spectral.yaml"
"$tools/node_modules/.bin/spectral" lint "$file" --ruleset "$rules/spectral.yaml" --fail-severity warn
