#!/usr/bin/env bash
# A real WordPress on loopback: Debian's package (or one of the npm builds), MariaDB on a private
# socket, PHP's own web server. Idempotent: 'up' twice prints the same site.
#   wordpress-up.sh [up|stop|reset|status|env|install|export FILE|php FILE ARGS...]
#     export: WordPress's own WXR export of the whole site;  php: run a script inside WordPress as admin
#   WP_FLAVOUR=debian|6.2|6.3|6.4|6.5|beta|nightly   (default debian = 6.1.x)
#   SITE_DIR=${TMPDIR:-/tmp}/newsletter-editor-tests/wordpress-$WP_FLAVOUR      PORT=0 (0 = any free port, kept over restarts)
# Ends only the processes it started itself (pid files in SITE_DIR, checked against /proc). Needs Debian and root.
set -euo pipefail
WP_FLAVOUR=${WP_FLAVOUR:-debian}
SITE_DIR=${SITE_DIR:-${TMPDIR:-/tmp}/newsletter-editor-tests/wordpress-$WP_FLAVOUR}
PORT=${PORT:-0}
HOST=127.0.0.1
CMD=${1:-up}
log(){ printf '%s\n' "wordpress-up: $*" >&2; }

alive(){ # pidfile, word that must be in its command line
  [ -s "$1" ] || return 1
  local p; p=$(<"$1")
  [ -r "/proc/$p/cmdline" ] && tr '\0' ' ' <"/proc/$p/cmdline" | grep -q -- "$2"
}
end(){ # pidfile word
  if alive "$1" "$2"; then
    local p; p=$(<"$1"); kill -TERM "$p" 2>/dev/null || true
    for _ in $(seq 100); do [ -d "/proc/$p" ] || break; sleep 0.1; done
    [ -d "/proc/$p" ] && kill -KILL "$p" 2>/dev/null || true
  fi
  rm -f "$1"
}
stop_all(){
  # php -S with workers: the parent's children carry the same docroot; end them by ppid
  if alive "$SITE_DIR/php.pid" "$SITE_DIR"; then
    local p kids; p=$(<"$SITE_DIR/php.pid"); kids=$(cat "/proc/$p/task/$p/children" 2>/dev/null || true)
    end "$SITE_DIR/php.pid" "$SITE_DIR"
    for k in $kids; do
      [ -r "/proc/$k/cmdline" ] && tr '\0' ' ' <"/proc/$k/cmdline" | grep -q -- "$SITE_DIR" && kill -TERM "$k" 2>/dev/null || true
    done
  fi
  end "$SITE_DIR/db.pid" "$SITE_DIR"
}
need(){ # packages
  local miss=()
  for p in "$@"; do dpkg -s "$p" >/dev/null 2>&1 || miss+=("$p"); done
  [ ${#miss[@]} -eq 0 ] && return 0
  log "apt-get install ${miss[*]}"
  # no init here and policy-rc.d may be absent: never let a package start its service
  local made=0
  if [ ! -e /usr/sbin/policy-rc.d ]; then printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d; made=1; fi
  [ -n "$(find /var/lib/apt/lists -name '*Packages*' -mtime -2 2>/dev/null | head -1)" ] || apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "${miss[@]}" >${TMPDIR:-/tmp}/wordpress-up.apt.log 2>&1 \
    || { tail -20 ${TMPDIR:-/tmp}/wordpress-up.apt.log >&2; exit 1; }
  [ $made = 1 ] && rm -f /usr/sbin/policy-rc.d; return 0
}
install_pk(){
  need mariadb-server php-cli php-mysql php-gd php-mbstring php-xml php-curl php-zip php-intl curl
  [ "$WP_FLAVOUR" = debian ] && need wordpress wordpress-theme-twentytwentythree
  return 0
}
docroot(){
  local d="$SITE_DIR/htdocs"
  [ -f "$d/.complete" ] && return 0
  rm -rf "$d"; mkdir -p "$d"
  if [ "$WP_FLAVOUR" = debian ]; then
    cp -rL /usr/share/wordpress/. "$d/"       # -L: the package is a farm of symlinks into /usr/share
    rm -f "$d/wp-config.php" "$d/.htaccess"   # Debian's config looks in /etc/wordpress; ours below
  else
    local c="${WP_NPM_CACHE:-${TMPDIR:-/tmp}/newsletter-editor-tests/cache}" v=0.9.19 t
    t="$c/wp-playground-wordpress-builds-$v.tgz"; mkdir -p "$c"
    [ -s "$t" ] || (cd "$c" && npm pack --silent "@wp-playground/wordpress-builds@$v" >/dev/null)
    # the PHP part is a zip; the static files that Playground serves itself lie beside it
    mkdir -p "$SITE_DIR/x"
    tar xzf "$t" -C "$SITE_DIR/x" "package/src/wordpress/wp-$WP_FLAVOUR.zip" "package/public/wp-$WP_FLAVOUR"
    cp -r "$SITE_DIR/x/package/public/wp-$WP_FLAVOUR/." "$d/"
    python3 - "$SITE_DIR/x/package/src/wordpress/wp-$WP_FLAVOUR.zip" "$d" <<'PY'
import sys, zipfile
zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])
PY
    rm -rf "$SITE_DIR/x" "$d/wp-config.php" "$d/wp-content/db.php" "$d/wp-content/database"
  fi
  mkdir -p "$d/wp-content/uploads" "$d/wp-content/mu-plugins"
  cat >"$d/wp-content/mu-plugins/test.php" <<'PHP'
<?php // offline: no pictures for emoji from the web, no remote block patterns
remove_action('wp_head', 'print_emoji_detection_script', 7); remove_action('admin_print_scripts', 'print_emoji_detection_script');
add_filter('should_load_remote_block_patterns', '__return_false'); add_filter('emoji_svg_url', '__return_false');
PHP
  touch "$d/.complete"
}
start_db(){
  local D="$SITE_DIR/mysql" S="$SITE_DIR/db.sock"
  alive "$SITE_DIR/db.pid" "$SITE_DIR" && return 0
  if [ ! -d "$D/mysql" ]; then
    mkdir -p "$D"; chown mysql: "$D" "$SITE_DIR"
    mariadb-install-db --no-defaults --user=mysql --datadir="$D" --skip-test-db --auth-root-authentication-method=socket >"$SITE_DIR/db-init.log" 2>&1
  fi
  chown mysql: "$SITE_DIR"
  setsid mariadbd --no-defaults --user=mysql --datadir="$D" --socket="$S" --skip-networking \
    --pid-file="$SITE_DIR/mariadbd.pid" --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0 \
    --performance-schema=OFF --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci \
    >"$SITE_DIR/db.log" 2>&1 </dev/null &
  echo $! >"$SITE_DIR/db.pid"
  for _ in $(seq 150); do mariadb --no-defaults -uroot -S "$S" -e 'select 1' >/dev/null 2>&1 && break; sleep 0.1; done
  mariadb --no-defaults -uroot -S "$S" -e "
    create database if not exists wp character set utf8mb4 collate utf8mb4_unicode_ci;
    create user if not exists wp@localhost identified by 'wp-test';
    grant all on wp.* to wp@localhost;"
}
config(){
  local d="$SITE_DIR/htdocs"
  cat >"$d/wp-config.php" <<PHP
<?php
define('DB_NAME', 'wp'); define('DB_USER', 'wp'); define('DB_PASSWORD', 'wp-test');
define('DB_HOST', 'localhost:$SITE_DIR/db.sock'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY','AUTH_SALT','SECURE_AUTH_SALT','LOGGED_IN_SALT','NONCE_SALT'] as \$k) define(\$k, 'test-'.\$k);
\$table_prefix = 'wp_';
define('WP_HOME', 'http://$HOST:$PORT'); define('WP_SITEURL', 'http://$HOST:$PORT');
define('WP_ENVIRONMENT_TYPE', 'local');          // Application Passwords over plain http
define('WP_HTTP_BLOCK_EXTERNAL', true);          // no network: fail at once, not after 5 s time-outs
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost');
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('FS_METHOD', 'direct');
define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false); define('WP_DEBUG_LOG', '$SITE_DIR/wp-debug.log');
define('WP_DEFAULT_THEME', '${WP_THEME:-twentytwentythree}');
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
PHP
  cat >"$SITE_DIR/router.php" <<'PHP'
<?php // pretty permalinks under php -S: a real file is served as is, all else goes to index.php
$root = $_SERVER['DOCUMENT_ROOT']; $path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if ($path !== '/' && strpos($path, '..') === false) {
  $f = $root . $path;
  if (is_dir($f)) { if (substr($path, -1) !== '/') { header("Location: $path/", true, 301); return true; } $f = rtrim($f, '/') . '/index.php'; $path = rtrim($path, '/') . '/index.php'; }
  if (is_file($f)) { if (substr($f, -4) !== '.php') return false;
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $path; $_SERVER['SCRIPT_FILENAME'] = $f; chdir(dirname($f)); require $f; return true; }
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php'; $_SERVER['SCRIPT_FILENAME'] = "$root/index.php";
chdir($root); require "$root/index.php";
PHP
  cat >"$SITE_DIR/setup.php" <<'PHP'
<?php // run once by the CLI: install, users, permalinks, application passwords -> env.json
[$_, $dir, $url] = $argv;
$_SERVER['HTTP_HOST'] = parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1'; $_SERVER['SERVER_NAME'] = '127.0.0.1'; $_SERVER['REQUEST_METHOD'] = 'GET';
define('WP_INSTALLING', true);
require "$dir/htdocs/wp-load.php"; require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/misc.php';
add_filter('pre_wp_mail', '__return_true');
if (!is_blog_installed()) wp_install('Test Blog', 'admin', 'admin@example.test', true, '', 'admin-pass');
global $wp_rewrite; $wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/'); $wp_rewrite->flush_rules(false);
update_option('timezone_string', 'Europe/Berlin'); update_option('blog_public', 0); update_option('enable_xmlrpc', 1);
$out = ['url' => $url, 'rest' => "$url/wp-json/", 'rest_plain' => "$url/?rest_route=/", 'xmlrpc' => "$url/xmlrpc.php",
        'version' => $GLOBALS['wp_version'], 'users' => []];
foreach (['admin' => 'administrator', 'editor' => 'editor', 'author' => 'author', 'contributor' => 'contributor'] as $login => $role) {
  $u = get_user_by('login', $login); $id = $u ? $u->ID : wp_insert_user(['user_login' => $login, 'user_pass' => "$login-pass", 'user_email' => "$login@example.test", 'role' => $role]);
  if ($u) wp_set_password("$login-pass", $id);
  update_user_meta($id, 'wp_persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false, 'fullscreenMode' => false], 'core' => ['welcomeGuide' => false], '_modified' => gmdate('c')]);
  WP_Application_Passwords::delete_all_application_passwords($id);
  [$pw] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'newsletter-editor']);
  $out['users'][$login] = ['id' => $id, 'role' => $role, 'password' => "$login-pass", 'app_password' => WP_Application_Passwords::chunk_password($pw), 'unfiltered_html' => user_can($id, 'unfiltered_html')];
}
file_put_contents("$dir/env.json", json_encode($out, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n");
PHP
}
start_web(){
  alive "$SITE_DIR/php.pid" "$SITE_DIR" && return 0
  PHP_CLI_SERVER_WORKERS=${PHP_WORKERS:-4} setsid php -d opcache.enable_cli=1 -d opcache.jit=0 -d memory_limit=256M \
    -d upload_max_filesize=64M -d post_max_size=64M -d sendmail_path="cat >>$SITE_DIR/mail.log; true" -d display_errors=0 \
    -S "$HOST:$PORT" -t "$SITE_DIR/htdocs" "$SITE_DIR/router.php" >"$SITE_DIR/php.log" 2>&1 </dev/null &
  echo $! >"$SITE_DIR/php.pid"
  for _ in $(seq 100); do curl -fsS -o /dev/null "http://$HOST:$PORT/license.txt" 2>/dev/null && break
    curl -sS -o /dev/null "http://$HOST:$PORT/wp-includes/version.php" 2>/dev/null && break; sleep 0.1; done
}
up(){
  mkdir -p "$SITE_DIR"; chmod 755 "$SITE_DIR"
  exec 9>"$SITE_DIR/.lock"; flock 9
  install_pk
  # the port stays with the site, since WordPress writes absolute URLs into posts and media
  if [ "$PORT" = 0 ]; then
    if [ -s "$SITE_DIR/port" ]; then PORT=$(<"$SITE_DIR/port")
    else PORT=$(python3 -c 'import socket;s=socket.socket();s.bind(("127.0.0.1",0));print(s.getsockname()[1])'); fi
  fi
  echo "$PORT" >"$SITE_DIR/port"
  docroot; config
  start_db 9>&-
  [ -s "$SITE_DIR/env.json" ] && grep -q ":$PORT\"" "$SITE_DIR/env.json" || php "$SITE_DIR/setup.php" "$SITE_DIR" "http://$HOST:$PORT" >"$SITE_DIR/setup.log" 2>&1 || { tail -5 "$SITE_DIR/setup.log" >&2; exit 1; }
  start_web 9>&-
  cat "$SITE_DIR/env.json"
}
case "$CMD" in
  install) install_pk ;;
  up) up ;;
  stop) stop_all ;;
  reset) stop_all; rm -rf "$SITE_DIR" ;;
  status) alive "$SITE_DIR/php.pid" "$SITE_DIR" && echo "up http://$HOST:$(<"$SITE_DIR/port")" || { echo down; exit 3; } ;;
  env) cat "$SITE_DIR/env.json" ;;
  php) shift; start_db; php -d memory_limit=512M -d display_errors=stderr -r '
      $e = json_decode(file_get_contents("'"$SITE_DIR"'/env.json"), true); $u = parse_url($e["url"]);
      $_SERVER["HTTP_HOST"] = $u["host"].":".$u["port"]; $_SERVER["REQUEST_URI"] = "/"; $_SERVER["SERVER_PROTOCOL"] = "HTTP/1.1"; $_SERVER["SERVER_NAME"] = $u["host"]; $_SERVER["REQUEST_METHOD"] = "GET";
      if (getenv("WP_LOAD_IMPORTERS")) define("WP_LOAD_IMPORTERS", true);
      require "'"$SITE_DIR"'/htdocs/wp-load.php"; wp_set_current_user(1); $args = array_slice($argv, 2); require $argv[1];' "$@" ;;
  export) printf '%s\n' '<?php require_once ABSPATH . "wp-admin/includes/export.php"; export_wp();' >"$SITE_DIR/export.php"
    "$0" php "$SITE_DIR/export.php" >"$2" ;;
  *) sed -n 2,10p "$0" >&2; exit 2 ;;
esac
