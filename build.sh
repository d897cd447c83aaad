#!/usr/bin/env bash
# The front door: builds Trivet, plays it, proves it. What is missing on the machine is brought, or named with the command
# that brings it. `./build.sh help` says more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly geckodriver_version=0.37.1
readonly cargo_deny_version=0.20.2
readonly oldest_advisories=60 # in days
readonly advisories_bundle=tests/advisories/rustsec.bundle
readonly cache="${XDG_CACHE_HOME:-$HOME/.cache}/trivet"
readonly skins=tests/console/skins
export TRIVET_DIST="${TRIVET_DIST:-$PWD/dist}"

help() {
  cat <<END
./build.sh            builds the extension into dist/chromium, dist/firefox and a zip of each
./build.sh demo       plays it: the sample console, and a browser with Trivet in a throw-away profile
                        --headless                    does the whole job by itself and leaves it in demo-output/
                        --browser chromium|firefox    which browser; chromium when not said
                        --skin NAME                   how the sample console is built; native when not said, or one of:
                                                      $(cd "$skins" && echo *)
./build.sh pictures   makes the pictures that stores ask for, from the real product, in demo-output/
./build.sh check      the fast check: formatting, lints and the tests of the pure modules, without a browser
./build.sh test       runs every test, and says where the time went
                        NAME…                         only what matches: a crate, a module or a test, a skin, a browser; with
                                                      TRIVET_WINDOW=1 in a window that you can watch
./build.sh attacks    plays the attacks of docs/threats.md, and prints promise by promise what holds in each browser
./build.sh bench      measures what Trivet costs a page, as ratios to no extension; --help lists its options
./build.sh snapshots  takes the snapshots of the sample console anew, from which the reader is tested natively
                        SKIN…                         only of these skins
./build.sh gallery    makes a picture of each main state of the product, for docs/gallery.md, in docs/images/gallery/
./build.sh host       lets a browser reach KeePassXC for Trivet, or takes that back; writes or removes one file, and says which
                        install | uninstall
                        --browser chrome|chromium|edge|brave|vivaldi|firefox
                        [--extension-id ID]           when it is not the one that was built here: as the browser's page of
                                                      extensions shows it
./build.sh release    makes what a release carries, in dist/release/, from what is committed
                        --check                       also builds the source archive in another folder and compares every byte
                        --homepage URL                where people find the project
                        --self-hosted URL             also makes packages that are updated from your own server
./build.sh updates    writes the update files for packages that you signed: --url URL --crx FILE --xpi FILE
./build.sh deploy     writes the files that roll Trivet out in an organization; docs/deploy.md has the options
./build.sh lint       has Mozilla's linter look at what was built: nothing may be found
./build.sh hostile    plays hostile values along the whole way, a million of them or as many as is said behind it
./build.sh crates     lists what each program is made of, and why
./build.sh advisories checks every dependency against RustSec's database: the newest one where the network allows, else the last
                      one, or the clone that TRIVET_ADVISORIES names; it says the date, and may be at most 60 days old
                        --keep                        also makes it the one that the tests use without a network
./build.sh help       this
END
}

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

done_in() { printf '  %-34s %6d s%s\n' "$1" $((SECONDS - $2)) "${3:+  $3}"; }

# step NAME COMMAND…: says what is done and how long it took; what the command says is shown only when it fails.
step() {
  local name=$1 start=$SECONDS log
  shift
  [ ! -t 1 ] || printf '  … %s\r' "$name"
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    die "$name failed; what it said stands above, and \`$*\` says it again"
  fi
  rm -f "$log"
  done_in "$name" "$start"
}

# packages WHAT PACKAGE…: brings Debian packages, or says who can.
packages() {
  local what=$1
  shift
  if ! have apt-get; then
    case $(uname) in
      Darwin) die "$what is missing; by Homebrew: brew install node python keepassxc chromium chromedriver firefox" ;;
      *) die "$what is missing; install the packages that your system has for: $*" ;;
    esac
  fi
  [ "$(id -u)" = 0 ] || die "$what is missing; run: sudo apt-get install --no-install-recommends $*"
  step "apt-get update" apt-get update
  step "apt-get install $*" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# The toolchain is pinned in rust-toolchain.toml. rustup brings it; where it cannot, one of the same version by another name
