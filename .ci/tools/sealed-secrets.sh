#!/usr/bin/env bash
# Builds the controller of Sealed Secrets and its command kubeseal from their Go module into the cache folder, once, with
# the chart that stands in it, and prints the folder.
set -euo pipefail

version=0.27.1
module=github.com/bitnami-labs/sealed-secrets
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/sealed-secrets-$version

if [[ ! -d $folder/chart ]]; then
  GOFLAGS= GOWORK=off CGO_ENABLED=0 GOBIN=$folder go install -ldflags '-s -w' \
    "$module/cmd/controller@v$version" "$module/cmd/kubeseal@v$version" >&2
  rm -rf "$folder/chart.new"
  cp -r "$(go env GOMODCACHE)/$module@v$version/helm/sealed-secrets" "$folder/chart.new"
  chmod -R u+w "$folder/chart.new"
  mv "$folder/chart.new" "$folder/chart"
fi
echo "$folder"
