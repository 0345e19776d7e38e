#!/usr/bin/env bash
# Builds Alertmanager and amtool, which judges its configurations and routes, into the cache folder, once, and prints the
# folder.
set -euo pipefail

version=0.31.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/alertmanager-$version

for program in alertmanager amtool; do
  [[ -x $folder/$program ]] ||
    GOFLAGS= GOWORK=off CGO_ENABLED=0 GOBIN=$folder go install -ldflags '-s -w' "github.com/prometheus/alertmanager/cmd/$program@v$version" >&2
done
echo "$folder"
