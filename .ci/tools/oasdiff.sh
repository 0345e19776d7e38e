#!/usr/bin/env bash
# Builds oasdiff, which says what changed between two OpenAPI files and whether it breaks their users, into the cache folder,
# once, and prints its path.
set -euo pipefail

version=1.37.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/oasdiff-$version

if [[ ! -x $folder/oasdiff ]]; then
  command -v go >/dev/null || { echo 'error: oasdiff takes go, which is not on PATH' >&2; exit 1; }
  GOFLAGS= GOWORK=off CGO_ENABLED=0 GOBIN=$folder go install -ldflags '-s -w' "github.com/oasdiff/oasdiff@v$version" >&2
fi
echo "$folder/oasdiff"
