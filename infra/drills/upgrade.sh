#!/usr/bin/env bash
# Replaces the previous version by this one while events come in, and holds the figures against a recount.
#   infra/drills/upgrade.sh [previous commit] [calls] [events a second]
source "$(dirname "$0")/common.sh"
previous=${1:-$(git -C "$root" describe --tags --abbrev=0 2> /dev/null || git -C "$root" rev-parse HEAD~1)} calls=${2:-2500} rate=${3:-200}
old=$work/previous
git -C "$root" worktree add -q --detach "$old" "$previous"
trap 'stop; git -C "$root" worktree remove --force "$old"; rm -rf "$work"' EXIT
[ ! -d "$root/node_modules" ] || ln -s "$root/node_modules" "$old/node_modules" # else it fetches its own
dotnet build "$old/src/Pulso.Cli" -v q --nologo -p:RunAnalyzers=false > /dev/null
node "$root/infra/drills/calls.mjs" "$calls" > "$work/calls.ndjson"
say "from $(git -C "$root" rev-parse --short "$previous") to $(git -C "$root" rev-parse --short HEAD)"

start "$work/data" "$old"
pulso settings put "$root/samples/minimal.settings.json" --tenant acme
pulso replay "$work/calls.ndjson" --tenant acme --rate "$rate" > "$work/replay.log" 2>&1 & sender=$!
sleep 15
say "$(total pulso.events.accepted) events accepted by the previous version"
t=$(now); stop; start "$work/data"
say "swapped: nobody answered for $(since "$t") s"
sleep 5
t=$(now); kill -9 $(pgrep -P "$up") 2> /dev/null || true; wait "$up" 2> /dev/null || true; start "$work/data"
say "killed and started again, for good measure: $(since "$t") s"
wait $sender || true
grep -E "accepted|sent again" "$work/replay.log"
grep -q "accepted $((calls * 6)), applied $((calls * 6))" "$work/replay.log"
pulso verify --tenant acme
contacts=$(volume acme)
say "$contacts contacts (sent: $calls calls)"
[ "$contacts" -eq "$calls" ]
