"""Theme, figures, tables and sentences with numbers in them. Computes no value."""
