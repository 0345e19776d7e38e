#!/usr/bin/env bash
# Builds the controller and the repository server of Argo CD (one program, which is the part that its name says) from its
# Go module into the cache folder, once, with the kinds that belong to it, the script it verifies commits with, and a Redis
# for its cache; and prints the folder.
set -euo pipefail

version=3.6.1
redis=2.40.0
source=$(realpath "$(dirname "${BASH_SOURCE[0]}")")/argo-cd
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/argo-cd-$version
module=github.com/argoproj/argo-cd/v3
# The release of Go that its go.mod asks for, from the module proxy.
export GOTOOLCHAIN=go1.27.3 GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0

if [[ ! -d $folder ]]; then
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  mkdir -p "$build/argocd" "$build/redis" "$build/new"
  cd "$build/argocd"
  go mod download -json "$module@v$version" >../module.json
  from=$(sed -n 's/.*"Dir": "\(.*\)".*/\1/p' ../module.json)
  {
    echo 'module build'
    echo 'go 1.27'
    echo "require $module v$version"
    # What it replaces, but for its own nested module, which is a folder of its repository.
    go mod edit -json "$from/go.mod" | node -e '
      const { Replace = [] } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
      for (const { Old, New } of Replace.filter(({ New }) => New.Version))
        console.log(`replace ${Old.Path} ${Old.Version ?? ""} => ${New.Path} ${New.Version}`);'
  } >go.mod
  cp "$source/main.go" .
  nice -n 15 go build -ldflags "-s -w -X $module/common.version=v$version" -o ../new/argocd . >&2

  cd ../redis
  cp "$source/redis.go" main.go
  printf 'module build\ngo 1.22\nrequire github.com/alicebob/miniredis/v2 v%s\n' "$redis" >go.mod
  nice -n 15 go build -ldflags '-s -w' -o ../new/redis . >&2

  cp "$from/manifests/crds/"{application,applicationset,appproject}-crd.yaml ../new/
  cp "$from/hack/git-verify-wrapper.sh" ../new/
  chmod -R u+w ../new && chmod +x ../new/git-verify-wrapper.sh
  mkdir -p "$(dirname "$folder")"
  mv ../new "$folder"
fi
echo "$folder"
