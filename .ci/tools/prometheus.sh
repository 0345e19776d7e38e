#!/usr/bin/env bash
# Builds promtool, which judges metrics and queries, into the cache folder, once, and prints its path.
set -euo pipefail

version=3.16.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/prometheus-$version

# As a Go module, Prometheus 3.16.0 is v0.316.0.
module=v0.$(cut -d. -f1,2 <<<"$version" | tr -d .).${version##*.}
if [[ ! -x $folder/promtool ]]; then
  GOFLAGS= CGO_ENABLED=0 GOBIN=$folder go install -ldflags '-s -w' "github.com/prometheus/prometheus/cmd/promtool@$module" >&2
fi
echo "$folder/promtool"
