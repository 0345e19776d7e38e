#!/usr/bin/env bash
# Builds OpenTofu from its Go module into the cache folder, once, and prints the path of the program.
set -euo pipefail

version=1.10.6
# OpenTofu's own go.mod replaces this library; a replacement does not reach those who depend on it.
hcl=v2.20.2-0.20250121132637-504036cd70e7
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/opentofu-$version

if [[ ! -x $folder/tofu ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  cd "$build"
  {
    echo 'module build'
    echo 'go 1.24'
    echo "require github.com/opentofu/opentofu v$version"
    echo "replace github.com/hashicorp/hcl/v2 => github.com/opentofu/hcl/v2 $hcl"
  } >go.mod
  mkdir -p "$folder"
  GOFLAGS=-mod=mod go build -o "$folder/tofu.new" \
    -ldflags "-X github.com/opentofu/opentofu/version.dev=no" github.com/opentofu/opentofu/cmd/tofu >&2
  mv "$folder/tofu.new" "$folder/tofu"
fi
echo "$folder/tofu"
