//! What a film is: reading, matching and writing catalogues, and the starter catalogue inside the binary.
