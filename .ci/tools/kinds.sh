#!/usr/bin/env bash
# Gets kinds that charts of this repository make objects of from the Go modules of their projects, into the cache folder, once,
# and prints the folder: what the API server of the lab judges such objects by. The versions are those that the stack `system`
# and the chart `ingress` bring.
set -euo pipefail

folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/kinds

get() { # NAME VERSION MODULE FOLDER_IN_MODULE
  [[ -d $folder/$1-$2 ]] && return
  local from new
  from=$(cd / && GOFLAGS= GOWORK=off go mod download -json "$3@v$2" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  new=$(mktemp -d "$folder/.new-XXXXXX")
  cp "$from/$4"/*.yaml "$new/"
  chmod -R u+w "$new"
  mv "$new" "$folder/$1-$2"
}

mkdir -p "$folder"
get gateway-api 1.5.1 sigs.k8s.io/gateway-api config/crd/standard
get prometheus-operator 0.93.1 github.com/prometheus-operator/prometheus-operator example/prometheus-operator-crd
get cert-manager 1.21.1 github.com/cert-manager/cert-manager deploy/crds
echo "$folder"
