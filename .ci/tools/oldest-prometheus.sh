#!/usr/bin/env bash
# Builds the Prometheus of the oldest chart that a platform may name, which is told in another way to take OTLP, into the
# cache folder, once, and prints its path.
set -euo pipefail

version=2.49.1
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/prometheus-$version

# As a Go module, Prometheus 2.49.1 is v0.49.1. Its go.mod replaces modules, so that it is built within its own source.
if [[ ! -x $folder/prometheus ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  export GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0
  source=$(cd "$build" && go mod download -json "github.com/prometheus/prometheus@v0${version#2}" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  cp -r "$source" "$build/source"
  chmod -R u+w "$build/source"
  (cd "$build/source" && go build -o "$build/prometheus" -ldflags '-s -w' ./cmd/prometheus) >&2
  mkdir -p "$folder"
  mv "$build/prometheus" "$folder/prometheus"
fi
echo "$folder/prometheus"
