#!/bin/sh
# Browser and database for the tests: installed through the system's package manager where that is
# allowed. Where it is not, the tests that need them are skipped and say so.
set -u
wanted=""
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Einrichten: $wanted …"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends $wanted; } >/dev/null 2>&1 ||
        echo "Nicht installierbar:$wanted. Die Tests, die das brauchen, werden übersprungen."
else
    echo "Fehlt:$wanted. Die Tests, die das brauchen, werden übersprungen."
fi
exit 0
