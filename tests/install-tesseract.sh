#!/bin/sh
# Puts Tesseract in place for the tests of scans, where it is missing and this user may install it.
set -eu
if command -v tesseract >/dev/null 2>&1; then exit 0; fi
told="The tests of scans are skipped: Tesseract is not here"
if ! command -v apt-get >/dev/null 2>&1; then
  echo "$told, and this system has no apt-get to install it with." >&2
  exit 0
fi
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "$told, and this user may not install it (apt-get install tesseract-ocr)." >&2
  exit 0
fi
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-eng >/dev/null
