#!/usr/bin/env bash
# Gets the charts of the observability stack, and those that charts of this repository depend on, into the cache folder, once,
# and prints the folder. Where there is no way to their repositories, it says so; the tests that take them say that they did
# not run.
set -euo pipefail

folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/charts
helm=$("$(dirname "${BASH_SOURCE[0]}")/helm.sh")

get() { # REPOSITORY NAME VERSION
  [[ -d $folder/$2-$3 ]] && return
  local new=$folder/.new-$2-$3
  rm -rf "$new"
  if "$helm" pull "$2" --repo "$1" --version "$3" --untar --untardir "$new" >&2; then
    mv "$new/$2" "$folder/$2-$3"
  else
    echo "not there: the chart $2 $3 of $1" >&2
  fi
  rm -rf "$new"
}

mkdir -p "$folder"
get https://prometheus-community.github.io/helm-charts kube-prometheus-stack 88.5.2
get https://prometheus-community.github.io/helm-charts kube-prometheus-stack 56.3.0
get https://grafana-community.github.io/helm-charts loki 18.11.0
get https://grafana-community.github.io/helm-charts tempo 2.2.4
get https://traefik.github.io/charts traefik 41.3.0
get https://traefik.github.io/charts traefik-crds 1.18.0
get https://charts.jetstack.io cert-manager v1.21.1
get https://argoproj.github.io/argo-helm argo-cd 9.7.1
get https://open-telemetry.github.io/opentelemetry-helm-charts opentelemetry-collector 0.170.0
echo "$folder"
