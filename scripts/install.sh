#!/bin/sh
# Installs matinee @VERSION@: loads the archive for this machine, compares it with its checksum, and puts the program, its manual
# and its completions in place. Nothing is installed if anything does not fit.
#   sh install.sh            into ~/.local (as root: /usr/local)
#   PREFIX=/opt sh install.sh
#   MATINEE_RELEASE=DIR sh install.sh      from a folder of files that are here, or from another address
#   MATINEE_TARGET=x86_64-unknown-linux-gnu sh install.sh      this archive and no other
set -eu

version='@VERSION@'
release=${MATINEE_RELEASE:-'@URL@'}

fail() { echo "install: $*" >&2; exit 1; }

[ -n "$release" ] || fail "say where the files of the release are: MATINEE_RELEASE=DIR-OR-ADDRESS"
[ "$(uname -s)" = Linux ] || fail "there are binaries for Linux only: build with cargo install --path crates/cli"
case $(uname -m) in
    x86_64 | amd64) machine=x86_64 ;;
    aarch64 | arm64) machine=aarch64 ;;
    *) fail "there is no binary for $(uname -m): build with cargo install --path crates/cli" ;;
esac
if [ "$(id -u)" = 0 ]; then default=/usr/local; else default=$HOME/.local; fi
prefix=${PREFIX:-$default}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

get() { # file
    case $release in
        http://* | https://*)
            if command -v curl >/dev/null; then
                curl -fsSL --proto '=https,http' -o "$work/$1" "$release/$1" || fail "cannot load $release/$1"
            elif command -v wget >/dev/null; then
                wget -q -O "$work/$1" "$release/$1" || fail "cannot load $release/$1"
            else
                fail "curl or wget is needed to load $release/$1"
            fi
            ;;
        *) cp "$release/$1" "$work/$1" || fail "there is no $1 in $release" ;;
    esac
}

get SHA256SUMS
checksum() { awk -v file="$1" '$2 == file || $2 == "*" file { print $1 }' "$work/SHA256SUMS"; }
# A static binary runs everywhere; one for glibc is taken where there is no other.
for target in ${MATINEE_TARGET:-"$machine-unknown-linux-musl" "$machine-unknown-linux-gnu"}; do
    name=matinee-$version-$target
    wanted=$(checksum "$name.tar.gz")
    [ -z "$wanted" ] || break
done
[ -n "$wanted" ] || fail "SHA256SUMS names no archive for ${MATINEE_TARGET:-$machine}, such as $name.tar.gz"
get "$name.tar.gz"
if command -v sha256sum >/dev/null; then
    found=$(sha256sum "$work/$name.tar.gz")
else
    found=$(shasum -a 256 "$work/$name.tar.gz")
fi
[ "${found%% *}" = "$wanted" ] || fail "$name.tar.gz is not what was published: its checksum is ${found%% *}, not $wanted"

tar -xzf "$work/$name.tar.gz" -C "$work"
# What a dynamic linker says goes to the reader.
"$work/$name/matinee" --version >/dev/null || fail "the program does not run here: this release's binary for $target wants another \
system (with -gnu: a newer C library); build with cargo install --path crates/cli"
put() { # file folder mode
    mkdir -p "$prefix/$2" && install -m "$3" "$1" "$prefix/$2"
}
# A running program is replaced by renaming, never written over.
put "$work/$name/matinee" bin 755
for page in "$work/$name"/man/*.1; do put "$page" share/man/man1 644; done
put "$work/$name/completions/matinee.bash" share/bash-completion/completions 644
mv "$prefix/share/bash-completion/completions/matinee.bash" "$prefix/share/bash-completion/completions/matinee"
put "$work/$name/completions/matinee.fish" share/fish/vendor_completions.d 644
put "$work/$name/completions/matinee.zsh" share/zsh/site-functions 644
mv "$prefix/share/zsh/site-functions/matinee.zsh" "$prefix/share/zsh/site-functions/_matinee"

echo "$("$prefix/bin/matinee" --version) is in $prefix/bin"
case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) echo "$prefix/bin is not on your PATH: add it, or call $prefix/bin/matinee" ;;
esac
