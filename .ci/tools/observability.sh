#!/usr/bin/env bash
# Builds what the tests of the observability stack take: Prometheus, of now and of the oldest chart, Alertmanager, an
# OpenTelemetry collector, helm and a control plane; and gets the charts, where there is a way to them. Each is built once,
# into the cache folder; without Go nothing is, and the tests that need it say that they did not run.
set -euo pipefail

if ! command -v go >/dev/null; then
  echo 'not built: this takes Go (https://go.dev/doc/install). The tests of the observability stack will say that they did not run.'
  exit 0
fi
tools=$(dirname "${BASH_SOURCE[0]}")
for part in kubernetes kwok helm prometheus oldest-prometheus alertmanager otelcol charts; do "$tools/$part.sh"; done
