//! What a viewer likes, as an address names it: films by their ids, terms as reasons show them.

use std::collections::BTreeMap;
use std::sync::Arc;

use matinee_catalogue::history::Opinion;
use matinee_features::{Model, Row};
use matinee_rank::{FilmHashes, MAX_TASTE_RULES, Steer, Taste, TasteError, TasteRule, TooManyTerms};

use super::change::{Change, ChangeKind, ChangedPicks};
use super::token_picks::{DROP, NEVER, TokenPicks};

/// Films liked, disliked, seen and wanted, and terms muted, lessened and boosted; in each list in the order of the address, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Picks {
    pub(crate) like: Vec<String>,
    pub(crate) dislike: Vec<String>,
    pub(crate) seen: Vec<String>,
    pub(crate) want: Vec<String>,
    pub(crate) mute: Vec<String>,
    pub(crate) less: Vec<String>,
    pub(crate) boost: Vec<String>,
    /// What is never to be in a list.
    pub(crate) never: Vec<TasteRule>,
    /// How much films count, where that was changed.
    pub(super) weights: BTreeMap<String, u8>,
    /// What the address's token says, to which the lists above may have changes.
    pub(super) token: Option<Arc<TokenPicks>>,
    /// What a token is written with; without it there is none.
    pub(super) hashes: Option<Arc<FilmHashes>>,
}

