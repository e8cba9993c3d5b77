//! Whose rows a table has, where it has those of several people.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::columns::key;
use super::HistoryError;
use super::limits::NAMED_USERS;

/// Columns that say whose a row is.
const USERS: [&str; 2] = ["userid", "profilename"];

/// The people whose rows a table has.
pub(super) struct HistoryUsers<'a> {
    wanted: Option<&'a str>,
    columns: Vec<usize>,
    found: BTreeSet<String>,
}

impl<'a> HistoryUsers<'a> {
    pub(super) fn new(wanted: Option<&'a str>) -> Self {
        Self { wanted, columns: Vec::new(), found: BTreeSet::new() }
    }

    /// Takes note of a table's columns.
    pub(super) fn look_at(&mut self, names: &[String]) {
        self.columns = (0..names.len()).filter(|&at| USERS.contains(&key(&names[at]).as_str())).collect();
    }

    /// Whether a row is to be taken.
    pub(super) fn takes(&mut self, cells: &[String]) -> bool {
        let Some(user) = self.columns.first().and_then(|&at| cells.get(at)) else { return true };
        let user = user.trim();
        if !self.found.contains(user) {
            self.found.insert(user.to_owned());
        }
        self.wanted.is_none_or(|wanted| wanted == user)
    }

    /// An error if there are several people and it was not said which, or none of that name.
    pub(super) fn check(&self, path: &Path) -> Result<(), HistoryError> {
        let is_clear = match self.wanted {
            Some(wanted) => self.found.is_empty() || self.found.contains(wanted),
            None => self.found.len() < 2,
        };
        if is_clear {
            return Ok(());
        }
        let mut some: Vec<String> = self.found.iter().take(NAMED_USERS).cloned().collect();
        if self.found.len() > NAMED_USERS {
            some.push("...".to_owned());
        }
        Err(HistoryError::SeveralUsers { name: path.display().to_string(), n: self.found.len(), some })
    }
}
