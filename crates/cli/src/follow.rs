//! Keeps a running server at the current model of its data folder.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use matinee_features::Model;
use matinee_features::store::{self, CurrentModel, VersionStamp};
use matinee_rank::Ranker;
use matinee_server::{ModelHealth, RefusedModel, Served, StoreHealth};

/// How often to check which model is the current one, and whether the library is another.
pub(crate) const POLL: Duration = Duration::from_secs(2);
/// How often to try a refused model again whose files seem to be the same.
const RETRY: Duration = Duration::from_secs(60);

/// What is known of the store that the followed folder is a copy of.
#[derive(Debug, Clone)]
pub(crate) struct StoreState {
    /// A version that the store names and that was not taken over.
    pub(crate) refused: Option<RefusedModel>,
    /// How the store answers.
    pub(crate) health: StoreHealth,
}

/// Brings the followed folder up to date with its store, if it is time to. It is told whether the current version in the
/// folder is damaged.
pub(crate) type Refill = Box<dyn FnMut(bool) -> StoreState + Send>;

/// How a line of the log ends that says what is wrong with the store.
const STORE_WRONG: &str = " meanwhile";

/// Switches a server to each model that becomes the current one, or that is mended under the same version. One that cannot
/// be loaded is logged once and shown in `/readyz`, and the old one is served on.
pub(crate) struct Follower {
    served: Served,
    models: PathBuf,
    stale_after: Option<Duration>,
    /// The version being served, unless it is the starter catalogue's, and its files when it was loaded.
    loaded: Option<(String, VersionStamp)>,
    refused: Option<RefusedVersion>,
    /// The store that the folder is a copy of, and what is known of it.
    store: Option<(Refill, StoreState)>,
    /// What is wrong and was logged.
    said: Vec<String>,
}

/// A version that was refused, with its files at that time.
struct RefusedVersion {
    model: RefusedModel,
    stamp: VersionStamp,
    at: Instant,
}

impl Follower {
    /// Follows `models`, a copy of `store` if there is one. `loaded` is the version that was loaded from there, with a stamp
    /// from before.
    pub(crate) fn new(
        served: Served,
        models: PathBuf,
        stale_after: Option<Duration>,
        loaded: Option<(String, VersionStamp)>,
        store: Option<(Refill, StoreState)>,
    ) -> Self {
        Self { served, models, stale_after, loaded, refused: None, store, said: Vec::new() }
    }

    /// Follows for ever.
    pub(crate) fn run(mut self) {
        loop {
            thread::sleep(POLL);
            if let Some((refill, state)) = &mut self.store {
                *state = refill(self.refused.is_some());
            }
            self.look();
        }
    }

    /// Looks once.
    pub(crate) fn look(&mut self) {
        let mut lost = None;
        match store::find_current(&self.models) {
            Ok(CurrentModel::Named(version)) => self.take_up(version),
            Ok(CurrentModel::Lost(why)) => lost = Some(format!("models/current {why}, though there are models")),
            Ok(CurrentModel::Nothing) if self.loaded.is_some() => lost = Some("there is no model any more".to_owned()),
            Ok(CurrentModel::Nothing) => {}
            Err(error) => lost = Some(self.without_path(&error.to_string())),
        }
        if lost.is_some() {
            self.refused = None;
        }
        let on_disk = self.loaded.as_ref().and_then(|(version, _)| store::written(&self.models, version));
        let here = self.refused.as_ref().map(|refusal| refusal.model.clone());
        let there = self.store.as_ref().and_then(|(_, state)| state.refused.clone());
        let there = there.map(|refused| RefusedModel { why: self.without_path(&refused.why), ..refused });
        let health = ModelHealth {
            refused: here.or(there),
            lost,
            trained: on_disk.or(self.served.health().trained),
            stale_after: self.stale_after,
            store: self.store.as_ref().map(|(_, state)| state.health.clone()),
        };
        self.log(&health);
        self.served.report(health);
    }

    fn take_up(&mut self, version: String) {
        let stamp = VersionStamp::of(&self.models, &version);
        if self.loaded.as_ref().is_some_and(|(loaded, of)| *loaded == version && *of == stamp) {
            self.refused = None;
            return;
        }
        let is_same = |refusal: &RefusedVersion| refusal.model.model == version && refusal.stamp == stamp;
        if self.refused.as_ref().is_some_and(|refusal| is_same(refusal) && refusal.at.elapsed() < RETRY) {
            return;
        }
        match store::load(&self.models, &version) {
            Ok(model) => {
                // Files that were touched or mended on disk are still those that were loaded.
                let is_served =
                    |(loaded, of): &(String, VersionStamp)| *loaded == version && of.is_of_same_model(&stamp);
                if !self.loaded.as_ref().is_some_and(is_served) {
                    tracing::info!(target: "matinee", "serving model {version} with {} films", model.films().len());
                    self.served.replace(ranker(Arc::new(model)));
                }
                self.refused = None;
                self.loaded = Some((version, stamp));
            }
            Err(error) => {
                let why = self.without_path(&error.to_string());
                self.refused =
                    Some(RefusedVersion { model: RefusedModel { model: version, why }, stamp, at: Instant::now() });
            }
        }
    }

    /// Logs what was not wrong when it was looked at last.
    fn log(&mut self, health: &ModelHealth) {
        let served = self.served.version();
        let mut wrong = Vec::new();
        if let Some(RefusedModel { model, why }) = &health.refused {
            wrong.push(format!("model {model} is refused, {served} is served: {why}"));
        }
        if let Some(why) = &health.lost {
            wrong.push(format!("{why}; model {served} is served. `matinee models use VERSION` names one"));
        }
        let store_wrong = health.store.as_ref().and_then(|store| store.wrong.as_ref());
        if let Some(why) = store_wrong {
            wrong.push(format!("{why}; model {served} is served{STORE_WRONG}"));
        } else if self.said.iter().any(|text| text.ends_with(STORE_WRONG)) {
            tracing::info!(target: "matinee", "the store of models answers again");
        }
        if health.is_stale() {
            wrong.push(format!("model {served} is stale: it is older than --stale-after allows"));
        }
        for text in wrong.iter().filter(|text| !self.said.contains(text)) {
            tracing::warn!(target: "matinee", "{text}");
        }
        self.said = wrong;
    }

    /// An error as anybody may read it: without the place of the data folder.
    fn without_path(&self, error: &str) -> String {
        error
            .replace(&format!("{}/", self.models.display()), "models/")
            .replace(&self.models.display().to_string(), "models")
    }
}

/// A ranker that reads wishes in every language of the site. What the first wish would wait for is made in the background.
pub(crate) fn ranker(model: Arc<Model>) -> Arc<Ranker> {
    let ranker = Arc::new(Ranker::new(model).with_translations(matinee_server::translations()));
    let reader = Arc::clone(&ranker);
    thread::spawn(move || reader.prepare());
    ranker
}
