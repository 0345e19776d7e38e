#!/usr/bin/env bash
# Builds the part of Traefik that judges gateways and routes, into the cache folder, once, and prints its path.
set -euo pipefail

version=3.7.11
source=$(realpath "$(dirname "${BASH_SOURCE[0]}")")/traefik
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/traefik-$version

if [[ ! -x $folder/provider ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  cp -r "$source"/. "$build"
  cd "$build"
  # Two modules that Traefik replaces: one is not served, and of the other nothing is used here.
  (cd ext && GOFLAGS= go mod init github.com/traefik/traefik/dynamic/ext) 2>/dev/null
  mkdir http-auth && (cd http-auth && GOFLAGS= go mod init github.com/abbot/go-http-auth) 2>/dev/null
  module=$(GOFLAGS= GOWORK=off go mod download -json "github.com/traefik/traefik/v3@v$version" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  # Its own versions, sums and replacements, which count in the main module alone.
  cat "$module/go.sum" >go.sum
  sed -e 's|^module .*|module build|' -e 's|=> ./pkg/config/dynamic/ext|=> ./ext|' \
    -e 's|=> github.com/containous/go-http-auth .*|=> ./http-auth|' \
    -e "0,/^require (/s|^require (|require github.com/traefik/traefik/v3 v$version\n\nrequire (|" "$module/go.mod" >go.mod
  mkdir -p "$folder"
  GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0 go build -o "$folder/provider.new" -ldflags '-s -w' . >&2
  mv "$folder/provider.new" "$folder/provider"
fi
echo "$folder/provider"
