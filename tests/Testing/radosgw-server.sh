# Runs a throw-away S3 server (Ceph's radosgw on one monitor and one store in memory) until standard input closes, which the kernel sees to
# even when the test process is killed.
# Arguments: folder to make and to delete, the server's port, two ports for the monitor, access key, secret key.
set -eu
folder=$1 port=$2 monitor=$3 monitor_old=$4 access=$5 secret=$6
store=6b1f5b0e-7d0c-4f0a-9a51-0f6f5a3d2c11 cluster=0b0dd7c3-5c9b-4f5e-8f43-7c1d6f8a9e22
started=

finish() {
    [ -z "$started" ] || kill -9 $started 2>/dev/null || true
    wait
    rm -rf "$folder"
}

fail() {
    echo "$1" >&2
    tail -n 5 "$folder"/*.out >&2
    exit 1
}

mkdir -m 700 "$folder"
trap finish EXIT
mkdir "$folder/mon" "$folder/osd" "$folder/rgw" "$folder/run"
export CEPH_CONF="$folder/ceph.conf"
cat >"$CEPH_CONF" <<CONFIGURATION
[global]
fsid = $cluster
mon host = [v2:127.0.0.1:$monitor/0,v1:127.0.0.1:$monitor_old/0]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
auth cluster required = none
auth service required = none
auth client required = none
keyring = /dev/null
run dir = $folder/run
admin socket = $folder/run/\$name.asok
pid file = $folder/run/\$name.pid
log file = $folder/\$name.log
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon max pg per osd = 1000
paxos propose interval = 0.05
paxos min wait = 0.01
[mon]
mon data = $folder/mon
mon cluster log file = $folder/cluster.log
mon allow pool size one = true
mon osd min in ratio = 0
mon data avail crit = 1
mgr initial modules =
[osd]
osd data = $folder/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd class load list = *
osd class default list = *
osd op num shards = 2
osd failsafe full ratio = .999
[client]
# Without it, radosgw waits for an encrypted session that a cluster without keys cannot have.
ms mon client mode = crc
rgw data = $folder/rgw
# Without tcp_nodelay each small answer waits for the client's delayed acknowledgement.
rgw frontends = beast endpoint=127.0.0.1:$port tcp_nodelay=1
rgw thread pool size = 32
rgw rados pool pg num min = 4
rgw override bucket index max shards = 1
rgw run sync thread = false
rgw enable ops log = false
rgw enable usage log = false
rgw dynamic resharding = false
rgw crypt require ssl = false
rgw init timeout = 60
CONFIGURATION

monmaptool --create --fsid $cluster --addv a "[v2:127.0.0.1:$monitor,v1:127.0.0.1:$monitor_old]" "$folder/monmap" >"$folder/monmap.out" 2>&1 || fail 'no monitor map'
ceph-mon --mkfs -i a --monmap "$folder/monmap" --keyring /dev/null >"$folder/mon-mkfs.out" 2>&1 || fail 'no monitor data'
ceph-mon -f -i a >"$folder/mon.out" 2>&1 </dev/null &
started="$!"
tries=0
until timeout 20 ceph osd new $store >"$folder/osd-new.out" 2>&1 </dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 50 ] || fail 'the monitor did not start'
    sleep 0.1
done
ceph-osd -i 0 --mkfs --osd-uuid $store >"$folder/osd-mkfs.out" 2>&1 </dev/null || fail 'no store'
ceph-osd -f -i 0 >"$folder/osd.out" 2>&1 </dev/null &
started="$started $!"
timeout 120 radosgw-admin -n client.rgw user create --uid=picora --display-name=picora --access-key="$access" --secret-key="$secret" \
    >"$folder/user.out" 2>&1 </dev/null || fail 'no user'
radosgw -f -n client.rgw >"$folder/rgw.out" 2>&1 </dev/null &
started="$started $!"
echo ready
cat >/dev/null || true
