//! A report as a page: a chart and a table for each number of picks.

use std::fmt::Write as _;

use super::report::{Figures, Report};

/// Where the part begins and ends that a site shows inside a page of its own.
pub const PART: (&str, &str) = ("<!-- scorecard -->", "<!-- /scorecard -->");

/// What the page says of how it was made, beside the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<'a> {
    /// What was ranked, such as a file's name.
    pub catalogue: &'a str,
    /// What it was measured on.
    pub ratings: &'a str,
    /// The ranker differences are shown to.
    pub against: &'a str,
    /// Where Matinee's prior came from, and other settings, in words.
    pub settings: &'a str,
}

const BAR: f64 = 260.0;

/// The whole page: valid by itself, without a script, and the part between [`PART`] fit for another page.
pub fn html(report: &Report, heading: &Heading) -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\">\n<title>Scorecard of Matinee</title>\n<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;\
         max-width:60rem;padding:0 1rem;color-scheme:light dark}table{border-collapse:collapse}td,th{padding:.2rem .7rem;\
         text-align:right}td:first-child,th:first-child{text-align:left}.scroll{overflow-x:auto}</style>\n<main>\n",
    );
    let _ = writeln!(page, "{}\n<h1>Scorecard</h1>", PART.0);
    let _ = writeln!(
        page,
        "<p>{} films of {}, rated by {} people ({}). Of each person a few liked films are picks; the other liked films are hidden among all, and \
         looked for at the top of each ranker's list. {}. Means over people; intervals of 95 % by bootstrap.</p>",
        report.films,
        escaped(heading.catalogue),
        report.users,
        escaped(heading.ratings),
        escaped(heading.settings),
    );
    let counts: Vec<usize> =
        report.rankers.first().map(|r| r.figures.iter().map(|f| f.picks).collect()).unwrap_or_default();
    for picks in counts {
        let rows: Vec<(&str, &Figures)> = report
            .rankers
            .iter()
            .filter_map(|ranker| Some((ranker.name, ranker.figures.iter().find(|f| f.picks == picks)?)))
            .collect();
        let _ = writeln!(page, "<h2>{picks} {}</h2>", if picks == 1 { "pick" } else { "picks" });
        chart(&mut page, &rows, picks);
        table(&mut page, &rows, heading.against);
    }
    let _ = writeln!(page, "{}\n</main>\n</html>", PART.1);
    page
}

/// Bars of NDCG@10 with their intervals. Colours are the page's own.
fn chart(page: &mut String, rows: &[(&str, &Figures)], picks: usize) {
    let most = rows.iter().map(|(_, f)| f.ndcg10.high).fold(f64::MIN_POSITIVE, f64::max);
    let x = |value: f64| 150.0 + value / most * BAR;
    let height = rows.len() * 22 + 4;
    let _ = writeln!(
        page,
        "<svg role=\"img\" aria-label=\"NDCG at 10 of each ranker with {picks} picked; the table has the numbers\" width=\"480\" \
         height=\"{height}\" viewBox=\"0 0 480 {height}\" fill=\"currentColor\" font-size=\"13\">"
    );
    for (n, (name, figures)) in rows.iter().enumerate() {
        let (y, f) = (n * 22 + 4, figures.ndcg10);
        let _ = writeln!(
            page,
            "<text x=\"142\" y=\"{}\" text-anchor=\"end\">{}</text><rect x=\"150\" y=\"{y}\" width=\"{:.1}\" height=\"14\" \
             opacity=\"{}\"/><path d=\"M{:.1} {}H{:.1}\" stroke=\"currentColor\" stroke-width=\"2\" opacity=\".6\"/><text x=\"{:.1}\" \
             y=\"{}\">{:.3}</text>",
            y + 12,
            escaped(name),
            x(f.mean) - 150.0,
            if name.starts_with("matinee") { ".55" } else { ".25" },
            x(f.low),
            y + 7,
            x(f.high),
            x(f.high) + 6.0,
            y + 12,
            f.mean,
        );
    }
    page.push_str("</svg>\n");
}

fn table(page: &mut String, rows: &[(&str, &Figures)], against: &str) {
    let _ = write!(
        page,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All figures\"><table><thead><tr><th scope=\"col\">ranker</th>"
    );
    let to_other = format!("to {against}");
    for head in [
        "NDCG@10",
        &to_other,
        "Recall@20",
        "AUC",
        "AUC, same fame",
        "diversity",
        "one series",
        "coverage",
        "mean place by fame",
    ] {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escaped(head));
    }
    page.push_str("</tr></thead><tbody>\n");
    for (name, f) in rows {
        let some = |figure: Option<super::Figure>| figure.map_or("–".to_owned(), |f| format!("{:.3}", f.mean));
        let difference =
            f.difference.map_or("–".to_owned(), |d| format!("{:+.3} ({:+.3} to {:+.3})", d.mean, d.low, d.high));
        let _ = writeln!(
            page,
            "<tr><th scope=\"row\">{}</th><td>{:.3}</td><td>{difference}</td><td>{:.3}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>\
             <td>{:.3}</td><td>{:.0}</td></tr>",
            escaped(name),
            f.ndcg10.mean,
            f.recall20.mean,
            some(f.auc),
            some(f.matched_auc),
            some(f.diversity),
            some(f.of_one_series),
            f.coverage,
            f.popularity_rank.mean,
        );
    }
    page.push_str("</tbody></table></div>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
