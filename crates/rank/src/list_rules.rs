//! What a list owes a taste beyond the scores: the form that all likes share, no second version of a liked film, nothing
//! for adults where all likes are for children, and a fair share for likes that have nothing to do with each other.

use std::collections::HashSet;
use std::sync::Arc;

use matinee_catalogue::fold::title_key;
use matinee_catalogue::{Film, genres};
use matinee_features::{Facet, Field, FieldWeights, Model, Row};

use crate::gram::products_by_field;
use crate::taste::Taste;
use crate::trait_films::TraitFilms;

/// Genres that are forms: whoever names one film of them means the form.
const FORMS: [&str; 4] = ["documentary", "animation", "anime", "silent"];
/// Themes that are forms likewise.
const FORM_THEMES: [&str; 1] = ["stop motion"];
/// Genres that are a taste of their own if all of several likes have them, ...
const STRONG_KINDS: [&str; 9] =
    ["film noir", "horror", "martial arts", "musical", "sport", "spy", "superhero", "war", "western"];
/// ... and themes that are.
const STRONG_THEMES: [&str; 7] = [
    "Bollywood musical",
    "courtroom drama",
    "heist film",
    "romantic comedy",
    "slasher",
    "zombie film",
    "black and white",
];
/// Among the first [`HELD_PLACES`] of a list at most so many lack a shared trait. What comes later in these tables gives
/// way where too few films have all of them.
const MAX_WITHOUT_TRAIT: usize = 2;
pub(crate) const HELD_PLACES: usize = 10;
/// Genres and themes of films for children, and of films that are not for them.
const FOR_CHILDREN: [&str; 4] = ["children's", "family", "for children", "for the whole family"];
const NOT_FOR_CHILDREN: [&str; 10] = [
    "erotic",
    "horror",
    "disturbing",
    "drug use",
    "gory",
    "graphic violence",
    "serial killer film",
    "sexual violence",
    "sexually explicit",
    "slasher",
];
/// What second versions of a film have after its title.
const VERSIONS: [&str; 4] = [" 3d", " live", " in concert", " the imax experience"];
/// The theme of films that tell an older film's story again.
const REMAKE: &str = "remake";
/// The least cosine of a remake's story with the older one, and of story and themes added up.
const SAME_STORY: f32 = 0.075;
const SAME_STORY_AND_THEMES: f32 = 0.65;
/// Groups of likes whose mean likeness is at least this belong together.
const TOGETHER: f32 = 0.08;
/// How much the cosine of their genres counts in the likeness of two likes, beside that of their content.
const KIND_SHARE: f32 = 0.5;
/// Likes are divided into at most so many groups; a taste with more is taken as a whole, as is one of more likes.
const MAX_GROUPS: usize = 3;
const MAX_GROUPED_LIKES: usize = 40;

/// What a list must keep for a taste.
#[derive(Debug, Default)]
pub(crate) struct ListRules {
    /// For each trait that all likes share, whether each film has it, by row; the one that says most comes first.
    traits: Vec<Arc<[bool]>>,
    /// The other versions of the likes: films of their titles that share a genre with them.
    versions: HashSet<Row>,
    /// Whether each film says that it is a remake, by row, if films here do.
    remakes: Option<Arc<[bool]>>,
    likes: Vec<Row>,
    /// The likes that are remakes.
    remade: Vec<Row>,
    is_for_children: bool,
}

impl ListRules {
    pub(crate) fn new(model: &Model, taste: &Taste, kept: &TraitFilms) -> Self {
        let likes = taste.likes();
        if likes.is_empty() {
            return Self::default();
        }
        let remakes = kept.of(model, Facet::Theme, REMAKE);
        let is_remake = |row: &Row| remakes.as_ref().is_some_and(|remakes| remakes[*row]);
        Self {
            traits: shared_traits(model, likes, kept, &STRONG_THEMES),
            versions: likes.iter().flat_map(|&row| versions(model, row)).collect(),
            likes: likes.to_vec(),
            remade: likes.iter().copied().filter(is_remake).collect(),
            remakes,
            is_for_children: likes.iter().all(|&row| is_for_children(model, row)),
        }
    }

    /// Whether a film may be in the list at all.
    pub(crate) fn admits(&self, model: &Model, row: Row) -> bool {
        let film = model.film(row);
        if self.is_for_children && is_unfit_for_children(model, row) && !has_any(film, &FOR_CHILDREN[..1]) {
            return false;
        }
        !self.versions.contains(&row) && !self.tells_a_liked_story(model, row)
    }

    /// Whether a film is a remake of a liked one, or a liked one of it.
    fn tells_a_liked_story(&self, model: &Model, row: Row) -> bool {
        let Some(remakes) = &self.remakes else { return false };
        self.remade.iter().any(|&like| is_remake_of(model, like, row))
            || remakes[row] && self.likes.iter().any(|&like| is_remake_of(model, row, like))
    }

    /// Whether the first `traits` traits are kept if a film comes next, after a list of which so many lack each trait.
    pub(crate) fn keeps(&self, row: Row, traits: usize, lacking: &[usize]) -> bool {
        self.traits[..traits].iter().zip(lacking).all(|(has, &lacking)| has[row] || lacking < MAX_WITHOUT_TRAIT)
    }

