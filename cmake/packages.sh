# shellcheck shell=bash disable=SC2034
# What is installed from Debian, for ./run (pages: with --to) and ./test. Sourced by them.

build_packages=(g++ cmake ninja-build pkg-config libboost-dev libboost-program-options-dev libgmp-dev libmpfr-dev libmpfi-dev
  libeigen3-dev libfmt-dev nlohmann-json3-dev libtomlplusplus-dev libcmark-gfm-dev libcmark-gfm-extensions-dev)
page_packages=(pandoc texlive-latex-base texlive-latex-recommended texlive-fonts-recommended lmodern texlive-luatex fonts-freefont-otf
  fonts-wqy-microhei fonts-symbola)
test_packages=("${page_packages[@]}" libgtest-dev libbenchmark-dev libginac-dev libcln-dev python3 python3-mpmath nodejs katex
  node-katex poppler-utils parallel clang-format)
fuzz_packages=(clang libclang-rt-dev)

missing_packages() {
  local package
  for package in "$@"; do
    # nodejs may have come from elsewhere, under its own name.
    [ "$package" = nodejs ] && command -v node >/dev/null && continue
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' || echo "$package"
  done
}

install_packages() {
  local missing as_root=()
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "stepmark: as root, install first: ${missing[*]}" >&2
      exit 2
    fi
    as_root=(sudo)
  fi
  echo "stepmark: installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq >/dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
