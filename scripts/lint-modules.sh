#!/usr/bin/env bash
# Runs the linters of the field over modules/. They are installed once, at the versions below: tflint takes go, checkov
# takes python3. What is waived stands in modules/.checkov.yaml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

TFLINT=0.61.0
CHECKOV=3.3.30

tools="${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/lint"
tflint="$tools/tflint-$TFLINT/tflint"
checkov="$tools/checkov-$CHECKOV/bin/checkov"

need() {
  command -v "$1" >/dev/null || { printf 'error: %s takes %s, which is not on PATH\n' "$2" "$1" >&2; exit 1; }
}

if [[ ! -x $tflint ]]; then
  need go tflint
  GOBIN="${tflint%/*}" go install "github.com/terraform-linters/tflint@v$TFLINT"
fi
if [[ ! -x $checkov ]]; then
  need python3 checkov
  python3 -m venv "$tools/checkov-$CHECKOV"
  "$tools/checkov-$CHECKOV/bin/pip" install --quiet "checkov==$CHECKOV" || { rm -rf "$tools/checkov-$CHECKOV"; exit 1; }
fi

echo "tflint $TFLINT"
"$tflint" --chdir=modules --recursive --config="$PWD/modules/.tflint.hcl"
echo "checkov $CHECKOV"
"$checkov" --directory modules --config-file modules/.checkov.yaml
