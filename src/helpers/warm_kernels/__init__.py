"""Kernels forked from a warm process; knows nothing of the compendium."""
