#!/usr/bin/env sh
# Makes the deployment's two secrets, once in an environment's life. They go to Key Vault and are forgotten here afterwards.
set -eu
[ "$(azd env get-value PULSO_KEYS_KEPT 2>/dev/null || true)" = "true" ] && exit 0
azd env set PULSO_ADMIN_KEY "$(openssl rand -hex 24)"
azd env set PULSO_PSEUDONYM_KEY "$(openssl rand -base64 48)"
echo "The admin key lies in Key Vault from now on (secret admin-key); customers' pseudonyms derive from the other one: it is never replaced, only followed by another one (docs/privacy.md)."
