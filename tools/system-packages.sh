#!/bin/sh
# Debian packages that tests use: a browser for the page, Tesseract for scans. Tests say why they are skipped without.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
{ command -v tesseract >/dev/null 2>&1 && tesseract --list-langs 2>/dev/null | grep -q '^fra$'; } ||
    missing="$missing tesseract-ocr tesseract-ocr-fra"
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    echo "Pour tout tester, installez :$missing (les tests qui en ont besoin seront passés)." >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of names
apt-get install -y -qq --no-install-recommends $missing >/dev/null
