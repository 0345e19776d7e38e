#!/usr/bin/env bash
# Builds the Prometheus of kube-prometheus-stack 56.3.0 into the cache folder, once, and prints its path. Its go.mod leaves
# out and replaces modules, so that it takes one of our own.
set -euo pipefail

version=2.49.1
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/prometheus-$version

if [[ ! -x $folder/prometheus ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  cd "$build"
  {
    echo 'module build'
    echo 'go 1.22'
    echo 'require github.com/prometheus/prometheus v0.49.1'
    echo 'replace k8s.io/klog => github.com/simonpasquier/klog-gokit v0.3.0'
    echo 'replace k8s.io/klog/v2 => github.com/simonpasquier/klog-gokit/v3 v3.3.0'
    echo 'exclude github.com/linode/linodego v1.0.0'
    echo 'exclude github.com/grpc-ecosystem/grpc-gateway v1.14.7'
    echo 'exclude google.golang.org/api v0.30.0'
  } >go.mod
  mkdir -p "$folder"
  GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0 go build -o "$folder/prometheus.new" -ldflags '-s -w' github.com/prometheus/prometheus/cmd/prometheus >&2
  mv "$folder/prometheus.new" "$folder/prometheus"
fi
echo "$folder/prometheus"
