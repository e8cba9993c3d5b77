use matinee_catalogue::history::*;
fn main() {
    let films = matinee_catalogue::starter::catalogue();
    let films: Vec<_> = films.films().to_vec();
    let matcher = FilmMatcher::new(&films);
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name).unwrap();
        let short = name.rsplit("/f/").next().unwrap();
        println!("== {short}");
        let options = HistoryOptions::default();
        match read(&[HistoryFile { name: short, bytes: &bytes }], &options) {
            Err(e) => println!("  ERR {e}"),
            Ok(h) => {
                for f in &h.files {
                    println!(
                        "  F {}: {} rows {} best {:?}{}",
                        f.path.display(),
                        f.form,
                        f.rows,
                        f.best,
                        if f.is_unsaid { " UNSAID" } else { "" }
                    );
                }
                for f in &h.films {
                    let s = f.said;
                    let m = match matcher.find(f) {
                        FilmMatch::Found(r, by) => format!("{} {by:?}", films[r].id),
                        other => format!(
                            "?? {:?}",
                            other.candidates().iter().map(|&r| films[r].id.to_string()).collect::<Vec<_>>()
                        ),
                    };
                    println!(
                        "   {:40} {:5} r={:<6} {}{}{}{} -> {m}",
                        f.titles().collect::<Vec<_>>().join(" | ").chars().take(80).collect::<String>(),
                        f.year.map(|y| y.to_string()).unwrap_or_default(),
                        f.rating.map(|r| format!("{r:.3}")).unwrap_or_default(),
                        if s.liked { "L" } else { "" },
                        if s.disliked { "D" } else { "" },
                        if s.seen { "S" } else { "" },
                        if s.wanted { "W" } else { "" }
                    );
                }
                if !h.left_out.is_empty() {
                    println!("  left out {:?}", h.left_out);
                }
                for (p, r) in &h.skipped {
                    println!("  NOTREAD {}: {r}", p.display());
                }
                for p in &h.problems {
                    println!("  PROBLEM {p}");
                }
            }
        }
    }
}
