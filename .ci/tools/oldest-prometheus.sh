#!/usr/bin/env bash
# Builds the Prometheus of the oldest chart that a platform may name, which is told in another way to take OTLP, into the
# cache folder, once, and prints its path.
set -euo pipefail

version=2.49.1
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/prometheus-$version

# As a Go module, Prometheus 2.49.1 is v0.49.1.
[[ -x $folder/prometheus ]] ||
  GOFLAGS= GOWORK=off CGO_ENABLED=0 GOBIN=$folder go install -ldflags '-s -w' "github.com/prometheus/prometheus/cmd/prometheus@v0${version#2}" >&2
echo "$folder/prometheus"
