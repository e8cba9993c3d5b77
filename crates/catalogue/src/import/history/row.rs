//! What a row of a history says: which film, and what of it.

use std::collections::HashMap;

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::super::columns::{Columns, Meaning, Role, is_title, is_year, key};
use super::super::fault::ImportFault;
use super::super::personal::ExportKind;
use super::super::report::RowFault;
use super::super::row::{flattened, missing};
use super::super::source_row::SourceRow;
use super::super::values::{names, one_line, plain, title_and_year, without_bullet, year_in};
use super::film::{HistoryFilm, Opinion, Said};
use super::numbers::{Numbers, is_numbered};
use super::personal_columns::{
    DAYS, DISLIKED, LIKED, OF_EPISODES, PLAYED, SHELVES, TICKED, WANT_TICKED, WANTED_KINDS, is_seen_shelf, is_ticked,
    is_wanted_shelf,
};
use super::rating::{self, GivenRating, mark, rating, repeated_marks};
use super::role::SheetRole;
use super::scale::RatingScale;
use super::sheet::{HistorySheet, names_an_id};
use super::text_title::bare;
use super::{HistoryOptions, day, douban, netflix};
use crate::fields::{FIELDS, FieldKind};
use crate::fold::is_formula;
use crate::line::MAX_TITLE_CHARS;
use crate::{Film, Year};

/// A row, read.
pub(super) enum PersonRow {
    Film(Box<PersonFilm>),
    LeftOut(&'static str),
    Fault(RowFault),
}

/// A row's film and the values that could not be read.
pub(super) struct PersonFilm {
    pub(super) film: HistoryFilm,
    pub(super) notes: Vec<RowFault>,
    /// Whether the row itself says nothing of the film.
    is_unsaid: bool,
}

/// The rows of a sheet, read.
pub(super) struct SheetRows {
    pub(super) rows: Vec<(u64, PersonRow)>,
    pub(super) scale: Option<RatingScale>,
    pub(super) is_unsaid: bool,
}

/// A row with what is personal in it, set apart before the film's own fields can hide it.
struct FlatRow {
    rating: GivenRating,
    rating_text: String,
    day: String,
    shelf: String,
    is_liked: bool,
    is_wanted: bool,
    is_disliked: bool,
    /// Whether it is ticked as seen, if the table has such ticks.
    is_ticked: Option<bool>,
    /// Whether it was played, if the table counts that.
    is_played: Option<bool>,
    fields: Map<String, Value>,
}

/// What a column is.
struct ColumnInfo {
    key: String,
    meaning: Option<Meaning>,
}

/// How the rows of one sheet are read.
struct SheetReader<'a> {
    sheet: &'a HistorySheet,
    numbers: &'a Numbers,
    info: HashMap<String, ColumnInfo>,
    rating_column: Option<&'a str>,
    scale: Option<RatingScale>,
    /// What rows without a rating or shelf say.
    unsaid: Opinion,
}