# will do.
need_toolchain() {
  local version name
  version=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  ! have rustup || rustc --version >/dev/null 2>&1 || rustup toolchain install "$version" >/dev/null 2>&1 || true
  case $(rustc --version 2>/dev/null) in "rustc $version "*) return 0 ;; esac
  if have rustup; then
    for name in $(rustup toolchain list | cut -d ' ' -f 1); do
      case $(RUSTUP_TOOLCHAIN=$name rustc --version 2>/dev/null) in
        "rustc $version "*)
          export RUSTUP_TOOLCHAIN=$name
          return 0
          ;;
      esac
    done
  fi
  die "Rust $version is missing; run: rustup toolchain install $version"
}

need_rust() {
  have cargo || PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
  have cargo || die "Rust is missing; install it as https://rustup.rs says and run this again"
  need_toolchain
  local sysroot
  sysroot=$(rustc --print sysroot)
  [ ! -d "$sysroot/lib/rustlib/wasm32-unknown-unknown" ] || return 0
  have rustup || die "Rust's WebAssembly target is missing; install Rust by rustup, or your system's package of that target"
  step "Rust's WebAssembly target" rustup target add wasm32-unknown-unknown
}

need_node() {
  if ! have node || ! have npm; then packages "Node.js" nodejs npm; fi
  node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
    die "Node.js is $(node --version) and must be 18 or newer; https://nodejs.org has it"
}

# npm_packages FOLDER: what its lock file says, once.
npm_packages() {
  ! cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock" || return 0
  need_node
  step "npm packages of $1" npm --prefix "$1" ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp "$1/package-lock.json" "$1/node_modules/.installed-lock"
}

# locate VARIABLE PROGRAM…: exports where the first of these is, unless the variable says so already.
locate() {
  local variable=$1 name
  shift
  for name in "${!variable:-}" "$@"; do
    if [ -n "$name" ] && have "$name"; then
      export "$variable=$(command -v "$name")"
      return 0
    fi
  done
  return 1
}

locate_chromium() {
  locate TRIVET_CHROMIUM chromium chromium-browser /Applications/Chromium.app/Contents/MacOS/Chromium &&
    locate TRIVET_CHROMEDRIVER chromedriver /usr/lib/chromium-browser/chromedriver
}
locate_firefox() { locate TRIVET_FIREFOX firefox-esr firefox /Applications/Firefox.app/Contents/MacOS/firefox; }
locate_running_keepassxc() {
  locate TRIVET_KEEPASSXC keepassxc &&
    locate TRIVET_KEEPASSXC_PROXY keepassxc-proxy &&
    locate TRIVET_XVFB Xvfb &&
    locate TRIVET_XDOTOOL xdotool
}
locate_keepassxc() { locate TRIVET_KEEPASSXC_CLI keepassxc-cli /Applications/KeePassXC.app/Contents/MacOS/keepassxc-cli; }

# no_snap WHAT HOW: Ubuntu's package of it is a snap, which has no access to the folders that a test needs.
no_snap() {
  ! grep -q '^ID=ubuntu$' /etc/os-release 2>/dev/null || die "$1 is missing, and Ubuntu has it as a snap only; $2"
}

need_chromium() {
  locate_chromium || no_snap "Chromium" "install Chrome for Testing and its chromedriver, and name both by TRIVET_CHROMIUM and TRIVET_CHROMEDRIVER"
  locate_chromium || packages "Chromium or its driver" chromium chromium-driver
  locate_chromium || die "Chromium or chromedriver is still missing; name them by TRIVET_CHROMIUM and TRIVET_CHROMEDRIVER"
}

need_firefox() {
  locate_firefox || no_snap "Firefox" "install firefox-esr from Mozilla's own apt repository"
  locate_firefox || packages "Firefox" firefox-esr
  locate_firefox || die "Firefox is still missing; name it by TRIVET_FIREFOX"
  local folder="$cache/geckodriver-$geckodriver_version"
  locate TRIVET_GECKODRIVER "$folder/bin/geckodriver" geckodriver && return 0
  step "geckodriver $geckodriver_version" \
    cargo install geckodriver --version "$geckodriver_version" --locked --debug --root "$folder"
  locate TRIVET_GECKODRIVER "$folder/bin/geckodriver"
}

