# The browser that the tests of the report drive, installed with apt-get where that is to be had. Sourced after
# _setup.sh. A second run finds it there and does nothing. Nothing here fails a script: without a browser those
# tests say why they did not run, and in CI they fail.

browser_for_tests() {
    [ "$(uname -s)" = Linux ] || return 0
    command -v chromium >/dev/null && return 0
    apt_install chromium && return 0
    say "The browser for tests was not set up: that needs apt-get, and root or a sudo that asks for nothing."
    say "Fix: install chromium with your system's own tools, and run this again."
}
