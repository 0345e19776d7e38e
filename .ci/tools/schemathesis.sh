#!/usr/bin/env bash
# Installs schemathesis, which fuzzes a service from its OpenAPI file, into the cache folder, once, and prints its program.
set -euo pipefail

version=4.32.5
folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/schemathesis-$version

if [[ ! -f $folder/installed ]]; then
  command -v python3 >/dev/null || { echo 'error: schemathesis takes python3, which is not on PATH' >&2; exit 1; }
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet "schemathesis==$version" >&2
  touch "$folder/installed"
fi
echo "$folder/bin/schemathesis"
