#!/bin/sh
# Synthesizes the platform and compares what is deployed with what was applied last. Takes the arguments of
# `lke-platform drift detect`; exit code 0 without drift, 2 with drift, 1 when something could not be looked at.
set -eu
cd "$(dirname "$0")/../.."
node bin/lke-platform.js synth >&2
exec node bin/lke-platform.js drift detect "$@"
