#!/usr/bin/env bash
# Builds what a control plane is made of from the Go modules of Kubernetes into the cache folder, once, and prints the
# folder: kube-apiserver, kube-controller-manager, kube-scheduler, kubectl, and the etcd that this release is tested with.
set -euo pipefail

version=1.33.13
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/kubernetes-$version

if [[ ! -x $folder/etcd || ! -x $folder/kubectl ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  cd "$build"
  {
    echo 'module build'
    echo 'go 1.24.0'
    echo "require k8s.io/kubernetes v$version"
    # Kubernetes' own go.mod takes its libraries from folders of its repository, which are not part of the module.
    GOWORK=off go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p' |
      xargs sed -n "s|^\t\(k8s.io/[a-z-]*\) => ./staging/.*|replace \1 => \1 v0${version#1}|p"
  } >go.mod
  # A control plane that does not know its version is refused by charts that ask for one.
  IFS=. read -r major minor _ <<<"$version"
  variables=k8s.io/component-base/version
  flags="-s -w -X $variables.gitVersion=v$version -X $variables.gitMajor=$major -X $variables.gitMinor=$minor"
  mkdir new
  GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0 go build -o new/ -ldflags "$flags -X $variables.gitTreeState=clean" \
    k8s.io/kubernetes/cmd/kube{-apiserver,-controller-manager,-scheduler,ctl} go.etcd.io/etcd/server/v3 >&2
  mkdir -p "$folder"
  mv new/kube* "$folder"
  mv new/server "$folder/etcd"
fi
echo "$folder"
