#!/usr/bin/env bash
# Installs KWOK, which plays the nodes of the lab, into the cache folder, once, and prints the path of the program.
set -euo pipefail

version=0.7.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/kwok-$version

if [[ ! -x $folder/kwok ]]; then
  GOFLAGS= CGO_ENABLED=0 GOBIN=$folder go install "sigs.k8s.io/kwok/cmd/kwok@v$version" >&2
fi
echo "$folder/kwok"
