//! Picks from the token of a link, and the picks of a long address as a token.

use std::collections::HashSet;
use std::sync::Arc;

use matinee_catalogue::FilmId;
use matinee_catalogue::history::Opinion;
use matinee_rank::{FilmHashes, PLAIN_WEIGHT, TasteFile, TasteFilm, TasteToken, TokenTaste};

use super::token_picks::{DROP, NEVER, TokenPicks, is_short};
use super::{Pairs, Picks};

impl Picks {
    /// Takes the picks of a token in place of those so far.
    pub(super) fn open(&mut self, token: String, found: TokenTaste) {
        let TokenTaste { taste, unknown, unsure, mistaken_one_in } = found;
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
        self.token = Some(Arc::new(TokenPicks { token, taste, said, unknown: unknown + unsure, mistaken_one_in }));
    }

    /// Lets picks that would make a long address be written as a token.
    pub(super) fn with_tokens(&mut self, hashes: &Arc<FilmHashes>) {
        self.hashes = Some(Arc::clone(hashes));
    }

    /// Whether an address can say all picks one by one, in so many characters.
    pub(super) fn are_plain(&self, most: usize) -> bool {
        let says_more = if self.weights.is_empty() {
            self.token.as_ref().is_some_and(|token| token.says_more())
        } else {
            self.to_file().films().iter().any(|film| film.weight != PLAIN_WEIGHT)
        };
        !says_more && is_short(self.plain_pairs().iter().map(|(name, value)| (*name, value.as_str())), most)
    }

    /// What is different from what the address's token says.
    pub(super) fn pending(&self) -> Pairs {
        self.token.as_ref().map_or_else(|| self.plain_pairs(), |opened| self.changes(opened))
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

#[cfg(test)]
mod tests {
    use matinee_catalogue::{Film, Year};
    use matinee_features::{Model, Params};
    use matinee_rank::Ranker;

    use super::super::{Address, PagePath, Settled};

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

    fn at(path: &str) -> PagePath {
        PagePath { has_token: true, path: path.to_owned() }
    }

    /// Where a page is shown instead.
    fn elsewhere(address: Address, at: &PagePath) -> String {
        match address.settle(at).unwrap() {
            Settled::Elsewhere(href) => href,
            Settled::Here(address) => panic!("it is shown here, with links such as {}", address.href("/")),
        }
    }

    fn here(address: Address, at: &PagePath) -> Address {
        match address.settle(at).unwrap() {
            Settled::Here(address) => *address,
            Settled::Elsewhere(href) => panic!("it is shown at {href}"),
        }
    }

    /// Reads an address below a token's path.
    fn opened(href: &str, ranker: &Ranker) -> Address {
        let (path, query) = href.split_once('?').unwrap_or((href, ""));
        let token = path.strip_prefix("/t/").unwrap().split('/').next().unwrap();
        Address::of_token(token, query, ranker).unwrap()
    }

    fn sorted(ids: &[String]) -> Vec<String> {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    }

    #[test]
    fn many_picks_are_the_pages_own_address_and_in_none_of_its_links() {
        let ranker = ranker();
        let query = |n: usize| (0..n).map(|n| format!("like={}", id(n))).collect::<Vec<_>>().join("&");
        let root = PagePath { has_token: false, path: "/".to_owned() };
        let few = here(Address::with_tokens(&query(8), &ranker), &root);
        assert_eq!(few.href("/"), format!("/?{}", query(8)));
        let many = Address::with_tokens(&format!("{}&mute=crime&from=1970", query(100)), &ranker);
        let likes = sorted(&many.picks.like);
        let href = elsewhere(many, &root);
        assert!(href.starts_with("/t/") && href.ends_with("/?from=1970") && href.len() < 400, "{href}");
        let page = here(opened(&href, &ranker), &at("/"));
        assert_eq!((sorted(&page.picks.like), page.picks.mute.as_slice()), (likes, &["crime".to_owned()][..]));
        assert_eq!((page.href("/film/x").as_str(), page.href("").as_str()), ("./film/x?from=1970", "?from=1970"));
        let liked = id(150);
        assert_eq!(page.with_picks(page.picks.liking(&liked)).href("/"), format!("./?like={liked}&from=1970"));
        let film = here(opened(&href, &ranker), &at("/film/x"));
        assert_eq!(film.with_picks(film.picks.without("x")).href("/"), "../?drop=x&from=1970");
        // A longer list has more links, and room for less in each.
        let longer = Address::with_tokens(&format!("{}&n=100", query(5)), &ranker);
        assert!(elsewhere(longer, &root).ends_with("/?n=100"));
    }

    #[test]
    fn what_is_changed_stands_beside_the_token_until_there_is_much_of_it() {
        let ranker = ranker();
        let query = (0..100).map(|n| format!("seen={}&", id(n))).collect::<Vec<_>>().concat();
        let root = PagePath { has_token: false, path: "/".to_owned() };
        let href = elsewhere(Address::with_tokens(&format!("{query}boost=war"), &ranker), &root);
        let (a, b, c) = (id(150), id(3), id(4));
        let changed = format!("like={a}&dislike={b}&drop={c}&drop=war&mute=crime");
        let page = here(opened(&format!("{href}?{changed}"), &ranker), &at("/"));
        assert_eq!(page.href("/"), format!("./?{changed}"));
        assert_eq!((page.picks.like.as_slice(), page.picks.dislike.as_slice()), (&[a.clone()][..], &[b.clone()][..]));
        assert_eq!(page.picks.seen.len(), 98);
        assert_eq!((page.picks.mute.as_slice(), page.picks.boost.len()), (&["crime".to_owned()][..], 0));
        // A link replaces what was changed of the same film or term before.
        let back = page.with_picks(page.picks.having_seen(&b)).href("/");
        assert_eq!(back, format!("./?like={a}&drop={c}&drop=war&mute=crime&seen={b}"));
        assert!(page.with_picks(page.picks.boosting("crime")).href("/").ends_with("&drop=war&boost=crime"));
        let more = (100..200).map(|n| format!("like={}&", id(n))).collect::<Vec<_>>().concat();
        let anew = elsewhere(opened(&format!("{href}?{more}{changed}"), &ranker), &at("/"));
        let anew = here(opened(&anew, &ranker), &at("/"));
        assert_eq!((anew.picks.like.len(), anew.picks.seen.len(), anew.picks.dislike.len()), (100, 98, 1));
        assert_eq!(anew.href("/"), "./");
    }

    #[test]
    fn a_token_with_everything_dropped_leads_to_the_first_page() {
        let ranker = ranker();
        let query = (0..40).map(|n| format!("like={}", id(n))).collect::<Vec<_>>().join("&");
        let root = PagePath { has_token: false, path: "/".to_owned() };
        let href = elsewhere(Address::with_tokens(&query, &ranker), &root);
        let dropped = opened(&format!("{href}?{}&genre=war", query.replace("like=", "drop=")), &ranker);
        assert_eq!(elsewhere(dropped, &at("/")), "/?genre=war");
    }

    #[test]
    fn a_token_that_cannot_be_read_is_passed_over() {
        let ranker = ranker();
        let query = format!("t=nonsense&like={}", id(1));
        assert_eq!(Address::with_tokens(&query, &ranker).href("/"), format!("/?like={}", id(1)));
    }
}
