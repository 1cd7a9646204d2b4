"""Helpers of the Made in China 2025 indicator compendium.

Rooms: ``data`` reads, parses and checks; ``analysis`` computes; ``present`` draws and writes;
``run`` executes notebooks; ``report`` makes pages. Imports go one way, in that order.
"""

__version__ = "0.1.0"