need_cargo_deny() {
  local folder="$cache/cargo-deny-$cargo_deny_version"
  locate TRIVET_CARGO_DENY "$folder/bin/cargo-deny" cargo-deny && return 0
  step "cargo-deny $cargo_deny_version" \
    cargo install cargo-deny --version "$cargo_deny_version" --locked --debug --root "$folder"
  locate TRIVET_CARGO_DENY "$folder/bin/cargo-deny"
}

need_readers() {
  locate_keepassxc || packages "keepassxc-cli" keepassxc
  locate_keepassxc || die "keepassxc-cli is still missing; name it by TRIVET_KEEPASSXC_CLI"
  if ! { have age && have age-keygen && have pass && have gpg && have ssh-keygen && have openssl; }; then
    packages "A reader of exported files" age pass gnupg openssh-client openssl
  fi
  locate_running_keepassxc || packages "KeePassXC on a screen of its own" keepassxc xvfb xdotool
  locate_running_keepassxc || die "KeePassXC, keepassxc-proxy, Xvfb or xdotool is still missing"
  need_bitwarden
  need_python_readers
  need_accname
  need_axe
}

# An accessibility engine, for the extension's own pages.
need_axe() {
  need_node
  npm_packages tests/readers/axe
}

# What computes names as ours does, and is not ours.
need_accname() {
  need_node
  npm_packages tests/readers/accname
}

need_bitwarden() {
  [ -z "${TRIVET_BITWARDEN_CLI:-}" ] || return 0
  npm_packages tests/readers/bitwarden
  export TRIVET_BITWARDEN_CLI="$PWD/tests/readers/bitwarden/node_modules/.bin/bw"
}

need_python_readers() {
  [ -z "${TRIVET_PYKEEPASS_PYTHON:-}" ] || return 0
  local folder="$cache/pykeepass" wanted=tests/readers/requirements.txt
  export TRIVET_PYKEEPASS_PYTHON="$folder/bin/python"
  ! cmp -s "$wanted" "$folder/.installed" || return 0
  python3 -c 'import ensurepip, venv' 2>/dev/null || packages "Python" python3 python3-venv
  step "a Python environment" python3 -m venv --clear "$folder"
  step "readers from PyPI" "$TRIVET_PYKEEPASS_PYTHON" -m pip install --disable-pip-version-check --requirement "$wanted"
  cp "$wanted" "$folder/.installed"
}

need_linter() {
  npm_packages xtask/lint
  node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' ||
    die "Mozilla's linter wants Node.js 20 or newer, and this is $(node --version); https://nodejs.org has it"
}

lint() {
  need_linter
  build
  xtask lint
}

build() {
  need_rust
  npm_packages xtask/npm
  have node || need_node
  step "xtask, which does the rest" cargo build --locked --quiet --package xtask
  xtask build "$@"
}

# Where cargo-deny looks for RustSec's database: it names the folder itself.
advisory_folder() { echo "$TRIVET_ADVISORY_DBS/advisory-db-3157b0e258782691"; }

# clone_advisories FROM: RustSec's database from a clone or a bundle.
clone_advisories() {
  rm -rf "$(advisory_folder)"
  mkdir -p "$TRIVET_ADVISORY_DBS"
  git clone --quiet --config advice.detachedHead=false "$1" "$(advisory_folder)"
}

# advisories_taken FORMAT: when the database is of, or what else git knows of it.
advisories_taken() { git -C "$(advisory_folder)" log -1 --format="$1"; }

# What is known against any dependency, by the newest database that can be had; it may not be old.
advisories() {
  local age
  need_rust
  need_cargo_deny
  export TRIVET_ADVISORY_DBS=$cache/advisory-dbs
  if [ -n "${TRIVET_ADVISORIES:-}" ]; then
    clone_advisories "$TRIVET_ADVISORIES"
  elif ! "$TRIVET_CARGO_DENY" --workspace fetch db >/dev/null 2>&1; then
    if [ -d "$(advisory_folder)" ]; then
      printf "RustSec's database cannot be reached; this is the last one that was\n"
    else
      printf "RustSec's database cannot be reached; this is the one that the tests have\n"
      clone_advisories "$PWD/$advisories_bundle"
    fi
  fi
  age=$((($(date +%s) - $(advisories_taken %ct)) / 86400))
  check_advisories
  [ "$age" -le "$oldest_advisories" ] ||
    die "that database is $age days old, more than $oldest_advisories; take a newer one before a release"
}

