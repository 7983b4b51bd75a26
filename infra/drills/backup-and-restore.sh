#!/usr/bin/env bash
# Takes backups while events come in, burns the system with all its data, restores it, and measures what was lost (RPO) and how long it took (RTO).
#   infra/drills/backup-and-restore.sh [calls before] [calls while] [events a second] [seconds between backups]
source "$(dirname "$0")/common.sh"
before=${1:-2000} while=${2:-1500} rate=${3:-150} every=${4:-10}
node "$root/infra/drills/calls.mjs" "$before" before > "$work/before.ndjson"
node "$root/infra/drills/calls.mjs" "$while" while > "$work/while.ndjson"

start "$work/data"
pulso settings put "$root/samples/minimal.settings.json" --tenant acme
pulso replay "$work/before.ndjson" --tenant acme
t=$(now); dotnet "$cli" backup --storage "$data" --out "$work/backup"; say "first backup: $(since "$t") s"

pulso replay "$work/while.ndjson" --tenant acme --rate "$rate" > "$work/replay.log" 2>&1 & sender=$!
for backup in 1 2 3; do
  sleep "$every"
  last=$(now)
  dotnet "$cli" backup --storage "$data" --out "$work/backup"
  say "backup $backup while events come in: $(since "$last") s"
done
sleep "$every" # the worst moment: right before the next one
accepted=$(total pulso.events.accepted)
kill -9 $sender 2> /dev/null || true; wait $sender 2> /dev/null || true
lost=$(now); burn
say "burnt: $accepted events were accepted, the last backup began $(awk -v a="$last" -v b="$lost" 'BEGIN { printf "%.1f", b - a }') s before"

start "$work/new"
dotnet "$cli" restore --storage "$data" --from "$work/backup" --url "$url" --key "$key"
pulso verify --tenant acme | tee "$work/verify.log"
say "RTO: $(since "$lost") s from the fire until every figure equals its recount"
restored=$(sed -n 's/.*archived events *\([0-9,]*\).*/\1/p' "$work/verify.log" | tr -d ,)
say "RPO: $((accepted - restored)) of $accepted accepted events are not in the backup"

# Senders repeat what they were not answered, and whoever keeps its own log replays it: nothing counts twice.
pulso replay "$work/while.ndjson" --tenant acme > /dev/null
contacts=$(volume acme)
say "after the senders' own replay: $contacts contacts (sent: $((before + while)) calls)"
[ "$contacts" -eq $((before + while)) ]
pulso verify --tenant acme > /dev/null && say "every figure equals its recount"
