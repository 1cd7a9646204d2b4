"""Kernels forked from a warm process: a package of its own, which knows no other of this house."""