check_advisories() {
  printf "RustSec's database of %s\n" "$(advisories_taken %cs)"
  "$TRIVET_CARGO_DENY" --workspace --offline check advisories
}

# The same by the database that lies in the repository: without a network, and as old as it is.
kept_advisories() {
  export TRIVET_ADVISORY_DBS=$PWD/target/advisory-dbs
  clone_advisories "$PWD/$advisories_bundle"
  check_advisories
}

# Puts the database that `advisories` took last in the place of the one in the repository.
keep_advisories() {
  advisories
  local new
  new=$(mktemp -d)
  git -C "$(advisory_folder)" archive HEAD | tar -x -C "$new"
  git -C "$new" init --quiet --initial-branch=main
  git -C "$new" add --all
  GIT_COMMITTER_DATE=$(advisories_taken %cI) git -C "$new" -c user.name=RustSec -c user.email=rustsec@localhost \
    commit --quiet --message "RustSec's database at $(advisories_taken %H)"
  git -C "$new" bundle create --quiet "$PWD/$advisories_bundle" main HEAD
  rm -rf "$new"
}

xtask() { cargo run --locked --quiet --package xtask -- "$@"; }

release() {
  local check='' addresses=() name version release=$TRIVET_DIST/release
  while [ $# -gt 0 ]; do
    case $1 in
      --check) check=yes ;;
      --homepage | --self-hosted) addresses+=("$1" "${2:?wants an address}") && shift ;;
      *) die "release has no $1" ;;
    esac
    shift
  done
  [ -z "$(git status --porcelain)" ] || die "a release is made of what is committed; commit or remove the rest"
  version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
  name=trivet-$version
  build ${addresses[@]+"${addresses[@]}"}
  need_linter
  xtask lint
  rm -rf "$release"
  mkdir -p "$release"
  git archive --format=tar --prefix="$name/" HEAD | gzip -n9 >"$release/$name-source.tar.gz"
  [ -z "$check" ] || rebuild "$release/$name-source.tar.gz" "$name" ${addresses[@]+"${addresses[@]}"}
  xtask release ${addresses[@]+"${addresses[@]}"}
  advisories
}

# rebuild SOURCE NAME ARGUMENT…: the source archive, built in another folder, gives the same packages.
rebuild() {
  local source=$1 name=$2 folder package
  shift 2
  folder=$(mktemp -d)
  tar -xzf "$source" -C "$folder"
  printf 'The same from the source archive, in %s\n' "$folder/$name"
  (cd "$folder/$name" && unset TRIVET_DIST CARGO_TARGET_DIR && ./build.sh build "$@")
  for package in "$folder/$name/dist/"*.zip; do
    cmp "$package" "$TRIVET_DIST/$(basename "$package")" || die "$(basename "$package") is not the same; both are kept"
    printf '  the same: %s\n' "$(basename "$package")"
  done
  rm -rf "$folder"
}

# build_skin NAME: some skins of the sample console are made by npm; the others are what they are.
build_skin() {
  local folder="$skins/$1" made="$skins/$1/dist/index.html"
  [ -f "$folder/package.json" ] || return 0
  npm_packages "$folder"
  if [ ! -f "$made" ] || [ -n "$(find "$folder/src" "$folder"/package*.json -newer "$made")" ]; then
    step "the console's $1 skin" npm --prefix "$folder" run build --loglevel=error
  fi
}

