//! The form of the starter catalogue: the rules that every film written for it keeps.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use crate::countries::is_country;
use crate::fields::{self, FIELDS, FieldKind};
use crate::fold::title_key;
use crate::genres::is_canonical;
use crate::line::LineProblem;
use crate::matching::{Likeness, can_complete, external_ids, is_sparse, likeness, shared_names, title_keys};
use crate::read::{ReadError, catalogue_files, grouped, read_lines};
use crate::shingles::alike;
use crate::themes::{self, FilmThemes, ThemeFacet};
use crate::{Film, FilmId};

const SYNOPSIS_WORDS: RangeInclusive<usize> = 50..=120;
const THEMES: RangeInclusive<usize> = 8..=16;
/// How many themes of a facet a film needs.
const OF_FACET: [(ThemeFacet, usize, &str); 3] = [
    (ThemeFacet::Subgenre, 1, "subgenre"),
    (ThemeFacet::Mood, 1, "mood"),
    (ThemeFacet::Theme, 2, "theme of the story"),
];
const MAX_KEYWORDS: usize = 6;
const MAX_OTHER_TITLES: usize = 8;
/// How many films a film names beside it; at least so many by other directors, at most so many of one series.
const BESIDE: RangeInclusive<usize> = 5..=8;
const BESIDE_OF_OTHERS: usize = 4;
const BESIDE_OF_SERIES: usize = 2;
/// What only a whole catalogue can keep, one of at least so many films, is asked of no smaller one.
const WHOLE: usize = 1_000;
/// A theme in fewer films brings few together; one in a greater share of them says little. Wider themes are named by
/// narrower ones too.
const FILMS_OF_THEME: usize = 8;
const SHARE_OF_THEME: f64 = 0.12;
/// Two themes of so many films are alike if they share this part of the films that have either.
const ALIKE: f64 = 0.5;
const CAST: RangeInclusive<usize> = 2..=10;
/// Kinds of film that may have fewer names than [`CAST`].
const SMALL_CASTS: [&str; 4] = ["documentary", "experimental", "silent", "animation"];

/// One thing that is wrong with a film, and its place in the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: u64,
    /// The film, if the line could be read.
    pub id: Option<FilmId>,
    /// The field, if it is one.
    pub field: Option<&'static str>,
    /// What is wrong and what would be right.
    pub problem: String,
    /// The rule that is broken, without what this film has: findings of one field and rule are of one kind.
    pub rule: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.path.display(), self.line)?;
        if let Some(id) = &self.id {
            write!(f, "{id}: ")?;
        }
        match self.field {
            Some(field) => write!(f, "\"{field}\" {}", self.problem),
            None => f.write_str(&self.problem),
        }
    }
}

/// The result of a check.
#[derive(Debug, Default)]
pub struct CheckReport {
    /// Files read.
    pub files: usize,
    /// Films read.
    pub films: usize,
    /// What is wrong, in the order of files and lines.
    pub findings: Vec<Finding>,
    /// Themes that a whole catalogue uses too rarely or too often, by name.
    pub themes: Vec<ThemeFinding>,
    /// Pairs of themes that mostly the same films have, with the share of films that have both among those that have
    /// either; the greatest share first. One of the two may be enough.
    pub alike: Vec<(&'static str, &'static str, f64)>,
}

/// A theme in too few or too many films.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFinding {
    /// The theme.
    pub name: &'static str,
    /// In how many films it is.
    pub films: usize,
    /// The number that it should not be below or above.
    pub limit: usize,
}

impl fmt::Display for ThemeFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, films, limit } = self;
        let side = if films < limit { "fewer" } else { "more" };
        write!(f, "theme {name:?} is in {films} films, {side} than {limit}")
    }
}

/// Findings of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingKind {
    /// The first of them.
    pub first: Finding,
    /// How many there are.
    pub count: usize,
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { path, line, id, field, rule, .. } = &self.first;
        let field = field.map(|field| format!("\"{field}\" ")).unwrap_or_default();
        let counted = if id.is_some() { "films" } else { "lines" };
        write!(f, "{field}{rule}: {} {counted}, first at {}:{line}", grouped(self.count as u64), path.display())
    }
}

impl CheckReport {
    /// The kinds of findings, in the order in which each is first met.
    pub fn kinds(&self) -> Vec<FindingKind> {
        let mut places: HashMap<(Option<&str>, &str), usize> = HashMap::new();
        let mut kinds: Vec<FindingKind> = Vec::new();
        for finding in &self.findings {
            let place = *places.entry((finding.field, finding.rule)).or_insert(kinds.len());
            match kinds.get_mut(place) {
                Some(kind) => kind.count += 1,
                None => kinds.push(FindingKind { first: finding.clone(), count: 1 }),
            }
        }
        kinds
    }
}

