//! What makes films alike on the map.

use crate::field::Field;
use crate::matrix::Csr;
use crate::vocabulary::Vocabulary;

/// What a field counts for on the map, as a multiple of its weight in the model: films lie together for what they are, not for
/// when they were made. Where nothing is said it is 1.
const FIELDS: [(Field, f32); 2] = [(Field::Themes, 1.5), (Field::Time, 0.2)];

/// The rows of a model with the weights of the map.
pub(super) fn likeness(matrix: &Csr, vocabulary: &Vocabulary) -> Csr {
    let mut weights = vec![1.0; matrix.width()];
    for (field, weight) in FIELDS {
        weights[vocabulary.columns_of(field)].fill(weight);
    }
    let (starts, columns, values) = matrix.parts();
    let values = columns.iter().zip(values).map(|(&column, value)| value * weights[column as usize]).collect();
    Csr::from_parts(starts.to_vec(), columns.to_vec(), values, matrix.width() as u32)
        .expect("a matrix with smaller and larger values is one")
}
