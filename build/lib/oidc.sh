#!/usr/bin/env bash
# Brings the OpenID Connect provider that the tests sign in at into build/oidc-provider/node_modules. Does nothing when it is there.
(
  set -eu
  cd "$(dirname "${BASH_SOURCE[0]}")/../oidc-provider"
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "Installing the tests' OpenID Connect provider (build/oidc-provider)"
    npm ci --silent
    touch node_modules/.package-lock.json
  fi
)
