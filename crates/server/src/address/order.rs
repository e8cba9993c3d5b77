//! In which order a list is shown.

use std::cmp::Reverse;

use matinee_features::{Model, Row};

use crate::text::SiteText;

/// In which order the films that fit best are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// As they fit.
    #[default]
    Fit,
    /// The newest first.
    Year,
    /// The shortest first; those of unknown length last.
    Length,
    /// The best known first.
    Known,
}

impl Order {
    /// What a visitor calls it.
    pub(crate) fn shown(self, text: &SiteText) -> &str {
        let names = &text.home.orders;
        match self {
            Self::Fit => &names.fit,
            Self::Year => &names.year,
            Self::Length => &names.length,
            Self::Known => &names.known,
        }
    }

    pub(crate) const ALL: [Self; 4] = [Self::Fit, Self::Year, Self::Length, Self::Known];

    /// Its name in an address; the default has none.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Fit => None,
            Self::Year => Some("year"),
            Self::Length => Some("length"),
            Self::Known => Some("known"),
        }
    }

    /// The order of a name; other names are the default.
    pub(super) fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.name() == Some(name)).unwrap_or_default()
    }

    /// Sorts films that come in the order of fit; those that are equal stay in it.
    pub(crate) fn sort<T>(self, model: &Model, films: &mut [T], row: impl Fn(&T) -> Row) {
        match self {
            Self::Fit => {}
            Self::Year => films.sort_by_key(|film| Reverse(model.film(row(film)).year)),
            Self::Length => films.sort_by_key(|film| model.film(row(film)).runtime_minutes.unwrap_or(u16::MAX)),
            Self::Known => films.sort_by(|a, b| model.prior()[row(b)].total_cmp(&model.prior()[row(a)])),
        }
    }
}
