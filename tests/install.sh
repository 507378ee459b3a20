#!/bin/sh
# install.sh "NAMES" "PACKAGES" "WHAT": puts a program in place for the tests, where none of its names is on the
# PATH and this user may install the Debian packages. WHAT says what needs it.
set -eu
names=$1 packages=$2 what=$3
for name in $names; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "$what, and it is not here. Install it with this system's package manager, so that '${names%% *}' is on the PATH, and run 'make test' again." >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "$what, and this user may not install it. Ask an administrator to run: apt-get update && apt-get install $packages. Then run 'make test' again." >&2
  exit 1
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 # several packages are several words
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null
