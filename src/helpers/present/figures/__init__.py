"""Figures, one to a module: each takes tables and returns a FigureBundle."""
