#!/usr/bin/env bash
# Installs Ceph, on which `npm run test:store` keeps its states, where it is missing and apt-get can install it.
set -euo pipefail

installed() {
  for program in ceph-mon ceph-osd radosgw openssl; do command -v "$program" >/dev/null || return 1; done
}

if installed; then
  echo 'already installed'
elif ! command -v apt-get >/dev/null || ((EUID != 0)); then
  echo 'not installed: this takes root and apt-get. The store tests will say that they did not run.'
else
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends ceph-mon ceph-osd radosgw openssl | tail -n 3
fi
