#!/usr/bin/env bash
# Installs helm, which installs charts in the lab, into the cache folder, once, and prints the path of the program.
set -euo pipefail

version=3.19.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/helm-$version

if [[ ! -x $folder/helm ]]; then
  GOFLAGS= CGO_ENABLED=0 GOBIN=$folder go install "helm.sh/helm/v3/cmd/helm@v$version" >&2
fi
echo "$folder/helm"
