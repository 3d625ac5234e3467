# What calls and tests need of the system's sound, installed with apt-get where that is to be had. Sourced after
# _setup.sh. A second run finds everything there and does nothing. Nothing here fails a script: without sound a
# call takes the simulated line, and the tests of the sound server say why they did not run.

has_portaudio() {
    "$PYTHON" -c 'import sys; from ctypes.util import find_library; sys.exit(find_library("portaudio") is None)'
}

has_pulse_plugin() { compgen -G '/usr/lib*/*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null ||
    compgen -G '/usr/lib*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null; }

# A sound card, or a sound server that this user can reach.
has_sound() {
    compgen -G '/dev/snd/pcm*' >/dev/null || [ -n "${PULSE_SERVER:-}" ] ||
        [ -S "${XDG_RUNTIME_DIR:-/nowhere}/pulse/native" ] || [ -S "${XDG_RUNTIME_DIR:-/nowhere}/pipewire-0" ]
}

# install_sound WHY PACKAGES...
install_sound() {
    local why="$1"
    shift
    apt_install "$@" && return 0
    say "$why was not set up: that needs apt-get, and root or a sudo that asks for nothing."
    say "Fix: install $* with your system's own tools, and run this again."
}

# PortAudio, for calls with a microphone. Everywhere but on Linux it comes with the sounddevice package.
sound_for_calls() {
    [ "$(uname -s)" = Linux ] && has_sound || return 0
    has_portaudio && has_pulse_plugin && return 0
    install_sound "Sound for calls" libportaudio2 libasound2-plugins
}

# A PulseAudio, which the tests start on their own and without a sound card, and the way to it.
sound_for_tests() {
    [ "$(uname -s)" = Linux ] || return 0
    command -v pulseaudio >/dev/null && command -v pactl >/dev/null && has_portaudio && has_pulse_plugin && return 0
    install_sound "The sound server for tests" libportaudio2 libasound2-plugins pulseaudio pulseaudio-utils
}