impl HistorySheet {
    /// Reads the rows.
    pub(super) fn rows(
        &self,
        columns: &Columns,
        options: &HistoryOptions,
        numbers: &Numbers,
        scale: Option<RatingScale>,
    ) -> SheetRows {
        let place = |wanted: &[&str]| {
            wanted.iter().find_map(|wanted| self.names.iter().find(|name| key(name) == *wanted)).map(String::as_str)
        };
        let (rating_column, _) = self.rating_column();
        let (day, shelf) = (place(&DAYS), place(&SHELVES));
        // A film may be marked as played that never was, and as a favourite beside being liked.
        let places = |wanted: &[&str]| -> Vec<&str> {
            self.names.iter().filter(|name| wanted.contains(&key(name).as_str())).map(String::as_str).collect()
        };
        let (liked, disliked, played) = (places(&LIKED), places(&DISLIKED), places(&PLAYED));
        let wanted = places(&WANT_TICKED);
        let is_month_first = day.is_some_and(|day| day::is_month_first(self.values(day)));
        // A heart says that a film is liked; where others have two and more, it is the worst rating.
        let counts_marks =
            rating_column.is_some_and(|name| self.values(name).any(|text| repeated_marks(&text) > Some(1)));
        // A column in which nothing is ticked says nothing.
        let ticked = place(&TICKED).filter(|name| self.values(name).any(|text| is_ticked(&text)));
        let flat: Vec<(u64, Result<FlatRow, RowFault>)> = self
            .raw
            .par_iter()
            .map(|(line, row)| {
                let flat = row.clone().map(|fields| {
                    let text =
                        |name: Option<&str>| name.and_then(|name| fields.get(name)).map(plain).unwrap_or_default();
                    let is = |name: Option<&str>| name.is_some() && is_ticked(&text(name));
                    let mut rating_text = text(rating_column);
                    if counts_marks && repeated_marks(&rating_text) == Some(1) {
                        rating_text = "1/5".to_owned();
                    }
                    let row = FlatRow {
                        rating: rating(&rating_text),
                        rating_text,
                        day: day::sortable(&text(day), is_month_first),
                        shelf: key(&text(shelf)),
                        is_liked: liked.iter().any(|name| is(Some(name))),
                        is_wanted: wanted.iter().any(|name| is(Some(name))),
                        is_disliked: disliked.iter().any(|name| is(Some(name))),
                        is_ticked: ticked.map(|name| is(Some(name))),
                        is_played: (!played.is_empty()).then(|| played.iter().any(|name| is(Some(name)))),
                        fields: Map::new(),
                    };
                    FlatRow { fields: if self.is_own { fields } else { flattened(fields, columns) }, ..row }
                });
                (*line, flat)
            })
            .collect();
        let (unsaid, is_unsaid) = self.unsaid(options);
        let reader =
            SheetReader { sheet: self, numbers, info: self.info(columns, &flat), rating_column, scale, unsaid };
        let read = |(line, row): (u64, Result<FlatRow, RowFault>)| {
            let row = row.and_then(|row| reader.film(line, &row));
            (line, row.unwrap_or_else(PersonRow::Fault))
        };
        let rows: Vec<(u64, PersonRow)> = flat.into_par_iter().map(read).collect();
        let is_silent = |row: &PersonRow| matches!(row, PersonRow::Film(row) if row.is_unsaid);
        let is_unsaid = is_unsaid && rows.iter().any(|(_, row)| is_silent(row));
        SheetRows { rows, scale, is_unsaid }
    }

    /// The values of a column.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = String> {
        self.raw.iter().filter_map(move |(_, row)| row.as_ref().ok()?.get(name).map(plain))
    }

    /// What rows say that say nothing themselves, and whether that had to be chosen.
    fn unsaid(&self, options: &HistoryOptions) -> (Opinion, bool) {
        let is_clear = self.export.is_some() && self.role != SheetRole::List;
        match (&self.role, options.unsaid) {
            (SheetRole::Says(Opinion::Seen), Some(unsaid)) if !is_clear => (unsaid, false),
            (SheetRole::Says(opinion), _) => (*opinion, false),
            (_, Some(unsaid)) => (unsaid, false),
            _ => (Opinion::Want, true),
        }
    }

    /// What each column of the rows is.
    fn info(&self, columns: &Columns, flat: &[(u64, Result<FlatRow, RowFault>)]) -> HashMap<String, ColumnInfo> {
        let mut info: HashMap<String, ColumnInfo> = HashMap::new();
        for (name, meaning) in self.names.iter().zip(columns.of_table(&self.names)) {
            info.entry(name.clone()).or_insert(ColumnInfo { key: key(name), meaning });
        }
        for (_, row) in flat {
            for name in row.iter().flat_map(|row| row.fields.keys()) {
                if !info.contains_key(name) {
                    info.insert(name.clone(), ColumnInfo { key: key(name), meaning: columns.meaning(name) });
                }
            }
        }
        for name in ["title", "imdb_id", "tmdb_id"] {
            info.entry(name.to_owned())
                .or_insert_with(|| ColumnInfo { key: key(name), meaning: columns.meaning(name) });
        }
        info
    }
}

