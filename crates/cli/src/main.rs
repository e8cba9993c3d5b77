//! matinee: scrapes, trains, recommends, evaluates and serves films from one binary.
fn main() {}