build_skins() {
  local folder
  for folder in "$skins"/*/; do build_skin "$(basename "$folder")"; done
}

demo() {
  local browser=chromium skin=native argument previous=
  for argument in "$@"; do
    case "$previous$argument" in --browserchromium | --browserfirefox) browser=$argument ;; esac
    case $argument in --browser=*) browser=${argument#--browser=} ;; esac
    [ "$previous" != --skin ] || skin=$argument
    previous=$argument
  done
  need_rust
  case $browser in
    firefox) need_firefox ;;
    *) need_chromium ;;
  esac
  locate_keepassxc || true
  build
  build_skin "$skin"
  exec cargo run --quiet --package trivet-browser --bin demo -- "$@"
}

host() {
  need_rust
  local command
  command=$(cargo run --quiet --example keepassxc_host -- "$@") || exit 1
  sh -c "$command"
}

# check NAME COMMAND…: one that must pass; the others of its lane run all the same. Its words go to $log, its verdict to $verdicts.
check() {
  local name=$1 start=$SECONDS verdict=passed
  shift
  printf '\n%s\n' "$name" >>"$log"
  if [ "$log" = "$times/browsers.log" ]; then
    "$@" 2>&1 </dev/null | tee -a "$log" || verdict=FAILED # minutes, so each test is shown as it ends
  else
    "$@" >>"$log" 2>&1 </dev/null || verdict=FAILED
  fi
  printf '%s\t%d\t%s\n' "$name" $((SECONDS - start)) "$verdict" >>"$verdicts"
  done_in "$name" "$start" "${verdict#passed}"
}

# Counts what the test runners said. A check that failed without a failed test counts as one.
count() {
  awk -v checks="$(grep -c 'FAILED$' "$verdicts")" '
    /^test result:/ {
      for (i = 2; i <= NF; i++) {
        if ($i == "passed;") passed += $(i - 1)
        if ($i == "failed;") failed += $(i - 1)
      }
    }
    END {
      if (checks && !failed) failed = checks
      printf "%d passed, %d failed\n", passed, failed
      exit failed != 0 || !passed
    }' "$@"
}

# compiled FILE: compiles all tests, and writes into the file where each program is and the folder that it runs in. Cargo decides
# the features of dependencies by what it is asked for, so it is asked for everything always: else it compiles all of it again.
compiled() {
  cargo test --workspace --no-run --message-format=json >"$1.json"
  node -e '
    const { readFileSync } = require("node:fs"), { dirname } = require("node:path");
    for (const line of readFileSync(process.argv[1], "utf8").split("\n").filter(Boolean)) {
      const { executable, manifest_path, profile } = JSON.parse(line);
      if (executable && profile?.test) console.log(`${executable}\t${dirname(manifest_path)}`);
    }' "$1.json" >"$1"
  rm "$1.json"
}

# run_programs native|browsers NAME…: runs the compiled tests, each program in its folder; all of them even if one fails.
run_programs() {
  local which=$1 program folder failed=0
  shift
  while IFS=$'\t' read -r program folder; do
    case $program in
      *"/e2e-"*) [ "$which" = browsers ] || continue ;;
      *) [ "$which" = native ] || continue ;;
    esac
    printf '\n%s\n' "${program##*/}"
    (cd "$folder" && "$program" "$@" </dev/null) || failed=1
  done <"$programs"
  return "$failed"
}

native_tests() {
  local failed=0
  run_programs native || failed=1
  cargo test --workspace --doc --quiet || failed=1
  return "$failed"
}

# What needs no browser, one after the other.
lane_without_browsers() {
  local log=$times/without-browsers.log
  : >"$log"
  check "Formatting" cargo fmt --all --check
  check "Tests without a browser" native_tests
  check "Lints" cargo clippy --workspace --all-targets --quiet -- --deny warnings
  check "Licenses, sources and bans" "$TRIVET_CARGO_DENY" --workspace check bans licenses sources
  check "Advisories" kept_advisories
  check "Mozilla's linter" xtask lint
  check "Crates in the programs" xtask crates
}

lane_of_browsers() {
  local log=$times/browsers.log
  : >"$log"
  check "Tests in both browsers" run_programs browsers
}

prepare_tests() {
  mkdir -p "$times"
  need_rust
  need_node
  need_chromium
  need_firefox
  need_readers
  need_cargo_deny
  need_linter
  build_skins
  build
  step "compile the tests" compiled "$programs"
}

# The tests that docs/threats.md names, and what they say of each promise.
attacks() {
  local times=$PWD/target/test-times programs log
  programs=$times/programs.tsv log=$PWD/target/attacks.log
  prepare_tests
  {
    # shellcheck disable=SC2046 # names of functions
    run_programs native $(xtask attacks --names native)
    run_programs browsers "$(xtask attacks --names e2e | paste -sd, -)"
  } 2>&1 | tee "$log" || true
  printf '\n'
  xtask attacks "$log"
}

