//! "Tonight, for someone who loves Alien and Blade Runner": for whom a list is.

use matinee_features::Model;
use matinee_rank::Taste;

use crate::limits::NAMED_LIKES;
use crate::text::{Phrase, SiteText};

/// A sentence that names liked films; the page lets them stand out.
#[derive(Debug, Default)]
pub(crate) struct Heading {
    before: &'static str,
    /// Each title, after what separates it from the one before.
    titles: Vec<(String, String)>,
    after: String,
}

impl Heading {
    /// A sentence without titles.
    pub(crate) fn plain(sentence: &str) -> Self {
        Self { after: sentence.to_owned(), ..Self::default() }
    }

    /// A sentence with the likes in place of its name; `None` where nothing is liked.
    pub(crate) fn of_likes(
        model: &Model,
        text: &'static SiteText,
        sentence: &'static Phrase,
        taste: &Taste,
    ) -> Option<Self> {
        let likes = taste.likes();
        let others = likes.len().saturating_sub(NAMED_LIKES);
        let named = &likes[..likes.len().min(NAMED_LIKES)];
        let separator = |n: usize| match n {
            0 => String::new(),
            n if n + 1 == named.len() && others == 0 => format!(" {} ", text.card.and),
            _ => ", ".to_owned(),
        };
        let titles = named.iter().enumerate().map(|(n, &row)| (separator(n), model.film(row).title.clone())).collect();
        let more = if others > 0 { format!(" {}", text.count(&text.home.more_likes, others)) } else { String::new() };
        (!likes.is_empty()).then(|| Self {
            before: sentence.before(),
            titles,
            after: format!("{more}{}", sentence.after()),
        })
    }

    pub(crate) fn before(&self) -> &str {
        self.before
    }

    pub(crate) fn titles(&self) -> &[(String, String)] {
        &self.titles
    }

    pub(crate) fn after(&self) -> &str {
        &self.after
    }

    /// The whole sentence.
    pub(crate) fn sentence(&self) -> String {
        let titles = self.titles.iter().fold(String::new(), |titles, (separator, title)| titles + separator + title);
        format!("{}{titles}{}", self.before, self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_features::Params;

    #[test]
    fn it_names_one_two_three_or_many() {
        let model = Model::train(matinee_catalogue::starter::catalogue(), &Params::default()).unwrap();
        let of = |tag, ids: &[&str]| {
            let text = SiteText::tagged(tag).unwrap();
            let rows: Vec<_> = ids.iter().map(|id| model.titles().row_of(id).unwrap()).collect();
            let taste = Taste::new(&model, &rows, &[], &[]).unwrap();
            Heading::of_likes(&model, text, &text.home.tonight_for, &taste).map(|heading| heading.sentence())
        };
        let ids = ["alien-1979", "amelie-2001", "casablanca-1942", "heat-1995", "psycho-1960"];
        assert_eq!(of("en", &[]), None);
        let said = |n: usize| of("en", &ids[..n]).unwrap();
        assert_eq!(said(1), "Tonight, for someone who loves Alien");
        assert_eq!(said(2), "Tonight, for someone who loves Alien and Amélie");
        assert_eq!(said(3), "Tonight, for someone who loves Alien, Amélie and Casablanca");
        assert_eq!(said(5), "Tonight, for someone who loves Alien, Amélie, Casablanca and 2 more");
        assert_eq!(of("de", &ids[..2]).unwrap(), "Heute Abend für jemanden, der Alien und Amélie liebt");
        let four = "Heute Abend für jemanden, der Alien, Amélie, Casablanca und 1 weiteren liebt";
        assert_eq!(of("de", &ids[..4]).unwrap(), four);
    }
}
