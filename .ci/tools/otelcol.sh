#!/usr/bin/env bash
# Builds an OpenTelemetry collector with the components that the collectors of the platform have, into the cache folder,
# once, and prints its path. Two of them are older than those that run, because the module proxy serves no later ones:
# k8sobjects, which reads events, and k8s_leader_elector.
set -euo pipefail

version=0.159.0
source=$(realpath "$(dirname "${BASH_SOURCE[0]}")")/otelcol/builder.yaml
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/otelcol-$version

# One that was built without them is built again.
if ! { [[ -x $folder/otelcol ]] && "$folder/otelcol" components | grep -q k8sobjects; }; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  cd "$build"
  cp "$source" .
  export GOWORK=off CGO_ENABLED=0
  GOFLAGS= GOBIN=$build go install "go.opentelemetry.io/collector/cmd/builder@v$version" >&2
  GOFLAGS=-mod=mod ./builder --config builder.yaml --ldflags '-s -w' >&2
  mkdir -p "$folder"
  mv out/otelcol "$folder/otelcol"
fi
echo "$folder/otelcol"