struct Placed {
    film: Film,
    file: usize,
    line: u64,
}

/// Checks a file, or every `.jsonl` file of a folder as one catalogue.
///
/// # Errors
/// A file or the folder cannot be read, or there is no film in it. What is wrong in a line is a finding.
pub fn check(path: &Path) -> Result<CheckReport, ReadError> {
    let paths = catalogue_files(path)?;
    let mut films = Vec::new();
    let mut findings = Vec::new();
    for (file, path) in paths.iter().enumerate() {
        for line in read_lines(path)?.numbered() {
            let (line, film) = line.map_err(|source| ReadError::Io { path: path.clone(), source })?;
            match film {
                Ok(film) => films.push(Placed { film, file, line }),
                Err(problem) => findings.push(Finding {
                    path: path.clone(),
                    line,
                    id: None,
                    field: field_of(&problem),
                    problem: said(&problem),
                    rule: rule_of(&problem),
                }),
            }
        }
    }
    if films.is_empty() && findings.is_empty() {
        return Err(ReadError::Empty { path: path.to_owned() });
    }
    let finding = |placed: &Placed, field, rule, problem| Finding {
        path: paths[placed.file].clone(),
        line: placed.line,
        id: Some(placed.film.id.clone()),
        field,
        problem,
        rule,
    };
    for placed in &films {
        let wrong = form(&placed.film).into_iter();
        findings.extend(wrong.map(|(field, rule, problem)| finding(placed, Some(field), rule, problem)));
    }
    let doubles = doubles(&films, &paths).into_iter();
    findings.extend(doubles.map(|(later, field, rule, problem)| finding(&films[later], field, rule, problem)));
    let beside = beside(&films).into_iter();
    findings.extend(beside.map(|(place, rule, problem)| finding(&films[place], Some("beside"), rule, problem)));
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let (themes, alike) = if films.len() >= WHOLE { use_of_themes(&films) } else { Default::default() };
    Ok(CheckReport { files: paths.len(), films: films.len(), findings, themes, alike })
}

fn field_of(problem: &LineProblem) -> Option<&'static str> {
    match problem {
        LineProblem::Missing(field) | LineProblem::FieldKind { field, .. } | LineProblem::Value { field, .. } => {
            Some(field)
        }
        LineProblem::DuplicateId { .. } => Some("id"),
        LineProblem::NotJson(_) | LineProblem::TooLong => None,
    }
}

/// The problem without the field's name, which the finding has already.
fn said(problem: &LineProblem) -> String {
    let text = problem.to_string();
    match field_of(problem).and_then(|field| text.strip_prefix(&format!("\"{field}\""))) {
        Some(rest) => rest.trim_start_matches(':').trim_start().to_owned(),
        None => text,
    }
}

fn rule_of(problem: &LineProblem) -> &'static str {
    match problem {
        LineProblem::Missing(_) => "is missing",
        LineProblem::FieldKind { .. } => "is of another kind",
        LineProblem::Value { .. } => "cannot be",
        LineProblem::DuplicateId { .. } => "is another film's too",
        LineProblem::NotJson(_) => "no JSON object, as each line of a catalogue is",
        LineProblem::TooLong => "too long a line",
    }
}

