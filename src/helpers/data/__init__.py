"""Reading, parsing, checking and writing tables. Computes no verdict."""