impl Picks {
    /// Takes a pair of a query string; other names than those of a list are passed over.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        if name == DROP {
            self.drop_film(value);
            self.drop_term(value);
            if let Ok(rule) = value.parse() {
                self.drop_rule(&rule);
            }
        } else if self.token.is_some() {
            match name {
                "like" | "dislike" | "seen" | "want" => self.drop_film(value),
                "mute" | "less" | "boost" => self.drop_term(value),
                _ => {}
            }
        }
        if let Some(rule) = Some(value).filter(|_| name == NEVER).and_then(|rule| rule.parse().ok()) {
            self.rule_out(rule);
        }
        let Some(list) = self.list(name) else { return };
        if !value.is_empty() && list.iter().all(|other| other != value) {
            list.push(value.to_owned());
        }
    }

    fn list(&mut self, name: &str) -> Option<&mut Vec<String>> {
        Some(match name {
            "like" => &mut self.like,
            "dislike" => &mut self.dislike,
            "seen" => &mut self.seen,
            "want" => &mut self.want,
            "mute" => &mut self.mute,
            "less" => &mut self.less,
            "boost" => &mut self.boost,
            _ => return None,
        })
    }

    /// The lists, with their names in an address.
    pub(super) fn lists(&self) -> [(&'static str, &Vec<String>); 7] {
        [
            ("like", &self.like),
            ("dislike", &self.dislike),
            ("seen", &self.seen),
            ("want", &self.want),
            ("mute", &self.mute),
            ("less", &self.less),
            ("boost", &self.boost),
        ]
    }

    /// A pair for each pick.
    pub(super) fn plain_pairs(&self) -> super::Pairs {
        let lists = self.lists();
        let picks = lists.iter().flat_map(|&(name, values)| values.iter().map(move |value| (name, value.clone())));
        picks.chain(self.never.iter().map(|rule| (NEVER, rule.to_string()))).collect()
    }

    /// Whether there is nothing to rank by.
    pub(crate) fn say_nothing(&self) -> bool {
        self.like.is_empty() && self.dislike.is_empty() && self.boost.is_empty()
    }

    /// The taste, without ids that this model does not know; their number comes with it.
    pub(crate) fn taste(&self, model: &Model) -> Result<(Taste, usize), TasteError> {
        if let Some(opened) = &self.token {
            // A token may name more films than are learnt from: those of least weight then count as seen.
            let (taste, unknown) = self.to_file().taste_in(model)?;
            return Ok((taste, unknown + opened.unknown));
        }
        let row = |id: &String| model.titles().row_of(id);
        let rows = |ids: &[String]| ids.iter().filter_map(row).collect::<Vec<_>>();
        let (likes, dislikes, seen) = (rows(&self.like), rows(&self.dislike), rows(&self.seen));
        let wants = self.wants(model).len();
        let named = self.like.len() + self.dislike.len() + self.seen.len() + self.want.len();
        let unknown = named - likes.len() - dislikes.len() - seen.len() - wants;
        Ok((Taste::new(model, &likes, &dislikes, &seen)?, unknown))
    }

    /// Of films of a link that the catalogue does not have, about one in so many is taken for another, where that is worth telling.
    pub(crate) fn mistaken_one_in(&self) -> Option<u64> {
        self.token.as_ref()?.mistaken_one_in
    }

    /// The films to be seen some day that this model knows.
    pub(crate) fn wants(&self, model: &Model) -> Vec<Row> {
        self.want.iter().filter_map(|id| model.titles().row_of(id)).collect()
    }

    pub(crate) fn steer(&self) -> Result<Steer, TooManyTerms> {
        let steer = Steer::new(self.mute.clone(), self.boost.clone())?.lessening(self.less.clone())?;
        Ok(steer.with_rules(self.never.iter().cloned()))
    }

    /// Takes a film out, in whichever list it is.
    fn drop_film(&mut self, id: &str) {
        for list in [&mut self.like, &mut self.dislike, &mut self.seen, &mut self.want] {
            list.retain(|other| other != id);
        }
    }

    /// Steers by a term no longer.
    fn drop_term(&mut self, term: &str) {
        for list in [&mut self.mute, &mut self.less, &mut self.boost] {
            list.retain(|other| other != term);
        }
    }

    fn drop_rule(&mut self, rule: &TasteRule) {
        self.never.retain(|other| other != rule);
    }

    fn rule_out(&mut self, rule: TasteRule) {
        if !self.never.contains(&rule) && self.never.len() < MAX_TASTE_RULES {
            self.never.push(rule);
        }
    }

    /// Makes a change.
    pub(super) fn make(&mut self, change: Change) {
        let (name, value) = change.pair();
        match (change, change.kind()) {
            (Change::DropRule(rule), _) => self.drop_rule(rule),
            (_, ChangeKind::Film) => self.drop_film(&value),
            _ => self.drop_term(&value),
        }
        if let Some(list) = self.list(name) {
            list.push(value.into_owned());
        }
    }

    /// The same without a film, in whichever list it is.
    pub(crate) fn without<'a>(&'a self, id: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::DropFilm(id) }
    }

    pub(crate) fn liking<'a>(&'a self, id: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::Like(id) }
    }

    pub(crate) fn disliking<'a>(&'a self, id: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::Dislike(id) }
    }

    pub(crate) fn having_seen<'a>(&'a self, id: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::Seen(id) }
    }

    pub(crate) fn wanting<'a>(&'a self, id: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::Want(id) }
    }

    /// Nothing picked, in the same form.
    pub(crate) fn cleared(&self) -> Self {
        Self { hashes: self.hashes.clone(), ..Self::default() }
    }

    /// What is said of a film.
    pub(crate) fn said_of(&self, id: &str) -> Option<Opinion> {
        let names = |list: &Vec<String>| list.iter().any(|other| other == id);
        let lists = [
            (&self.like, Opinion::Like),
            (&self.dislike, Opinion::Dislike),
            (&self.seen, Opinion::Seen),
            (&self.want, Opinion::Want),
        ];
        lists.into_iter().find_map(|(list, opinion)| names(list).then_some(opinion))
    }

    /// The same with this said of a film, and how much it counts; of `None` nothing is said any more.
    pub(crate) fn saying(&self, id: &str, opinion: Option<Opinion>, weight: Option<u8>) -> Self {
        let change = match opinion {
            Some(Opinion::Like) => self.liking(id),
            Some(Opinion::Dislike) => self.disliking(id),
            Some(Opinion::Seen) => self.having_seen(id),
            Some(Opinion::Want) => self.wanting(id),
            None => self.without(id),
        };
        let mut picks = change.made();
        picks.weights.remove(id);
        picks.weights.extend(weight.map(|weight| (id.to_owned(), weight)));
        picks
    }

    /// The same with a term that is not steered.
    pub(crate) fn without_term<'a>(&'a self, term: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::DropTerm(term) }
    }

    /// The same with a rule that stays.
    pub(crate) fn ruling_out(&self, rule: TasteRule) -> Self {
        let mut picks = self.clone();
        picks.rule_out(rule);
        picks
    }

    pub(crate) fn without_rule<'a>(&'a self, rule: &'a TasteRule) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::DropRule(rule) }
    }

    pub(crate) fn muting<'a>(&'a self, term: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::Mute(term) }
    }

    pub(crate) fn lessening<'a>(&'a self, term: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::Less(term) }
    }

    pub(crate) fn boosting<'a>(&'a self, term: &'a str) -> ChangedPicks<'a> {
        ChangedPicks { picks: self, change: Change::Boost(term) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Address;

    #[test]
    fn a_film_is_in_one_list_only() {
        let address = Address::parse("like=a&dislike=b");
        let href = |picks| address.with_picks(picks).href("/");
        assert_eq!(href(address.picks.disliking("a")), "/?dislike=b&dislike=a");
        assert_eq!(href(address.picks.liking("b")), "/?like=a&like=b");
        for (list, made) in [("boost", "less"), ("less", "mute"), ("mute", "boost")] {
            let steered = Address::parse(&format!("like=a&{list}=t"));
            let picks = match made {
                "less" => steered.picks.lessening("t"),
                "mute" => steered.picks.muting("t"),
                _ => steered.picks.boosting("t"),
            };
            assert_eq!(steered.with_picks(picks).href("/"), format!("/?like=a&{made}=t"));
            assert_eq!(steered.with_picks(steered.picks.without_term("t")).href("/"), "/?like=a");
        }
    }

    #[test]
    fn a_plus_is_a_space() {
        assert_eq!(Address::parse("mute=outer+space").picks.mute, ["outer space"]);
    }
}
