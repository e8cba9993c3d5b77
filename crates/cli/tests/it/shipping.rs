//! What releases are made of: the installer, the list of what is in the binary, and the files of `scripts/deploy`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const TARGET: &str = "x86_64-unknown-linux-musl";

/// Whether a program is installed here. The tests that need one which is not say so.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("SKIPPED: {program} is not installed");
    }
    found
}

fn shell(folder: &Path, command: &str) -> Output {
    Command::new("sh").args(["-ec", command]).current_dir(folder).output().unwrap()
}

/// A release as `scripts/release` makes it, of a program that says its version and no more.
fn release() -> (TempDir, PathBuf) {
    release_for(TARGET)
}

fn release_for(target: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let name = format!("matinee-9.9.9-{target}");
    let inside = folder.path().join(&name);
    fs::create_dir_all(inside.join("man")).unwrap();
    fs::create_dir_all(inside.join("completions")).unwrap();
    let program = inside.join("matinee");
    fs::write(&program, "#!/bin/sh\necho matinee 9.9.9\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    for file in ["man/matinee.1", "completions/matinee.bash", "completions/matinee.fish", "completions/matinee.zsh"] {
        fs::write(inside.join(file), file).unwrap();
    }
    let files = folder.path().join("release");
    fs::create_dir(&files).unwrap();
    let script = fs::read_to_string(Path::new(ROOT).join("scripts/install.sh")).unwrap();
    fs::write(files.join("install.sh"), script.replace("@VERSION@", "9.9.9").replace("@URL@", "")).unwrap();
    let packed = shell(
        folder.path(),
        &format!("tar -czf release/{name}.tar.gz {name} && cd release && sha256sum *.gz > SHA256SUMS"),
    );
    assert!(packed.status.success(), "{packed:?}");
    (folder, files)
}

fn install(files: &Path, prefix: &Path) -> Output {
    Command::new("sh")
        .arg(files.join("install.sh"))
        .env("MATINEE_RELEASE", files)
        .env("MATINEE_TARGET", TARGET)
        .env("PREFIX", prefix)
        .output()
        .unwrap()
}

#[test]
fn the_installer_puts_everything_in_place_and_again_over_it() {
    let (folder, files) = release();
    let prefix = folder.path().join("prefix");
    for _ in 0..2 {
        let output = install(&files, &prefix);
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.starts_with("matinee 9.9.9 is in ") && said.contains("not on your PATH"), "{said}");
    }
    for file in [
        "bin/matinee",
        "share/man/man1/matinee.1",
        "share/bash-completion/completions/matinee",
        "share/zsh/site-functions/_matinee",
        "share/fish/vendor_completions.d/matinee.fish",
    ] {
        assert!(prefix.join(file).is_file(), "{file}");
    }
}

#[test]
fn the_installer_refuses_what_is_not_what_was_published() {
    let (folder, files) = release();
    let prefix = folder.path().join("prefix");
    let archive = files.join(format!("matinee-9.9.9-{TARGET}.tar.gz"));
    let whole = fs::read(&archive).unwrap();
    let refused = |wanted: &str| {
        let output = install(&files, &prefix);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(wanted), "{said}");
        assert!(!prefix.exists(), "nothing is installed");
    };
    let mut changed = whole.clone();
    changed[20] ^= 1;
    fs::write(&archive, &changed).unwrap();
    refused("is not what was published");
    fs::write(&archive, &whole[..whole.len() / 2]).unwrap();
    refused("is not what was published");
    fs::write(&archive, &whole).unwrap();
    fs::write(files.join("SHA256SUMS"), "0000  something-else.tar.gz\n").unwrap();
    refused("names no archive");
    fs::remove_file(files.join("SHA256SUMS")).unwrap();
    refused("there is no SHA256SUMS");
}

