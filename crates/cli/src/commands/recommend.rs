//! `matinee recommend`

use std::io::Write;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use matinee_catalogue::fold::printable;
use matinee_catalogue::genres;
use matinee_features::{Model, Row};
use matinee_rank::{
    Agreement, Closeness, Condition, Filter, Group, LibrarySide, ListOptions, MAX_LIST_FILMS, MAX_PEOPLE,
    MAX_WISH_CHARS, ModelLibrary, ModelTaste, MutedTerm, Ranker, Reason, Recommendation, Recommendations, RuleEffect,
    Taste, Wish,
};
use matinee_server::answers::{NamedList, NamedTogether};
use matinee_server::translations;

use super::library::LibraryArgs;
use super::taste::TasteArgs;
use super::{among, picks_file};
use crate::{Context, films, model};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  matinee recommend --like Alien --like \"Blade Runner\" --dislike Armageddon --years 1970..1999
  matinee recommend --ask \"slow-burn melancholic sci-fi, nothing gory\"
  matinee recommend --like Alien --among Casablanca --among Predator --among Heat
  matinee recommend --like Alien --with anna.json --with ben.json
  matinee recommend --taste data/taste.toml --years 2010..
  matinee recommend --like Alien --from-library --seen-in-library")]
pub(crate) struct Args {
    #[command(flatten)]
    taste: TasteArgs,
    /// How many films to show
    #[arg(long, short = 'n', default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MAX_LIST_FILMS as i64))]
    limit: u16,
    /// Only films of these years, such as 1970..1989, ..1960 or 2010..
    #[arg(long, value_name = "FROM..TO", value_parser = parse_range)]
    years: Option<RangeInclusive<u16>>,
    /// Only films of this running time in minutes, such as ..100
    #[arg(long, value_name = "FROM..TO", value_parser = parse_range)]
    runtime: Option<RangeInclusive<u16>>,
    /// Only films of this genre; again for any of several
    #[arg(long, value_name = "GENRE", value_parser = parse_genre)]
    genre: Vec<String>,
    /// No films of this genre
    #[arg(long, value_name = "GENRE", value_parser = parse_genre)]
    without_genre: Vec<String>,
    /// Only films from this country
    #[arg(long, value_name = "COUNTRY")]
    country: Vec<String>,
    /// Only films in this language
    #[arg(long, value_name = "LANGUAGE")]
    language: Vec<String>,
    /// What you want, in words: kinds, themes, people, decades, countries, lengths, and what not ("80s horror, no gore")
    #[arg(long, value_name = "WORDS", value_parser = parse_ask)]
    ask: Option<String>,
    /// From 0 (surprise me) to 1 (close to my picks)
    #[arg(long, default_value_t = Closeness::default().get(), value_name = "0..1")]
    closeness: f32,
    /// Which of these? Rank this film among others named so, instead of all films; a file of titles names them all
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["with", "limit", "years", "runtime", "genre", "without_genre", "country", "language", "ask", "closeness", "from_library", "not_in_library", "seen_in_library"])]
    among: Vec<String>,
    /// Choose for someone else too, whose picks are in this file (the site's "Picks as JSON" or `matinee taste` writes it); again for more people
    #[arg(long, value_name = "FILE")]
    with: Vec<PathBuf>,
    /// How several people agree: least-misery (a film is worth what it is to whom it suits least) or average
    #[arg(long, value_name = "HOW", default_value = Agreement::NAMES[0], requires = "with")]
    agree: Agreement,
    #[command(flatten)]
    library: LibraryArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (model, _) = model::open(context)?;
    let ModelTaste { mut taste, steer, wants, .. } = args.taste.open(&model)?;
    if !args.closeness.is_finite() || !(0.0..=1.0).contains(&args.closeness) {
        bail!("--closeness {} is not between 0 and 1", args.closeness);
    }
    let mut filter = Filter {
        years: args.years.clone(),
        runtime: args.runtime.clone(),
        genres: args.genre.clone(),
        without_genres: args.without_genre.clone(),
        countries: args.country.clone(),
        languages: args.language.clone(),
        ..Filter::default()
    };
    let library = args.library.narrow(&model, &mut filter, context)?;
    let mut options = ListOptions {
        offset: 0,
        limit: usize::from(args.limit),
        filter,
        closeness: Closeness::new(args.closeness),
        steer,
        first: Vec::new(),
    };
    let model = Arc::new(model);
    let ranker = Ranker::new(Arc::clone(&model)).with_translations(translations());
    let wish = args.ask.as_ref().map(|ask| ranker.wish(ask));
    if let Some(wish) = &wish {
        wish.apply(&model, &mut options)?;
        if args.with.is_empty() {
            taste = wish.added_to(&taste);
        }
        if !context.json {
            print_wish(&model, wish)?;
        }
    }
    let wish = wish.as_ref();
    if !args.with.is_empty() {
        return together(args, &ranker, taste, wish, &options, context);
    }
    let found = if args.among.is_empty() {
        ranker.recommend(&taste, &options)?
    } else {
        ranker.recommend_among(&taste, &options.steer, &among::films(&model, &args.among)?)?
    };
    super::warn_of_unknown_terms(&found.unknown_terms);
    if context.json {
        return super::print_json(&NamedList::new(&model, wish, &found));
    }
    if found.films.is_empty() {
        if !args.among.is_empty() {
            bail!("all the films of --among are in your taste already or left out by --mute: name others");
        }
        bail!("no film fits: loosen one of {}", loosen(&ranker, &taste, &options));
    }
    print(&model, wish.is_some(), &found, &wants, library.as_ref())
}

