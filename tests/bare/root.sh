# shellcheck shell=bash
# A bare Debian 12 in $bare, made by debootstrap: nothing but a shell. For tests that need one; it is gone when they end.
# Expects $here, the checkout.
# shellcheck source=cmake/packages.sh
. "$here/cmake/packages.sh"
[ "$(id -u)" = 0 ] || refuse "$0 makes a root of its own; expected to be run as root"
# What is mounted in a namespace of one's own is gone with it, whatever happens.
[ -n "${STEPMARK_BARE:-}" ] || STEPMARK_BARE=1 exec unshare --mount --propagation private "$0" "$@"
install_packages debootstrap
bare=$(mktemp -d "${TMPDIR:-/tmp}/stepmark-bare.XXXXXX")
chmod 755 "$bare"  # an ordinary user has to see it

leave() {
  local place
  for place in dev/pts dev proc; do
    if mountpoint -q "$bare/$place"; then umount "$bare/$place" || umount -l "$bare/$place"; fi
  done
  rm -rf --one-file-system "$bare"
}
trap leave EXIT
trap 'exit 130' INT HUP TERM

fail() {
  say "$@"
  exit 1
}

mirror() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1; }

debootstrap_root() {
  local from
  from=$(mirror)
  [ -n "$from" ] || fail "apt knows no source of Debian 12"
  debootstrap --variant=minbase bookworm "$bare" "$from" >"$bare.log" 2>&1 || { cat "$bare.log" >&2; fail "debootstrap failed"; }
  rm -f "$bare.log"
  mount -t proc proc "$bare/proc"
  mount --bind /dev "$bare/dev"
  mount --bind /dev/pts "$bare/dev/pts"
}

# The new root's apt reaches what this machine's does: its sources with their keys, proxies, certificates.
copy_apt() {
  local part
  rm -f "$bare/etc/apt/sources.list"
  for part in etc/apt/sources.list etc/apt/sources.list.d etc/apt/apt.conf.d etc/apt/apt.conf etc/apt/auth.conf.d \
    etc/apt/keyrings etc/apt/trusted.gpg etc/apt/trusted.gpg.d usr/share/keyrings etc/hosts etc/ssl/certs/ca-certificates.crt; do
    [ ! -e "/$part" ] || (cd / && cp -r --parents "$part" "$bare/")
  done
  for part in http https; do
    local proxy=${part}_proxy
    [ -z "${!proxy:-}" ] || echo "Acquire::$part::Proxy \"${!proxy}\";" >>"$bare/etc/apt/apt.conf.d/99proxy"
  done
}

# as USER COMMAND: in the new root's copy, with what a login of that user has.
as() {
  chroot --userspec="$1" "$bare" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME="$2" TERM=xterm /bin/sh -c "cd /stepmark && $3"
}
as_root() { as root:root /root "$1"; }
as_nobody() { as nobody:nogroup /tmp "$1"; }

make_root() {
  debootstrap_root
  copy_apt
}
