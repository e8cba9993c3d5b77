//! The state that all requests share: the model being served and the threads that rank.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use arc_swap::{ArcSwap, ArcSwapOption};
use jiff::Timestamp;
use matinee_features::Model;
use matinee_rank::Ranker;

use crate::film_link::FilmLink;
use crate::fixed_pages::FixedPages;
use crate::library::ServedLibrary;
use crate::metrics::Metrics;
use crate::model_health::ModelHealth;
use crate::once::MadeOnce;
use crate::pool::{Pool, PoolError};
use crate::posters::Posters;
use crate::problem::Problem;
use crate::scorecard::ScorecardFile;
use crate::settings::ServerSettings;
use crate::sitemaps::Sitemaps;
use crate::upload::Uploads;
use crate::views::about::AboutFacts;
use crate::views::home::ModelViews;
use crate::views::map::{MapGuide, PackedSpots};

/// The model being served. It can be replaced while requests run; each keeps the one it began with.
#[derive(Debug, Clone)]
pub struct Served {
    ranker: Arc<ArcSwap<Ranker>>,
    /// Since when, in seconds of Unix time.
    since: Arc<AtomicI64>,
    health: Arc<ArcSwap<ModelHealth>>,
}

impl Served {
    /// Serves another model from the next request on.
    pub fn replace(&self, ranker: Arc<Ranker>) {
        self.ranker.store(ranker);
        self.since.store(Timestamp::now().as_second(), Ordering::Release);
    }

    /// Says what is wrong with the models on disk, in place of what was said before.
    pub fn report(&self, health: ModelHealth) {
        self.health.store(Arc::new(health));
    }

    /// What is wrong with the models on disk.
    pub fn health(&self) -> Arc<ModelHealth> {
        self.health.load_full()
    }

    /// The version of the model being served.
    pub fn version(&self) -> String {
        self.ranker.load().model().version().to_owned()
    }
}

impl From<Arc<Ranker>> for Served {
    fn from(ranker: Arc<Ranker>) -> Self {
        let since = Timestamp::now().as_second();
        let health = ModelHealth { trained: ranker.model().saved(), ..ModelHealth::default() };
        Self {
            ranker: Arc::new(ArcSwap::new(ranker)),
            since: Arc::new(AtomicI64::new(since)),
            health: Arc::new(ArcSwap::from_pointee(health)),
        }
    }
}

pub(crate) struct AppState {
    served: Served,
    metrics: Arc<Metrics>,
    pool: Pool,
    laying_out: Arc<AtomicBool>,
    scorecard: Option<Arc<ScorecardFile>>,
    posters: Option<Posters>,
    library: ServedLibrary,
    links: Arc<[FilmLink]>,
    /// What pages of the model have in common.
    shared: Arc<MadeOnce<ModelViews>>,
    sitemaps: Arc<MadeOnce<Sitemaps>>,
    map_guides: Arc<MadeOnce<MapGuide>>,
    about_facts: Arc<MadeOnce<AboutFacts>>,
    fixed_pages: Arc<FixedPages>,
    uploads: Uploads,
    /// Those of the model that was last asked for its map.
    spots: ArcSwapOption<PackedSpots>,
}

impl AppState {
    pub(crate) fn new(served: Served, settings: &ServerSettings, metrics: &Arc<Metrics>) -> io::Result<Self> {
        Ok(Self {
            served,
            metrics: Arc::clone(metrics),
            pool: Pool::new(settings.rankers, settings.queue, Arc::clone(metrics))?,
            laying_out: Arc::default(),
            scorecard: settings.scorecard.clone().map(|path| Arc::new(ScorecardFile::new(path))),
            posters: settings.posters.clone(),
            library: settings.library.clone(),
            links: settings.links.as_slice().into(),
            shared: Arc::default(),
            sitemaps: Arc::default(),
            map_guides: Arc::default(),
            about_facts: Arc::default(),
            fixed_pages: Arc::default(),
            uploads: Uploads::default(),
            spots: ArcSwapOption::empty(),
        })
    }

    /// What is counted.
    pub(crate) fn metrics(&self) -> &Arc<Metrics> {
        &self.metrics
    }

