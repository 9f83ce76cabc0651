#!/usr/bin/env bash
# Brings the mail server that tests send to into build/mail-peer/node_modules. Does nothing when it is there.
(
  set -eu
  cd "$(dirname "${BASH_SOURCE[0]}")/../mail-peer"
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "Installing a mail server for tests (build/mail-peer)"
    npm ci --silent
    touch node_modules/.package-lock.json
  fi
)
