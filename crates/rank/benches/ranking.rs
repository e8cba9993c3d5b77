//! Scoring every film, compared with sums over the same arrays; whole lists, by the number of picks and
//! with wishes; and the reading of wishes.
//!
//! `cargo bench -p matinee-rank`, on 36,000 made-up films, on `MATINEE_FILMS` of them or on `MATINEE_CATALOGUE`.

#![allow(missing_docs)] // criterion's macros make functions without documentation.

mod made_up;

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use matinee_catalogue::Catalogue;
use matinee_features::{Model, Params, Row};
use matinee_rank::{ListOptions, Ranker, Taste};

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn model() -> Arc<Model> {
    let films = if let Some(path) = std::env::var_os("MATINEE_CATALOGUE") {
        Catalogue::read(Path::new(&path)).expect("a catalogue")
    } else {
        let films = std::env::var("MATINEE_FILMS").map(|films| films.parse().expect("a number of films"));
        made_up::films(films.unwrap_or(36_000))
    };
    Arc::new(Model::train(films, &Params::default()).expect("films that share terms"))
}

/// Sums side by side, none of which waits for another: as fast as memory.
fn sum(values: &[f32]) -> f32 {
    let mut sums = [0.0; 32];
    for some in values.chunks_exact(sums.len()) {
        for (sum, value) in sums.iter_mut().zip(some) {
            *sum += value;
        }
    }
    sums.iter().sum()
}

fn sum_columns(columns: &[u32]) -> u32 {
    columns.iter().fold(0, |sum, &column| sum.wrapping_add(column))
}

fn ranking(criterion: &mut Criterion) {
    let model = model();
    let films = model.films().len();
    let (_, columns, values) = model.matrix().parts();
    let mut weights = vec![0.0; model.matrix().width()];
    for row in (0..films).step_by(films / 105 + 1) {
        model.matrix().add_to(row, 0.1, &mut weights);
    }
    let mut group = criterion.benchmark_group("every film");
    group.throughput(Throughput::Bytes((columns.len() * 8) as u64));
    group.bench_function("plain sum", |b| {
        b.iter(|| (black_box(values).iter().sum::<f32>(), sum_columns(black_box(columns))));
    });
    group.bench_function("sum at the speed of memory", |b| {
        b.iter(|| (sum(black_box(values)), sum_columns(black_box(columns))));
    });
    group.bench_function("row by row", |b| {
        b.iter(|| (0..films).map(|row| model.matrix().dot_dense(row, black_box(&weights))).collect::<Vec<f32>>());
    });
    // As lists are made: rows padded, time scored once per year. The throughput is still that of the whole matrix.
    let ranker = Ranker::new(Arc::clone(&model));
    group.bench_function("scoring", |b| b.iter(|| ranker.products(black_box(&weights))));
    group.finish();

    let options = ListOptions { limit: 100, ..ListOptions::default() };
    let mut group = criterion.benchmark_group("top 100 with reasons");
    group.sample_size(20);
    for picks in [1, 5, 100, 1_000] {
        let rows: Vec<Row> = (0..picks).map(|n| (n + 1) * 7_919 % films).collect();
        let taste = Taste::new(&model, &rows, &[], &[]).expect("a taste");
        group.bench_function(format!("{picks} picks"), |b| b.iter(|| ranker.recommend(&taste, &options)));
    }
    group.finish();

    let mut group = criterion.benchmark_group("reading a wish");
    for wish in made_up::WISHES {
        group.bench_function(wish, |b| b.iter(|| ranker.wish(black_box(wish))));
    }
    group.finish();
}

/// A list for five picks, and the same with a wish that is read for it.
fn wishes(criterion: &mut Criterion) {
    let model = model();
    let films = model.films().len();
    let ranker = Ranker::new(Arc::clone(&model));
    ranker.prepare();
    let rows: Vec<Row> = (0..5).map(|n| (n + 1) * 7_919 % films).collect();
    let taste = Taste::new(&model, &rows, &[], &[]).expect("a taste");
    let mut group = criterion.benchmark_group("first ten for a wish");
    group.sample_size(20);
    for wish in std::iter::once("").chain(made_up::WISHES) {
        let list = || {
            let mut options = ListOptions { limit: 10, ..ListOptions::default() };
            let wish = ranker.wish(black_box(wish));
            wish.apply(&model, &mut options).expect("few terms");
            ranker.recommend(&wish.added_to(&taste), &options)
        };
        group.bench_function(if wish.is_empty() { "no wish" } else { wish }, |b| b.iter(list));
    }
    group.finish();
}

criterion_group!(benches, ranking, wishes);
criterion_main!(benches);
