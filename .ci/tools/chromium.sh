#!/usr/bin/env bash
# Unpacks Debian's Chromium, in which pages are looked at, into the cache folder, once, with the libraries and the font
# that this machine lacks, and prints the path of what starts it. The machine itself stays as it is.
set -euo pipefail

folder=${XDG_CACHE_HOME:-$HOME/.cache}/lke-platform/chromium
start=$folder/start

if [[ ! -x $start ]]; then
  if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    echo 'not installed: this takes apt-get. The tests in a browser will say that they did not run.' >&2
    exit 0
  fi
  ((EUID != 0)) || apt-get update -qq >&2
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  missing=$(apt-get install --simulate --no-install-recommends chromium fonts-dejavu-core | awk '$1 == "Inst" { print $2 }')
  # Without the option apt-get warns of each package that its own user may not write here.
  # shellcheck disable=SC2086 # one word each
  apt-get download -qq -o APT::Sandbox::User=root chromium $missing >&2
  for package in ./*.deb; do dpkg --extract "$package" unpacked; done

  libraries=$(cd unpacked && find . -name '*.so*' -printf "$folder/%h\n" | sort -u | paste -sd :)
  cat >unpacked/fonts.conf <<FONTS
<fontconfig><dir>/usr/share/fonts</dir><dir>$folder/usr/share/fonts</dir><cachedir>$folder/fonts-cache</cachedir></fontconfig>
FONTS
  cat >unpacked/start <<START
#!/bin/sh
export LD_LIBRARY_PATH='$libraries' FONTCONFIG_FILE='$folder/fonts.conf'
exec '$folder/usr/lib/chromium/chromium' "\$@"
START
  chmod +x unpacked/start
  mkdir -p "$(dirname "$folder")"
  rm -rf "$folder"
  mv unpacked "$folder"
fi
echo "$start"
