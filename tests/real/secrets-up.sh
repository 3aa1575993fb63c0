#!/usr/bin/env bash
# A real Secret Service (gnome-keyring) without a screen, for tests.
#   secrets-up.sh install | run COMMAND...
# run: COMMAND in a D-Bus session of its own with an empty, unlocked keyring; all of it ends with COMMAND.
# The keyring of the person who runs it is never touched: data, sockets and settings lie in a folder that is removed.
set -euo pipefail
CMD=${1:-help}
ME=$(readlink -f "$0")
PACKAGES=(gnome-keyring dbus libglib2.0-bin)

need(){
  local miss=() p log_
  for p in "${PACKAGES[@]}"; do dpkg -s "$p" >/dev/null 2>&1 || miss+=("$p"); done
  [ ${#miss[@]} -eq 0 ] && return 0
  log_=$(mktemp)
  [ -n "$(find /var/lib/apt/lists -name '*Packages*' -mtime -2 2>/dev/null | head -1)" ] || apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 \
    "${miss[@]}" >"$log_" 2>&1 || { tail -20 "$log_" >&2; rm -f "$log_"; exit 1; }
  rm -f "$log_"
}

is_open(){
  gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets/collection/login \
    --method org.freedesktop.DBus.Properties.Get org.freedesktop.Secret.Collection Locked 2>/dev/null | grep -q false
}

case "$CMD" in
  install) need ;;
  run)
    shift; need
    folder=$(mktemp -d "${TMPDIR:-/tmp}/secrets.XXXXXX"); trap 'rm -rf "$folder"' EXIT
    mkdir -p "$folder/data" "$folder/run" "$folder/config" "$folder/cache"; chmod 700 "$folder/run"
    # without a screen a locked keyring answers at once instead of asking
    env -u DISPLAY -u WAYLAND_DISPLAY -u GNOME_KEYRING_CONTROL -u SSH_AUTH_SOCK -u PYTHON_KEYRING_BACKEND \
      XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder/run" XDG_CONFIG_HOME="$folder/config" \
      XDG_CACHE_HOME="$folder/cache" dbus-run-session -- "$ME" _inside "$@" ;;
  _inside)
    shift
    # the password comes without a line end, which would be part of it
    printf %s tests | gnome-keyring-daemon --foreground --unlock --components=secrets \
      >"$XDG_RUNTIME_DIR/daemon.log" 2>&1 &
    daemon=$!
    # a call before the daemon has its name would make D-Bus start a second, locked one
    gdbus wait --session --timeout 10 org.freedesktop.secrets
    for _ in $(seq 100); do is_open && break; sleep 0.03; done
    status=0; "$@" || status=$?
    kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true
    exit $status ;;
  *) sed -n 2,6p "$0" >&2; exit 2 ;;
esac
