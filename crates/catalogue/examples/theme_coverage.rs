//! What share of keywords or names of categories, one a line on standard input, means a theme of the vocabulary; with
//! `--each` also what each means.
//!
//! `cargo run --release -p matinee-catalogue --example theme_coverage -- --each < categories.txt`

use std::env;
use std::io::{self, BufRead, stdin};

use matinee_catalogue::themes;

fn main() -> io::Result<()> {
    let each = env::args().any(|arg| arg == "--each");
    let (mut all, mut read) = (0, 0);
    for line in stdin().lock().lines() {
        let line = line?;
        let names: Vec<&str> = themes::meant(&line).map(|theme| theme.name.as_str()).collect();
        all += 1;
        read += usize::from(!names.is_empty());
        if each {
            println!("{line}: {}", names.join(", "));
        }
    }
    println!("{read} of {all} mean a theme");
    Ok(())
}
