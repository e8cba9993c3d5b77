//! Studios, which no film need name: films of a kind, by those who directed for them in these years.

use std::ops::RangeInclusive;

use matinee_catalogue::Film;

/// A studio.
#[derive(Debug)]
pub(crate) struct Studio {
    pub(crate) name: &'static str,
    /// What people call it beside its name.
    pub(crate) other_names: &'static [&'static str],
    /// Who directed for it, in each spelling of the name, and when.
    directors: &'static [(&'static str, RangeInclusive<u16>)],
    /// The genres of its films, any of them: those who direct for it make other films elsewhere.
    genres: &'static [&'static str],
}

const STILL: u16 = u16::MAX;

pub(crate) const STUDIOS: [Studio; 2] = [
    Studio {
        name: "Studio Ghibli",
        other_names: &["ghibli"],
        directors: &[
            ("Goro Miyazaki", 2006..=STILL),
            ("Gorō Miyazaki", 2006..=STILL),
            ("Hayao Miyazaki", 1984..=STILL),
            ("Hiromasa Yonebayashi", 2010..=2014),
            ("Hiroyuki Morita", 2002..=2002),
            ("Isao Takahata", 1988..=2013),
            ("Yoshifumi Kondo", 1995..=1995),
            ("Yoshifumi Kondō", 1995..=1995),
        ],
        genres: &["animation", "anime"],
    },
    Studio {
        name: "Pixar",
        other_names: &["pixar animation"],
        directors: &[
            ("Andrew Stanton", 2003..=STILL),
            ("Brad Bird", 2004..=2018),
            ("Dan Scanlon", 2013..=STILL),
            ("Domee Shi", 2022..=STILL),
            ("Enrico Casarosa", 2021..=STILL),
            ("John Lasseter", 1995..=2011),
            ("Josh Cooley", 2019..=2019),
            ("Kelsey Mann", 2024..=STILL),
            ("Lee Unkrich", 1999..=2017),
            ("Mark Andrews", 2012..=2012),
            ("Pete Docter", 2001..=STILL),
            ("Peter Sohn", 2015..=STILL),
        ],
        genres: &["animation"],
    },
];

/// Whether a studio made a film, as far as is known.
pub(crate) fn is_made_by(name: &str, film: &Film) -> bool {
    let Some(studio) = STUDIOS.iter().find(|studio| studio.name == name) else { return false };
    let is_by = |(director, years): &(&str, RangeInclusive<u16>)| {
        years.contains(&film.year.get()) && film.directors.iter().any(|name| name == director)
    };
    film.genres.iter().any(|genre| studio.genres.contains(&genre.as_str())) && studio.directors.iter().any(is_by)
}
