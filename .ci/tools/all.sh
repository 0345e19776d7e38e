#!/usr/bin/env bash
# Builds what the tests of the lab and of observability take; each part once, into the cache folder. One that cannot be built
# does not keep the others from it.
set -uo pipefail

tools=$(dirname "${BASH_SOURCE[0]}")
status=0
for part in lab observability; do "$tools/$part.sh" || status=$?; done
exit "$status"
