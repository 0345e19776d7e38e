#!/bin/sh
# Goes back from a change: rollback.sh plan|run|verify, as `lke-platform rollback` does.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
exec node "$root/bin/lke-platform.js" rollback "$@"
