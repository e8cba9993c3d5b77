//! The fields of the filter form, as an address names them.

use std::ops::RangeInclusive;

use matinee_rank::{Closeness, Condition, Filter, LibrarySide};

use crate::limits::ANY_LENGTH_MINUTES;

/// Which films may be shown, and how near to the picks. An empty text is no condition.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FilterFields {
    pub(crate) from: Option<u16>,
    pub(crate) to: Option<u16>,
    pub(crate) runtime: Option<u16>,
    pub(crate) genre: String,
    pub(crate) country: String,
    pub(crate) language: String,
    /// Films in the operator's library, or those outside of it.
    pub(crate) library: Option<LibrarySide>,
    /// Whether what was watched there counts as seen.
    pub(crate) watched_is_seen: bool,
    closeness: Option<f32>,
}

impl FilterFields {
    /// Takes a pair of a query string; other names than those of a field are passed over.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match name {
            "from" => self.from = value.parse().ok(),
            "to" => self.to = value.parse().ok(),
            // At its end the form's slider sets no condition.
            "runtime" => self.runtime = value.parse().ok().filter(|&minutes| minutes != ANY_LENGTH_MINUTES),
            "genre" => self.genre = value.to_owned(),
            "country" => self.country = value.to_owned(),
            "language" => self.language = value.to_owned(),
            "library" => self.library = value.parse().ok(),
            "watched" => self.watched_is_seen = value == "seen",
            "closeness" => self.closeness = value.parse().ok().filter(|closeness: &f32| closeness.is_finite()),
            _ => {}
        }
    }

    pub(super) fn pairs(&self) -> super::Pairs {
        let numbers = [("from", self.from), ("to", self.to), ("runtime", self.runtime)];
        let texts = [("genre", &self.genre), ("country", &self.country), ("language", &self.language)];
        let mut pairs: super::Pairs =
            numbers.iter().filter_map(|&(name, value)| Some((name, value?.to_string()))).collect();
        pairs.extend(texts.iter().filter(|(_, value)| !value.is_empty()).map(|&(name, value)| (name, value.clone())));
        pairs.extend(self.library.map(|side| ("library", side.name().to_owned())));
        pairs.extend(self.watched_is_seen.then(|| ("watched", "seen".to_owned())));
        pairs.extend(self.closeness.map(|closeness| ("closeness", closeness.to_string())));
        pairs
    }

    /// The closeness as the address has it, or the default.
    pub(crate) fn shown_closeness(&self) -> f32 {
        self.closeness.unwrap_or_else(|| Closeness::default().get())
    }

    /// Whether it is nearer to the picks than usual, or farther; `None` where it is as usual.
    pub(crate) fn is_closer(&self) -> Option<bool> {
        let (set, usual) = (self.closeness().get(), Closeness::default().get());
        ((set - usual).abs() > 0.001).then_some(set > usual)
    }

    /// The same with the usual closeness.
    pub(crate) fn as_close_as_usual(&self) -> Self {
        Self { closeness: None, ..self.clone() }
    }

    /// The same for a list that surprises.
    pub(crate) fn surprising(&self) -> Self {
        Self { closeness: Some(0.0), ..self.clone() }
    }

    pub(crate) fn closeness(&self) -> Closeness {
        self.closeness.map_or_else(Closeness::default, Closeness::new)
    }

    /// Whether any condition is set, be it on films or on the library.
    pub(crate) fn say_any(&self) -> bool {
        !self.filter().is_open() || self.library.is_some() || self.watched_is_seen
    }

    /// The conditions on films themselves. Those on the library need the model, too.
    pub(crate) fn filter(&self) -> Filter {
        let range = |from: Option<u16>, to: Option<u16>| -> Option<RangeInclusive<u16>> {
            (from.is_some() || to.is_some()).then(|| from.unwrap_or(0)..=to.unwrap_or(u16::MAX))
        };
        let one = |value: &String| if value.is_empty() { Vec::new() } else { vec![value.clone()] };
        Filter {
            years: range(self.from, self.to),
            runtime: range(None, self.runtime),
            genres: one(&self.genre),
            without_genres: Vec::new(),
            countries: one(&self.country),
            languages: one(&self.language),
            ..Filter::default()
        }
    }

    /// The same without one condition.
    pub(crate) fn without(&self, condition: Condition) -> Self {
        let mut fields = self.clone();
        match condition {
            Condition::Years => (fields.from, fields.to) = (None, None),
            Condition::Runtime => fields.runtime = None,
            Condition::Genres => fields.genre.clear(),
            // The form has no fields for them.
            Condition::WithoutGenres | Condition::Asked => {}
            Condition::Library => fields.library = None,
            Condition::Watched => fields.watched_is_seen = false,
            Condition::Countries => fields.country.clear(),
            Condition::Languages => fields.language.clear(),
        }
        fields
    }

    /// The same without any condition. The closeness stays: it orders films and hides none.
    pub(crate) fn without_all(&self) -> Self {
        Condition::ALL.into_iter().fold(self.clone(), |fields, condition| fields.without(condition))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_dropped_from_the_address_is_dropped_from_the_filter() {
        let all = [("from", "1970"), ("to", "1980"), ("runtime", "120"), ("genre", "war"), ("country", "Iran")];
        let mut fields = FilterFields::default();
        let library = [("library", "in"), ("watched", "seen")];
        for (name, value) in all.into_iter().chain([("language", "Persian"), ("closeness", "0.5")]).chain(library) {
            fields.set(name, value);
        }
        let loosened: Vec<_> = fields.filter().loosened().collect();
        assert_eq!(loosened.len(), 5);
        for (condition, filter) in loosened {
            assert_eq!(fields.without(condition).filter(), filter, "{condition:?}");
        }
        assert_eq!(fields.without_all().pairs(), [("closeness", "0.5".to_owned())]);
    }
}
