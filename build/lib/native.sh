#!/usr/bin/env bash
# Brings libvips, the native library of the imaging workers, into build/native/node_modules. Does nothing when it is there.
# Source it or run it; works from any folder.
(
  set -eu
  cd "$(dirname "${BASH_SOURCE[0]}")/../native"
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "Installing libvips (build/native)"
    npm ci --silent
    touch node_modules/.package-lock.json
  fi
)
