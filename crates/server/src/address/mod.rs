//! What the address of a page says and every link of the page says again: the picks, the filter form, the place in the
//! list and the language. Nothing else is known of a viewer.

mod change;
mod filter_fields;
mod order;
mod orders;
mod paging;
mod picks;
mod stand;
mod token;
mod token_picks;

use std::sync::Arc;

use matinee_features::Model;
use matinee_rank::{ListOptions, MAX_WISH_CHARS, Ranker, TasteToken, TasteTokenError, TooManyTerms};

pub(crate) use self::change::{ChangedAddress, ChangedPicks};
pub(crate) use self::filter_fields::FilterFields;
pub(crate) use self::order::Order;
pub(crate) use self::orders::refused_rule;
pub(crate) use self::paging::Paging;
pub(crate) use self::picks::Picks;
use self::stand::Stand;
pub(crate) use self::stand::{PagePath, Settled};
use crate::encoding;
use crate::library::ServedLibrary;
use crate::text::{Locale, SiteText};

/// Names and values of a query string.
type Pairs = Vec<(&'static str, String)>;

/// An address of this site but for its path.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Address {
    pub(crate) picks: Arc<Picks>,
    /// What is asked for in words; empty if nothing is.
    pub(crate) ask: String,
    pub(crate) filters: FilterFields,
    pub(crate) paging: Paging,
    pub(crate) order: Order,
    pub(crate) locale: Locale,
    /// Where its page is, if the links are relative to that.
    stand: Option<Stand>,
    /// The library that the filters are about. No address names it.
    pub(crate) library: ServedLibrary,
}

impl Address {
    /// Reads a query string. What is unknown or unreadable is passed over: an old link still opens.
    #[cfg(test)]
    pub(crate) fn parse(query: &str) -> Self {
        Self::in_locale(Locale::of_query(query)).changed_by(query)
    }

    /// The same, where picks may be a token.
    pub(crate) fn with_tokens(query: &str, ranker: &Ranker) -> Self {
        let token = encoding::pairs(query).filter(|(name, _)| *name == token_picks::TOKEN).last();
        let opened = token.and_then(|(_, token)| Self::of_token(&token, query, ranker).ok());
        opened.unwrap_or_else(|| {
            let mut address = Self::in_locale(Locale::of_query(query));
            Arc::make_mut(&mut address.picks).with_tokens(ranker.film_hashes());
            address.changed_by(query)
        })
    }

    /// What a token says, as a query string changes it.
    pub(crate) fn of_token(token: &str, query: &str, ranker: &Ranker) -> Result<Self, TasteTokenError> {
        let read: TasteToken = token.parse()?;
        let mut address = Self::in_locale(Locale::of_query(query));
        Arc::make_mut(&mut address.picks).with_tokens(ranker.film_hashes());
        Arc::make_mut(&mut address.picks)
            .open(token.to_owned(), read.in_films(ranker.model().films(), ranker.film_hashes()));
        Ok(address.changed_by(query))
    }

    fn changed_by(mut self, query: &str) -> Self {
        let picks = Arc::make_mut(&mut self.picks);
        for (name, value) in encoding::pairs(query) {
            picks.set(name, &value);
            self.filters.set(name, &value);
            self.paging.set(name, &value);
            match name {
                "ask" => self.ask = value.chars().filter(|c| !c.is_control()).take(MAX_WISH_CHARS).collect(),
                "sort" => self.order = Order::named(&value),
                _ => {}
            }
        }
        self
    }

    /// No picks and no filters, in a visitor's language.
    pub(crate) fn in_locale(locale: Locale) -> Self {
        Self { locale, ..Self::default() }
    }

    /// Whether nothing is asked for: no list is, but the first page.
    pub(crate) fn asks_for_nothing(&self) -> bool {
        self.picks.say_nothing()
            && self.ask.is_empty()
            && !self.filters.say_any()
            && self.order == Order::default()
            && !self.paging.asks_for_a_list()
    }

    /// The same in the language of another address.
    pub(crate) fn in_locale_of(self, other: &Self) -> Self {
        Self { locale: other.locale, ..self }
    }

