"""Declared tables: what every column of the compendium means, once."""
