# Sets up .venv in the checkout from requirements.txt or requirements-dev.txt. Sourced by the scripts beside it, which call `setup` or
# `setup dev`. Needs nothing but a Python of 3.11 or newer; where there is none, uv brings one.
# A second run finds the stamp of the first and does nothing.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$ROOT/.venv"
PYTHON="$VENV/bin/python"
unset VIRTUAL_ENV PYTHONHOME

say() { printf '%s\n' "$*" >&2; }

# step WORDS COMMAND...: says what takes its time, hides the command's chatter unless it fails.
step() {
    local words="$1" log start=$SECONDS
    shift
    log="$(mktemp)"
    say "$words ..."
    if "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        say "$words: done in $((SECONDS - start)) s"
        return 0
    fi
    say "$words: failed"
    cat "$log" >&2
    rm -f "$log"
    return 1
}

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# The first Python on PATH that is recent and, where asked, can make a virtual environment with pip in it.
find_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3 python3.14; do
        if command -v "$name" >/dev/null && recent "$name"; then
            if [ "${1:-}" != "with-venv" ] || "$name" -c 'import venv, ensurepip' >/dev/null 2>&1; then
                command -v "$name"
                return 0
            fi
        fi
    done
    return 1
}

# apt-get as root, or through a sudo that asks for nothing.
apt_install() {
    local as=()
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as=(sudo -n)
    fi
    step "Updating the list of system packages" ${as[@]+"${as[@]}"} apt-get update -q || return 1
    step "Installing $*" ${as[@]+"${as[@]}"} env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@"
}

# Sets UV to a uv: the one on PATH, one from an earlier run, or one that pip installs. Leaves it empty where
# uv has no wheel for this platform.
find_uv() {
    local python
    UV="$(command -v uv || true)"
    [ -n "$UV" ] && return 0
    for UV in "$VENV/bin/uv" "$ROOT/build/uv/bin/uv"; do
        [ -x "$UV" ] && "$UV" --version >/dev/null 2>&1 && return 0
    done
    UV=""
    if ! recent "$PYTHON" && ! find_python with-venv >/dev/null; then
        apt_install python3 python3-venv || true
    fi
    if recent "$PYTHON"; then
        : # made by an earlier run
    elif python="$(find_python with-venv)"; then
        rm -rf "$VENV"
        step "Making .venv with $("$python" -V)" "$python" -m venv "$VENV"
    else
        # Too old a Python for the simulator can still fetch uv, and uv fetches a newer Python.
        if command -v python3 >/dev/null && python3 -c 'import venv, ensurepip' >/dev/null 2>&1; then
            step "Making a place for uv" python3 -m venv "$ROOT/build/uv"
            step "Installing uv" "$ROOT/build/uv/bin/python" -m pip install -q uv
            UV="$ROOT/build/uv/bin/uv"
            return 0
        fi
        say "There is no Python 3.11 or newer here that can make a virtual environment."
        say "Fix: install Python 3.11 or newer (on Debian and Ubuntu also python3-venv), or uv, and run this again."
        exit 4
    fi
    "$PYTHON" -m pip --version >/dev/null 2>&1 || step "Adding pip to .venv" "$PYTHON" -m ensurepip
    if step "Installing uv" "$PYTHON" -m pip install -q uv; then
        UV="$VENV/bin/uv"
    fi
}

# install COMMAND...: what the lock names, then the simulator itself from the checkout.
install() {
    step "Installing the simulator's packages" "$@" --require-hashes -r "$LOCK" &&
        step "Installing the simulator" "$@" --no-deps -e "$ROOT"
}

# setup [dev]: .venv with the simulator, the neural voice, Whisper and, for `dev`, the tools for testing.
setup() {
    local wanted="${1:-run}" stamp
    if [ "$wanted" = dev ]; then LOCK="$ROOT/requirements-dev.txt"; else LOCK="$ROOT/requirements.txt"; fi
    stamp="$(cat "$ROOT"/requirements*.txt "$ROOT/pyproject.toml" | cksum) $ROOT"
    if recent "$PYTHON" && { [ "$(cat "$VENV/.setup-$wanted" 2>/dev/null)" = "$stamp" ] ||
        [ "$(cat "$VENV/.setup-dev" 2>/dev/null)" = "$stamp" ]; }; then
        return 0
    fi
    rm -f "$VENV"/.setup-*
    find_uv
    if [ -n "$UV" ]; then
        # Left to itself uv takes the newest Python there is, for which some packages have no wheel yet.
        recent "$PYTHON" || step "Making .venv" "$UV" venv -q --clear --python "$(find_python || echo 3.12)" "$VENV"
        install "$UV" pip install -q --python "$PYTHON"
    else
        install "$PYTHON" -m pip install -q
    fi
    printf '%s\n' "$stamp" >"$VENV/.setup-$wanted"
}
