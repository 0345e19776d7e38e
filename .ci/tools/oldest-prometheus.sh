#!/usr/bin/env bash
# Builds the Prometheus of the oldest chart that a platform may name, which is told in another way to take OTLP, into the
# cache folder, once, and prints its path.
set -euo pipefail

version=2.49.1
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/prometheus-$version

# As a Go module, Prometheus 2.49.1 is v0.49.1. Its go.mod replaces modules, so that go installs it from no other place
# than one that depends on it.
if [[ ! -x $folder/prometheus ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  cd "$build"
  export GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0
  go mod init oldest >&2
  go get "github.com/prometheus/prometheus@v0${version#2}" >&2
  go build -o prometheus -ldflags '-s -w' github.com/prometheus/prometheus/cmd/prometheus >&2
  mkdir -p "$folder"
  mv prometheus "$folder/prometheus"
fi
echo "$folder/prometheus"
