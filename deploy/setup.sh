#!/bin/sh
# Sets up a council's own server on Debian, from a clone of the repository that holds the portal and its data:
#
#   sudo deploy/setup.sh performance.example.gov.uk
#
# Afterwards whoever may log in as the user "portal" publishes with `git push`, and nginx serves the site. Run it again at any time:
# it brings hooks, timer and nginx up to date, and leaves the repository and what is published alone.
#
#   --dry-run      says what it would do, and does nothing
#   --listen WHAT  where nginx listens: 80, unless given; 127.0.0.1:8080 behind another web server
#   --root DIR     writes everything below DIR, and installs, starts and asks the system for nothing: to look at, or to try
#
# It does not set up https: afterwards, run `certbot --nginx -d HOST` (Debian: python3-certbot-nginx).
set -eu
umask 022

say() { printf "%s\n" "$@"; }
die() { say "$*" >&2; exit 2; }

host='' root='' listen=80 dry=
while [ $# -gt 0 ]; do
    case $1 in
    --dry-run) dry=yes ;;
    --listen) listen=${2:?--listen needs a port, or an address with one}; shift ;;
    --root) mkdir -p "${2:?--root needs a folder}"; root=$(cd "$2" && pwd -P); shift ;;
    -*) die "$1 is not known. See the head of $0." ;;
    *) [ -z "$host" ] || die "One host name, please: $host or $1?"; host=$1 ;;
    esac
    shift
done
case $host in
'') die "Say which name the site will have: sudo $0 performance.example.gov.uk" ;;
*[!a-zA-Z0-9.-]* | -* | .*) die "$host is no host name." ;;
esac
case $listen in *[!a-zA-Z0-9.:[\]]*) die "--listen $listen: give a port, or an address with one." ;; esac

here=$(cd "$(dirname "$0")/.." && pwd -P)
home=$root/srv/portal
repository=$home/portal.git
work=$home/work
target=$home/public
user=portal

do_it() {
    say "  $*"
    [ -n "$dry" ] || "$@"
}
# What needs the system itself is left out below another root.
on_system() { if [ -n "$root" ]; then say "  (not below $root: $*)"; else do_it "$@"; fi; }
# Writes a file of ours with its names filled in.
fill_in() {
    say "  write $2"
    [ -z "$dry" ] || return 0
    mkdir -p "$(dirname "$2")"
    sed -e "s|@HOST@|$host|g" -e "s|@LISTEN@|$listen|g" -e "s|@TARGET@|$target|g" -e "s|@HOME@|$home|g" \
        -e "s|@USER@|$user|g" "$here/deploy/$1" >"$2.new"
    mv "$2.new" "$2"
}

[ -n "$dry$root" ] || [ "$(id -u)" = 0 ] || die "This changes the system: run it with sudo, or with --dry-run first."
[ -n "$root" ] || command -v apt-get >/dev/null || die "This is written for Debian, and there is no apt-get here."
git -C "$here" rev-parse --verify --quiet HEAD >/dev/null || die "$here is no git repository with a commit: clone yours first."
[ -z "$dry" ] || say "Nothing is done; this is what would be:"

say "Packages"
on_system apt-get install --yes --no-install-recommends git make nginx-light python3 python3-venv util-linux

say "The user \"$user\", whom one can push to and ask for a rollback, and nothing else"
if [ -n "$root" ] || ! getent passwd "$user" >/dev/null; then
    on_system adduser --system --group --home "$home" --shell /usr/bin/git-shell "$user"
fi
do_it mkdir -p "$home/git-shell-commands" "$target" "$work" "$home/.ssh"
do_it chmod 755 "$home"
on_system chown "$user:$user" "$home" "$target" "$work" "$home/.ssh"
on_system chmod 700 "$home/.ssh"

say "The repository"
if [ ! -d "$repository" ]; then
    do_it git init --quiet --bare --initial-branch=main "$repository"
    do_it git -C "$here" push --quiet "$repository" HEAD:refs/heads/main
fi
# What readers have seen is never pushed away.
for setting in receive.denyNonFastForwards=true receive.denyDeletes=true receive.fsckObjects=true \
    portal.work="$work" portal.target="$target" portal.branch=main; do
    do_it git config --file "$repository/config" "${setting%%=*}" "${setting#*=}"
done
# Copies: what is pushed changes them only when this is run again.
for name in "$repository/hooks/pre-receive" "$repository/hooks/post-receive" \
    "$home/git-shell-commands/publish" "$home/git-shell-commands/rollback"; do
    do_it install -D -m 755 "$here/deploy/hook" "$name"
done
do_it install -D -m 755 "$here/deploy/no-interactive-login" "$home/git-shell-commands/no-interactive-login"
do_it git config --file "$home/portal.settings" portal.repository "$repository"
on_system chown -R "$user:$user" "$repository"
# Sources hold what is embargoed: nobody else on this machine may read them.
do_it chmod 750 "$repository" "$work"

say "nginx"
fill_in nginx.conf "$root/etc/nginx/sites-available/portal"
do_it mkdir -p "$root/etc/nginx/sites-enabled"
do_it ln -sfn ../sites-available/portal "$root/etc/nginx/sites-enabled/portal"

say "The timer, and what has nginx read its settings again"
for unit in portal-publish.service portal-publish.timer portal-reload.path portal-reload.service; do
    fill_in "systemd/$unit" "$root/etc/systemd/system/$unit"
done
on_system systemctl daemon-reload

say "The first version of the site: installs what the portal needs, which takes some minutes"
if [ -z "$root" ]; then
    do_it runuser -u "$user" -- env HOME="$home" "$home/git-shell-commands/publish" || say "Nothing is published yet: see above, mend it, and push."
    do_it nginx -t -q
    do_it systemctl reload nginx
    do_it systemctl enable --now portal-publish.timer portal-reload.path
fi

say "" "Done. Next:"
say "  1. Add the public key (ssh-keygen) of each who may publish to $home/.ssh/authorized_keys"
say "  2. Each of them: git remote add portal portal@$host:portal.git, then git push --set-upstream portal main"
say "  3. certbot --nginx -d $host, for https"
say "  4. portal verify http://$host/ reads back what readers get"
