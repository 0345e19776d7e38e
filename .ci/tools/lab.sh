#!/usr/bin/env bash
# Builds the lab: a control plane, the player of its nodes, and helm; what the tests of secrets take beside it, the
# controller of Sealed Secrets and Vault; what judges network policies, which are in force nowhere in the lab; promtool; the
# controllers of Argo CD; what judges routes of the Gateway API; kinds that charts of this repository make
# objects of; and the charts that charts of this repository depend on.
# Each is built once, into the cache folder; without Go nothing is, and the tests that need it say that they did not run.
set -euo pipefail

if ! command -v go >/dev/null; then
  echo 'not built: this takes Go (https://go.dev/doc/install). The tests of the lab will say that they did not run.'
  exit 0
fi
tools=$(dirname "${BASH_SOURCE[0]}")
for part in kubernetes kwok helm sealed-secrets vault cyclonus prometheus argo-cd traefik kinds charts; do "$tools/$part.sh"; done
