"""What stands behind a number of a unit, in tables and on pages; another unit is its own word.

The words of the tables are English. The language of the pages may have words of its own for these
two kinds (``present/texts/<language>/words.yml``, `units` and `gaps`).
"""

from __future__ import annotations

UNIT_WORDS = {
    "percent": "%",
    "percentage_points": "percentage points",
    "index_points": "index points",
    "percent_per_year": "% a year",
    "percent_on_previous_year": "% on the year before",
    "patents_per_100m_yuan": "patents per 100 million yuan",
    "index_base_100": "index, base year = 100",
    "percent_over_period": "% over the period",
    "count": "",
    "rank": "(rank)",
    "RMB billion": "billion RMB",
    "RMB trillion": "trillion RMB",
}
# Of a difference of two such numbers: 61.8 % less 60.8 % are points, not percent.
DIFFERENCE_WORDS = {
    "percent": "points",
    "percentage_points": "points",
    "percent_per_year": "points",
    "index": "index points",
}
