"""Tables of hindsight: projections against later values, and what bears on their labels."""

from __future__ import annotations

from helpers.data.schema import Column, Key, Table
from helpers.data.tables.columns import (
    INDICATOR_ID,
    INDICATOR_KEY,
    RULES,
    SCALE,
    SOURCE_ID,
    SOURCE_KEY,
    choice,
    names,
    number,
    text,
    year,
)
from helpers.data.tables.evidence import GRADES, OUTSIDE_ASSESSMENTS

PATHS = ("pace", "plan")
RELATIONS = ("same", "other", "proxy")
SIDES = ("supports", "speaks_against", "does_not_decide")
LATER_KEY = Key(("later_id",), "later_observations", ("later_id",))

HINDSIGHT = Table(
    "hindsight",
    "Projections from March 2017 against later values",
    "a projection and a value published later for the same date",
    (
        INDICATOR_ID,
        choice("path", "Along the observed pace (pace) or on the plan's own path (plan)", PATHS),
        choice("rule", "How the path runs", RULES),
        year("base_year", "Year the projection leaves: base of the pace, or the last milestone"),
        year("year", "Year the published value speaks of"),
        number("projected", "Projected value, held within the bounds", "scale column"),
        number("published", "Published value, on the same scale", "scale column"),
        text("series", "Label of the published value"),
        Column("same_series", "boolean", "Whether that label is the plan's own"),
        number("error", "Projected minus published", "scale column"),
        number("absolute_error", "Size of the error", "scale column"),
        number("interval_score", "Interval score of the projection's rounding interval, at 90 %",
               "scale column"),
        choice("grade", "Evidence grade of the published value", GRADES),
        text("later_id", "Published value, as in the table later_observations"),
        Column("capped", "boolean", "Whether the projection or an end of its interval was held at "
               "a bound"),
        number("date", "Date projected to; the end of a year is the year itself", "years"),
        number("projected_low", "Lowest projection the printed roundings allow", "scale column"),
        number("projected_high", "Highest projection the printed roundings allow", "scale column"),
        number("published_low", "Lowest value that rounds to the published one", "scale column"),
        number("published_high", "Highest value that rounds to the published one", "scale column"),
        SCALE,
    ),
    primary_key=("indicator_id", "path", "rule", "base_year", "later_id"),
    foreign_keys=(INDICATOR_KEY, LATER_KEY),
)  # fmt: skip

LATER_SERIES = Table(
    "later_series",
    "Labels of the later values",
    "a label later values were published under",
    (
        text("series", "Label, as in the table later_observations"),
        INDICATOR_ID,
        choice(
            "relation",
            "The plan's own series, the same rate under another label or population, or a proxy",
            RELATIONS,
        ),
        text("label", "Short form for figures"),
        text("reason", "Why, in our words"),
        SOURCE_ID,
    ),
    primary_key=("series",),
    foreign_keys=(INDICATOR_KEY, SOURCE_KEY),
)

SERIES_EVIDENCE = Table(
    "series_evidence",
    "Evidence on a change of definition",
    "an observation that bears on whether two labels are one series",
    (
        text("evidence_id", "Short name"),
        INDICATOR_ID,
        choice("side", "Whether it supports a change of definition", SIDES),
        choice("strength", "How much it bears", ("strong", "weak")),
        names(
            "refs",
            "Rows it rests on: later_id, observation_id or indicator:year of a milestone; "
            "separated by semicolons; blank: none",
            required=False,
        ),
        text("statement", "What is seen, in our words"),
    ),
    primary_key=("evidence_id",),
    foreign_keys=(INDICATOR_KEY,),
)

# The raw table of each that is read as it stands.
NOTE_FILES = {
    "later_series.csv": LATER_SERIES,
    "series_evidence.csv": SERIES_EVIDENCE,
    "outside_assessments.csv": OUTSIDE_ASSESSMENTS,
}
HINDSIGHT_TABLES = (HINDSIGHT, LATER_SERIES, SERIES_EVIDENCE, OUTSIDE_ASSESSMENTS)
