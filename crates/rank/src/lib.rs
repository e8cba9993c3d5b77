//! Picks in, ranking out: the linfa SVM, reasons, diversity and evaluation.
