//! The terms of a model that a viewer's word means.

use matinee_catalogue::{genres, themes};
use matinee_features::{Field, Model, TermId, is_unspaced};

/// The columns of a term that is named as reasons name it: the term itself in any field, the genre and the theme that it
/// is another name of, and pairs that have the word.
pub(crate) fn columns_of(model: &Model, name: &str) -> Vec<TermId> {
    let vocabulary = model.vocabulary();
    let analyzer = model.params().analyzer();
    let mut found: Vec<TermId> =
        Field::ALL.iter().filter_map(|&field| vocabulary.find(field, name, analyzer)).collect();
    let written =
        [(Field::Genres, genres::written(name)), (Field::Themes, themes::find(name).map(|t| t.name.as_str()))];
    found.extend(written.into_iter().filter_map(|(field, other)| vocabulary.find(field, other?, analyzer)));
    // Overlapping pairs of characters are written without a space.
    let is_pair = |text: &str| text.contains(' ') || (is_unspaced(text) && analyzer.tokens(text).len() > 1);
    // A decade has a column of its own and those of its years.
    let times = vocabulary.columns_of(Field::Time).map(|column| column as TermId);
    found.extend(times.filter(|&column| vocabulary.term(column).text == name.trim()));
    let single = vocabulary.find(Field::Words, name, analyzer).filter(|&id| !is_pair(&vocabulary.term(id).text));
    if single.is_some() {
        let stems = |text: &str| analyzer.tokens(text).into_iter().map(|t| t.term);
        let wanted: Vec<String> = stems(name).collect();
        let pairs = vocabulary.columns_of(Field::Words).chain(vocabulary.columns_of(Field::Keywords)).filter(|&c| {
            let text = &vocabulary.term(c as TermId).text;
            is_pair(text) && stems(text).any(|word| wanted.contains(&word))
        });
        found.extend(pairs.map(|c| c as TermId));
    }
    found
}
