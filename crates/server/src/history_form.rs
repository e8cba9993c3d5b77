//! The form that brings a history in: files and pasted text first, then what was read of them with a viewer's answers. The page carries
//! what was read, so that the server need not keep it.

use std::collections::{HashMap, HashSet};

use matinee_catalogue::FilmId;
use matinee_catalogue::history::{HistoryError, HistoryFile, HistoryFilm, HistoryOptions, Opinion, Said, kept_films};
use matinee_rank::{Ranker, TasteFile, TasteImport, TasteImportOptions, TasteToken, import_taste, taste_of_films};

use crate::text::SiteText;
use crate::upload::Upload;

/// What a viewer wants done with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NextStep {
    /// Show what was read.
    #[default]
    Look,
    /// Go on with the films.
    Take,
    /// Give what was not found as a table.
    Table,
}

/// The form as it was sent.
#[derive(Debug, Default)]
pub(crate) struct HistoryForm {
    files: Vec<(String, Vec<u8>)>,
    /// A taste that was pasted as a link.
    link: Option<TasteToken>,
    /// Films read before.
    kept: Option<Vec<HistoryFilm>>,
    /// What the files said beside films.
    terms: TasteFile,
    pub(crate) unsaid: Option<Opinion>,
    pub(crate) user: Option<String>,
    /// The cuts that the viewer moved, as shares of the best rating.
    pub(crate) like_from: Option<f64>,
    pub(crate) dislike_to: Option<f64>,
    /// Whether what is here is to be replaced.
    pub(crate) afresh: bool,
    pub(crate) next: NextStep,
}

/// Why nothing was imported.
#[derive(Debug)]
pub(crate) enum FormError {
    /// Nothing was given.
    Empty,
    /// What was given could not be read.
    History(HistoryError),
}

impl HistoryForm {
    /// Takes what was sent. What is unknown or unreadable is passed over.
    pub(crate) fn read(mut upload: Upload, text: &SiteText) -> Self {
        let mut form = Self { files: std::mem::take(&mut upload.files), ..Self::default() };
        let pasted = upload.field("titles").map(str::trim).filter(|pasted| !pasted.is_empty());
        if let Some(pasted) = pasted {
            match pasted.parse() {
                Ok(token) => form.link = Some(token),
                Err(_) => form.files.push((text.import.pasted.clone(), pasted.as_bytes().to_vec())),
            }
        }
        form.unsaid = upload.field("as").and_then(|name| name.parse().ok());
        form.user = upload.field("user").map(|user| user.trim().to_owned()).filter(|user| !user.is_empty());
        form.afresh = upload.field("afresh").is_some();
        form.next = match upload.field("do") {
            Some("take") => NextStep::Take,
            Some("table") => NextStep::Table,
            _ => NextStep::Look,
        };
        // A cut that still is what the page showed, in tenths, is what it was.
        let moved = |name: &str, shown: &str, before: &str| {
            let value = upload.field(name).filter(|value| upload.field(shown) != Some(value));
            let value = value.or_else(|| upload.field(before))?;
            let tenths: f64 = value.trim().replace(',', ".").parse().ok()?;
            Some(tenths / 10.0).filter(|share| (0.0..=1.0).contains(share))
        };
        form.like_from = moved("like-from", "shown-like", "moved-like");
        form.dislike_to = moved("dislike-to", "shown-dislike", "moved-dislike");
        form.kept = upload.field("kept").map(|kept| saying(answered(kept_films(kept), &upload.fields), form.unsaid));
        form.terms = upload.field("terms").and_then(|terms| terms.parse().ok()).unwrap_or_default();
        form
    }

    /// Reads the films and finds them.
    pub(crate) fn import(&self, ranker: &Ranker) -> Result<TasteImport, FormError> {
        let model = ranker.model();
        let files: Vec<HistoryFile> = self.files.iter().map(|(name, bytes)| HistoryFile { name, bytes }).collect();
        if files.is_empty() && self.kept.is_none() && self.link.is_none() {
            return Err(FormError::Empty);
        }
        let options = TasteImportOptions {
            history: HistoryOptions { user: self.user.clone(), unsaid: self.unsaid },
            like_from: self.like_from,
            dislike_to: self.dislike_to,
        };
        let mut import = match &self.kept {
            _ if !files.is_empty() => import_taste(model, &files, &options).map_err(FormError::History)?,
            Some(kept) => taste_of_films(model, kept.clone(), self.like_from, self.dislike_to),
            None => TasteImport::default(),
        };
        import.taste.merge(self.terms.clone());
        if let Some(token) = &self.link {
            let found = token.in_films(model.films(), ranker.film_hashes());
            import.films += token.len();
            import.taste.merge(found.taste);
        }
        Ok(import)
    }
}

/// What is said of all films of a mere list, which has no ratings: one thing, the same of each.
pub(crate) fn said_of_all(films: &[HistoryFilm]) -> Option<Opinion> {
    let said = films.first()?.said;
    let is_plain = |film: &HistoryFilm| film.rating.is_none() && film.weight.is_none() && film.said == said;
    Opinion::ALL.into_iter().find(|&opinion| Said::of(opinion) == said).filter(|_| films.iter().all(is_plain))
}

/// The films of a mere list with what a viewer says of all of them; others as they are.
fn saying(mut films: Vec<HistoryFilm>, opinion: Option<Opinion>) -> Vec<HistoryFilm> {
    if let Some(opinion) = opinion.filter(|_| said_of_all(&films).is_some()) {
        for film in &mut films {
            film.said = Said::of(opinion);
        }
    }
    films
}

/// The films read before with the answers to what they left open: which film it is, that it is none of those named, or another.
fn answered(films: Vec<HistoryFilm>, fields: &[(String, String)]) -> Vec<HistoryFilm> {
    let mut ids: HashMap<usize, FilmId> = HashMap::new();
    let mut wrong: HashSet<usize> = HashSet::new();
    for (name, value) in fields {
        if name == "wrong" {
            wrong.extend(value.parse::<usize>());
        }
        let Some(place) = name.strip_prefix("is-").and_then(|place| place.parse::<usize>().ok()) else { continue };
        if value == "none" {
            wrong.insert(place);
        } else if let Ok(id) = value.parse() {
            ids.insert(place, id);
        }
    }
    let answer = |(place, film): (usize, HistoryFilm)| {
        let film = ids.get(&place).map_or_else(|| film.clone(), |id| film.only_as(id));
        (!wrong.contains(&place)).then_some(film)
    };
    films.into_iter().enumerate().filter_map(answer).collect()
}
