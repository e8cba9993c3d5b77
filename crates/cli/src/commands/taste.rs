//! The options that describe a taste, for the commands that take one.

use anyhow::Result;
use matinee_features::Model;
use matinee_rank::{Steer, Taste};

use crate::films;

#[derive(Debug, clap::Args)]
pub(crate) struct TasteArgs {
    /// A film you like, by title (with the year if several share it: "King Kong (1933)") or by id; may be repeated
    #[arg(long, short = 'l', value_name = "TITLE")]
    like: Vec<String>,
    /// A film you dislike; may be repeated
    #[arg(long, short = 'd', value_name = "TITLE")]
    dislike: Vec<String>,
    /// A film you have seen, to leave out of the list
    #[arg(long, value_name = "TITLE")]
    seen: Vec<String>,
    /// A kind, theme, person, country, language or keyword whose films to leave out, written as in the reasons; any other word only counts for nothing
    #[arg(long, value_name = "TERM")]
    mute: Vec<String>,
    /// A term you want less of, written as in the reasons
    #[arg(long, value_name = "TERM")]
    less: Vec<String>,
    /// A term you want more of, written as in the reasons
    #[arg(long, value_name = "TERM")]
    boost: Vec<String>,
}

impl TasteArgs {
    pub(crate) fn taste(&self, model: &Model) -> Result<Taste> {
        let rows = |names: &[String]| films::find_all(model, names);
        Ok(Taste::new(model, &rows(&self.like)?, &rows(&self.dislike)?, &rows(&self.seen)?)?)
    }

    pub(crate) fn steer(&self) -> Result<Steer> {
        Ok(Steer::new(self.mute.clone(), self.boost.clone())?.lessening(self.less.clone())?)
    }
}
