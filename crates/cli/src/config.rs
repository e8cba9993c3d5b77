//! `matinee.toml`: defaults for options. The command line overrides the environment, which overrides this file.
//!
//! ```toml
//! data = "/var/lib/matinee"
//! [serve]
//! listen = "0.0.0.0:8080"
//! ```

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use clap::Command;
use toml::{Table, Value};

const FILE: &str = "matinee.toml";

/// The file named by `MATINEE_CONFIG`, or else `matinee.toml` in the current folder if there is one.
pub(crate) fn file() -> Option<PathBuf> {
    let named = env::var_os("MATINEE_CONFIG").map(PathBuf::from);
    named.or_else(|| Path::new(FILE).exists().then(|| FILE.into()))
}

/// Makes the values of the file the defaults of a command.
pub(crate) fn apply(command: Command) -> Result<Command> {
    let Some(path) = file() else { return Ok(command) };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) => return Err(e).with_context(|| format!("cannot read {}", path.display())),
    };
    with_defaults(command, &text).with_context(|| format!("in {}", path.display()))
}

fn with_defaults(mut command: Command, text: &str) -> Result<Command> {
    let table: Table = text.parse()?;
    for (key, value) in table {
        command = match value {
            Value::Table(section) => {
                if command.find_subcommand(&key).is_none() {
                    bail!("[{key}] is not a command: see `matinee --help`");
                }
                for (option, value) in section {
                    let known = command.find_subcommand(&key).is_some_and(|c| takes(c, &option));
                    if !known {
                        bail!("{option:?} in [{key}] is not an option: see `matinee {key} --help`");
                    }
                    let value = scalar(&option, &value)?;
                    command = command.mut_subcommand(&key, |c| c.mut_arg(id(&option), |a| a.default_value(value)));
                }
                command
            }
            value if takes(&command, &key) => {
                let value = scalar(&key, &value)?;
                command.mut_arg(id(&key), |a| a.default_value(value))
            }
            _ => bail!("{key:?} is not an option: see `matinee --help`"),
        };
    }
    Ok(command)
}

fn id(option: &str) -> String {
    option.replace('-', "_")
}

/// Whether a command has this option and the option takes a value.
fn takes(command: &Command, option: &str) -> bool {
    command.get_arguments().any(|a| a.get_id().as_str() == id(option) && a.get_action().takes_values())
}

fn scalar(key: &str, value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Float(number) => Ok(number.to_string()),
        other => bail!("{key:?} takes a text or a number, not {}", other.type_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Arg;

    fn command() -> Command {
        let serve = Command::new("serve").arg(Arg::new("listen").long("listen"));
        Command::new("matinee").arg(Arg::new("data").long("data").default_value("data").global(true)).subcommand(serve)
    }

    #[test]
    fn the_file_gives_defaults_and_the_command_line_overrides_them() {
        let text = "data = \"/var/lib/matinee\"\n[serve]\nlisten = \"127.0.0.1:9\"";
        let listen = |line: &[&str]| {
            let matches = with_defaults(command(), text).unwrap().get_matches_from(line);
            assert_eq!(matches.get_one::<String>("data").unwrap(), "/var/lib/matinee");
            matches.subcommand().unwrap().1.get_one::<String>("listen").cloned()
        };
        assert_eq!(listen(&["matinee", "serve"]).unwrap(), "127.0.0.1:9");
        assert_eq!(listen(&["matinee", "serve", "--listen", "x"]).unwrap(), "x");
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        for (text, wanted) in [
            ("dat = 1", "\"dat\" is not an option"),
            ("[sreve]\nlisten = 1", "[sreve] is not a command"),
            ("[serve]\nlitsen = 1", "\"litsen\" in [serve] is not an option"),
            ("data = []", "takes a text or a number"),
        ] {
            let error = with_defaults(command(), text).unwrap_err().to_string();
            assert!(error.contains(wanted), "{error}");
        }
    }
}
