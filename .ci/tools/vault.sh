#!/usr/bin/env bash
# Builds Vault from its Go module into the cache folder, once, and prints the path of the program. It is the last release
# under the Mozilla Public License that builds without the replacements of its own go.mod.
set -euo pipefail

version=1.13.1
sdk=0.8.1
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/vault-$version

if [[ ! -x $folder/vault ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  cd "$build"
  {
    echo 'module build'
    echo 'go 1.20'
    echo "require github.com/hashicorp/vault v$version"
    echo "require github.com/hashicorp/vault/sdk v$sdk"
  } >go.mod
  mkdir -p "$folder"
  GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0 go build -o "$folder/vault.new" -ldflags '-s -w' github.com/hashicorp/vault >&2
  mv "$folder/vault.new" "$folder/vault"
fi
echo "$folder/vault"
