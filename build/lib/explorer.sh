#!/usr/bin/env bash
# Puts Scalar's API page under src/Api/wwwroot, so that /explorer is served from our own files. The page is one self-contained file of the
# package; installing the package would bring 270 others with it, so only its archive is fetched, and the file is checked against its hash.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

package=@scalar/api-reference
version=1.72.1
sha256=bf091006bdc3af6067af77c2f534812e3e633e94a94e87138069f570f33b762c
target=src/Api/wwwroot/explorer/scalar.js

is_current() { sha256sum --check --status <<<"$sha256  $1" 2>/dev/null; }

if is_current "$target"; then
    exit 0
fi

echo "picora: installing the API explorer's page ($package $version)" >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work" "$package@$version" >/dev/null
tar -xzf "$work"/*.tgz -C "$work" package/dist/browser/standalone.js
page=$work/package/dist/browser/standalone.js
is_current "$page" || { echo "picora: $package $version is not the file that this project was tried with" >&2; exit 1; }
mkdir -p "$(dirname "$target")"
install -m 644 "$page" "$target.new"
mv "$target.new" "$target"
