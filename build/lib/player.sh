#!/usr/bin/env bash
# Brings the HLS player that tests play videos with into build/player/node_modules. Does nothing when it is there.
(
  set -eu
  cd "$(dirname "${BASH_SOURCE[0]}")/../player"
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "Installing an HLS player for tests (build/player)"
    npm ci --silent
    touch node_modules/.package-lock.json
  fi
)
