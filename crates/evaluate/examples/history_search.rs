use std::path::Path;
use matinee_catalogue::Catalogue;
use matinee_evaluate::*;
use matinee_rank::ScoringParams;
use std::io::BufRead;
fn main() {
    let films = Catalogue::read(Path::new("/work/shared/data/american-films.jsonl.zst")).unwrap();
    let ratings = Ratings::read(Path::new("/work/shared/data/ratings")).unwrap();
    let joined = join(&ratings, &films);
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let Some((spec, json)) = line.split_once(' ') else { continue };
        let parts: Vec<&str> = spec.split(':').collect(); // rankers:prior:half:draws:picks
        let scoring: ScoringParams = {
            let base = if parts[1] == "train" { ScoringParams::for_ratings() } else { ScoringParams::default() };
            let mut v = serde_json::to_value(&base).unwrap();
            fn merge(a: &mut serde_json::Value, b: serde_json::Value) {
                match (a, b) { (serde_json::Value::Object(a), serde_json::Value::Object(b)) => for (k, x) in b { merge(a.entry(k).or_insert(serde_json::Value::Null), x) }, (a, b) => *a = b }
            }
            merge(&mut v, serde_json::from_str(json).unwrap());
            serde_json::from_value(v).unwrap()
        };
        let draws: usize = parts[3].parse().unwrap();
        let settings = EvaluationSettings {
            rankers: parts[0].split(',').map(str::to_owned).collect(),
            prior: if parts[1] == "train" { PriorSource::Train } else { PriorSource::Model },
            half: match parts[2] { "first" => Half::First, "second" => Half::Second, _ => Half::Both },
            history: (draws > 0).then_some(draws),
            picks: parts[4].split(',').map(|p| p.parse().unwrap()).collect(),
            dislikes: parts.len() > 5,
            against: Some(parts[0].split(',').next().unwrap().to_owned()),
            scoring, resamples: 200, params: std::env::var("PARAMS").map(|p| serde_json::from_str(&p).unwrap()).unwrap_or_default(),
            ..EvaluationSettings::default()
        };
        let start = std::time::Instant::now();
        let report = evaluate(&ratings, &films, &joined, &settings, &|_| {}).unwrap();
        println!("{line}  [{:.1}s]", start.elapsed().as_secs_f64());
        for (name, by) in &report.rankers { for (p, f) in by {
            println!("   {name:<20} {p:>4} n={} ndcg {:.4} d {:+.4} recall {:.4} auc {:.4} mauc {:.4}", f.users, f.ndcg10, f.ndcg10_difference.unwrap_or(0.0), f.recall20, f.auc.unwrap_or(0.0), f.matched_auc.unwrap_or(0.0));
        } }
    }
}