#[test]
fn where_there_is_no_static_binary_the_installer_takes_the_one_for_glibc() {
    let machine = shell(Path::new("/"), "uname -m");
    let target = format!("{}-unknown-linux-gnu", String::from_utf8(machine.stdout).unwrap().trim());
    let (folder, files) = release_for(&target);
    let prefix = folder.path().join("prefix");
    let output = Command::new("sh")
        .arg(files.join("install.sh"))
        .env("MATINEE_RELEASE", &files)
        .env_remove("MATINEE_TARGET")
        .env("PREFIX", &prefix)
        .output()
        .unwrap();
    assert!(output.status.success() && prefix.join("bin/matinee").is_file(), "{output:?}");
    // A machine that the program does not run on is left as it was.
    let inside = folder.path().join(format!("matinee-9.9.9-{target}"));
    fs::write(inside.join("matinee"), "#!/bin/sh\necho GLIBC_2.28 not found >&2; exit 1\n").unwrap();
    let name = inside.file_name().unwrap().to_str().unwrap();
    let again = format!("tar -czf release/{name}.tar.gz {name} && cd release && sha256sum *.gz > SHA256SUMS");
    assert!(shell(folder.path(), &again).status.success());
    fs::remove_dir_all(&prefix).unwrap();
    let output = Command::new("sh")
        .arg(files.join("install.sh"))
        .env("MATINEE_RELEASE", &files)
        .env("PREFIX", &prefix)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("does not run here") && said.contains("GLIBC"), "{said}");
    assert!(!prefix.exists(), "nothing is installed");
}

#[test]
fn a_release_is_refused_before_it_is_built_where_it_cannot_be_made() {
    if !has("bash") || !has("python3") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("letter.txt");
    fs::write(&kept, "dear").unwrap();
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(rustc.stdout).unwrap();
    let here = said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // A Rust for this machine alone: no other target's standard library, and no source of it.
    let bare = tempfile::tempdir().unwrap();
    fs::create_dir_all(bare.path().join(format!("lib/rustlib/{here}/lib"))).unwrap();
    let compiler = bare.path().join("rustc");
    fs::write(&compiler, "#!/bin/sh\n[ \"$*\" != '--print sysroot' ] || exec dirname \"$0\"\nexec \"$RUST\" \"$@\"\n")
        .unwrap();
    fs::set_permissions(&compiler, fs::Permissions::from_mode(0o755)).unwrap();
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().unwrap();
    let sysroot = PathBuf::from(String::from_utf8(sysroot.stdout).unwrap().trim());
    let path = format!("{}:{}", bare.path().display(), std::env::var("PATH").unwrap());
    let refused = |targets: &[&str], wanted: &str| {
        let output = Command::new("scripts/release")
            .args(["--out", folder.path().to_str().unwrap()])
            .args(targets)
            .env("RUST", sysroot.join("bin/rustc"))
            .env("PATH", &path)
            .current_dir(ROOT)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(wanted), "{said}");
        assert_eq!(fs::read(&kept).unwrap(), b"dear");
    };
    refused(&["s390x-unknown-moon-gnu"], "knows no target s390x-unknown-moon-gnu");
    refused(&[TARGET], &format!("rustup target add {TARGET}"));
    let host = "x86_64-unknown-linux-gnu";
    refused(&[host, &format!("{host}.2.28")], "named more than once");
    refused(&["--fast"], "no option --fast");
    refused(&[here], "letter.txt");
}