/// What is wrong with one film by itself: the field, the rule, and the problem.
fn form(film: &Film) -> Vec<(&'static str, &'static str, String)> {
    let mut wrong = Vec::new();
    let mut say = |field, rule, problem: String| wrong.push((field, rule, problem));
    let expected = FilmId::from_title(&film.title, film.year);
    let number = film.id.as_str().strip_prefix(expected.as_str());
    if !number.is_some_and(|rest| rest.is_empty() || rest[1..].parse::<u32>().is_ok_and(|n| n > 1)) {
        say(
            "id",
            "is not made of title and year",
            format!("is not made of title and year: it should be {:?}", expected.as_str()),
        );
    }
    for field in &FIELDS {
        let is_missing = match &field.kind {
            FieldKind::Minutes(access) => access.get(film).is_none_or(|minutes| minutes == 0),
            _ => field.is_empty(film),
        };
        if field.in_starter && is_missing {
            say(field.name, "is missing", "is missing".to_owned());
        }
        let list = field.entries(film);
        for (i, entry) in list.iter().enumerate() {
            if entry.is_empty() || entry.trim() != entry {
                say(
                    field.name,
                    "has an entry with space around it",
                    format!("has an entry with space around it, or nothing in it: {entry:?}"),
                );
            }
            if list[..i].contains(entry) {
                say(field.name, "names an entry twice", format!("names {entry:?} twice"));
            }
        }
    }
    if film.other_titles.len() > MAX_OTHER_TITLES {
        let count = film.other_titles.len();
        say("other_titles", "are more than 8", format!("are {count}, more than {MAX_OTHER_TITLES}"));
    }
    let known = |title: &&String| film.titles().filter(|other| title_key(other) == title_key(title)).count() > 1;
    if let Some(title) = film.other_titles.iter().find(known) {
        say(
            "other_titles",
            "have one that is a title of it already",
            format!("have {title:?}, which is a title of it already"),
        );
    }
    let words = film.synopsis.split_whitespace().count();
    if !SYNOPSIS_WORDS.contains(&words) {
        say("synopsis", "is not 50 to 120 words long", format!("has {words} words, not {}", range(&SYNOPSIS_WORDS)));
    }
    if film.keywords.len() > MAX_KEYWORDS {
        say("keywords", "are more than 6", format!("are {}, more than {MAX_KEYWORDS}", film.keywords.len()));
    }
    if !film.themes.is_empty() {
        for (rule, problem) in form_of_themes(film) {
            say("themes", rule, problem);
        }
    }
    let small = film.genres.iter().any(|genre| SMALL_CASTS.contains(&genre.as_str()));
    let cast = film.cast.len();
    if cast > *CAST.end() || (cast > 0 && cast < *CAST.start() && !small) {
        say("cast", "has not 2 to 10 names", format!("has {cast} names, not {}", range(&CAST)));
    }
    for genre in film.genres.iter().filter(|genre| !is_canonical(genre)) {
        say(
            "genres",
            "has one that is not in the list",
            format!("has {genre:?}, which is not in the list (crates/catalogue/src/genres.txt)"),
        );
    }
    for country in film.countries.iter().filter(|country| !is_country(country)) {
        say(
            "countries",
            "has one that is not in the list",
            format!("has {country:?}, which is not in the list (crates/catalogue/src/countries.txt)"),
        );
    }
    if film.notability.renown.is_some_and(|renown| !(1..=5).contains(&renown)) {
        say("notability", "has a renown that is not from 1 to 5", "has a renown that is not from 1 to 5".to_owned());
    }
    for (_, access, rule) in fields::names() {
        if let Some(id) = access.get(film).as_deref().filter(|id| !(rule.fits)(id)) {
            let (name, form) = rule.described;
            say("external", "has an id of another form", format!("has {id:?} as {name}, which is {form}"));
        }
    }
    wrong
}

/// What is wrong with a film's themes: the rule and the problem.
fn form_of_themes(film: &Film) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    if !THEMES.contains(&film.themes.len()) {
        wrong.push(("are not 8 to 16", format!("are {}, not {}", film.themes.len(), range(&THEMES))));
    }
    let mut facets = Vec::new();
    for name in &film.themes {
        match themes::find(name).filter(|theme| theme.name == *name) {
            Some(theme) => facets.push(theme.facet),
            None => wrong.push((
                "have one that is not in the vocabulary",
                match themes::find(name) {
                    Some(theme) => format!("have {name:?}, which the vocabulary calls {:?}", theme.name),
                    None => format!("have {name:?}, which is not in the vocabulary (data/vocabulary)"),
                },
            )),
        }
    }
    for (facet, least, called) in OF_FACET {
        let count = facets.iter().filter(|&&of| of == facet).count();
        if count < least {
            wrong.push((
                "lack a subgenre, a mood or two of the story",
                format!("have {count} of the kind {called}, not {least}"),
            ));
        }
    }
    wrong
}

/// What is wrong with the films named beside each film: its place, the rule, and the problem.
fn beside(films: &[Placed]) -> Vec<(usize, &'static str, String)> {
    let by_id: HashMap<&str, &Film> = films.iter().map(|placed| (placed.film.id.as_str(), &placed.film)).collect();
    let mut wrong = Vec::new();
    for (place, Placed { film, .. }) in films.iter().enumerate() {
        let mut say = |rule, problem| wrong.push((place, rule, problem));
        for id in &film.beside {
            if *id == film.id.as_str() {
                say("names the film itself", "names the film itself".to_owned());
            } else if !by_id.contains_key(id.as_str()) {
                say(
                    "names a film that is not here",
                    format!("names {id:?}, which no film of the catalogue has as its id"),
                );
            }
        }
        if films.len() < WHOLE {
            continue;
        }
        let count = film.beside.len();
        if !BESIDE.contains(&count) {
            say("names not 5 to 8 films", format!("names {count} films, not {}", range(&BESIDE)));
            continue;
        }
        let named: Vec<&Film> = film.beside.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        let is_by_others = |other: &&&Film| !other.directors.iter().any(|name| film.directors.contains(name));
        let by_others = named.iter().filter(is_by_others).count();
        if by_others < BESIDE_OF_OTHERS {
            say(
                "names too few by other directors",
                format!("names {by_others} by other directors, not {BESIDE_OF_OTHERS}"),
            );
        }
        let series: BTreeSet<&str> = named.iter().filter_map(|other| other.series.as_deref()).collect();
        for series in series {
            let count = named.iter().filter(|other| other.series.as_deref() == Some(series)).count();
            if count > BESIDE_OF_SERIES {
                say(
                    "names too many of one series",
                    format!("names {count} of {series:?}, more than {BESIDE_OF_SERIES}"),
                );
            }
        }
    }
    wrong
}

