//! Picks from the token of a link, and the picks of a long address as a token.

use std::collections::HashSet;
use std::sync::Arc;

use matinee_catalogue::FilmId;
use matinee_catalogue::history::Opinion;
use matinee_rank::{FilmHashes, PLAIN_WEIGHT, TasteFile, TasteFilm, TasteToken, TokenTaste};

use super::token_picks::{DROP, NEVER, TOKEN, TokenPicks};
use super::{Pairs, Picks};
use crate::encoding;
use crate::limits::MAX_PLAIN_CHARS;

impl Picks {
    /// Takes the picks of a token in place of those so far.
    pub(super) fn open(&mut self, token: String, found: TokenTaste) {
        let TokenTaste { taste, unknown, unsure } = found;
        let of = |opinion| {
            let films = taste.films().iter().filter(move |film| film.opinion == opinion);
            films.map(|film| film.id.as_str().to_owned()).collect()
        };
        (self.like, self.dislike) = (of(Opinion::Like), of(Opinion::Dislike));
        (self.seen, self.want) = (of(Opinion::Seen), of(Opinion::Want));
        (self.mute, self.less) = (taste.muted.clone(), taste.lessened.clone());
        self.boost.clone_from(&taste.boosted);
        self.never.clone_from(&taste.never);
        let said = taste.films().iter().map(|film| (film.id.to_string(), (film.opinion, film.weight))).collect();
        self.token = Some(Arc::new(TokenPicks { token, taste, said, unknown: unknown + unsure }));
    }

    /// Lets picks that would make a long address be written as a token.
    pub(super) fn with_tokens(&mut self, hashes: &Arc<FilmHashes>) {
        self.hashes = Some(Arc::clone(hashes));
    }

    /// The pairs of an address: a pick each where they are few, else a token and what was changed since.
    pub(super) fn pairs(&self) -> Pairs {
        let opened = self.token.as_ref();
        let says_more = if self.weights.is_empty() {
            opened.is_some_and(|token| token.says_more())
        } else {
            self.to_file().films().iter().any(|film| film.weight != PLAIN_WEIGHT)
        };
        if !says_more && (self.hashes.is_none() || self.are_short()) {
            return self.plain_pairs();
        }
        let opened = opened.filter(|_| self.weights.is_empty());
        if let Some(opened) = opened {
            let mut pairs = vec![(TOKEN, opened.token.clone())];
            pairs.extend(self.changes(opened));
            if is_short(pairs[1..].iter().map(|(name, value)| (*name, value.as_str()))) {
                return pairs;
            }
        }
        self.to_token().map_or_else(|| self.plain_pairs(), |token| vec![(TOKEN, token)])
    }

    fn are_short(&self) -> bool {
        let rules: Vec<String> = self.never.iter().map(ToString::to_string).collect();
        let picks = self.lists().into_iter().flat_map(|(name, values)| values.iter().map(move |v| (name, v.as_str())));
        is_short(picks.chain(rules.iter().map(|rule| (NEVER, rule.as_str()))))
    }

    /// All picks as a token; none where they are too many for one.
    pub(crate) fn to_token(&self) -> Option<String> {
        if let Some(opened) = self.token.as_ref().filter(|opened| self.is_unchanged(opened)) {
            return Some(opened.token.clone());
        }
        TasteToken::write(&self.to_file(), self.hashes.as_ref()?).ok()
    }

    fn is_unchanged(&self, opened: &TokenPicks) -> bool {
        self.weights.is_empty() && self.changes(opened).is_empty()
    }

    /// What is different from what the token says, as pairs that say it.
    fn changes(&self, opened: &TokenPicks) -> Pairs {
        let mut pairs = Pairs::new();
        let mut left = opened.taste.films().len();
        for (name, ids, opinion) in self.films() {
            for id in ids {
                let said = opened.said.get(id).map(|(said, _)| *said);
                left = left.saturating_sub(usize::from(said.is_some()));
                if said != Some(opinion) {
                    pairs.push((name, id.clone()));
                }
            }
        }
        // A page has hundreds of addresses, and few of them take something back.
        if left > 0 {
            let named: HashSet<&str> =
                self.films().iter().flat_map(|(_, ids, _)| ids.iter().map(String::as_str)).collect();
            let is_dropped = |film: &&TasteFilm| !named.contains(film.id.as_str());
            pairs.extend(opened.taste.films().iter().filter(is_dropped).map(|film| (DROP, film.id.to_string())));
        }
        let steered = [
            ("mute", &self.mute, &opened.taste.muted),
            ("less", &self.less, &opened.taste.lessened),
            ("boost", &self.boost, &opened.taste.boosted),
        ];
        for (.., before) in steered {
            let is_gone =
                |term: &&String| ![&self.mute, &self.less, &self.boost].iter().any(|terms| terms.contains(term));
            pairs.extend(before.iter().filter(is_gone).map(|term| (DROP, term.clone())));
        }
        let rules_gone = opened.taste.never.iter().filter(|rule| !self.never.contains(rule));
        pairs.extend(rules_gone.map(|rule| (DROP, rule.to_string())));
        let rules_new = self.never.iter().filter(|rule| !opened.taste.never.contains(rule));
        pairs.extend(rules_new.map(|rule| (NEVER, rule.to_string())));
        for (name, now, before) in steered {
            pairs.extend(now.iter().filter(|term| !before.contains(term)).map(|term| (name, term.clone())));
        }
        pairs
    }

