//! Which films make a list: the best that fit and that the taste's rules admit, with variety, and each kind of likes with its
//! share.

use matinee_features::Row;

use crate::diversify::{continued, diversify};
use crate::fitting::Fitting;
use crate::limits::{MAX_DIVERSIFIED_FILMS, MAX_LIST_FILMS, MAX_OF_ONE_SERIES, NO_TASTE_POOL, TRAIT_POOL};
use crate::list_options::{FirstFilms, ListOptions};
use crate::list_rules::{self, ListRules};
use crate::ranker::Ranker;
use crate::row_set::RowSet;
use crate::scored_films::{LikeGroup, ScoredFilms};
use crate::top::top;

/// Where variety is looked for, and how much of it.
#[derive(Clone, Copy)]
struct Variety {
    /// Among so many of the best films.
    pool: usize,
    /// What fame adds to scores, where a list is to surprise: films are among the best without it too, for it says nothing of
    /// what they share with the picks.
    fame: f32,
    /// What full similarity costs.
    price: f32,
    /// How many films of one series there may be.
    most_of_series: usize,
}

/// How many films a list has with those that are skipped.
fn wanted(options: &ListOptions) -> usize {
    options.offset.saturating_add(options.limit.min(MAX_LIST_FILMS))
}

/// Whoever asks for a series wants all of it; other lists have few films of each.
fn most_of_series(options: &ListOptions) -> usize {
    if options.filter.asks_for_series() { usize::MAX } else { MAX_OF_ONE_SERIES }
}

