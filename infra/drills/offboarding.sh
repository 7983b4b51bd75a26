#!/usr/bin/env bash
# A tenant comes, works and goes; its neighbour notices nothing.
#   infra/drills/offboarding.sh [calls]
source "$(dirname "$0")/common.sh"
calls=${1:-1000}
node "$root/infra/drills/calls.mjs" "$calls" > "$work/calls.ndjson"
start "$work/data"
pulso tenant add --tenant newcomer --zone America/Bogota --source /acme/pbx | tee "$work/added.log" | sed 's/whsec_.*/whsec_…/; s/-key .*/-key …/; s/\(reader\|admin\)-[0-9a-f]*/…/'
secret=$(grep -o 'whsec_[^ ]*' "$work/added.log")
pulso settings put "$root/samples/minimal.settings.json" --tenant acme
pulso replay "$work/calls.ndjson" --tenant newcomer --secret "$secret" | tail -1
pulso replay "$work/calls.ndjson" --tenant acme | tail -1
for tenant in newcomer acme; do pulso snapshot --tenant $tenant --from 2026-11-20 --to 2026-11-20 > /dev/null; done
pulso tenant usage --tenant newcomer
pulso export --tenant newcomer --out "$work/taken-along" | tail -1

t=$(now); pulso tenant remove --tenant newcomer --yes; say "removed in $(since "$t") s"
sleep 16 # so long other instances may know its settings
pulso tenant remove --tenant newcomer --yes
curl -s -o /dev/null -w 'its figures answer %{http_code}\n' -H "Authorization: Bearer $key" "$url/api/newcomer/kpis"
pulso verify --tenant acme | tail -1
