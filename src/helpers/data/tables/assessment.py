"""The core tables: sources, indicators, milestones, observations, and computed ones."""

from __future__ import annotations

from helpers.data.schema import Column, Table
from helpers.data.tables.columns import (
    DECIMALS,
    INDICATOR_ID,
    INDICATOR_KEY,
    LOCATOR,
    OBSERVATION_KEY,
    OBSERVED,
    POSITIONS,
    QUALIFIERS,
    REPORT_YEAR,
    RULES,
    SCALE,
    SOURCE_ID,
    SOURCE_KEY,
    TARGET_KINDS,
    choice,
    number,
    text,
    year,
)

QUALIFIER = choice("qualifier", "Whether the source says about, or gives a bound", QUALIFIERS)
OBSERVED_QUALIFIER = choice(
    "qualifier", "Whether the observed value is about, or a bound", QUALIFIERS
)
GAP_ENDS = (
    number("gap_low", "Lowest gap the printed roundings allow", "scale column", required=False),
    number("gap_high", "Highest gap the printed roundings allow", "scale column", required=False),
)
# Of a rating.
METHOD = text("method", "Method, as in helpers.analysis.progress.methods")
COUNTED_FROM = year("base_year", "Year the change is counted from")
TARGET_YEAR = year("target_year", "Year of the target")
ASSESSED = text("observation_id", "Observation assessed")

SOURCES = Table(
    "sources",
    "Source register",
    "a source text",
    (
        text("source_id", "Short name used by every other table"),
        text("title", "Title as published"),
        text("publisher", "Body that published it"),
        text("published", "Date as exactly as it is known; blank where it is not", required=False),
        choice("language", "Language of the text read", ("zh", "en", "several")),
        text("kind", "Plan, translation, report, article, collection, reading or quoted elsewhere"),
        text("note", "What to know before relying on it", required=False),
        text("address", "Page of the publisher; blank: none is known", required=False),
        text("address_from", "Text that prints this address, and where", required=False),
    ),
    primary_key=("source_id",),
)

INDICATORS = Table(
    "indicators",
    "Indicators",
    "an indicator of the plan",
    (
        text("indicator_id", "Short name used by every other table"),
        text("category", "Group the plan prints the indicator in"),
        text("name_en", "English name used by this compendium"),
        text("name_zh", "Chinese name as the plan prints it, without footnote mark and unit"),
        text("unit", "Unit of the milestones"),
        choice("better", "Direction of improvement", ("higher", "lower")),
        choice(
            "target_kind",
            "What a target says: a level, a change from a base year, a mean",
            TARGET_KINDS,
        ),
        number(
            "lower_bound", "Lowest possible value; blank: none", "unit of the row", required=False
        ),
        number(
            "upper_bound", "Highest possible value; blank: none", "unit of the row", required=False
        ),
        text("population", "Whom the indicator covers"),
        text("definition", "What is divided by what"),
        Column(
            "sample",
            "integer",
            "Enterprises sampled, where the plan's footnotes name a sample; blank: none named",
            required=False,
            minimum=1,
        ),
    ),
    primary_key=("indicator_id",),
    rules=("bounds_in_order",),
)

MILESTONES = Table(
    "milestones",
    "Milestones",
    "a value the plan prints for an indicator and a year",
    (
        INDICATOR_ID,
        year("year", "Year the value is printed for; a period mean stands in its last year"),
        number("value", "Value; a fall is negative", "unit of the indicator"),
        choice(
            "role",
            "Baseline, expected (2015, printed in May 2015) or target",
            ("baseline", "expected", "target"),
        ),
        QUALIFIER,
        year(
            "base_year", "Year a change or mean is counted from; blank for levels", required=False
        ),
        DECIMALS,
        text("printed_zh", "Cell as printed in Chinese", required=False),
        text("printed_en_cset", "Cell as printed in the translation plan_en_cset", required=False),
        text("printed_en_g6", "Cell as printed in the translation plan_en_g6", required=False),
        SOURCE_ID,
        LOCATOR,
    ),
    primary_key=("indicator_id", "year"),
    foreign_keys=(INDICATOR_KEY, SOURCE_KEY),
    rules=("within_bounds", "base_year_before_year"),
)