/// The themes that are used too rarely or too often, and those that mostly the same films have.
fn use_of_themes(films: &[Placed]) -> (Vec<ThemeFinding>, Vec<(&'static str, &'static str, f64)>) {
    let mut own: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    let mut implied: HashMap<&str, usize> = HashMap::new();
    for (place, Placed { film, .. }) in films.iter().enumerate() {
        for name in &film.themes {
            own.entry(name).or_default().insert(place);
        }
        for found in FilmThemes::of(film).themes {
            *implied.entry(&found.theme.name).or_default() += 1;
        }
    }
    let most = (films.len() as f64 * SHARE_OF_THEME) as usize;
    let mut wrong = Vec::new();
    for theme in themes::all() {
        let name = theme.name.as_str();
        let films = own.get(name).map_or(0, BTreeSet::len);
        let with_narrower = implied.get(name).copied().unwrap_or(0);
        if with_narrower < FILMS_OF_THEME {
            wrong.push(ThemeFinding { name, films: with_narrower, limit: FILMS_OF_THEME });
        } else if films > most {
            wrong.push(ThemeFinding { name, films, limit: most });
        }
    }
    let used: Vec<(&'static str, &BTreeSet<usize>)> =
        themes::all().iter().filter_map(|theme| Some((theme.name.as_str(), own.get(theme.name.as_str())?))).collect();
    let mut alike = Vec::new();
    for (i, (a, of_a)) in used.iter().enumerate() {
        for (b, of_b) in &used[i + 1..] {
            let both = of_a.intersection(of_b).count();
            let share = both as f64 / (of_a.len() + of_b.len() - both) as f64;
            if share >= ALIKE {
                alike.push((*a, *b, share));
            }
        }
    }
    alike.sort_by(|a, b| b.2.total_cmp(&a.2));
    (wrong, alike)
}

fn range(range: &RangeInclusive<usize>) -> String {
    format!("{} to {}", range.start(), range.end())
}

/// Whether a record that names nobody has the other's title and year.
fn is_completed_by(sparse: &Film, other: &Film) -> bool {
    is_sparse(sparse) && sparse.year == other.year && can_complete(sparse, other)
}

/// Films that occur twice, and synopses that are nearly another's: the later film's position, the field, and the problem.
fn doubles(films: &[Placed], paths: &[PathBuf]) -> Vec<(usize, Option<&'static str>, &'static str, String)> {
    let place = |i: usize| format!("{}:{} ({})", paths[films[i].file].display(), films[i].line, films[i].film.id);
    let mut found = Vec::new();
    let mut keyed: HashMap<String, Vec<usize>> = HashMap::new();
    let mut ids: HashMap<&FilmId, usize> = HashMap::new();
    for (i, Placed { film, .. }) in films.iter().enumerate() {
        if let Some(&first) = ids.get(&film.id) {
            found.push((i, Some("id"), "is another film's too", format!("stands in {} already", place(first))));
            continue;
        }
        ids.insert(&film.id, i);
        let mut keys = title_keys(film);
        keys.extend(external_ids(film).map(|(collection, id)| format!("{collection}:{id}")));
        let mut twins: Vec<usize> = keys.iter().filter_map(|key| keyed.get(key)).flatten().copied().collect();
        twins.sort_unstable();
        twins.dedup();
        for twin in twins {
            if shared_names(&films[twin].film, film).shared {
                found.push((i, Some("external"), "is another film's too", format!("is that of {} too", place(twin))));
            } else if is_completed_by(&films[twin].film, film) || is_completed_by(film, &films[twin].film) {
                let problem = format!("may be the film of {} again: one of them names nobody", place(twin));
                found.push((i, None, "perhaps another film again", problem));
            } else if likeness(&films[twin].film, film) == Likeness::Same {
                found.push((i, None, "another film again", format!("is the film of {} again", place(twin))));
            }
        }
        for key in keys {
            keyed.entry(key).or_default().push(i);
        }
    }
    for (a, b, share) in alike(films.iter().map(|placed| placed.film.synopsis.as_str())) {
        let problem = format!("is nearly that of {}: {:.0} % of its runs of words", place(a), share * 100.0);
        found.push((b, Some("synopsis"), "is nearly another film's", problem));
    }
    found
}