impl SheetReader<'_> {
    /// Reads a row.
    fn film(&self, line: u64, row: &FlatRow) -> Result<PersonRow, RowFault> {
        let is_film_numbered = is_numbered(self.sheet);
        let fields = if is_film_numbered {
            let unknown = || RowFault::of_row(ImportFault::Numbered { beside: "movies.csv".to_owned() });
            self.numbers.get(&row.fields).ok_or_else(unknown)?
        } else {
            &row.fields
        };
        let units = HashMap::new();
        let mut source = SourceRow { by_role: Vec::with_capacity(fields.len()), units: &units };
        for (name, value) in fields {
            if let Some(ColumnInfo { meaning: Some(meaning), .. }) = self.info.get(name) {
                source.by_role.push((*meaning, name, value));
            }
        }
        source.by_role.sort_by_key(|(meaning, ..)| meaning.rank);
        // A short film is a film.
        if let Some(kind) = source.kind().filter(|&kind| kind != "shorts") {
            return Ok(PersonRow::LeftOut(kind));
        }
        let of = |wanted: &str| {
            let found = fields.iter().find(|(name, _)| self.info.get(*name).is_some_and(|info| info.key == wanted));
            found.map(|(_, value)| plain(value)).unwrap_or_default()
        };
        let kind = key(&of("type"));
        if !matches!(kind.as_str(), "movie" | "film") && !OF_EPISODES.iter().all(|name| is_nothing(&of(name))) {
            return Ok(PersonRow::LeftOut("episodes"));
        }
        let is_netflix = self.sheet.export.is_some_and(|export| export.kind.is_netflix());
        // What begins by itself while one chooses was not seen either.
        let began_alone = of("attributes").starts_with("Autoplayed: user action: None");
        if is_netflix && (!of("supplementalvideotype").trim().is_empty() || began_alone) {
            return Ok(PersonRow::LeftOut("trailers"));
        }
        if is_netflix {
            // Its dates are those of watching.
            source.by_role.retain(|(meaning, ..)| !is_year(meaning.role));
        }
        let mut notes = Vec::new();
        let mut film = self.named(line, &source, &of("简介"), &mut notes)?;
        let is_rated = matches!(row.rating, GivenRating::Given(..));
        if self.sheet.is_json && !is_rated && film.year.is_none() && film.exact_ids().next().is_none() {
            return Err(RowFault::of_row(ImportFault::NoFilm));
        }
        if is_netflix && netflix::is_episode(&film.title) || netflix::is_numbered_episode(&film.title) {
            return Ok(PersonRow::LeftOut("series"));
        }
        if self.sheet.is_own || fields.contains_key("taste") {
            own(&mut film, &of);
            return Ok(PersonRow::Film(Box::new(PersonFilm { film, notes, is_unsaid: false })));
        }
        let opinion = rating::opinion(&row.rating_text);
        film.rating = if opinion.is_some() { None } else { self.rating(row, &mut notes) };
        film.rated_on.clone_from(&row.day);
        let thumbs = of("thumbsvalue");
        let said = match row.shelf.as_str() {
            _ if film.rating.is_some() => Some(Opinion::Seen),
            _ if opinion.is_some() => opinion,
            shelf if is_wanted_shelf(shelf) => Some(Opinion::Want),
            shelf if is_seen_shelf(shelf) => Some(Opinion::Seen),
            "" if WANTED_KINDS.contains(&kind.as_str()) => Some(Opinion::Want),
            _ if thumbs.trim() == "1" => Some(Opinion::Dislike),
            _ if matches!(thumbs.trim(), "2" | "3") => Some(Opinion::Like),
            _ if row.is_disliked => Some(Opinion::Dislike),
            _ if row.is_liked => Some(Opinion::Seen),
            _ if row.is_wanted => Some(Opinion::Want),
            _ => row.is_ticked.map(|is_ticked| if is_ticked { Opinion::Seen } else { Opinion::Want }),
        };
        if said.is_none() && row.is_played == Some(false) && self.sheet.role == SheetRole::Says(Opinion::Seen) {
            return Ok(PersonRow::LeftOut("unseen"));
        }
        film.said = Said::of(said.unwrap_or(self.unsaid));
        film.said.liked |= row.is_liked || self.sheet.role == SheetRole::Says(Opinion::Like);
        Ok(PersonRow::Film(Box::new(PersonFilm { film, notes, is_unsaid: said.is_none() })))
    }

    /// The film that a row names.
    fn named(
        &self,
        line: u64,
        source: &SourceRow<'_>,
        intro: &str,
        notes: &mut Vec<RowFault>,
    ) -> Result<HistoryFilm, RowFault> {
        let mut titles = Vec::new();
        for (_, value) in source.known(is_title).filter(|(_, value)| value.is_string() || value.is_number()) {
            let title = one_line(plain(value)).trim().to_owned();
            if !title.is_empty() && !titles.contains(&title) {
                titles.push(title);
            }
        }
        if titles.is_empty() {
            titles.extend(self.own_id(source).or_else(|| id_elsewhere(source)));
        }
        let first = titles.first_mut().ok_or_else(|| missing("title"))?;
        if first.chars().count() > MAX_TITLE_CHARS {
            return Err(RowFault::of_column("title", ImportFault::long_title()));
        }
        // The table of what was not found has an apostrophe before what a spreadsheet would take as a formula.
        if self.sheet.names.iter().any(|name| name == "taste")
            && let Some(bare) = first.strip_prefix('\'').filter(|bare| is_formula(bare))
        {
            *first = bare.to_owned();
        }
        if self.sheet.names.len() == 1 {
            *first = without_bullet(first).to_owned();
        }
        if let Some((name, _)) = first.strip_prefix('[').and_then(|link| link.split_once("](")) {
            // A link, as Markdown writes it.
            *first = name.to_owned();
        }
        *first = bare(first).to_owned();
        let (mut year, unreadable) = source.year();
        notes.extend(unreadable.filter(|_| year.is_none()));
        let within = title_and_year(first).map(|(bare, year)| (bare.to_owned(), year));
        let mut original = None;
        if let Some((bare, in_title)) = within
            && year.is_none_or(|year| year == in_title)
        {
            year = Some(in_title);
            (*first, original) = names(&bare);
        }
        // Douban's summary begins with the year: "1993 / 中国大陆 / ...".
        let begins = || intro.split(['/', '-']).next().filter(|part| part.trim().len() == 4).and_then(year_in);
        year = year.or_else(begins);
        let first = first.clone();
        let mut other_titles: Vec<String> = titles.into_iter().skip(1).chain(original).collect();
        let is_douban = self.sheet.export.is_some_and(|export| export.kind == ExportKind::Douban);
        if is_douban {
            other_titles.extend(douban::titles(&first));
        } else if first.contains(" / ") {
            other_titles.extend(first.split(" / ").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()));
        }
        other_titles.retain(|title| *title != first && title.chars().count() <= MAX_TITLE_CHARS);
        other_titles.truncate(8);
        // The readers of fields write into a film.
        let mut film = Film::new(&first, year.unwrap_or(Year::MIN));
        for (at, field) in FIELDS.iter().enumerate().filter(|(_, field)| matches!(field.kind, FieldKind::Name(..))) {
            source.read(at, field, &mut film, notes);
        }
        let number = first.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
        let is_number =
            number.strip_prefix("tt").is_some_and(|d| d.len() >= 7 && d.bytes().all(|b| b.is_ascii_digit()));
        if is_number && self.sheet.names.len() == 1 {
            film.external.imdb = Some(number.to_owned());
        }
        Ok(HistoryFilm {
            other_titles,
            external: film.external,
            path: self.sheet.path.clone(),
            line,
            ..HistoryFilm::new(first, year)
        })
    }

    /// The id in a file of Matinee's own, which needs no title.
    fn own_id(&self, source: &SourceRow<'_>) -> Option<String> {
        let is_id = |role| matches!(role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::Id));
        source.known(is_id).next().map(|(_, value)| plain(value)).filter(|_| self.sheet.is_own)
    }

    /// The rating as a share of the best one.
    fn rating(&self, row: &FlatRow, notes: &mut Vec<RowFault>) -> Option<f64> {
        let note = |why: ImportFault| RowFault::of_column(self.rating_column.unwrap_or("rating"), why);
        let found = || ImportFault::found(&row.rating_text);
        let marks = self.scale.filter(|scale| scale.is_one_best);
        let given = match row.rating {
            GivenRating::Unreadable if marks.is_some() => mark(&row.rating_text),
            given => given,
        };
        match given {
            GivenRating::None => None,
            GivenRating::Unreadable => {
                notes.push(note(ImportFault::NotARating { found: found() }));
                None
            }
            GivenRating::Given(value, best) => {
                let scale = best.map(RatingScale::to).or(self.scale)?;
                let share = scale.share(value);
                if share.is_none() {
                    notes.push(note(ImportFault::RatingOutOfRange { best: scale.highest.to_string(), found: found() }));
                }
                share
            }
        }
    }
}

/// Whether a cell with a number or a name has none.
fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "" | "0" | "-" | "null" | "N/A")
}

/// An id in another collection, which names a film without a title.
fn id_elsewhere(source: &SourceRow<'_>) -> Option<String> {
    let mut ids =
        source.known(|role| matches!(role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::Name(..))));
    ids.find(|(column, _)| names_an_id(column)).map(|(_, value)| plain(value))
}

/// What a row of a file of Matinee's own says.
fn own(film: &mut HistoryFilm, of: &impl Fn(&str) -> String) {
    film.id = of("id").trim().parse().ok();
    film.weight = of("weight").trim().parse().ok().filter(|weight| (1..=4).contains(weight));
    if let Ok(opinion) = of("taste").parse() {
        film.said = Said::of(opinion);
    } else {
        film.said.seen = true;
    }
}