OBSERVATIONS = Table(
    "observations",
    "Observations",
    "a value reported for an indicator and a year",
    (
        text("observation_id", "Short name of the observation"),
        INDICATOR_ID,
        year("year", "Year the value speaks of"),
        number("value", "Value; a fall is negative", "unit column"),
        text("unit", "Unit of the value"),
        QUALIFIER,
        DECIMALS,
        text("series", "Label the value was published under; no line joins two series"),
        text(
            "population",
            "Whom the value covers; blank where the source does not say",
            required=False,
        ),
        choice(
            "status",
            "Reported, derived from reported values, or expected",
            ("reported", "derived", "expected"),
        ),
        SOURCE_ID,
        LOCATOR,
        text("label_printed", "Label as printed", required=False),
        text("note", "What to know before relying on it", required=False),
        choice(
            "comparable",
            "Whether the series may be set beside the plan's milestones",
            ("yes", "assumed", "no"),
        ),
    ),
    primary_key=("observation_id",),
    foreign_keys=(INDICATOR_KEY, SOURCE_KEY),
    rules=("within_bounds", "unit_is_known"),
)

TRAJECTORIES = Table(
    "trajectories",
    "Trajectories",
    "the value of one path in one year",
    (
        INDICATOR_ID,
        choice("rule", "How the path runs between milestones", RULES),
        year("base_year", "Year the path starts"),
        year("target_year", "Year the path ends"),
        year("year", "Year of the value"),
        number("value", "Value on the path", "scale column"),
        choice(
            "path",
            "Straight from base to target, or through the targets between them",
            ("direct", "piecewise"),
        ),
        text("scale", "Scale of the value: the indicator's unit, or an index of the base year"),
        number("value_low", "Lowest value the printed roundings allow", "scale column"),
        number("value_high", "Highest value the printed roundings allow", "scale column"),
    ),
    primary_key=("indicator_id", "rule", "base_year", "target_year", "path", "year"),
    foreign_keys=(INDICATOR_KEY,),
)

COMPARISON = Table(
    "comparison",
    "Comparison with the paths",
    "an observation beside one path: a rule, a base year and a target year",
    (
        INDICATOR_ID,
        REPORT_YEAR,
        choice("rule", "How the path runs from base to target", RULES),
        year("base_year", "Year the path starts"),
        year("target_year", "Year the path ends; no earlier than the report year"),
        OBSERVED,
        number("expected", "Value of the path in the report year", "scale column"),
        number(
            "gap",
            "Observed minus expected, turned so that positive is better",
            "scale column",
            required=False,
        ),
        *GAP_ENDS,
        number(
            "pace_observed",
            "Change a year from base to report year",
            "scale a year",
            required=False,
        ),
        number("pace_planned", "Change a year from base to target year", "scale a year"),
        number(
            "pace_ratio",
            "Observed over planned pace; blank where the plan asks no change",
            "ratio",
            required=False,
        ),
        number(
            "pace_required",
            "Change a year the target still asks for: 0 once reached, blank in the target year",
            "scale a year",
            required=False,
        ),
        number(
            "acceleration",
            "Required over observed pace; 0 once the target is reached, blank without change",
            "ratio",
            required=False,
        ),
        number(
            "path_year",
            "Year in which the path has the observed value; blank where it lies beyond the ends",
            "year",
            required=False,
        ),
        choice("position", "Where the observation stands", POSITIONS),
        SCALE,
        text("observation_id", "Observation compared"),
        text("reason", "Why the position is not_comparable", required=False),
        number(
            "pace_low",
            "Lowest observed pace the printed roundings allow",
            "scale a year",
            required=False,
        ),
        number(
            "pace_high",
            "Highest observed pace the printed roundings allow",
            "scale a year",
            required=False,
        ),
        number(
            "pace_required_low",
            "Required pace from the high end of the report to the low end of the target",
            "scale a year",
            required=False,
        ),
        number(
            "pace_required_high",
            "Required pace from the low end of the report to the high end of the target",
            "scale a year",
            required=False,
        ),
        DECIMALS,
        OBSERVED_QUALIFIER,
    ),
    primary_key=("observation_id", "rule", "base_year", "target_year"),
    foreign_keys=(INDICATOR_KEY, OBSERVATION_KEY),
)

