#!/usr/bin/env bash
# Ends well when the server at HOST PORT is ready. Bash alone: the image has no curl, and another .NET process each time would cost more than
# the server does when it is idle.
set -euo pipefail

exec 3<>"/dev/tcp/$1/$2"
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 5 status <&3
[[ $status == 'HTTP/1.1 200 '* ]]
