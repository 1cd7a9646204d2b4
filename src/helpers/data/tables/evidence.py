"""Tables of evidence: what was published of targets and indicators, and what others concluded."""

from __future__ import annotations

from dataclasses import replace

from helpers.data.schema import Column, Table
from helpers.data.tables.columns import INDICATOR_ID, INDICATOR_KEY, choice, number, text, year

EVIDENCE_UNITS = (
    "percent",
    "percent_per_year",
    "percent_on_previous_year",
    "percent_over_period",
    "index_points",
    "count",
    "rank",
    "aircraft",
    "seats",
    "patents",
    "patents_per_100m_yuan",
    "per 100 households",
    "million units",
    "million persons",
    "100 million yuan",
    "RMB billion",
    "RMB trillion",
    "USD billion",
    "hundred million tonnes",
    "cubic metres per 10,000 yuan",
    "L/100km",
    "kW",
    "million kW",
    "kgf",
    "m",
    "nm",
    "hours",
)
QUALIFIERS = ("exact", "about", "over", "at_least", "at_most", "under", "direction")
PRECISIONS = ("year", "half_year", "quarter", "month", "period")
STATUSES = ("reported", "derived", "estimate", "statement", "target")
GRADES = ("A", "B", "C", "D")
VERDICTS = ("met", "mostly met", "mixed", "missed", "leading", "competitive", "behind", "none")

EVIDENCE_ID = text("evidence_id", "Short name of the row")
TARGET_ID = text("target_id", "Target, as in the tables roadmap_targets or programme_targets")
ADDRESS = (
    text("address", "Page where it was seen; blank: none recorded", required=False),
    choice(
        "address_kind",
        "Whether the page belongs to the publisher named, or repeats it; blank: no page",
        ("publisher", "repost"),
        required=False,
    ),
)
SEEN = choice("seen", "How much of the document was seen", ("whole", "excerpt"))
GRADE = choice(
    "grade",
    "A official text seen, B official figure quoted elsewhere, C another body's figure, "
    "D no clear origin",
    GRADES,
)
NOTE = text("note", "What to know before relying on it", required=False)
PUBLISHER = text("publisher", "Who published it, with the outlet it was read in")
DOCUMENT = text("document", "In which document")
PUBLISHED = text("published", "Date as exactly as known; blank: unknown", required=False)
SERIES = text("series", "Label and population; no line joins two series")

_SEEN_AS = (
    text("label_printed", "Label as printed, a gloss in brackets; in our words for statements"),
    text("population", "Whom it covers; blank: as the label says", required=False),
    text(
        "value_printed",
        "Figure as printed; for a derived row the derived value; blank: words alone",
        required=False,
    ),
    number(
        "value",
        "Value as read, a fall is negative; blank: words alone",
        "unit column",
        required=False,
    ),
    number("value_high", "Upper end of a range; blank: no range", "unit column", required=False),
    choice("unit", "Unit of the value; blank: words alone", EVIDENCE_UNITS, required=False),
    choice(
        "qualifier",
        "What is said of the printed size: of a fall, over means a larger fall",
        QUALIFIERS,
    ),
    text("period", "Period as handed down"),
    year(
        "year",
        "Year the value speaks of, the last one of a period; blank: the statement names none",
        required=False,
    ),
)
_WEIGHED = (
    choice("precision", "What part of the year, or a period of other length", PRECISIONS),
    choice(
        "status",
        "Reported, derived by us, estimated or inferred, said in words or of a design, or a target",
        STATUSES,
    ),
    text(
        "derivation",
        "Formula of a derived value, for value and value_high; rows in square brackets, other "
        "numbers are figures of the same documents; blank: none",
        required=False,
    ),
    PUBLISHER,
    DOCUMENT,
    PUBLISHED,
    *ADDRESS,
    SEEN,
    GRADE,
    choice(
        "comparability",
        "Whether it measures what the target or indicator does",
        ("same", "near", "different"),
    ),
    text("comparability_note", "Why; blank: nothing to say", required=False),
    text(
        "variant",
        "Which population the row takes where several are possible; blank: one only",
        required=False,
    ),
    text(
        "conflicts_with",
        "Rows it contradicts, separated by semicolons; blank: none",
        required=False,
    ),
)
BASE_YEAR = year("base_year", "Year a change is counted from; blank: none", required=False)

