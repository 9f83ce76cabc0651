#!/usr/bin/env bash
# Brings the tus clients that the tests let upload into build/tus-clients/node_modules. Does nothing when they are there.
(
  set -eu
  cd "$(dirname "${BASH_SOURCE[0]}")/../tus-clients"
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "Installing the tests' tus clients (build/tus-clients)"
    npm ci --silent
    touch node_modules/.package-lock.json
  fi
)
