#!/usr/bin/env bash
# Builds Prometheus, with promtool, which judges metrics, rules and queries, into the cache folder, once, and prints the
# path of promtool.
set -euo pipefail

version=3.16.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/prometheus-$version

# As a Go module, Prometheus 3.16.0 is v0.316.0.
module=v0.$(cut -d. -f1,2 <<<"$version" | tr -d .).${version##*.}
for program in promtool prometheus; do
  [[ -x $folder/$program ]] ||
    GOFLAGS= GOWORK=off CGO_ENABLED=0 GOBIN=$folder go install -ldflags '-s -w' "github.com/prometheus/prometheus/cmd/$program@$module" >&2
done
echo "$folder/promtool"
