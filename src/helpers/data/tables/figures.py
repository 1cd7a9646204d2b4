"""Tables of figures transcribed from running text: one row a number, printed and read."""

from __future__ import annotations

from helpers.data.schema import Column, Key, Table
from helpers.data.tables.columns import (
    QUALIFIERS,
    SOURCE_KEY,
    SUSPECT,
    choice,
    names,
    number,
    text,
    year,
)

FIGURE_QUALIFIERS = (*QUALIFIERS, "strive")
FIGURE_UNITS = (
    "percent",
    "percent_per_year",
    "ratio",
    "count",
    "rank",
    "ordinal",
    "units",
    "million units",
    "years",
    "decades",
    "months",
    "hours",
    "year",
    "calendar_year",
    "century",
    "RMB million",
    "RMB billion",
    "RMB trillion",
    "USD million",
    "USD billion",
    "USD trillion",
    "GWh",
    "L/100km",
    "horsepower",
    "kW",
    "kgf",
    "km",
    "m",
    "million kW",
    "nm",
    "seats",
    "emission_level",
)
ROLES = (
    "target",
    "spec",
    "threshold",
    "definition",
    "reported",
    "background",
    "goal_without_figure",
)


def reading(*, value_required: bool = True) -> tuple[Column, ...]:
    """Return the columns every figure table shares: what is printed, and how it is read."""
    return (
        text("item", "What is measured"),
        text("measure", "What is counted; figures of different measures are never merged"),
        text("year_printed", "Year as printed; blank where none is", required=False),
        text("value_printed", "Figure as printed, with the words that belong to it",
             required=False),
        year("year", "Year as read; differs from the printed one only at a misprint; blank: none",
             required=False),
        number("value", "Value as read, in the printed scale; falls are negative", "unit column",
               required=value_required),
        number("value_high", "Upper end of a range; blank: no range", "unit column",
               required=False),
        choice("unit", "Unit of the value", FIGURE_UNITS, required=value_required),
        choice("qualifier", "What the source says of the figure", FIGURE_QUALIFIERS,
               required=value_required),
        choice("role", "What the figure is in its sentence", ROLES),
        *SUSPECT,
    )  # fmt: skip


RULES = ("range_in_order", "percentage_within_bounds", "doubt_has_its_reason")


def figures(name: str, title: str, row: str, *columns: Column) -> Table:
    """Declare a table of figures, each of one source; its key is its first column."""
    return Table(name, title, row, columns, (columns[0].name,), (SOURCE_KEY,), rules=RULES)


ROADMAP_TARGETS = figures(
    "roadmap_targets",
    "Sector targets of the technical roadmap",
    "a figure of the roadmap as the U.S. Chamber of Commerce prints it",
    text("target_id", "Short name of the target"),
    Column("sector_no", "integer", "Number of the sector in the appendix", minimum=1, maximum=10),
    text("sector", "Sector as printed"),
    text("subsector", "Subsector as printed"),
    text("paragraph", "Paragraph: i goals for 2020, ii goals for 2025, iii support"),
    *reading(),
)

TARGET = ("target_id",)
ROADMAP_PAIRS = Table(
    "roadmap_pairs",
    "Roadmap targets of 2020 and 2025 for the same thing",
    "an item with the same measure in both years",
    (
        text("pair_id", "Short name of the pair"),
        text("item", "What is measured"),
        Column("sector_no", "integer", "Number of the sector", minimum=1, maximum=10),
        text("measure", "What is counted, the same in both years"),
        number("value_2020", "Value for 2020; the middle of a range", "unit column"),
        number("value_2025", "Value for 2025; the middle of a range", "unit column"),
        choice("unit", "Unit of both values, of the 2020 figure where the scales differ",
               FIGURE_UNITS),
        choice("match", "How alike the two wordings are: the same, nearly, or after a correction",
               ("strict", "loose", "corrected")),
        text("target_id_2020", "Figure for 2020"),
        text("target_id_2025", "Figure for 2025"),
        text("note", "Where the wordings differ", required=False),
    ),
    primary_key=("pair_id",),
    foreign_keys=(
        Key(("target_id_2020",), "roadmap_targets", TARGET),
        Key(("target_id_2025",), "roadmap_targets", TARGET),
    ),
)  # fmt: skip

PROGRAMME_TARGETS = figures(
    "programme_targets",
    "Dated targets of the plan outside the indicator table",
    "a dated target or goal of the plan's text and boxes",
    text("target_id", "Short name of the target"),
    text("programme", "Box or section it stands in"),
    text("printed_zh", "Phrase with the figure, Chinese"),
    text("printed_en_cset", "The same in plan_en_cset", required=False),
    text("printed_en_g6", "The same in plan_en_g6", required=False),
    *(column for column in reading(value_required=False) if column.name != "value_printed"),
    year("base_year", "Year a change is counted from; blank where none is printed",
         required=False),
    text("locator_cset", "Where in plan_en_cset", required=False),
    text("locator_g6", "Where in plan_en_g6", required=False),
    text("note", "What to know", required=False),
)  # fmt: skip

PLAN_FIGURES = figures(
    "plan_figures",
    "Other figures of the plan's text",
    "a quantity in the plan outside targets and table",
    text("figure_id", "Short name of the figure"),
    choice("basis", "Printed in the plan, or added by a translator", ("printed", "translator")),
    text("printed_zh", "Phrase in Chinese", required=False),
    text("printed_en_cset", "Phrase in plan_en_cset", required=False),
    text("printed_en_g6", "Phrase in plan_en_g6", required=False),
    *reading(),
    text("note", "What to know", required=False),
)

PROGRAMME_REPORTS = figures(
    "programme_reports",
    "Figures of MIIT's report of March 2017",
    "a figure of the report",
    text("figure_id", "Short name of the figure"),
    text("section", "Section of the report"),
    *reading(),
    text("as_of", "Date the figure speaks of, as far as the text says", required=False),
    text("as_of_printed", "The words that say so", required=False),
)

PROGRAMME_DELIVERY = Table(
    "programme_delivery",
    "Plan targets beside MIIT's figures",
    "a target and a reported figure that may, or may not, be compared",
    (
        text("delivery_id", "Short name of the comparison"),
        names("target_ref", "Target of the plan"),
        names("reported_ref", "Figure of the report"),
        Column("comparable", "boolean", "Whether both count the same thing"),
        text("reason", "Why, or why not"),
    ),
    primary_key=("delivery_id",),
    foreign_keys=(Key(("reported_ref",), "programme_reports", ("figure_id",)),),
)

CHAMBER_FIGURES = figures(
    "chamber_figures",
    "Figures in the body and appendices 1 and 2 of the Chamber's report",
    "a figure of the report outside the roadmap",
    text("figure_id", "Short name of the figure"),
    text("section", "Heading it stands under"),
    text("attributed_to", "Body the report credits; blank: none", required=False),
    *reading(),
)

ARTICLE_FIGURES = figures(
    "article_figures",
    "Figures of the article of 2021",
    "a figure of the article",
    text("figure_id", "Short name of the figure"),
    text("section", "Section of the article"),
    choice("about", "Whether it speaks of Made in China 2025", ("mic2025", "other")),
    text("reference", "The article's own reference number", required=False),
    *reading(),
)

FIGURES = (
    ROADMAP_TARGETS,
    ROADMAP_PAIRS,
    PROGRAMME_TARGETS,
    PLAN_FIGURES,
    PROGRAMME_REPORTS,
    PROGRAMME_DELIVERY,
    CHAMBER_FIGURES,
    ARTICLE_FIGURES,
)
