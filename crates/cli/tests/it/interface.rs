//! What describes the command line: completions and the manual.

use std::fs;
use std::process::{Command, Stdio};

use crate::Desk;

/// Whether a shell or a reader is installed here. The tests that need one which is not say so.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("SKIPPED: {program} is not installed");
    }
    found
}

#[test]
fn bash_completes_commands_and_options() {
    if !has("bash") {
        return;
    }
    let desk = Desk::new();
    fs::write(desk.folder.path().join("matinee.bash"), desk.stdout(&["completions", "bash"])).unwrap();
    let complete = |words: &str, last: usize| {
        let ask = format!(
            "source matinee.bash; COMP_WORDS=({words}); COMP_CWORD={last}; \
             _matinee matinee \"${{COMP_WORDS[{last}]}}\" \"${{COMP_WORDS[{last}-1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        let output =
            Command::new("bash").args(["--norc", "-c", &ask]).current_dir(desk.folder.path()).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(complete("matinee rec", 1).trim(), "recommend");
    assert_eq!(complete("matinee taste im", 2).trim(), "import");
    assert_eq!(complete("matinee recommend --clo", 2).trim(), "--closeness");
    assert_eq!(
        complete("matinee completions ''", 2).trim(),
        "-h -V --data --json --stale-after --help --version bash zsh fish"
    );
}

#[test]
fn zsh_and_fish_read_their_scripts() {
    let desk = Desk::new();
    for shell in ["zsh", "fish"] {
        let script = desk.stdout(&["completions", shell]);
        assert!(script.contains("recommend") && script.contains("without-genre"), "{shell}");
        assert!(!script.contains(desk.folder.path().to_str().unwrap()));
        let path = desk.folder.path().join(shell);
        fs::write(&path, script).unwrap();
        if has(shell) {
            let output = Command::new(shell).arg("-n").arg(&path).output().unwrap();
            assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        }
    }
    let (code, error) = desk.fails(&["completions", "tcsh"]);
    assert!(code == 2 && error.contains("[possible values: bash, zsh, fish]"), "{error}");
}

#[test]
fn every_command_has_a_page_that_is_the_same_everywhere() {
    let desk = Desk::new();
    let pages = |desk: &Desk| {
        let output = desk.run(&["manual", "--out", "man"]);
        assert!(output.status.success(), "{output:?}");
        let read = |entry: std::io::Result<fs::DirEntry>| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
        };
        let mut pages: Vec<(String, String)> =
            fs::read_dir(desk.folder.path().join("man")).unwrap().map(read).collect();
        pages.sort();
        pages
    };
    let plain = pages(&desk);
    // Defaults that are set on this machine are no part of the manual.
    fs::write(desk.folder.path().join("matinee.toml"), "data = \"/somewhere\"\n[serve]\nlisten = \"127.0.0.1:9\"")
        .unwrap();
    assert_eq!(plain, pages(&desk));
    let text = |name: &str| &plain.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("no {name}")).1;
    insta::assert_snapshot!("manual completions", text("matinee-completions.1"));
    // The page of a command names those below it, and each of them has a page.
    for (name, page) in &plain {
        for below in page.lines().filter_map(|line| line.strip_suffix("(1)")) {
            let below = below.replace("\\-", "-");
            assert!(plain.iter().any(|(other, _)| *other == format!("{below}.1")), "{name} names {below}");
        }
        assert!(page.contains("\n.TH matinee"), "{name}");
        assert!(page.contains(concat!("matinee ", env!("CARGO_PKG_VERSION"))), "{name}");
    }
    let help = desk.stdout(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    for command in names.filter(|name| !["", "help"].contains(name)) {
        text(&format!("matinee-{command}.1"));
    }
    assert_eq!(&desk.stdout(&["manual"]), text("matinee.1"));
    if has("groff") {
        for (name, _) in &plain {
            let path = desk.folder.path().join("man").join(name);
            let output = Command::new("groff").args(["-man", "-ww", "-Tutf8", "-z"]).arg(path).output().unwrap();
            assert!(output.status.success() && output.stderr.is_empty(), "{name}: {output:?}");
        }
    }
    fs::write(desk.folder.path().join("file"), "").unwrap();
    let (code, error) = desk.fails(&["manual", "--out", "file"]);
    assert!(code == 1 && error.contains("cannot write file/matinee.1"), "{error}");
}
