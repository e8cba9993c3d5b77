//! Text in, sparse tf-idf matrix out; the model artefact on disk.
