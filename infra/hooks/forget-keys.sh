#!/usr/bin/env sh
# Key Vault has the secrets now: nothing of them stays on this machine.
set -eu
azd env set PULSO_ADMIN_KEY ""
azd env set PULSO_PSEUDONYM_KEY ""
azd env set PULSO_KEYS_KEPT true