#[test]
fn the_list_of_what_is_in_the_binary_is_the_same_each_time_and_complete() {
    if !has("python3") {
        return;
    }
    let list = || {
        let output = Command::new("scripts/sbom").current_dir(ROOT).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    let first = list();
    assert_eq!(first, list());
    let list: Value = serde_json::from_slice(&first).unwrap();
    assert_eq!((&list["bomFormat"], &list["specVersion"]), (&"CycloneDX".into(), &"1.6".into()));
    let components = list["components"].as_array().unwrap();
    assert!(components.len() > 200);
    let named = |name: &str| components.iter().any(|one| one["name"] == name);
    assert!(named("actix-web") && named("libsqlite3-sys") && named("matinee-rank"));
    assert!(!named("insta") && !named("serde_derive"), "what tests and macros need is not in it");
    for one in components {
        assert!(one["licenses"][0]["expression"].is_string(), "{one}");
        let own = one["name"].as_str().unwrap().starts_with("matinee-");
        assert_eq!(one["hashes"][0]["content"].as_str().map(str::len), (!own).then_some(64), "{one}");
    }
}

#[test]
fn the_scripts_are_read_by_their_shells() {
    for script in ["scripts/install.sh", "scripts/deploy/debian/postinst", "scripts/deploy/debian/prerm"] {
        assert!(shell(Path::new(ROOT), &format!("sh -n {script}")).status.success(), "{script}");
    }
    if has("bash") {
        for script in ["scripts/release", "scripts/licences", "scripts/check", "scripts/replicas/suite"] {
            assert!(shell(Path::new(ROOT), &format!("bash -n {script}")).status.success(), "{script}");
        }
    }
}

#[test]
fn removing_the_debian_package_switches_off_every_unit_that_can_be_switched_on() {
    let folder = tempfile::tempdir().unwrap();
    let systemctl = folder.path().join("systemctl");
    fs::write(&systemctl, "#!/bin/sh\necho \"$@\" >>asked\n").unwrap();
    fs::set_permissions(&systemctl, fs::Permissions::from_mode(0o755)).unwrap();
    let deploy = Path::new(ROOT).join("scripts/deploy").canonicalize().unwrap();
    let asked = |why: &str| {
        let command = format!("PATH=$PWD:$PATH sh {}/debian/prerm {why}", deploy.display());
        assert!(shell(folder.path(), &command).status.success(), "{why}");
        fs::read_to_string(folder.path().join("asked")).unwrap_or_default()
    };
    assert_eq!(asked("upgrade"), "", "an update goes on serving");
    let said = asked("remove");
    let disabled: Vec<&str> = said.lines().find(|line| line.contains("disable")).unwrap().split(' ').collect();
    let units = fs::read_dir(&deploy).unwrap().map(|entry| entry.unwrap().path());
    let mut found = 0;
    for unit in units.filter(|path| path.is_file() && fs::read_to_string(path).unwrap().contains("[Install]")) {
        let name = unit.file_name().unwrap().to_str().unwrap();
        assert!(disabled.contains(&name), "{name}: {said}");
        found += 1;
    }
    assert_eq!(found, 4);
}

#[test]
fn nginx_reads_its_example() {
    if !has("nginx") || !has("openssl") {
        return;
    }
    let deploy = Path::new(ROOT).join("scripts/deploy");
    let example = fs::read_to_string(deploy.join("nginx.conf")).unwrap();
    // With several servers, in the place of the one.
    let (head, rest) = example.split_once("upstream matinee {").unwrap();
    let rest = rest.split_once("\n}\n").unwrap().1;
    let several = fs::read_to_string(deploy.join("nginx-replicas.conf")).unwrap();
    for example in [example.clone(), format!("{head}{several}{rest}")] {
        nginx_reads(&example);
    }
}

fn nginx_reads(example: &str) {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().to_str().unwrap();
    let made = shell(
        folder.path(),
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout privkey.pem -out fullchain.pem -days 1 -subj /CN=films.example 2>&1",
    );
    assert!(made.status.success(), "{made:?}");
    let example = example
        .replace("/etc/ssl/films.example", here)
        .replace("/var/log/nginx", here)
        .replace("listen [::]", "# listen [::]")
        .replace("listen 80", "listen 127.0.0.1:18480")
        .replace("listen 443", "listen 127.0.0.1:18443");
    let whole = format!("pid {here}/pid;\nerror_log {here}/error.log;\nevents {{}}\nhttp {{\n{example}\n}}\n");
    fs::write(folder.path().join("nginx.conf"), whole).unwrap();
    let output = Command::new("nginx")
        .args(["-t", "-e", "stderr", "-c"])
        .arg(folder.path().join("nginx.conf"))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("test is successful"), "{said}");
}

#[test]
fn the_unit_is_hardened() {
    if !has("systemd-analyze") {
        return;
    }
    for unit in ["scripts/deploy/matinee.service", "scripts/deploy/matinee@.service"] {
        let output = Command::new("systemd-analyze")
            .args(["security", "--offline=true", "--no-pager", "--threshold=20", unit])
            .current_dir(ROOT)
            .output()
            .unwrap();
        // The threshold is in tenths: 2.0 of 10, of which less is better.
        assert!(output.status.success(), "{unit}: {}", String::from_utf8_lossy(&output.stdout));
    }
}