impl Ranker {
    /// A list for likes in several groups: each group brings its share of it, the first of each group first. With each film
    /// come the scores of its group, which say why it is there.
    pub(crate) fn choose_by_group<'a>(
        &self,
        groups: &'a [LikeGroup],
        options: &ListOptions,
        fitting: &Fitting,
    ) -> Vec<(Row, &'a ScoredFilms)> {
        let wanted = wanted(options);
        let sizes: Vec<usize> = groups.iter().map(|group| group.part.likes().len()).collect();
        let likes: usize = sizes.iter().sum();
        let rules: Vec<ListRules> =
            groups.iter().map(|group| ListRules::new(&self.model, &group.part, &self.traits)).collect();
        let chosen = |more: usize| {
            let lists = groups.iter().zip(&rules).map(|(group, rules)| {
                let variety = self.variety(options, group.scored.fame);
                let share = (wanted * group.part.likes().len()).div_ceil(likes);
                let most = wanted.min(share + more);
                let films = self.in_order(&group.scored.scores, options, most, variety, rules, fitting);
                films.map(|(row, _)| row)
            });
            list_rules::interleaved(lists.collect(), &sizes, wanted)
        };
        // Each its share, and some more for films that another group brings first. Where that is not enough, all they have.
        let mut films = chosen(wanted / 4 + 1);
        if films.len() < wanted {
            films = chosen(wanted);
        }
        films.into_iter().skip(options.offset).map(|(group, row)| (row, &groups[group].scored)).collect()
    }

    /// The films of a list with their scores: the best of those that fit and that the rules admit, diversified. Of the scores
    /// `fame` is what a prior of 1 adds.
    pub(crate) fn choose(
        &self,
        scores: &[f32],
        fame: f32,
        options: &ListOptions,
        rules: &ListRules,
        fitting: &Fitting,
    ) -> Vec<(Row, f32)> {
        let films = self.in_order(scores, options, wanted(options), self.variety(options, fame), rules, fitting);
        films.skip(options.offset).collect()
    }

    /// The films of a list without a taste. Fame alone decides, many films are equally well known, and the best known are much
    /// alike: so variety counts in full.
    pub(crate) fn choose_untaught(&self, scores: &[f32], options: &ListOptions, fitting: &Fitting) -> Vec<(Row, f32)> {
        let (variety, rules) = (
            Variety { pool: NO_TASTE_POOL, fame: 0.0, price: 1.0, most_of_series: most_of_series(options) },
            ListRules::default(),
        );
        let films = self.in_order(scores, options, wanted(options), variety, &rules, fitting);
        films.skip(options.offset).collect()
    }

    fn variety(&self, options: &ListOptions, fame: f32) -> Variety {
        let closeness = options.closeness;
        Variety {
            pool: closeness.pool(self.model.films().len()),
            fame: if closeness.is_to_surprise() { fame } else { 0.0 },
            price: closeness.variety(),
            most_of_series: most_of_series(options),
        }
    }

    /// The first `most` films of a list, made one by one as they are asked for.
    fn in_order<'a>(
        &'a self,
        scores: &'a [f32],
        options: &ListOptions,
        most: usize,
        variety: Variety,
        rules: &'a ListRules,
        fitting: &'a Fitting,
    ) -> impl Iterator<Item = (Row, f32)> + 'a {
        let order = FirstFilms::order(&options.first, self.model.films().len());
        let mut places = order.clone();
        places.push(0);
        places.sort_unstable();
        places.dedup();
        let mut left = most;
        let mut of_place: Box<dyn Iterator<Item = (Row, f32)> + 'a> = Box::new(std::iter::empty());
        std::iter::from_fn(move || {
            while left > 0 {
                if let Some(film) = of_place.next() {
                    left -= 1;
                    return Some(film);
                }
                // Those that come first are the last of `places`.
                let place = places.pop()?;
                let is_next = |row: Row| fitting.fits[row] && order.get(row).is_none_or(|&of_row| of_row == place);
                of_place = self.best(scores, left, variety, rules, is_next);
            }
            None
        })
    }

    /// The best `left` films of those that are next.
    fn best<'a>(
        &'a self,
        scores: &[f32],
        left: usize,
        variety: Variety,
        rules: &'a ListRules,
        is_next: impl Fn(Row) -> bool,
    ) -> Box<dyn Iterator<Item = (Row, f32)> + 'a> {
        let model = &*self.model;
        // Variety is looked for among the first films only: the others follow by their scores.
        let head = left.min(MAX_DIVERSIFIED_FILMS);
        let near = variety.pool.max(head * 2);
        let pool = near.max(left.saturating_mul(2));
        let mut best = top(scores, pool, &is_next);
        if variety.fame > 0.0 {
            let plain: Vec<f32> =
                scores.iter().zip(self.prior()).map(|(score, prior)| score - variety.fame * prior).collect();
            let mut among = RowSet::default();
            for row in top(&plain, pool, &is_next) {
                among.insert(row);
            }
            best.retain(|&row| among.contains(row));
        }
        best.retain(|&row| rules.admits(model, row));
        if best.len() < left {
            // Half of the best may be horror, and the only like for children.
            best = top(scores, pool, |row| is_next(row) && rules.admits(model, row));
        }
        let mut candidates = best[..near.min(best.len())].to_vec();
        if rules.traits() > 0 {
            // Of a form there may be few films among the best, and fewer that have all the likes share.
            for traits in (1..=rules.traits()).rev() {
                let fits = |row: Row| is_next(row) && rules.has_traits(row, traits) && rules.admits(model, row);
                let found = top(scores, TRAIT_POOL, fits);
                let is_enough = found.len() == TRAIT_POOL;
                candidates.extend(found);
                if is_enough {
                    break;
                }
            }
            candidates.sort_unstable_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
            candidates.dedup();
        }
        let scored = |rows: Vec<Row>| rows.into_iter().map(|row| (row, scores[row])).collect::<Vec<_>>();
        let first = diversify(model, &scored(candidates), variety.price, rules, variety.most_of_series).take(head);
        if left > head {
            Box::new(continued(model, first.collect(), &scored(best), left, variety.most_of_series).into_iter())
        } else {
            Box::new(first)
        }
    }
}
