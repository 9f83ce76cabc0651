# Runs a throw-away PostgreSQL until standard input closes, which the kernel sees to even when the test process is killed. The line "restart"
# restarts it, with whoever is connected thrown out.
# Arguments: folder with the programs, folder to make and to delete, port.
set -eu
programs=$1 folder=$2 port=$3

mkdir -m 700 "$folder"
trap 'rm -rf "$folder"' EXIT
"$programs/initdb" --pgdata "$folder/data" --username picora --auth trust --encoding UTF8 --locale C --no-sync >"$folder/log" 2>&1 \
    || { cat "$folder/log" >&2; exit 1; }
cat >>"$folder/data/postgresql.conf" <<CONFIGURATION
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
max_connections = 300
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
CONFIGURATION
"$programs/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --timeout 60 --wait --silent start >/dev/null \
    || { cat "$folder/log" >&2; exit 1; }
echo ready
while read -r command; do
    if [ "$command" = restart ]; then
        "$programs/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --mode fast --timeout 60 --wait --silent restart >/dev/null
        echo ready
    fi
done
"$programs/pg_ctl" --pgdata "$folder/data" --mode immediate --wait --silent stop