PAST_TARGETS = Table(
    "past_targets",
    "Targets whose year is past",
    "an observation beside a target of an earlier year than its own",
    (
        INDICATOR_ID,
        REPORT_YEAR,
        year("target_year", "Year of the target, before the report year"),
        OBSERVED,
        number("target", "Value of the target", "scale column"),
        number(
            "gap",
            "Observed minus target, turned so that positive is better",
            "scale column",
            required=False,
        ),
        *GAP_ENDS,
        choice(
            "outcome",
            "Whether the observed value meets the target, rounding included",
            ("met", "missed", "too_close_to_say", "not_comparable"),
        ),
        SCALE,
        text("observation_id", "Observation held against the target"),
        text("reason", "Why the outcome is not_comparable", required=False),
        DECIMALS,
        OBSERVED_QUALIFIER,
    ),
    primary_key=("observation_id", "target_year"),
    foreign_keys=(INDICATOR_KEY, OBSERVATION_KEY),
)

PROGRESS = Table(
    "progress",
    "Progress by published methods",
    "an observation rated by one method, from one base year to one target year",
    (
        INDICATOR_ID,
        REPORT_YEAR,
        METHOD,
        COUNTED_FROM,
        TARGET_YEAR,
        number(
            "value", "Value on the method's own scale; blank where not assessable", required=False
        ),
        text("class", "Class in the rule's words; blank where it has none", required=False),
        text("class_set", "All classes within the printed roundings, worst first", required=False),
        Column("assessable", "boolean", "Whether the rule gives an answer"),
        text("reason", "Why not; blank where it does", required=False),
        number(
            "flip_change",
            "Smallest change of the observed value that changes the class; blank where none does",
            "scale of the observation",
            required=False,
        ),
        ASSESSED,
        number("observed", "Observed value on the scale of comparison"),
    ),
    primary_key=("observation_id", "method", "base_year", "target_year"),
    foreign_keys=(INDICATOR_KEY, OBSERVATION_KEY),
)

SPECIFICATIONS = Table(
    "specifications",
    "Specification grid",
    "one specification of one observation: years, method, rounding corner, sampling end",
    (
        INDICATOR_ID,
        REPORT_YEAR,
        COUNTED_FROM,
        TARGET_YEAR,
        METHOD,
        text("corner", "Ends of the rounding intervals of observed, base and target, or printed"),
        text("sampling", "Design effect and end of the sampling interval, or none"),
        number("observed", "Observed value in this specification"),
        number(
            "value",
            "Value on the method's own scale; blank where the class needs none",
            required=False,
        ),
        text("class", "Class in the rule's words"),
        Column("enough", "boolean", "Whether the rule says that the pace so far suffices"),
        ASSESSED,
    ),
    primary_key=("observation_id", "base_year", "target_year", "method", "corner", "sampling"),
    foreign_keys=(INDICATOR_KEY, OBSERVATION_KEY),
)

RENDERINGS = Table(
    "renderings",
    "Disagreements between the renderings of the indicator table",
    "one cell that the three renderings print differently in substance",
    (
        INDICATOR_ID,
        year("year", "Column of the table"),
        text("field", "What differs"),
        text("zh", "Reading of the Chinese cell"),
        text("en_cset", "Reading of the cell in plan_en_cset"),
        text("en_g6", "Reading of the cell in plan_en_g6"),
        text("used", "Reading used"),
        text("reason", "Why"),
    ),
    primary_key=("indicator_id", "year", "field"),
    foreign_keys=(INDICATOR_KEY,),
)

CORE = (
    SOURCES,
    INDICATORS,
    MILESTONES,
    OBSERVATIONS,
    RENDERINGS,
    TRAJECTORIES,
    COMPARISON,
    PAST_TARGETS,
    PROGRESS,
    SPECIFICATIONS,
)
