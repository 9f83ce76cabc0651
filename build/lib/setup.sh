# What every script of this folder starts with. Sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

say() { printf 'picora: %s\n' "$*" >&2; }

die() { say "$@"; exit 1; }

# Installs Debian packages, all in one go. Callers ask only for what is missing; without arguments there is nothing to do.
install_debian() {
    (($#)) || return 0
    command -v apt-get >/dev/null || die "this machine has no apt-get; install these with its own package manager: $*"
    local as_root=(env DEBIAN_FRONTEND=noninteractive)
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null \
            || die "root is needed once; run: sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends $*'"
        as_root=(sudo -n env DEBIAN_FRONTEND=noninteractive)
    fi

    say "installing the Debian packages $*"
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq \
        && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        die "installing $* failed"
    fi
    rm -f "$log"
}

# The Debian packages for Node.js, where npm is missing.
missing_node() { command -v npm >/dev/null || echo npm ca-certificates; }

# The Debian package for PostgreSQL's server programs, where they are missing.
missing_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql; }

# The Debian packages of the S3 server that tests start (Ceph's), where they are missing.
missing_radosgw() { { command -v radosgw && command -v ceph-mon && command -v ceph-osd && command -v ceph; } >/dev/null || echo radosgw ceph-mon ceph-osd ceph-common; }

# The Debian package for nginx, where it is missing.
missing_nginx() { [[ -x /usr/sbin/nginx ]] || echo nginx-light; }

# The Debian packages for Python and PHP, where they are missing: tests run clients' samples in them.
missing_python() { [[ -x /usr/bin/python3 ]] || echo python3-minimal; }
missing_php() { [[ -x /usr/bin/php ]] || echo php-cli; }

# The Debian package for the browser that pages are looked at in, where it is missing.
missing_chromium() { [[ -x /usr/bin/chromium ]] || echo chromium; }

# The Debian packages that decode HEIC, where they are missing: libheif, and its HEVC plug-in where that is a package of its own.
missing_heif() {
    [[ -n $(ldconfig -p 2>/dev/null | grep -F 'libheif.so.1 ') ]] && return
    echo libheif1
    [[ -z $(apt-cache pkgnames libheif-plugin-libde265 2>/dev/null) ]] || echo libheif-plugin-libde265
}

# The Debian package for ffmpeg and ffprobe, where they are missing: without them videos are refused.
missing_ffmpeg() { { command -v ffmpeg && command -v ffprobe; } >/dev/null || echo ffmpeg; }

# What comes from npm: libvips for the imaging worker and the explorer's page.
install_from_npm() {
    # Both say what they install, and return at once when it is there.
    [[ ! -f build/lib/native.sh ]] || bash build/lib/native.sh
    bash build/lib/explorer.sh
}

# Everything that makes a build new, as one hash: names, sizes and times of the sources.
sources_state() {
    find src build/shims build/native/package-lock.json global.json Directory.*.props .editorconfig \
        \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum
}

# dotnet, quiet unless it fails.
quietly() {
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        die "failed: $*"
    fi
    rm -f "$log"
}

command -v dotnet >/dev/null || die "the .NET SDK is missing (the version in global.json, or newer)"

# The server as it is deployed: Release, compiled ahead of time, which halves a start (docs/benchmarks.md).
host=$root/artifacts/picora/picora

# Publishes the server when something changed.
publish_host() {
    local folder=${host%/*} stamp=$root/artifacts/picora.stamp state
    state=$(sources_state)
    if [[ ! -x $host || ! -f $stamp || $(<"$stamp") != "$state" ]]; then
        say 'building'
        # Not over the old files: a server may be running from them.
        rm -rf "$folder"
        quietly dotnet publish src/Api/Api.csproj -c Release -o "$folder" -v quiet -clp:NoSummary
        printf '%s\n' "$state" >"$stamp"
    fi

    # The host looks for the runtime in the usual places only; the SDK that just built it may lie elsewhere.
    local dotnet
    dotnet=$(readlink -f "$(command -v dotnet)")
    export DOTNET_ROOT=${DOTNET_ROOT:-${dotnet%/*}}
}
