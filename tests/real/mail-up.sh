#!/usr/bin/env bash
# A real mail system on loopback for tests: postfix takes mail (submission), dovecot keeps it (IMAP).
#   mail-up.sh [up|stop|reset|status|env|wipe|install]
#   MAIL_DIR=${TMPDIR:-/tmp}/newsletter-editor-tests/mail   (short: unix socket paths end at 107 bytes)
# Everybody at example.test and kunden.test has a mailbox, made at the first mail; IMAP password 'rig'.
# Who signs in: sender@example.test / s3cret, zweite@example.test / zwei pässwörter.
# Local parts: bounce* 550 5.1.1, full* 452 4.2.2, grey* 451 4.7.1, slow* waits 5 s.
# Ports (env.json): submission (STARTTLS), submissions (TLS), throttled (20 mails a minute), badcert (expired),
# notls (AUTH offered in clear), imap. It slows down after 10 refusals and hangs up after 12.   wipe empties all mailboxes.
# Binds to 127.0.0.1 alone; ends only what it started (pid files checked against /proc). Needs Debian and root.
set -euo pipefail
MAIL_DIR=${MAIL_DIR:-${TMPDIR:-/tmp}/newsletter-editor-tests/mail}
CMD=${1:-up}
export PATH=$PATH:/usr/sbin:/sbin
POSTFIX="$MAIL_DIR/postfix"; DOVECOT="$MAIL_DIR/dovecot"; TLS="$MAIL_DIR/tls"
PACKAGES=(postfix dovecot-core dovecot-imapd dovecot-lmtpd openssl)

log(){ printf '%s\n' "mail-up: $*" >&2; }

alive(){ # pid file, word that must be in its command line
  [ -s "$1" ] || return 1
  local p; p=$(tr -d ' \n' <"$1")
  [ -r "/proc/$p/cmdline" ] && tr '\0' ' ' <"/proc/$p/cmdline" | grep -q -- "$2"
}