    /// The texts in the visitor's language.
    pub(crate) fn text(&self) -> &'static SiteText {
        self.locale.text()
    }

    /// An address on this site with all that this one says; an empty path is this page.
    pub(crate) fn href(&self, path: &str) -> String {
        let path = self.stand.as_ref().map_or_else(|| path.to_owned(), |stand| stand.path(path));
        written(path, &self.pairs())
    }

    /// The address of a form that carries what is said beside it.
    pub(crate) fn action(&self, path: &str) -> String {
        self.stand.as_ref().map_or_else(|| path.to_owned(), |stand| stand.path(path))
    }

    /// All that is said, in the order in which it is written.
    fn pairs(&self) -> Pairs {
        [self.picks_pairs(), self.pairs_beside_picks(self.picks.say_nothing())].concat()
    }

    fn picks_pairs(&self) -> Pairs {
        self.stand.as_ref().map_or_else(|| self.picks.plain_pairs(), |stand| stand.pending.to_vec())
    }

    /// A list that follows from picks has no walls.
    fn pairs_beside_picks(&self, has_walls: bool) -> Pairs {
        let wall = if has_walls { self.wall_pairs() } else { Pairs::new() };
        let wanted = [self.ask_pairs(), self.filters.pairs(), self.order_pairs()];
        [wanted.concat(), self.list_pairs(), wall, self.language_pairs()].concat()
    }

    /// What a search form carries along, so that a search keeps picks and filters.
    pub(crate) fn pairs_beside_search(&self) -> Pairs {
        [self.picks_pairs(), self.ask_pairs(), self.filters.pairs(), self.language_pairs()].concat()
    }

    /// What the filter form does not set itself.
    pub(crate) fn pairs_beside_filters(&self) -> Pairs {
        [self.picks_pairs(), self.ask_pairs(), self.language_pairs()].concat()
    }

    /// What a form of buttons carries along that change the taste.
    pub(crate) fn pairs_beside_orders(&self) -> Pairs {
        [self.picks_pairs(), self.language_pairs()].concat()
    }

    fn ask_pairs(&self) -> Pairs {
        if self.ask.is_empty() { Pairs::new() } else { vec![("ask", self.ask.clone())] }
    }

    fn list_pairs(&self) -> Pairs {
        let length = self.paging.list_length().map(|n| ("n", n.to_string()));
        let tonight = self.paging.later_tonight().map(|place| ("tonight", place.to_string()));
        length.into_iter().chain(tonight).collect()
    }

    fn order_pairs(&self) -> Pairs {
        self.order.name().map(|name| ("sort", name.to_owned())).into_iter().collect()
    }

    fn wall_pairs(&self) -> Pairs {
        let wall = self.paging.later_wall().filter(|_| self.ask.is_empty());
        wall.map(|wall| ("wall", wall.to_string())).into_iter().collect()
    }

    fn language_pairs(&self) -> Pairs {
        self.locale.chosen().map(|text| ("lang", text.tag.clone())).into_iter().collect()
    }

    /// The same for a visitor who reads this language, where this library is served.
    pub(crate) fn read_in(self, locale: Locale, library: ServedLibrary) -> Self {
        Self { locale, library, ..self }
    }

    /// The same in another language.
    pub(crate) fn in_language(&self, text: &'static SiteText) -> Self {
        Self { locale: Locale::choosing(text), ..self.clone() }
    }

    /// The same with changed picks.
    pub(crate) fn with_picks<'a>(&'a self, picks: ChangedPicks<'a>) -> ChangedAddress<'a> {
        ChangedAddress { address: self, picks }
    }

    /// The same with other picks. Where its pages are is open again.
    fn of_other_picks(&self, picks: Picks) -> Self {
        Self { picks: Arc::new(picks), stand: None, ..self.clone() }
    }

    /// The picks and the language, and nothing else.
    pub(crate) fn of_picks_alone(&self) -> Self {
        let (picks, stand) = (Arc::clone(&self.picks), self.stand.clone());
        Self { picks, stand, ..Self::in_locale(self.locale) }
    }

    /// Whether the page is below a token's path.
    pub(crate) fn is_below_token(&self) -> bool {
        self.stand.is_some()
    }

    /// Whether the page is that of a token and of what was changed since.
    pub(crate) fn is_changed(&self) -> bool {
        self.stand.as_ref().is_some_and(|stand| !stand.pending.is_empty())
    }

    /// The same with another wish.
    pub(crate) fn asking(&self, ask: String) -> Self {
        Self { ask, ..self.clone() }
    }

    /// The same with other filters.
    pub(crate) fn with_filters(&self, filters: FilterFields) -> Self {
        Self { filters, ..self.clone() }
    }

    /// The same at another place in the list.
    pub(crate) fn with_paging(&self, paging: Paging) -> Self {
        Self { paging, ..self.clone() }
    }

    /// The same in another order.
    pub(crate) fn in_order(&self, order: Order) -> Self {
        Self { order, ..self.clone() }
    }

    /// The list that is asked for.
    pub(crate) fn options(&self, model: &Model) -> Result<ListOptions, TooManyTerms> {
        let mut filter = self.filters.filter();
        self.library.narrow(model, &mut filter, self.filters.library, self.filters.watched_is_seen);
        Ok(ListOptions {
            offset: 0,
            limit: self.paging.length(),
            filter,
            closeness: self.filters.closeness(),
            steer: self.picks.steer()?,
            ..ListOptions::default()
        })
    }
}

