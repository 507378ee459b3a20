#!/bin/sh
# Puts Chromium in place for the browser tests, where it is missing and this user may install it.
set -eu
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The browser tests need Chromium and it is not here. Install it with this system's package manager, so that 'chromium' is on the PATH, and run 'make test' again." >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "The browser tests need Chromium and this user may not install it. Ask an administrator to run: apt-get update && apt-get install chromium. Then run 'make test' again." >&2
  exit 1
fi
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null