need(){
  local miss=() p made=0
  for p in "${PACKAGES[@]}"; do dpkg -s "$p" >/dev/null 2>&1 || miss+=("$p"); done
  [ ${#miss[@]} -eq 0 ] && return 0
  log "apt-get install ${miss[*]}"
  # a package must not start a mail server of its own on this computer
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d; made=1
  fi
  [ -n "$(find /var/lib/apt/lists -name '*Packages*' -mtime -2 2>/dev/null | head -1)" ] || apt-get update -qq
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  local done_=0
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 \
    "${miss[@]}" >"$MAIL_DIR/apt.log" 2>&1 || done_=$?
  [ $made = 1 ] && rm -f /usr/sbin/policy-rc.d
  [ $done_ = 0 ] || { tail -20 "$MAIL_DIR/apt.log" >&2; exit 1; }
}

certificates(){
  [ -s "$TLS/ok.crt" ] && return 0
  mkdir -p "$TLS"; cd "$TLS"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Mail Test Authority' \
    -keyout ca.key -out ca.pem -addext basicConstraints=critical,CA:TRUE \
    -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
  issue(){ # name, other names, days
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr" 2>/dev/null
    printf '%s\n' "subjectAltName=$2" keyUsage=critical,digitalSignature extendedKeyUsage=serverAuth \
      subjectKeyIdentifier=hash authorityKeyIdentifier=keyid >"$1.ext"   # Python 3.13 asks for both identifiers
    openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -extfile "$1.ext" -days "$3" \
      -out "$1.crt" 2>/dev/null
    chmod 600 "$1.key"
  }
  issue bad DNS:localhost,IP:127.0.0.1 -1   # a negative time gives a certificate that has expired
  issue ok DNS:localhost,IP:127.0.0.1 3650
  cd /
}

ports(){
  [ -s "$MAIL_DIR/ports" ] || python3 - >"$MAIL_DIR/ports" <<'PY'
import socket
names = "SUBMISSION SUBMISSIONS THROTTLED BADCERT NOTLS IMAP".split()
held = [socket.socket() for _ in names]
for each in held:
    each.bind(("127.0.0.1", 0))
for name, each in zip(names, held):
    print(f"{name}={each.getsockname()[1]}")
PY
  # shellcheck disable=SC1091
  . "$MAIL_DIR/ports"
}

configure_dovecot(){
  mkdir -p "$DOVECOT/run" "$DOVECOT/state" "$MAIL_DIR/mail"
  chown nobody:nogroup "$MAIL_DIR/mail"; chmod 755 "$DOVECOT" "$DOVECOT/run"
  printf '%s\n' 'sender@example.test:{PLAIN}s3cret' 'zweite@example.test:{PLAIN}zwei pässwörter' >"$DOVECOT/users"
  chmod 644 "$DOVECOT/users"
  cat >"$DOVECOT/dovecot.conf" <<CONF
base_dir = $DOVECOT/run
state_dir = $DOVECOT/state
log_path = $MAIL_DIR/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
auth_failure_delay = 0 secs
first_valid_uid = 1
mail_location = maildir:$MAIL_DIR/mail/%d/%n
mail_home = $MAIL_DIR/mail/%d/%n
lmtp_save_to_detail_mailbox = no
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$MAIL_DIR/mail/%d/%n allow_all_users=yes
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u $DOVECOT/users
}
passdb {
  driver = static
  args = password=rig
}
service auth {
  unix_listener $DOVECOT/auth-smtp {
    mode = 0666
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service lmtp {
  process_min_avail = 1
  unix_listener $DOVECOT/lmtp {
    mode = 0666
  }
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = $IMAP
  }
}
CONF
}

configure_postfix(){
  mkdir -p "$POSTFIX/etc" "$POSTFIX/spool" "$POSTFIX/data"
  chown root "$POSTFIX/spool"; chown postfix "$POSTFIX/data"; chmod 755 "$POSTFIX" "$POSTFIX/etc" "$POSTFIX/spool"
  cat >"$POSTFIX/etc/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $POSTFIX/spool
data_directory = $POSTFIX/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = $MAIL_DIR/postfix.log
maillog_file_prefixes = $MAIL_DIR
myhostname = mail.example.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
smtpd_client_event_limit_exceptions =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = example.test, kunden.test
virtual_transport = lmtp:unix:$DOVECOT/lmtp
virtual_mailbox_maps = static:any
default_transport = error:5.1.2 nothing leaves this computer
smtpd_tls_security_level = may
smtpd_tls_cert_file = $TLS/ok.crt
smtpd_tls_key_file = $TLS/ok.key
smtpd_sasl_type = dovecot
smtpd_sasl_path = $DOVECOT/auth-smtp
smtpd_sasl_auth_enable = yes
smtpd_tls_auth_only = yes
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access regexp:$POSTFIX/etc/readers
smtpd_hard_error_limit = 12
biff = no
CONF
  cat >"$POSTFIX/etc/readers" <<'CONF'
/^bounce[^@]*@/   550 5.1.1 User unknown in virtual mailbox table
/^full[^@]*@/     452 4.2.2 Mailbox full
/^grey[^@]*@/     451 4.7.1 Greylisted, try again later
/^slow[^@]*@/     sleep 5
CONF
  cat >"$POSTFIX/etc/master.cf" <<CONF
127.0.0.1:$SUBMISSION  inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
127.0.0.1:$SUBMISSIONS inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
127.0.0.1:$THROTTLED   inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt -o smtpd_client_message_rate_limit=20
127.0.0.1:$BADCERT     inet n - n - - smtpd
  -o smtpd_tls_cert_file=$TLS/bad.crt -o smtpd_tls_key_file=$TLS/bad.key
127.0.0.1:$NOTLS       inet n - n - - smtpd
  -o smtpd_tls_security_level=none -o smtpd_tls_auth_only=no
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
CONF
}

answers(){ (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start(){
  if ! alive "$DOVECOT/dovecot.pid" "$DOVECOT/dovecot.conf"; then
    setsid dovecot -F -c "$DOVECOT/dovecot.conf" >"$MAIL_DIR/dovecot.out" 2>&1 </dev/null 9>&- &
    echo $! >"$DOVECOT/dovecot.pid"
  fi
  if ! alive "$POSTFIX/spool/pid/master.pid" postfix; then
    postfix -c "$POSTFIX/etc" start >"$MAIL_DIR/postfix.out" 2>&1 9>&- \
      || { cat "$MAIL_DIR/postfix.out" "$MAIL_DIR/postfix.log" >&2; exit 1; }
  fi
  local port
  for port in "$SUBMISSION" "$IMAP"; do
    for _ in $(seq 200); do answers "$port" && continue 2; sleep 0.05; done
    log "port $port does not answer"; tail -5 "$MAIL_DIR"/*.log "$MAIL_DIR"/*.out >&2; exit 1
  done
}

stop(){
  # postfix's own stop ends the master that this pid file names, with its children
  if alive "$POSTFIX/spool/pid/master.pid" postfix; then postfix -c "$POSTFIX/etc" stop >/dev/null 2>&1 || true; fi
  if alive "$DOVECOT/dovecot.pid" "$DOVECOT/dovecot.conf"; then
    kill -TERM "$(<"$DOVECOT/dovecot.pid")"
    for _ in $(seq 100); do alive "$DOVECOT/dovecot.pid" "$DOVECOT/dovecot.conf" || break; sleep 0.05; done
  fi
  rm -f "$DOVECOT/dovecot.pid"
}

up(){
  mkdir -p "$MAIL_DIR"; chmod 755 "$MAIL_DIR"
  exec 9>"$MAIL_DIR/.lock"; flock 9
  need; certificates; ports; configure_dovecot; configure_postfix; start
  cat >"$MAIL_DIR/env.json" <<JSON
{"host": "127.0.0.1", "ca": "$TLS/ca.pem", "user": "sender@example.test", "password": "s3cret",
 "imap_password": "rig", "submission": $SUBMISSION, "submissions": $SUBMISSIONS, "throttled": $THROTTLED,
 "badcert": $BADCERT, "notls": $NOTLS, "imap": $IMAP, "log": "$MAIL_DIR/postfix.log"}
JSON
  cat "$MAIL_DIR/env.json"
}

case "$CMD" in
  install) mkdir -p "$MAIL_DIR"; need ;;
  up) up ;;
  stop) stop ;;
  reset) stop; rm -rf "$MAIL_DIR" ;;
  wipe) find "$MAIL_DIR/mail" -mindepth 1 -maxdepth 1 -exec rm -rf {} + ;;
  status) alive "$POSTFIX/spool/pid/master.pid" postfix && alive "$DOVECOT/dovecot.pid" "$DOVECOT/dovecot.conf" && echo up || { echo down; exit 3; } ;;
  env) cat "$MAIL_DIR/env.json" ;;
  *) sed -n 2,12p "$0" >&2; exit 2 ;;
esac