/// How a wish was read.
fn print_wish(model: &Model, wish: &Wish) -> Result<()> {
    let mut out = crate::output::stdout();
    let described = wish.described();
    writeln!(out, "Read as: {}", if described.is_empty() { "nothing that could be asked for" } else { &described })?;
    for part in wish.found_nowhere(model) {
        writeln!(out, "No film has {:?}.", part.text)?;
    }
    let apart = wish.apart_names();
    if !apart.is_empty() {
        writeln!(out, "No film has all of them: {}. So these are films of any of them.", apart.join(", "))?;
    }
    writeln!(out)?;
    Ok(())
}

/// A list for the viewer, if they have named any film, and for those whose files are named.
fn together(
    args: &Args,
    ranker: &Ranker,
    taste: Taste,
    wish: Option<&Wish>,
    options: &ListOptions,
    context: &Context,
) -> Result<()> {
    let (model, mut options) = (ranker.model(), options.clone());
    let mut names = Vec::new();
    let mut people = Vec::new();
    if !taste.names_nothing() {
        names.push("you".to_owned());
        people.push(taste);
    }
    for file in &args.with {
        names.push(file.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let (taste, rules) = picks_file::read(file, model)?;
        people.push(taste);
        options.steer = options.steer.with_rules(rules);
    }
    if let Some(wish) = wish {
        people = people.iter().map(|taste| wish.added_to(taste)).collect();
    }
    if people.len() > MAX_PEOPLE {
        bail!("{} people are too many: at most {MAX_PEOPLE} choose together", people.len());
    }
    let found = ranker.recommend_together(&people, args.agree, &options)?;
    super::warn_of_unknown_terms(&found.unknown_terms);
    if context.json {
        return super::print_json(&NamedTogether::new(model, wish, &found, &names));
    }
    if found.films.is_empty() {
        bail!("no film fits: loosen one of the conditions");
    }
    let mut out = crate::output::stdout();
    print_left_out(&mut out, &found.muted, &found.rules)?;
    for (place, film) in found.films.iter().enumerate() {
        writeln!(out, "{:>3}. {}", place + 1, films::line(model.film(film.row)))?;
        let voters = people.iter().zip(names.iter().zip(&film.people)).filter(|(taste, _)| !taste.says_nothing());
        for (_, (name, part)) in voters {
            writeln!(out, "     {name}: {}; {}", among_the_best(part.score), why(model, part))?;
        }
    }
    Ok(())
}

/// A rank, from 0 to 1, as people say it.
fn among_the_best(rank: f32) -> String {
    format!("top {} %", ((1.0 - rank) * 100.0).ceil().max(1.0))
}

/// The conditions without which films would fit, as options of this command.
fn loosen(ranker: &Ranker, taste: &Taste, options: &ListOptions) -> String {
    let mut names = Vec::new();
    for (condition, filter) in options.filter.loosened() {
        let fitting = ranker.count_fitting(taste, &filter, &options.steer);
        if fitting > 0 {
            names.push(format!("--{} ({fitting} films)", option_of(condition, &options.filter)));
        }
    }
    for rule in options.steer.rules() {
        let fitting = ranker.count_fitting(taste, &options.filter, &options.steer.without_rule(rule));
        if fitting > 0 {
            names.push(format!("--never {rule} ({fitting} films)"));
        }
    }
    for term in options.steer.muted() {
        let fitting = ranker.count_fitting(taste, &options.filter, &options.steer.without_mute(term));
        if fitting > 0 {
            names.push(format!("--mute {term:?} ({fitting} films)"));
        }
    }
    if names.is_empty() { "several conditions at once".to_owned() } else { names.join(", ") }
}

fn option_of(condition: Condition, filter: &Filter) -> &'static str {
    match condition {
        Condition::Years => "years",
        Condition::Runtime => "runtime",
        Condition::Genres => "genre",
        Condition::WithoutGenres => "without-genre",
        Condition::Countries => "country",
        Condition::Languages => "language",
        Condition::Asked => "ask",
        Condition::Library if filter.library.as_ref().is_some_and(|library| library.side == LibrarySide::In) => {
            "from-library"
        }
        Condition::Library => "not-in-library",
        Condition::Watched => "seen-in-library",
    }
}

