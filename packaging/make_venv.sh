#!/bin/sh
# Make the virtual environment $1 with a Python 3.11 to 3.13 of this machine, and put uv $2 into it.
# $PYTHON, if set, is the only interpreter tried.
set -eu

venv=$1
uv_version=$2

is_wanted() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

can_make_venv() {
    "$1" -c 'import venv, ensurepip' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 /usr/bin/python3}; do
        if is_wanted "$candidate" && can_make_venv "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

can_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

explain() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 /usr/bin/python3}; do
        if is_wanted "$candidate"; then
            echo "Ahoy: $candidate cannot make virtual environments (no venv or ensurepip)." >&2
            echo "On Debian or Ubuntu: sudo apt-get install -y python3-venv" >&2
            return
        fi
    done
    echo "Ahoy needs Python 3.11, 3.12 or 3.13, and none was found${PYTHON:+ at $PYTHON}." >&2
    echo "Install one, or name it: make setup PYTHON=/path/to/python3.12" >&2
}

if [ -x "$venv/bin/python" ] && ! is_wanted "$venv/bin/python"; then
    echo "$venv has a Python that Ahoy cannot use, or one that is gone: making it again."
    rm -rf "$venv"
fi

if [ ! -x "$venv/bin/python" ]; then
    python=$(find_python)
    if [ -z "$python" ] && [ -z "${PYTHON:-}" ] && can_install; then
        echo "Installing python3-venv."
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
        python=$(find_python)
    fi
    if [ -z "$python" ]; then
        explain
        exit 1
    fi
    "$python" -m venv "$venv"
fi

"$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip --upgrade >/dev/null
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