/// An address with more pairs in its query string.
fn written(href: String, pairs: &[(&'static str, impl AsRef<str>)]) -> String {
    encoding::with_pairs(href, pairs.iter().map(|(name, value)| (*name, value.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let query = "like=alien-1979&like=%E4%B8%83-1954&dislike=x-1999&mute=outer%20space&less=war&from=1970&genre=film%20noir&library=in&watched=seen&closeness=0.5&sort=year&n=40&tonight=3&lang=de";
        assert_eq!(Address::parse(query).href("/"), format!("/?{query}"));
        assert_eq!(
            Address::parse("like=&like=a&like=a&x&=&%ff=%ff&from=zz&closeness=NaN&sort=x&tonight=1").href("/"),
            "/?like=a"
        );
    }

    #[test]
    fn a_wish_is_cut_and_carried_along() {
        let address = Address::parse("like=a&ask=80s+horror%0a&genre=war&wall=2");
        assert_eq!(address.href("/"), "/?like=a&ask=80s%20horror&genre=war");
        assert_eq!(address.asking(String::new()).href("/"), "/?like=a&genre=war");
        assert!(address.pairs_beside_search().contains(&("ask", "80s horror".to_owned())));
        assert_eq!(Address::parse(&format!("ask={}", "x".repeat(300))).ask.len(), MAX_WISH_CHARS);
    }

    #[test]
    fn another_language_keeps_the_rest_of_the_address() {
        let german = SiteText::tagged("de").unwrap();
        assert_eq!(Address::parse("like=a&lang=en").in_language(german).href(""), "?like=a&lang=de");
        assert_eq!(Address::parse("like=a&lang=xx").href("/"), "/?like=a");
    }

    #[test]
    fn a_wall_is_left_behind_with_the_first_pick() {
        let wall = Address::parse("wall=3&genre=horror");
        assert_eq!(wall.href("/"), "/?genre=horror&wall=3");
        assert_eq!(wall.with_picks(wall.picks.liking("a")).href("/"), "/?like=a&genre=horror");
        assert_eq!(Address::parse("wall=1&n=24").href("/"), "/");
    }

    #[test]
    fn forms_carry_all_but_what_they_set() {
        let address = Address::parse("like=a&from=1970&closeness=0.5&n=40&lang=de");
        let names = |pairs: Pairs| pairs.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(address.pairs_beside_search()), ["like", "from", "closeness", "lang"]);
        assert_eq!(names(address.pairs_beside_filters()), ["like", "lang"]);
    }
}