TARGET_EVIDENCE = Table(
    "target_evidence",
    "Evidence on roadmap and programme targets",
    "a published figure or statement that bears on a target",
    (EVIDENCE_ID, TARGET_ID, *_SEEN_AS, *_WEIGHED, NOTE),
    primary_key=("evidence_id",),
    rules=("range_in_order", "target_is_known", "rows_are_known"),
)

INDICATOR_EVIDENCE = Table(
    "indicator_evidence",
    "Evidence on the twelve indicators",
    "a published value of an indicator, of a neighbour or an input of it, or a later target",
    (
        EVIDENCE_ID,
        INDICATOR_ID,
        SERIES,
        *_SEEN_AS,
        BASE_YEAR,
        *_WEIGHED,
        Column(
            "in_later_observations",
            "boolean",
            "Whether it is one of the later observations the projections are scored on",
        ),
        NOTE,
    ),
    primary_key=("evidence_id",),
    foreign_keys=(INDICATOR_KEY,),
    rules=("range_in_order", "base_year_before_year", "rows_are_known"),
)

LATER_COLUMNS = tuple(
    column for column in INDICATOR_EVIDENCE.columns if column.name != "in_later_observations"
)
LATER_OBSERVATIONS = Table(
    "later_observations",
    "Figures published after 2016",
    "a row of indicator_evidence the projections are scored on, or that stands beside it",
    (
        replace(EVIDENCE_ID, name="later_id"),
        *LATER_COLUMNS[1:],
        choice("conflict", "Whether another row contradicts it", ("yes", "no")),
    ),
    primary_key=("later_id",),
    foreign_keys=(INDICATOR_KEY,),
)

TARGETS_SEARCHED = Table(
    "targets_searched",
    "Targets without evidence",
    "a target no figure was found for, and what was searched",
    (
        TARGET_ID,
        choice(
            "status",
            "Why there is none",
            ("searched_not_found", "goal_without_figure", "threshold_row", "not_due"),
        ),
        text("searched", "What was searched, and what it gave; blank: nothing", required=False),
    ),
    primary_key=("target_id",),
    rules=("target_is_known",),
)

OUTSIDE_ASSESSMENTS = Table(
    "outside_assessments",
    "What others concluded about the plan",
    "a verdict of an outside assessment on a sector, or on the whole plan",
    (
        text("assessment_id", "Short name"),
        Column(
            "sector_no",
            "integer",
            "Sector of the roadmap; blank: the whole plan",
            required=False,
            minimum=1,
            maximum=10,
        ),
        PUBLISHER,
        DOCUMENT,
        PUBLISHED,
        text("verdict", f"One of {', '.join(VERDICTS)}, a colon, and why, in our words"),
        text("list_judged", "The list it goes by, and what it counts, in our words"),
        *ADDRESS,
        GRADE,
        SEEN,
        NOTE,
    ),
    primary_key=("assessment_id",),
    rules=("verdict_is_known",),
)

EVIDENCE_HOSTS = Table(
    "evidence_hosts",
    "Hosts of publishers",
    "a host whose pages count as its owner's own",
    (
        text("host", "Host, its subdomains included"),
        text("owner", "Whose it is, as the column publisher calls them"),
    ),
    primary_key=("host",),
)

EVIDENCE = (
    TARGET_EVIDENCE,
    INDICATOR_EVIDENCE,
    LATER_OBSERVATIONS,
    TARGETS_SEARCHED,
    EVIDENCE_HOSTS,
)
