# What the drills share: a system of their own on free ports, in a folder that is gone afterwards. Sourced by each.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
port=${PORT:-$(( 21000 + RANDOM % 4000 ))}
url=http://127.0.0.1:$port
key=$(sed -n 's/.*"Pulso__AdminKey": "\(.*\)".*/\1/p' "$root/local.settings.sample.json")
cli=$root/src/Pulso.Cli/bin/Debug/net10.0/Pulso.Cli.dll
up= ; data=

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }
pulso() { dotnet "$cli" "$@" --url "$url" --key "$key"; }
total() { curl -s -H "Authorization: Bearer $key" "$url/api/health" | grep -o "\"$1\":[0-9]*" | cut -d: -f2; }

volume() { pulso kpis --tenant "$1" --from 2026-11-20 --to 2026-11-21 --kpi volume --format json | grep -m1 -o '"value": *[0-9]*' | grep -o '[0-9]*$'; }

# Starts a system on a data directory; with a second argument, the one that was built there.
start() {
  data=$1
  dotnet "${2:-$root}/src/Pulso.Cli/bin/Debug/net10.0/Pulso.Cli.dll" up --port "$port" --data "$data" > "$work/up.log" 2>&1 &
  up=$!
  until grep -q "Ctrl+C ends it" "$work/up.log"; do
    kill -0 $up 2> /dev/null || { cat "$work/up.log"; return 1; }
    sleep 0.2
  done
}

# Ends it in order: what it has acknowledged is saved.
stop() { [ -z "$up" ] || { kill -TERM $up 2> /dev/null && wait $up 2> /dev/null || true; }; up= ; }

# Ends it as a fire would: app and storage at once, and their files with them.
burn() {
  kill -9 $(pgrep -P "$up") "$(cat "$data/azurite.pid")" "$up" 2> /dev/null || true
  wait "$up" 2> /dev/null || true
  up= ; rm -rf "$data"
}

finish() { stop; rm -rf "$work"; }
trap finish EXIT
[ -f "$cli" ] || dotnet build "$root/src/Pulso.Cli" -v q --nologo
