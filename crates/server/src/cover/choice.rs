//! Chooses motif, composition, palette and type for a film, by what is known of it (`choice.toml`) and by its id.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use matinee_catalogue::themes::{self, FilmThemes, phrase_key};
use matinee_catalogue::{Film, genres};
use serde::Deserialize;

use super::compositions::COMPOSITIONS;
use super::faces::Face;
use super::motifs::{self, Motif};
use super::palettes::{self, PALETTES, USES};
use super::seed::Dice;
use super::title::{self, Lettering, Style};

/// The table as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    not_in_titles: Vec<String>,
    groups: BTreeMap<String, Vec<String>>,
    never: BTreeMap<String, Vec<String>>,
    unless_named: BTreeMap<String, Vec<String>>,
    no_colours: BTreeMap<String, Vec<String>>,
    strong: BTreeMap<String, Vec<String>>,
    middle: BTreeMap<String, Vec<String>>,
    usual: BTreeMap<String, Vec<String>>,
    weak: BTreeMap<String, Vec<String>>,
    compositions: BTreeMap<String, Vec<String>>,
    palettes: BTreeMap<String, Vec<String>>,
}

/// What a term leads to, by place in the lists of motifs, compositions and palettes.
#[derive(Debug, Default)]
struct Leads {
    motifs: Vec<(&'static Motif, f32)>,
    compositions: Vec<usize>,
    palettes: Vec<usize>,
    /// What does not go with it, and what does not unless a keyword or the title names it.
    never: Vec<&'static Motif>,
    unless_named: Vec<&'static Motif>,
    no_colours: Vec<usize>,
    /// Too often something else in a title: "How to Train Your Dragon".
    not_in_titles: bool,
}

/// Terms by their key.
static TABLE: LazyLock<HashMap<String, Leads>> = LazyLock::new(|| table().expect("choice.toml is ours"));

/// What a term of each part of the table adds to its motifs.
const STRONG: f32 = 9.0;
const MIDDLE: f32 = 4.0;
const USUAL: f32 = 1.6;
const WEAK: f32 = 0.35;
/// What keywords, the words of a title and of the synopsis say, beside a theme.
const KEYWORD: f32 = 0.8;
/// What the last word of a keyword says: a hunting dog is a dog.
const LAST_WORD: f32 = 0.6;
/// What a theme that a keyword means says of a film that names its themes: an airport does not make a flying film.
const IMPLIED: f32 = 0.6;
const IN_TITLE: f32 = 1.2;
const IN_SYNOPSIS: f32 = 0.5;
/// The synopsis is read where themes and keywords lead to fewer motifs than this.
const FEW_MOTIFS: usize = 4;
/// Words of a synopsis that are read.
const SYNOPSIS_WORDS: usize = 120;
/// What a term adds to the weight of a composition that suits it.
const SUITS: f32 = 1.1;
/// Every palette may come, whatever the mood.
const ANY_PALETTE: f32 = 0.01;
/// Motifs less likely than this share of the likeliest are not shown: they are by the way.
const BY_THE_WAY: f32 = 0.22;
/// Films from before this year are filed under this term of the table: a computer on them is mostly an accident.
const EARLY: (u16, &str) = (1965, "before 1965");

fn table() -> Result<HashMap<String, Leads>, String> {
    let written: Written = toml::from_str(include_str!("choice.toml")).map_err(|error| error.to_string())?;
    let mut table: HashMap<String, Leads> = HashMap::new();
    let parts = [(written.strong, STRONG), (written.middle, MIDDLE), (written.usual, USUAL), (written.weak, WEAK)];
    for (terms, weight) in parts {
        for (term, names) in terms {
            let leads = table.entry(phrase_key(&term)).or_default();
            for name in names {
                let motif = motifs::find(&name).ok_or_else(|| format!("{term}: no motif {name}"))?;
                leads.motifs.push((motif, weight));
            }
        }
    }
    let group = |name: &str| written.groups.get(name).cloned().unwrap_or_else(|| vec![name.to_owned()]);
    for (is_never, part) in [(true, written.never), (false, written.unless_named)] {
        for (term, names) in part {
            let leads = table.entry(phrase_key(&term)).or_default();
            for name in names.iter().flat_map(|name| group(name)) {
                let motif = motifs::find(&name).ok_or_else(|| format!("{term}: no motif or group {name}"))?;
                if is_never { &mut leads.never } else { &mut leads.unless_named }.push(motif);
            }
        }
    }
    for term in written.not_in_titles {
        table.entry(phrase_key(&term)).or_default().not_in_titles = true;
    }
    for (term, names) in written.no_colours {
        let leads = table.entry(phrase_key(&term)).or_default();
        for name in names {
            leads.no_colours.push(palettes::find(&name).ok_or_else(|| format!("{term}: no palette {name}"))?);
        }
    }
    for (term, names) in written.compositions {
        let leads = table.entry(phrase_key(&term)).or_default();
        for name in names {
            let place = COMPOSITIONS.iter().position(|composition| composition.name == name);
            leads.compositions.push(place.ok_or_else(|| format!("{term}: no composition {name}"))?);
        }
    }
    for (term, names) in written.palettes {
        let leads = table.entry(phrase_key(&term)).or_default();
        for name in names {
            leads.palettes.push(palettes::find(&name).ok_or_else(|| format!("{term}: no palette {name}"))?);
        }
    }
    Ok(table)
}

/// What a film's terms add up to.
#[derive(Debug)]
struct Tally {
    motifs: Vec<(&'static Motif, f32)>,
    compositions: Vec<(usize, f32)>,
    palettes: Vec<(usize, f32)>,
    /// What keywords and the title name outright.
    named: Vec<&'static Motif>,
    never: Vec<&'static Motif>,
    unless_named: Vec<&'static Motif>,
    no_colours: Vec<usize>,
}

impl Tally {
    fn add(&mut self, term: &str, weight: f32) {
        let Some(leads) = TABLE.get(term) else { return };
        for &(motif, by) in &leads.motifs {
            // A term with many pictures says as much as one with few.
            let by = by * weight / (leads.motifs.len() as f32).sqrt();
            match self.motifs.iter_mut().find(|(other, _)| std::ptr::eq(*other, motif)) {
                // Of several terms that lead to it, each further one adds half.
                Some((_, sum)) => *sum = sum.max(by) + sum.min(by) / 2.0,
                None => self.motifs.push((motif, by)),
            }
        }
        for &place in &leads.compositions {
            self.compositions[place].1 += SUITS * weight;
        }
        for &place in &leads.palettes {
            self.palettes[place].1 += weight / (leads.palettes.len() as f32).sqrt();
        }
    }

