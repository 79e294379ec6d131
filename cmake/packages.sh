# shellcheck shell=bash disable=SC2034
# What ./run and ./test share: what is installed from Debian (for pages, only when one is asked for), and where is built.

build_packages=(g++ cmake ninja-build pkg-config libboost-dev libboost-program-options-dev libgmp-dev libmpfr-dev
  libeigen3-dev libfmt-dev nlohmann-json3-dev libtomlplusplus-dev libcmark-gfm-dev libcmark-gfm-extensions-dev)
page_packages=(pandoc texlive-latex-base texlive-latex-recommended texlive-fonts-recommended lmodern
  texlive-luatex qpdf fonts-freefont-otf fonts-wqy-microhei fonts-symbola)
picture_packages=(gnuplot-nox fonts-dejavu-core)
test_packages=("${page_packages[@]}" "${picture_packages[@]}" libgtest-dev libgmock-dev libbenchmark-dev
  libginac-dev libcln-dev python3 python3-mpmath nodejs katex poppler-utils unzip gettext maxima maxima-share parallel clang-format dpkg-dev file groff-base)
fuzz_packages=(clang libclang-rt-dev)
module_packages=(emscripten binaryen node-acorn nodejs npm dpkg-dev make zopfli)  # the practice page
browser_packages=(chromium firefox-esr)  # its tests

apt_patience=${STEPMARK_APT_PATIENCE:-600}  # seconds, while another program has apt's locks

say() { echo "stepmark: $*" >&2; }

refuse() {
  say "$@"
  exit 2
}

missing_packages() {
  local package
  for package in "$@"; do
    # These may have come from elsewhere, under a name of their own.
    [ "$package" = nodejs ] && command -v node >/dev/null && continue
    [ "$package" = npm ] && command -v npm >/dev/null && continue
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' || echo "$package"
  done
}

# apt-get, waiting for any of its locks: DPkg::Lock::Timeout knows neither that of the lists nor that of the archives.
# What it complained of is left in apt_said.
apt() {
  local waited=0
  until apt_said=$("${as_root[@]}" env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get "$@" 2>&1 >/dev/null </dev/null 8<&-); do
    case $apt_said in
      *"Could not get lock"* | *"is another process using it"*) ;;
      *) return 1 ;;
    esac
    [ "$waited" -lt "$apt_patience" ] || return 1
    [ "$waited" != 0 ] || say "waiting for another program that is using apt"
    sleep 2
    waited=$((waited + 2))
  done
}

# The first line of that kind, or the last line at all.
complaint() { grep -m1 "^$1: " <<<"$2" || tail -n 1 <<<"$2"; }

# Nothing that is installed is removed for it. Lists that cannot be renewed may be good enough.
install_missing() {
  local update_said
  say "installing $*"
  apt update -qq || true
  update_said=$apt_said
  apt install -y -qq --no-install-recommends --no-remove "$@" && return
  [ -z "$update_said" ] || update_said=" (apt-get update: $(complaint '[EW]' "$update_said"))"
  refuse "apt cannot install $*: $(complaint E "$apt_said")$update_said"
}

install_packages() {
  local missing as_root=() apt_said=
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "this is not Debian, so nothing is installed; what is needed is in cmake/packages.sh"
    return
  fi
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || refuse "some packages are missing; as root, install first: ${missing[*]}"
    as_root=(sudo)
  fi
  exec 8<"${BASH_SOURCE[0]}"  # of several at once, one installs
  flock -n 8 || {
    say "waiting for another ./run or ./test that is installing"
    flock 8
  }
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" = 0 ] || install_missing "${missing[@]}"
  exec 8<&-
  # A name that another package only provides would be missing for ever, and asked of apt each time.
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" = 0 ] || refuse "apt has nothing more to install, yet no package is called ${missing[*]}"
}

# build/PRESET; for a checkout that cannot be written, a place of one's own.
build_directory() {
  local cache=${XDG_CACHE_HOME:-${HOME:-}/.cache} build=$root/build/$1
  if ! mkdir -p "$build" 2>/dev/null || ! [ -w "$build" ]; then
    build=$cache/stepmark/$(printf %s "$root" | cksum | cut -d ' ' -f 1)/$1
    mkdir -p "$build" 2>/dev/null && [ -w "$build" ] ||
      refuse "neither $root/build/$1 nor $build can be written; expected XDG_CACHE_HOME to name a directory that can"
  fi
  echo "$build"
}
