#!/usr/bin/env bash
# Builds a program that judges flows by network policies, with the matcher of cyclonus, into the cache folder, once, and
# prints its path.
set -euo pipefail

version=0.5.6
source=$(realpath "$(dirname "${BASH_SOURCE[0]}")")/cyclonus/main.go
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/cyclonus-$version

if [[ ! -x $folder/judge ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  cd "$build"
  cp "$source" .
  {
    echo 'module build'
    echo 'go 1.22'
    echo "require github.com/mattfenwick/cyclonus v$version"
  } >go.mod
  mkdir -p "$folder"
  GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0 go build -o "$folder/judge.new" -ldflags '-s -w' . >&2
  mv "$folder/judge.new" "$folder/judge"
fi
echo "$folder/judge"
