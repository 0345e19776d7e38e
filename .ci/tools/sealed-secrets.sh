#!/usr/bin/env bash
# Builds the controller of Sealed Secrets and its command kubeseal from their Go module into the cache folder, once, and
# prints the folder.
set -euo pipefail

version=0.27.1
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/sealed-secrets-$version

if [[ ! -x $folder/kubeseal ]]; then
  GOFLAGS= GOWORK=off CGO_ENABLED=0 GOBIN=$folder go install -ldflags '-s -w' \
    "github.com/bitnami-labs/sealed-secrets/cmd/controller@v$version" \
    "github.com/bitnami-labs/sealed-secrets/cmd/kubeseal@v$version" >&2
fi
echo "$folder"