    /// Adds a term that the film is filed under: it may also say what does not go with the film.
    fn add_filed(&mut self, term: &str, weight: f32) {
        self.add(term, weight);
        self.keep_out(term);
    }

    /// Notes what does not go with a term.
    fn keep_out(&mut self, term: &str) {
        let Some(leads) = TABLE.get(term) else { return };
        self.never.extend(&leads.never);
        self.unless_named.extend(&leads.unless_named);
        self.no_colours.extend(&leads.no_colours);
    }

    /// Adds a term that a text has: the things that it leads to are named.
    fn add_thing(&mut self, term: &str, weight: f32) {
        let Some(leads) = TABLE.get(term) else { return };
        self.named.extend(leads.motifs.iter().filter(|(_, by)| *by >= MIDDLE).map(|(motif, _)| *motif));
        self.add(term, weight);
    }

    /// Adds the words of a text, in pairs and, where they are not part of a pair that leads somewhere, alone.
    fn add_words(&mut self, text: &str, weight: f32, is_title: bool) {
        let key = phrase_key(text);
        let words: Vec<&str> = key.split(' ').take(SYNOPSIS_WORDS).collect();
        let mut taken = vec![false; words.len()];
        for (place, pair) in words.windows(2).enumerate() {
            let pair = pair.join(" ");
            if TABLE.contains_key(&pair) {
                (taken[place], taken[place + 1]) = (true, true);
                self.add_thing(&pair, weight);
            }
        }
        for (word, _) in words.into_iter().zip(taken).filter(|(_, taken)| !taken) {
            if !is_title || TABLE.get(word).is_some_and(|leads| !leads.not_in_titles) {
                self.add_thing(word, weight);
            }
        }
    }

    /// Adds a keyword: as it is or, where that leads nowhere, by its last word.
    fn add_keyword(&mut self, keyword: &str) {
        let key = phrase_key(keyword);
        if TABLE.contains_key(&key) {
            return self.add_thing(&key, KEYWORD);
        }
        if let Some((_, last)) = key.rsplit_once(' ') {
            self.add_thing(last, LAST_WORD);
        }
    }