fn print(
    model: &Model,
    is_asked: bool,
    found: &Recommendations,
    wants: &[Row],
    library: Option<&ModelLibrary>,
) -> Result<()> {
    let mut out = crate::output::stdout();
    print_left_out(&mut out, &found.muted, &found.rules)?;
    if !found.learnt && !is_asked {
        let what = if model.knows_fame() { "Well-known films of many kinds" } else { "A bit of everything" };
        writeln!(out, "{what}; name some you like with --like.\n")?;
    }
    for (place, film) in found.films.iter().enumerate() {
        let is_wanted = if wants.contains(&film.row) { " · you want to see it" } else { "" };
        writeln!(out, "{:>3}. {}{is_wanted}", place + 1, films::line(model.film(film.row)))?;
        let why = why(model, film);
        if found.learnt && !why.is_empty() {
            writeln!(out, "     {why}")?;
        }
        if let Some(play) = library.and_then(|library| library.play(film.row)) {
            writeln!(out, "     {}: {}", printable(&play.name), play.href)?;
        }
    }
    Ok(())
}

/// "Left out: romance (212 films), western (9 films)."
fn print_left_out(out: &mut impl Write, muted: &[MutedTerm], rules: &[RuleEffect]) -> Result<()> {
    let films = |n| if n == 1 { "1 film".to_owned() } else { format!("{n} films") };
    let name = |muted: &MutedTerm| Some(format!("{} ({})", muted.term, films(muted.left_out?)));
    let rules = rules.iter().map(|effect| format!("{} ({})", effect.rule, films(effect.left_out)));
    let names: Vec<String> = muted.iter().filter_map(name).chain(rules).collect();
    if !names.is_empty() {
        writeln!(out, "Left out: {}.\n", names.join(", "))?;
    }
    Ok(())
}

/// A film has so many reasons in a list; `matinee explain` gives all.
const SHOWN_REASONS: usize = 3;

/// "alien creature, horror (like Alien and Aliens; against it: disaster, as in Armageddon)"
fn why(model: &Model, film: &Recommendation) -> String {
    let name = |reason: &Reason| match reason.group {
        Group::WellKnown => "well known".to_owned(),
        Group::Beside => format!("named beside {}", reason.term),
        _ => reason.term.clone(),
    };
    let terms = film.reasons.iter().take(SHOWN_REASONS).map(name).collect::<Vec<_>>().join(", ");
    let liked: Vec<&str> = film.because.iter().map(|like| model.film(like.row).title.as_str()).collect();
    let mut links = Vec::new();
    if !liked.is_empty() {
        links.push(format!("like {}", liked.join(" and ")));
    }
    if let Some(dislike) = &film.against {
        links.push(format!("against it: {}, as in {}", dislike.terms.join(", "), model.film(dislike.row).title));
    }
    if links.is_empty() { terms } else { format!("{terms} ({})", links.join("; ")) }
}

fn parse_range(text: &str) -> Result<RangeInclusive<u16>, String> {
    let wrong = || format!("{text:?} is not a range: write 1970..1989, ..1960 or 2010..");
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let number = |part: &str, open| if part.is_empty() { Ok(open) } else { part.parse().map_err(|_| wrong()) };
    let (from, to) = (number(from, 0)?, number(to.trim_start_matches('='), u16::MAX)?);
    if from > to || text == ".." { Err(wrong()) } else { Ok(from..=to) }
}

fn parse_ask(text: &str) -> Result<String, String> {
    let length = text.chars().count();
    if length > MAX_WISH_CHARS {
        return Err(format!("{length} characters are too many: say it in {MAX_WISH_CHARS}"));
    }
    Ok(text.to_owned())
}

fn parse_genre(text: &str) -> Result<String, String> {
    match genres::canonical(text) {
        [] => Err(format!("{text:?} is not a genre: choose among {}", genres::all().join(", "))),
        // "anime" means animation too; the genre of the name itself is preferred.
        several => Ok((*several.iter().find(|g| g.eq_ignore_ascii_case(text)).unwrap_or(&several[0])).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_may_be_open() {
        assert_eq!(parse_range("1970..1989"), Ok(1970..=1989));
        assert_eq!(parse_range("..1960"), Ok(0..=1960));
        assert_eq!(parse_range("2010.."), Ok(2010..=u16::MAX));
        assert_eq!(parse_range("1999"), Ok(1999..=1999));
        assert!(parse_range("..").is_err() && parse_range("2000..1990").is_err() && parse_range("x..").is_err());
    }

    #[test]
    fn genres_go_by_any_of_their_names() {
        assert_eq!(parse_genre("Sci-Fi").unwrap(), "science fiction");
        assert_eq!(parse_genre("anime").unwrap(), "anime");
        assert!(parse_genre("sandwich").unwrap_err().contains("choose among"));
    }
}
