# shellcheck shell=bash
# The kinds of parts that .ci/run is made of:
#
#   part NAME COMMAND...     stops the run when it fails, counts nothing
#   begin NAME COMMAND...    begins a part beside the others, with what they leave of the processors
#   finish NAME              waits for it; counts nothing
#   check NAME COMMAND...    counts as one
#   check-begun NAME         waits for what was begun, which counts as one
#   suite NAME COMMAND...    a jest suite run by npm: each of its tests counts as one
#   summary                  prints the sums and ends the run

exec </dev/null

cache="${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform"
mkdir -p "$cache"
export npm_config_cache="${npm_config_cache:-$cache/npm}"
export CHECKPOINT_DISABLE=1 AWS_EC2_METADATA_DISABLED=true

results=$(mktemp -d)
trap clean_up EXIT
declare -A begun
passed=0 failed=0 skipped=0
failures=()

# Ends what was begun and not waited for, with all that it started. Nothing may fail here: under `set -e` that would become
# the exit code of the run.
clean_up() {
  local job
  for job in $(jobs -p); do kill -- "-$job" 2>/dev/null || true; done
  rm -rf "$results" || true
}

part() {
  local name=$1 status=0 started=$SECONDS
  shift
  printf '\n== %s: %s\n' "$name" "$*"
  "$@" || status=$?
  LC_ALL=C awk -v name="$name" -v seconds=$((SECONDS - started)) -v status="$status" \
    'BEGIN { printf "-- %s: %s, %.1f min\n", name, status ? "failed (exit code " status ")" : "ok", seconds / 60 }'
  return "$status"
}

begin() {
  local name=$1
  shift
  printf '\n== %s, beside the others: %s\n' "$name" "$*"
  set -m # a process group of its own, by which all of it can be ended
  (
    status=0 started=$SECONDS
    nice -n 19 "$@" || status=$?
    LC_ALL=C awk -v seconds=$((SECONDS - started)) 'BEGIN { printf "it took %.1f min beside the others\n", seconds / 60 }'
    exit "$status"
  ) >"$results/$name.log" 2>&1 &
  begun[$name]=$!
  set +m
}

finish() {
  local name=$1 status=0
  part "$name" wait "${begun[$name]}" || status=$?
  cat "$results/$name.log"
  return "$status"
}

check() {
  if part "$@"; then count "$1" 1 0 0; else count "$1" 0 1 0; fi
}

check-begun() {
  if finish "$1"; then count "$1" 1 0 0; else count "$1" 0 1 0; fi
}

suite() {
  local name=$1 status=0 report counts
  shift
  report="$results/$name.json"
  part "$name" "$@" -- --json "--outputFile=$report" || status=$?
  read -ra counts < <(node .ci/jest-counts.js "$report" "$status")
  count "$name" "${counts[@]}"
}

# count NAME PASSED FAILED SKIPPED
count() {
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
  if (($3 > 0)); then failures+=("$1"); fi
}

summary() {
  printf '\n%d.%d min in all\n' $((SECONDS / 60)) $((SECONDS % 60 / 6))
  if ((failed > 0)); then printf 'failed: %s\n' "${failures[*]}"; fi
  printf '%d passed, %d failed' "$passed" "$failed"
  if ((skipped > 0)); then printf ', %d skipped' "$skipped"; fi
  printf '\n'
  ((failed == 0)) || exit 1
}