    fn of(film: &Film) -> Self {
        let compositions = COMPOSITIONS.iter().enumerate().map(|(place, composition)| (place, composition.weight));
        let mut tally = Self {
            motifs: Vec::new(),
            compositions: compositions.collect(),
            palettes: (0..PALETTES.len()).map(|place| (place, ANY_PALETTE)).collect(),
            named: Vec::new(),
            never: Vec::new(),
            unless_named: Vec::new(),
            no_colours: Vec::new(),
        };
        let terms = FilmThemes::of(film);
        let (own, unknown): (Vec<_>, Vec<_>) =
            film.themes.iter().map(|name| (name, themes::find(name))).partition(|(_, theme)| theme.is_some());
        let own: Vec<_> = own.into_iter().filter_map(|(_, theme)| theme).collect();
        for theme in &terms.themes {
            let is_implied =
                theme.weight >= 1.0 && !own.is_empty() && !own.iter().any(|own| std::ptr::eq(*own, theme.theme));
            tally.add_filed(&phrase_key(&theme.theme.name), if is_implied { IMPLIED } else { theme.weight });
        }
        for keyword in unknown.into_iter().map(|(name, _)| name).chain(&film.keywords) {
            tally.add_keyword(keyword);
        }
        tally.add_words(&film.title, IN_TITLE, true);
        for country in &film.countries {
            tally.keep_out(&phrase_key(country));
        }
        if film.year.get() < EARLY.0 {
            tally.keep_out(EARLY.1);
        }
        for genre in genres::canonical_list(&film.genres).into_iter().chain(terms.genres.iter().copied()) {
            tally.add_filed(&phrase_key(genre), 0.8);
        }
        if tally.motifs.iter().filter(|(_, weight)| *weight > WEAK).count() < FEW_MOTIFS {
            tally.add_words(&film.synopsis, IN_SYNOPSIS, false);
        }
        tally.leave_out();
        tally
    }