# Every test: what needs a browser waits for it most of the time, so the rest runs beside it.
run_tests() {
  local start=$SECONDS times=$PWD/target/test-times verdicts programs
  verdicts=$times/steps.tsv programs=$times/programs.tsv
  mkdir -p "$times"
  : >"$verdicts"
  prepare_tests
  # A browser that gets no time is taken for one that hangs.
  lane_without_browsers &
  renice -n 10 "$!" >/dev/null
  lane_of_browsers
  wait
  grep -q 'FAILED$' "$verdicts" && cat "$times"/*.log || sed -n '/^The ten slowest/,$p' "$times/browsers.log"
  printf '\n'
  done_in "all of it" "$start" "the time of each step: $verdicts"
  count "$times"/*.log
}

# run_crate CRATE [::NAME]: its unit tests. Asked for one package alone, cargo would compile all of its dependencies again.
run_crate() {
  local times=$PWD/target/test-times programs program folder
  programs=$times/programs.tsv
  mkdir -p "$times"
  compiled "$programs"
  while IFS=$'\t' read -r program folder; do
    case $program in *"/trivet_${1//-/_}-"*) (cd "$folder" && "$program" "${2#::}" </dev/null) ;; esac
  done <"$programs"
}

# The tests that match a name: a crate, a module or a test, a skin, a browser.
run_named_tests() {
  local name first browsers= native=()
  for name in "$@"; do
    first=${name%%::*}
    if [ -e "tests/browser/tests/e2e/$first.rs" ] || [ -d "tests/browser/tests/e2e/$first" ] || [ -d "$skins/$first" ] ||
      [ "$first" = chromium ] || [ "$first" = firefox ]; then
      browsers="$browsers${browsers:+,}$name"
    elif [ -e "tests/$first.rs" ]; then
      native+=(--test "$first")
    elif [ -d "src/$first" ]; then
      native+=(--package "$name")
    else
      native+=(--lib "$name")
    fi
  done
  need_rust
  if [ "${#native[@]}" -gt 0 ]; then
    # Some read their files by programs of others, and say which one is missing.
    locate_keepassxc || true
    need_accname
    while [ "${#native[@]}" -gt 0 ]; do
      case ${native[0]} in
        --test) cargo test --workspace --test "${native[1]}" ;;
        --package) run_crate "${native[1]%%::*}" "${native[1]#"${native[1]%%::*}"}" ;;
        --lib) cargo test --workspace --lib -- "${native[1]}" ;;
      esac
      native=("${native[@]:2}")
    done
  fi
  [ -n "$browsers" ] || return 0
  for name in ${browsers//,/ }; do
    case $name in *chromium*) ;; *) need_firefox ;; esac
    case $name in *firefox*) ;; *) need_chromium ;; esac
  done
  locate_keepassxc || packages "keepassxc-cli" keepassxc
  need_axe
  build_skins
  build
  cargo test --workspace --test e2e -- "$browsers"
}

# What a change is held against while it is made: no browser, nothing that takes minutes, as deriving the keys of files does.
run_check() {
  local start=$SECONDS
  need_rust
  step "Formatting" cargo fmt --all --check
  step "Lints" cargo clippy --workspace --all-targets --quiet -- --deny warnings
  step "Tests of the pure modules" cargo test --workspace --exclude trivet-formats --lib --quiet -- --skip oracle::
  done_in "the fast check" "$start"
}

case "${1:-build}" in
  build) build "${@:2}" ;;
  demo) demo "${@:2}" ;;
  pictures) demo --store-pictures ;;
  gallery) demo --gallery ;;
  host) host "${@:2}" ;;
  hostile)
    need_rust
    TRIVET_HOSTILE=${2:-1000000} exec cargo test --release --test hostile_tests hostile_values_stay_values -- --nocapture
    ;;
  crates)
    need_rust
    xtask crates
    ;;
  advisories)
    case ${2:-} in
      '') advisories ;;
      --keep) keep_advisories ;;
      *) die "advisories has no $2" ;;
    esac
    ;;
  attacks) attacks ;;
  lint) lint ;;
  release) release "${@:2}" ;;
  updates | deploy)
    need_rust
    xtask "$@"
    ;;
  check) run_check ;;
  bench)
    need_rust
    need_chromium
    build
    exec cargo run --quiet --package trivet-browser --bin bench -- "${@:2}"
    ;;
  snapshots)
    need_rust
    need_chromium
    build_skins
    exec cargo run --quiet --package trivet-browser --bin snapshots -- "${@:2}"
    ;;
  test)
    if [ $# -gt 1 ]; then run_named_tests "${@:2}"; else run_tests; fi
    ;;
  help | -h | --help) help ;;
  *)
    help >&2
    die "there is no $1"
    ;;
esac
