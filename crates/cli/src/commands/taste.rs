//! The options that tell a taste, shared by the commands that take one.

use anyhow::Result;
use matinee_features::Model;
use matinee_rank::{Steer, Taste};

use crate::films;

#[derive(Debug, clap::Args)]
pub(crate) struct TasteArgs {
    /// A film you like, by title ("King Kong (1933)" where several share it) or id; again for more
    #[arg(long, short = 'l', value_name = "TITLE")]
    like: Vec<String>,
    /// A film you dislike
    #[arg(long, short = 'd', value_name = "TITLE")]
    dislike: Vec<String>,
    /// A film you have seen and do not want to see in the list
    #[arg(long, value_name = "TITLE")]
    seen: Vec<String>,
    /// A term to leave out of your taste, as the reasons name it
    #[arg(long, value_name = "TERM")]
    mute: Vec<String>,
    /// A term you want more of
    #[arg(long, value_name = "TERM")]
    boost: Vec<String>,
}

impl TasteArgs {
    pub(crate) fn taste(&self, model: &Model) -> Result<Taste> {
        let rows = |names: &[String]| films::find_all(model, names);
        Ok(Taste::new(model, &rows(&self.like)?, &rows(&self.dislike)?, &rows(&self.seen)?)?)
    }

    pub(crate) fn steer(&self) -> Result<Steer> {
        Ok(Steer::new(self.mute.clone(), self.boost.clone())?)
    }
}