    /// All picks as the file of a taste, with what the token says beyond them. Ids that no film can have are left out.
    pub(crate) fn to_file(&self) -> TasteFile {
        let said = |id: &str| self.token.as_ref().and_then(|opened| opened.said.get(id));
        let mut films: Vec<TasteFilm> = Vec::new();
        for (_, ids, opinion) in self.films() {
            let film = |id: &String| {
                let before = said(id).filter(|(before, _)| *before == opinion).map(|&(_, weight)| weight);
                let weight = self.weights.get(id).copied().or(before).unwrap_or(PLAIN_WEIGHT);
                Some(TasteFilm { id: id.parse::<FilmId>().ok()?, title: String::new(), opinion, weight })
            };
            films.extend(ids.iter().filter_map(film));
        }
        let mut taste = TasteFile::of_films(films);
        (taste.muted, taste.lessened) = (self.mute.clone(), self.less.clone());
        taste.boosted.clone_from(&self.boost);
        taste.never.clone_from(&self.never);
        taste
    }

    fn films(&self) -> [(&'static str, &Vec<String>, Opinion); 4] {
        [
            ("like", &self.like, Opinion::Like),
            ("dislike", &self.dislike, Opinion::Dislike),
            ("seen", &self.seen, Opinion::Seen),
            ("want", &self.want, Opinion::Want),
        ]
    }
}

/// Whether an address may say these pairs one by one.
fn is_short<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let mut chars = 0;
    for (name, value) in pairs {
        chars += name.len() + encoding::value(value).len() + 2;
        if chars > MAX_PLAIN_CHARS {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::{Film, Year};
    use matinee_features::{Model, Params};
    use matinee_rank::Ranker;

    use super::super::Address;

    fn ranker() -> Ranker {
        let mut films: Vec<Film> = Vec::new();
        for n in 0..200 {
            let mut film = Film::new(&format!("A film of a long title {n}"), Year::new(1950).unwrap());
            film.genres = vec!["drama".to_owned()];
            films.push(film);
        }
        let catalogue = matinee_catalogue::Catalogue::new(films).unwrap();
        Ranker::new(std::sync::Arc::new(Model::train(catalogue, &Params::default()).unwrap()))
    }

    fn id(n: usize) -> String {
        format!("a-film-of-a-long-title-{n}-1950")
    }

    #[test]
    fn a_long_address_is_a_token_and_says_the_same() {
        let ranker = ranker();
        let query = |n: usize| (0..n).map(|n| format!("like={}", id(n))).collect::<Vec<_>>().join("&");
        let few = Address::with_tokens(&query(20), &ranker);
        assert_eq!(few.href("/"), format!("/?{}", query(20)));
        let many = Address::with_tokens(&format!("{}&mute=crime&from=1970", query(100)), &ranker);
        let href = many.href("/");
        assert!(href.starts_with("/?t=") && href.ends_with("&from=1970") && href.len() < 400, "{href}");
        let again = Address::with_tokens(href.strip_prefix("/?").unwrap(), &ranker);
        let sorted = |mut ids: Vec<String>| {
            ids.sort();
            ids
        };
        assert_eq!(sorted(again.picks.like.clone()), sorted(many.picks.like.clone()));
        assert_eq!(again.picks.mute, ["crime"]);
        assert_eq!(again.href("/"), href);
    }

    #[test]
    fn what_is_changed_stands_beside_the_token_until_there_is_much_of_it() {
        let ranker = ranker();
        let query = (0..100).map(|n| format!("seen={}", id(n))).collect::<Vec<_>>().join("&");
        let href = Address::with_tokens(&format!("{query}&boost=war"), &ranker).href("");
        let opened = |href: &str| Address::with_tokens(href.trim_start_matches("/?").trim_start_matches('?'), &ranker);
        let address = opened(&href);
        let picks =
            address.picks.liking(&id(150)).disliking(&id(3)).without(&id(4)).without_term("war").muting("crime");
        let changed = address.with_picks(picks).href("");
        let expected = format!("{href}&like={}&dislike={}&drop={}&drop=war&mute=crime", id(150), id(3), id(4));
        assert_eq!(changed, expected);
        let again = opened(&changed);
        assert_eq!((again.picks.like.as_slice(), again.picks.dislike.as_slice()), (&[id(150)][..], &[id(3)][..]));
        assert_eq!(again.picks.seen.len(), 98);
        assert_eq!((again.picks.mute.as_slice(), again.picks.boost.len()), (&["crime".to_owned()][..], 0));
        let mut picks = again.picks.clone();
        for n in 100..200 {
            picks = picks.liking(&id(n));
        }
        let anew = opened(&again.with_picks(picks).href(""));
        assert_eq!((anew.picks.like.len(), anew.picks.seen.len(), anew.picks.dislike.len()), (100, 98, 1));
        assert!(!anew.href("").contains("drop="));
    }

    #[test]
    fn a_token_that_cannot_be_read_is_passed_over() {
        let ranker = ranker();
        let query = format!("t=nonsense&like={}", id(1));
        assert_eq!(Address::with_tokens(&query, &ranker).href("/"), format!("/?like={}", id(1)));
    }
}
