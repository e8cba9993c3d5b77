//! The catalogue a command is about.

use std::path::PathBuf;

use anyhow::Result;
use matinee_catalogue::{Catalogue, Film, catalogue_files, read_each, starter};

use crate::context::Context;

/// The file named, else the scraped catalogue if there is one, else the starter catalogue.
pub(super) struct Opened(Option<PathBuf>);

impl Opened {
    pub(super) fn new(named: Option<&PathBuf>, context: &Context) -> Self {
        let scraped = context.data.join("movies.jsonl.zst");
        Self(named.cloned().or_else(|| scraped.exists().then_some(scraped)))
    }

    /// Its path, unless it is the starter catalogue.
    pub(super) fn path(&self) -> Option<PathBuf> {
        self.0.clone()
    }

    /// Its name for people.
    pub(super) fn name(&self) -> String {
        self.0.as_ref().map_or_else(|| "the starter catalogue".to_owned(), |path| path.display().to_string())
    }

    /// All of it in memory.
    pub(super) fn read(&self) -> Result<Catalogue> {
        Ok(match &self.0 {
            Some(path) => Catalogue::read(path)?,
            None => starter::catalogue(),
        })
    }

    /// One film after the other, with its place in the file from 0: for files larger than memory.
    pub(super) fn each(&self, mut take: impl FnMut(usize, Film) -> Result<()>) -> Result<()> {
        let mut row = 0;
        let mut numbered = |film| {
            row += 1;
            take(row - 1, film)
        };
        match &self.0 {
            Some(path) => catalogue_files(path)?.iter().try_for_each(|file| read_each(file, &mut numbered)),
            None => starter::catalogue().films().iter().cloned().try_for_each(&mut numbered),
        }
    }
}
