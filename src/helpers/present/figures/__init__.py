"""Figures, one to a module: each takes tables and returns a FigureBundle."""

# The figure that stands in front: in the README, and for what links to the compendium.
FRONT = "fan"