    /// The traits that a film lacks, each as 1.
    pub(crate) fn lacks(&self, row: Row) -> impl Iterator<Item = usize> + '_ {
        self.traits.iter().map(move |has| usize::from(!has[row]))
    }

    /// How many traits all likes share.
    pub(crate) fn traits(&self) -> usize {
        self.traits.len()
    }

    /// Whether a film has the first `traits` shared traits.
    pub(crate) fn has_traits(&self, row: Row, traits: usize) -> bool {
        self.traits[..traits].iter().all(|has| has[row])
    }
}

/// For each trait that all likes share and enough films have, whether each film has it. `themes` are taken for traits if all
/// of several likes have them.
fn shared_traits(model: &Model, likes: &[Row], kept: &TraitFilms, themes: &'static [&'static str]) -> Vec<Arc<[bool]>> {
    let canonical = |row: Row| genres::canonical_list(&model.film(row).genres);
    let mut shared = likes.first().map_or_else(Vec::new, |&row| canonical(row));
    for &row in likes.get(1..).unwrap_or_default() {
        if shared.is_empty() {
            break;
        }
        let others = canonical(row);
        shared.retain(|genre| others.contains(genre));
    }
    let is_shared = |genre: &&&str| shared.contains(genre);
    let have_theme = |name: &&&str| likes.iter().all(|&row| model.film(row).themes.iter().any(|theme| theme == **name));
    let is_several = likes.len() > 1;
    let (kinds, themes): (&[&str], &[&str]) = if is_several { (&STRONG_KINDS, themes) } else { (&[], &[]) };
    let of_genres = FORMS.iter().chain(kinds).filter(is_shared).map(|&genre| (Facet::Genre, genre));
    let of_themes = |names: &'static [&'static str]| names.iter().filter(have_theme).map(|&name| (Facet::Theme, name));
    let country = is_several.then(|| shared_country(model, likes)).flatten().map(|country| (Facet::Country, country));
    let traits = of_themes(&FORM_THEMES).chain(of_genres).chain(country).chain(of_themes(themes));
    traits.filter_map(|(facet, name)| kept.of(model, facet, name)).collect()
}

/// The country that all likes are from: of several the one that the films name first.
fn shared_country<'a>(model: &'a Model, likes: &[Row]) -> Option<&'a str> {
    let place = |row: Row, name: &str| model.film(row).countries.iter().position(|country| country == name);
    let places = |name: &str| likes.iter().map(|&row| place(row, name)).sum::<Option<usize>>();
    let shared = model.film(*likes.first()?).countries.iter().filter_map(|name| Some((places(name)?, name.as_str())));
    shared.min_by_key(|&(places, _)| places).map(|(_, name)| name)
}

/// The films of a film's own titles, with or without what marks another version, that share a genre with it.
fn versions(model: &Model, row: Row) -> Vec<Row> {
    let film = model.film(row);
    let shares_genre = |other: &Row| film.genres.iter().any(|genre| model.film(*other).genres.contains(genre));
    let of_title = |title: &str| -> Vec<Row> {
        let key = title_key(title);
        let key = VERSIONS.iter().find_map(|version| key.strip_suffix(version)).unwrap_or(&key);
        model.titles().owning(key, &VERSIONS).filter(shares_genre).collect()
    };
    film.own_titles().flat_map(of_title).collect()
}

/// Whether a film that says it is a remake is one of this older film: one of them names the other, and story and themes are
/// the same. The next part of a series is no remake of the one before.
fn is_remake_of(model: &Model, remake: Row, original: Row) -> bool {
    let (film, older) = (model.film(remake), model.film(original));
    let names = |film: &Film, other: &Film| film.beside.iter().any(|id| id == other.id.as_str());
    if older.year >= film.year
        || film.series.is_some() && film.series == older.series
        || !names(film, older) && !names(older, film)
    {
        return false;
    }
    let products = products_by_field(model, &[remake, original]);
    let [story, themes] = [Field::Words, Field::Themes].map(|field| cosine(&products, 2, 1, &[field]));
    story >= SAME_STORY && story + themes >= SAME_STORY_AND_THEMES
}

/// Whether children can watch a film. Where nobody says for whom a film is, an animated one that is nothing grave is theirs.
fn is_for_children(model: &Model, row: Row) -> bool {
    const GRAVE: [&str; 4] = ["crime", "drama", "thriller", "war"];
    let (film, genres) = (model.film(row), model.genre_sets()[row].all);
    let is_animated = || genres.contains("animation") && !GRAVE.iter().any(|genre| genres.contains(genre));
    has_any(film, &FOR_CHILDREN) || film.themes.is_empty() && is_animated() && !is_unfit_for_children(model, row)
}

/// Whether a film is one for adults alone, by whatever name its genre goes: a "slasher" is horror.
fn is_unfit_for_children(model: &Model, row: Row) -> bool {
    let genres = model.genre_sets()[row].all;
    has_any(model.film(row), &NOT_FOR_CHILDREN) || ["erotic", "horror"].iter().any(|genre| genres.contains(genre))
}