    /// Takes out what does not go with the film.
    fn leave_out(&mut self) {
        let among = |all: &[&'static Motif], motif: &Motif| all.iter().any(|other| std::ptr::eq(*other, motif));
        let Self { motifs, palettes, named, never, unless_named, no_colours, .. } = self;
        motifs.retain(|(motif, _)| !among(never, motif) && (among(named, motif) || !among(unless_named, motif)));
        for &place in no_colours.iter() {
            palettes[place].1 = 0.0;
        }
    }
}

/// What a cover is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Design {
    pub(super) motif: &'static Motif,
    /// For compositions that show two.
    pub(super) other: &'static Motif,
    /// Places in the lists of compositions and palettes, and how the palette is used.
    pub(super) composition: usize,
    pub(super) palette: usize,
    pub(super) way: usize,
    pub(super) style: Style,
}

/// Pictures for films of which nothing is known.
const ANY: [&str; 10] =
    ["projector", "film camera", "ticket", "popcorn", "clapper", "window", "door", "moon", "star", "eye"];
/// The motifs that a cover is chosen from: the likeliest ones.
const CANDIDATES: usize = 14;

/// Chooses for a film: the same for the same film, whatever others there are.
pub(super) fn choose(film: &Film, dice: &mut Dice) -> Design {
    let mut tally = Tally::of(film);
    if tally.motifs.is_empty() {
        tally.motifs.extend(ANY.iter().filter_map(|name| motifs::find(name)).map(|motif| (motif, 1.0)));
    }
    tally.motifs.sort_by(|(a, x), (b, y)| y.total_cmp(x).then_with(|| a.name.cmp(b.name)));
    tally.motifs.truncate(CANDIDATES);
    let likeliest = tally.motifs[0].1;
    tally.motifs.retain(|(_, weight)| *weight >= likeliest * BY_THE_WAY);
    // What is likely becomes likelier: a train film should mostly have a train.
    tally.motifs.iter_mut().for_each(|(_, weight)| *weight = weight.powi(2) * weight.sqrt());
    let mut composition = dice.weighted(&tally.compositions).unwrap_or_default();
    let motif = dice.weighted(&tally.motifs).expect("a motif");
    tally.motifs.retain(|(other, _)| !std::ptr::eq(*other, motif));
    let other = dice.weighted(&tally.motifs).unwrap_or(motif);
    let palette = dice.weighted(&tally.palettes).unwrap_or_default();
    let way = dice.below(USES);
    let style = style(film, dice);
    // Rather another arrangement than a broken word.
    let breaks = |place: usize| title::breaks(&film.title, style, COMPOSITIONS[place].room);
    if breaks(composition) && !breaks(0) {
        composition = 0;
    }
    Design { motif, other, composition, palette, way, style }
}

const fn cut(face: Face, case: Lettering, spacing: f32, leading: f32) -> Style {
    Style { face, case, spacing, leading }
}

/// Longer titles are set in narrow capitals: of all letters those take the least room, in the lines and in bytes.
const LONG_TITLE: usize = 34;

/// Type of the film's years.
fn style(film: &Film, dice: &mut Dice) -> Style {
    if film.title.chars().count() > LONG_TITLE {
        return cut(Face::Narrow, Lettering::Upper, 0.015, 0.9);
    }
    let all: &[Style] = match film.year.get() {
        ..1930 => &[cut(Face::Narrow, Lettering::Upper, 0.09, 1.0), cut(Face::Slim, Lettering::Upper, 0.16, 1.06)],
        1930..1946 => &[
            cut(Face::Narrow, Lettering::Upper, 0.05, 0.94),
            cut(Face::Slim, Lettering::Upper, 0.12, 1.02),
            cut(Face::Black, Lettering::AsIs, 0.0, 0.96),
        ],
        1946..1960 => &[
            cut(Face::Narrow, Lettering::AsIs, 0.0, 0.94),
            cut(Face::Narrow, Lettering::Upper, 0.02, 0.88),
            cut(Face::Black, Lettering::AsIs, 0.0, 0.96),
        ],
        1960..1970 => &[
            cut(Face::Black, Lettering::Lower, -0.01, 0.9),
            cut(Face::Narrow, Lettering::Lower, 0.0, 0.9),
            cut(Face::Medium, Lettering::AsIs, -0.01, 0.98),
        ],
        1970..1980 => &[
            cut(Face::Black, Lettering::AsIs, -0.015, 0.92),
            cut(Face::Black, Lettering::Lower, -0.015, 0.9),
            cut(Face::Narrow, Lettering::AsIs, 0.0, 0.92),
        ],
        1980..1990 => &[
            cut(Face::Narrow, Lettering::Upper, 0.03, 0.88),
            cut(Face::Black, Lettering::Upper, 0.0, 0.86),
            cut(Face::Slim, Lettering::Upper, 0.14, 1.02),
        ],
        1990..2000 => &[
            cut(Face::Medium, Lettering::AsIs, 0.0, 1.0),
            cut(Face::Slim, Lettering::Lower, 0.02, 1.0),
            cut(Face::Black, Lettering::AsIs, 0.0, 0.96),
        ],
        2000..2012 => &[
            cut(Face::Slim, Lettering::Upper, 0.1, 1.0),
            cut(Face::Medium, Lettering::AsIs, 0.0, 1.0),
            cut(Face::Narrow, Lettering::Upper, 0.01, 0.87),
        ],
        _ => &[
            cut(Face::Black, Lettering::AsIs, -0.01, 0.95),
            cut(Face::Narrow, Lettering::Upper, 0.0, 0.86),
            cut(Face::Medium, Lettering::AsIs, -0.005, 0.98),
            cut(Face::Slim, Lettering::AsIs, 0.0, 0.98),
        ],
    };
    let mut style = all[dice.below(all.len())];
    // Where letters are taught to be quiet, or loud.
    let from = |names: &[&str]| film.countries.iter().any(|country| names.contains(&country.as_str()));
    if from(&["Sweden", "Denmark", "Norway", "Finland", "Iceland", "Switzerland"]) && dice.coin() {
        style = cut(Face::Medium, Lettering::Lower, -0.01, 0.96);
    } else if from(&["India", "Pakistan", "Bangladesh", "Nigeria", "Mexico", "Egypt"]) && dice.coin() {
        style = cut(Face::Narrow, Lettering::Upper, 0.02, 0.88);
    } else if from(&["Japan", "South Korea", "Taiwan", "China"]) && dice.below(3) == 0 {
        style = cut(Face::Slim, Lettering::AsIs, 0.06, 1.04);
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_what_there_is() {
        table().unwrap();
    }

    #[test]
    fn every_motif_can_be_chosen() {
        let chosen: Vec<&Motif> =
            TABLE.values().flat_map(|leads| leads.motifs.iter().map(|(motif, _)| *motif)).collect();
        for motif in motifs::all() {
            let reached = chosen.iter().any(|other| std::ptr::eq(*other, motif)) || ANY.contains(&motif.name);
            assert!(reached, "no term leads to {}", motif.name);
        }
    }
}
