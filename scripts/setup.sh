#!/usr/bin/env bash
# Makes .venv and installs one list of libraries; a stamp with the hash of the lists makes the next start immediate.
set -euo pipefail
cd "$(dirname "$0")/.."
list=${1:-requirements.txt}
stamp=.venv/.libraries

say() { printf '%s\n' "$*" >&2; }

suits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

make_venv() {
    local name seen=
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        suits "$name" || continue
        seen=$name
        if "$name" -c 'import venv, ensurepip' 2>/dev/null; then
            rm -rf .venv
            "$name" -m venv .venv
            return
        fi
    done
    if [ -n "$seen" ]; then
        say "У Python ($seen) не хватает модуля venv. На Debian и Ubuntu: sudo apt install python3-venv"
    else
        say "Нужен Python 3.11, 3.12 или 3.13, а его не видно. На Debian и Ubuntu: sudo apt install python3 python3-venv make"
    fi
    exit 1
}

digest() { cat requirements.txt "$1" | sha256sum | cut -d' ' -f1; }

# A folder that was moved keeps a Python that no longer starts.
suits .venv/bin/python || make_venv
# The developers' list holds the server's one, with the same versions: it serves both.
for ready in "$list" requirements-dev.txt; do
    if grep -qxF "$ready $(digest "$ready")" "$stamp" 2>/dev/null; then
        exit 0
    fi
done
say "Ставлю библиотеки из $list — это один раз, около минуты…"
rm -f "$stamp"
if ! .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$list" >&2; then
    say "Библиотеки не поставились: что помешало, сказано выше. Проверьте интернет и повторите ту же команду."
    exit 1
fi
echo "$list $(digest "$list")" > "$stamp"
