//! What a model knows of its films, in numbers: to see a catalogue that has become poorer before it is served.

use matinee_features::{Field, Model};
use serde::Serialize;
use serde_json::{Map, Value};

/// Fields that fewer films have than this say nothing when they get fewer.
const RARE: f64 = 0.05;

/// What a model knows of its films.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ModelQuality {
    pub(crate) films: usize,
    /// The mean number of terms a film.
    pub(crate) terms: f64,
    /// The share of films with a term of each field.
    pub(crate) shares: Vec<(Field, f64)>,
}

/// How much less of something there is, in percent of what there was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Loss {
    pub(crate) what: String,
    pub(crate) percent: f64,
}

/// The most that a new model may have less than the one in use, in percent; without a limit it may have any less.
#[derive(Debug, Clone, Copy, Default, PartialEq, clap::Args)]
pub(crate) struct LossLimits {
    /// Keep the current model if the new one has more than so many percent fewer films
    #[arg(long, env = "MATINEE_MAX_FILM_LOSS", value_name = "PERCENT", value_parser = percent)]
    pub(crate) max_film_loss: Option<f64>,
    /// Keep the current model if the new one knows more than so many percent less of its films: fewer terms a film, or a
    /// smaller share of films with words, people, genres or another field
    #[arg(long, env = "MATINEE_MAX_QUALITY_LOSS", value_name = "PERCENT", value_parser = percent)]
    pub(crate) max_quality_loss: Option<f64>,
}

impl LossLimits {
    pub(crate) fn is_any(self) -> bool {
        self.max_film_loss.is_some() || self.max_quality_loss.is_some()
    }

    /// What got fewer by more than the limits allow.
    pub(crate) fn exceeded(self, old: &ModelQuality, new: &ModelQuality) -> Vec<String> {
        let over = |losses: Vec<Loss>, most: Option<f64>, option: &str| -> Vec<String> {
            let Some(most) = most else { return Vec::new() };
            let of = |loss: &Loss| format!("{} {:.1} % fewer ({option} {most})", loss.what, loss.percent);
            losses.iter().filter(|loss| loss.percent > most).map(of).collect()
        };
        let films = Loss { what: "films".to_owned(), percent: loss(old.films as f64, new.films as f64) };
        let mut all = over(vec![films], self.max_film_loss, "--max-film-loss");
        all.extend(over(new.losses_since(old), self.max_quality_loss, "--max-quality-loss"));
        all
    }
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches('%').parse().ok().filter(|number| (0.0..=100.0).contains(number));
    number.ok_or_else(|| format!("{text:?} is no percentage: write a number from 0 to 100"))
}

/// By how many percent `new` is below `old`.
fn loss(old: f64, new: f64) -> f64 {
    if old > 0.0 { ((old - new) / old * 100.0).max(0.0) } else { 0.0 }
}

impl ModelQuality {
    pub(crate) fn of(model: &Model) -> Self {
        let films = model.films().len();
        let columns = Field::ALL.map(|field| model.vocabulary().columns_of(field));
        let mut with = [0usize; Field::ALL.len()];
        for row in 0..films {
            let (of_row, _) = model.matrix().row(row);
            for (count, columns) in with.iter_mut().zip(&columns) {
                let first = of_row.partition_point(|&column| (column as usize) < columns.start);
                *count += usize::from(of_row.get(first).is_some_and(|&column| (column as usize) < columns.end));
            }
        }
        let share = |count: usize| count as f64 / films.max(1) as f64;
        Self {
            films,
            terms: model.matrix().entries() as f64 / films.max(1) as f64,
            shares: Field::ALL.into_iter().zip(with.map(share)).collect(),
        }
    }

    /// What there is less of a film than there was.
    fn losses_since(&self, old: &Self) -> Vec<Loss> {
        let terms = Loss { what: "terms a film".to_owned(), percent: loss(old.terms, self.terms) };
        let of_field = |(&(field, before), &(_, now)): (&(Field, f64), &(Field, f64))| {
            let what = format!("films with {}", name(field));
            (before >= RARE).then(|| Loss { what, percent: loss(before, now) })
        };
        std::iter::once(terms).chain(old.shares.iter().zip(&self.shares).filter_map(of_field)).collect()
    }

    pub(crate) fn as_json(&self) -> Value {
        let shares: Map<String, Value> =
            self.shares.iter().map(|(field, share)| (name(*field).to_owned(), (*share).into())).collect();
        serde_json::json!({"films": self.films, "terms_per_film": self.terms, "films_with": shares})
    }
}

/// A field as people call it.
pub(crate) fn name(field: Field) -> &'static str {
    match field {
        Field::Words => "words",
        Field::People => "people",
        Field::Genres => "genres",
        Field::Themes => "themes",
        Field::Keywords => "keywords",
        Field::Categories => "categories",
        Field::Beside => "films beside",
        Field::Origin => "an origin",
        Field::Time => "a time",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_got_fewer_is_named_with_its_limit() {
        let quality = |films, terms, people, rare| ModelQuality {
            films,
            terms,
            shares: vec![(Field::People, people), (Field::Keywords, rare)],
        };
        let old = quality(1000, 50.0, 0.9, 0.04);
        let limits = LossLimits { max_film_loss: Some(10.0), max_quality_loss: Some(10.0) };
        assert!(limits.exceeded(&old, &quality(900, 45.0, 0.81, 0.0)).is_empty());
        assert!(limits.exceeded(&old, &quality(5000, 90.0, 1.0, 1.0)).is_empty());
        assert!(LossLimits::default().exceeded(&old, &quality(1, 0.0, 0.0, 0.0)).is_empty());
        assert_eq!(
            limits.exceeded(&old, &quality(500, 50.0, 0.45, 0.0)),
            ["films 50.0 % fewer (--max-film-loss 10)", "films with people 50.0 % fewer (--max-quality-loss 10)"]
        );
        assert!(percent("10%") == Ok(10.0) && percent("101").is_err() && percent("ten").is_err());
    }
}