    /// The ranking threads.
    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }

    /// What is made once a model and kept: how often each was made.
    pub(crate) fn made(&self) -> [(&'static str, u64); 4] {
        [
            ("about_facts", self.about_facts.times()),
            ("parts_of_pages", self.shared.times()),
            ("map_guide", self.map_guides.times()),
            ("sitemaps", self.sitemaps.times()),
        ]
    }

    /// Pages that are the same for everybody.
    pub(crate) fn fixed_pages(&self) -> &Arc<FixedPages> {
        &self.fixed_pages
    }

    /// What the page about the site says of all films, by a model's version.
    pub(crate) fn about_facts(&self) -> &Arc<MadeOnce<AboutFacts>> {
        &self.about_facts
    }

    /// What the list beside the map names, by a model's version.
    pub(crate) fn map_guides(&self) -> &Arc<MadeOnce<MapGuide>> {
        &self.map_guides
    }

    /// Where a measurement of the ranking may be.
    pub(crate) fn scorecard(&self) -> Option<&Arc<ScorecardFile>> {
        self.scorecard.as_ref()
    }

    /// Where the operator's own pictures of films are.
    pub(crate) fn posters(&self) -> Option<&Posters> {
        self.posters.as_ref()
    }

    /// What the operator owns.
    pub(crate) fn library(&self) -> &ServedLibrary {
        &self.library
    }

    /// The operator's own links out of films' pages.
    pub(crate) fn links(&self) -> &Arc<[FilmLink]> {
        &self.links
    }

    /// The ranker as it is now.
    pub(crate) fn ranker(&self) -> Arc<Ranker> {
        self.served.ranker.load_full()
    }

    /// What is wrong with the models on disk.
    pub(crate) fn health(&self) -> Arc<ModelHealth> {
        self.served.health()
    }

    /// Since when its model is served.
    pub(crate) fn served_since(&self) -> Timestamp {
        Timestamp::from_second(self.served.since.load(Ordering::Acquire)).unwrap_or_default()
    }

    /// What uploads may take.
    pub(crate) fn uploads(&self) -> &Uploads {
        &self.uploads
    }

    /// What pages of a model have in common, by its version.
    pub(crate) fn shared(&self) -> &Arc<MadeOnce<ModelViews>> {
        &self.shared
    }

    /// Sitemaps, by a model's version and the site's address.
    pub(crate) fn sitemaps(&self) -> &Arc<MadeOnce<Sitemaps>> {
        &self.sitemaps
    }

    /// The model as it is now.
    pub(crate) fn model(&self) -> Arc<Model> {
        Arc::clone(self.served.ranker.load().model())
    }

    /// Does work that takes the CPU, on the pool.
    pub(crate) async fn rank<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Ranker) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let ranker = self.ranker();
        self.pool.run(move || work(&ranker)).await?
    }

    /// Does work that needs the map. Where the model came without one, a single thread lays it out; other requests for the map get 503
    /// meanwhile, for waiting would keep the other threads from ranking.
    pub(crate) async fn with_map<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Ranker) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        if self.model().has_map() {
            return self.rank(work).await;
        }
        if self.laying_out.swap(true, Ordering::AcqRel) {
            return Err(PoolError::Busy.into());
        }
        let turn = Turn(Arc::clone(&self.laying_out));
        self.rank(move |ranker| {
            ranker.model().map();
            drop(turn);
            work(ranker)
        })
        .await
    }

    /// The map's spots, packed when they are asked for first.
    pub(crate) async fn packed_spots(&self) -> Result<Arc<PackedSpots>, Problem> {
        let known = self.spots.load_full().filter(|packed| packed.version == self.model().version());
        if let Some(packed) = known {
            return Ok(packed);
        }
        let packed = Arc::new(self.with_map(|ranker| Ok(PackedSpots::new(ranker.model()))).await?);
        self.spots.store(Some(Arc::clone(&packed)));
        Ok(packed)
    }
}

/// The right to lay out the map; dropped even when the work panics.
struct Turn(Arc<AtomicBool>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