/// Whether a film has any of these genres or themes.
fn has_any(film: &Film, names: &[&str]) -> bool {
    film.genres.iter().chain(&film.themes).any(|name| names.contains(&name.as_str()))
}

/// One list of several, without repetition, each film with the place of its list: at each place stands the next film of the
/// list that is most behind its share, which is in proportion to its size.
pub(crate) fn interleaved(lists: Vec<impl Iterator<Item = Row>>, sizes: &[usize], wanted: usize) -> Vec<(usize, Row)> {
    let all: usize = sizes.iter().sum();
    let mut left: Vec<_> = lists.into_iter().map(Iterator::peekable).collect();
    let mut taken = vec![0usize; left.len()];
    let mut chosen: Vec<(usize, Row)> = Vec::with_capacity(wanted);
    let mut listed: HashSet<Row> = HashSet::with_capacity(wanted);
    while chosen.len() < wanted {
        let place = chosen.len() + 1;
        let behind = |&list: &usize| (sizes[list] * place) as f64 / all as f64 - taken[list] as f64;
        let open = (0..left.len()).filter(|&list| left[list].peek().is_some()).collect::<Vec<_>>();
        let Some(next) = open.into_iter().max_by(|a, b| behind(a).total_cmp(&behind(b)).then(b.cmp(a))) else { break };
        let film = left[next].next().expect("it has one more");
        if listed.insert(film) {
            taken[next] += 1;
            chosen.push((next, film));
        }
    }
    chosen
}

/// The likes of a taste in groups that have nothing to do with each other, if there are a few such groups and no form, kind
/// or origin is common to all: then each leads to its share of the list. A mean of *Fury Road* and *Tokyo Story* is like
/// neither. (Lists in the proportions of a taste: Steck, "Calibrated Recommendations", ACM Conference on Recommender Systems
/// 2018.)
pub(crate) fn groups(model: &Model, likes: &[Row], kept: &TraitFilms) -> Option<Vec<Vec<Row>>> {
    if likes.len() < 2 || likes.len() > MAX_GROUPED_LIKES || !shared_traits(model, likes, kept, &[]).is_empty() {
        return None;
    }
    let likeness = likeness(&products_by_field(model, likes), likes.len());
    let mut groups: Vec<Vec<usize>> = (0..likes.len()).map(|like| vec![like]).collect();
    // Average linkage: the two groups that are most alike become one, as long as they are alike enough.
    let mean = |a: &[usize], b: &[usize]| {
        let sum: f32 = a
            .iter()
            .flat_map(|one| b.iter().map(move |other| (one, other)))
            .map(|(one, other)| likeness[one * likes.len() + other])
            .sum();
        sum / (a.len() * b.len()) as f32
    };
    loop {
        let pairs = (0..groups.len()).flat_map(|a| (a + 1..groups.len()).map(move |b| (a, b)));
        let linked = pairs.map(|(a, b)| (mean(&groups[a], &groups[b]), a, b)).filter(|&(mean, ..)| mean >= TOGETHER);
        let Some((_, a, b)) = linked.max_by(|x, y| x.0.total_cmp(&y.0).then((y.1, y.2).cmp(&(x.1, x.2)))) else {
            break;
        };
        let joined = groups.remove(b);
        groups[a].extend(joined);
    }
    (2..=MAX_GROUPS).contains(&groups.len()).then(|| {
        let rows = |mut group: Vec<usize>| {
            group.sort_unstable();
            group.into_iter().map(|like| likes[like]).collect()
        };
        groups.into_iter().map(rows).collect()
    })
}

/// How alike so many likes are: the mean likeness of two of them. `products` are theirs, field by field; there must be at
/// least two.
pub(crate) fn coherence(products: &[FieldWeights], likes: usize) -> f32 {
    let likeness = likeness(products, likes);
    let of_two = (0..likes * likes).filter(|at| at / likes != at % likes).map(|at| likeness[at]);
    of_two.sum::<f32>() / (likes * (likes - 1)) as f32
}

/// The cosine of two of `n` films in some fields: of the pair at `at` in their products.
fn cosine(products: &[FieldWeights], n: usize, at: usize, fields: &[Field]) -> f32 {
    let product = |at: usize| fields.iter().map(|&field| products[at].of(field)).sum::<f32>();
    let (a, b) = (at / n, at % n);
    product(at) / (product(a * n + a) * product(b * n + b)).sqrt().max(f32::MIN_POSITIVE)
}

/// How alike each two likes are, row by row: [`KIND_SHARE`] of the cosine of their genres, and the cosine of their other
/// fields but people, origin and time.
fn likeness(products: &[FieldWeights], likes: usize) -> Vec<f32> {
    const CONTENT: [Field; 5] = [Field::Words, Field::Themes, Field::Keywords, Field::Categories, Field::Beside];
    let cosine = |at: usize, fields: &[Field]| cosine(products, likes, at, fields);
    (0..likes * likes).map(|at| KIND_SHARE * cosine(at, &[Field::Genres]) + cosine(at, &CONTENT)).collect()
}
