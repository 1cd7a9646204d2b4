"""Tables of documents and of doubts: policies, funds, discrepancies, and the digit accounts."""

from __future__ import annotations

from helpers.data.schema import Column, Table
from helpers.data.tables.columns import SOURCE_ID, SOURCE_KEY, SUSPECT, choice, names, number, text

POLICIES = Table(
    "policies",
    "Policies connected with the plan",
    "a document the Chamber lists",
    (
        text("policy_id", "Short name of the policy"),
        text("section", "Table it stands in"),
        Column("order_printed", "integer", "Running number in the appendix", minimum=1, maximum=42),
        text("title_en", "Title as printed in English"),
        text("title_zh", "Title in Chinese, stray blanks removed", required=False),
        text("title_zh_printed", "Title in Chinese as printed", required=False),
        text("agency_printed", "Agencies as printed"),
        text("agencies", "Agencies, separated by semicolons"),
        text("date_printed", "Date as printed"),
        text("date", "Date as read: year, month, day as far as printed"),
        choice("date_precision", "How exact the date is", ("day", "month", "year")),
        text("link_printed", "Address as printed; blank: none", required=False),
        *SUSPECT,
    ),
    primary_key=("policy_id",),
    foreign_keys=(SOURCE_KEY,),
    rules=("doubt_has_its_reason",),
)

FUNDS = Table(
    "funds",
    "Funds connected with the plan",
    "a fund, loan, insurance or project total the Chamber lists",
    (
        text("fund_id", "Short name of the fund"),
        text("name", "Name as printed"),
        text("amount_rmb_printed", "Amount in RMB as printed", required=False),
        text("amount_usd_printed", "Amount in dollars as printed", required=False),
        number("amount_rmb", "Amount as read; blank: none printed", "RMB billion", required=False),
        number("amount_usd", "Amount as read; blank: none printed", "USD billion", required=False),
        choice("kind", "What the amount is", ("fund", "loan", "insurance", "project_total")),
        text("purpose", "What it is for, in our words", required=False),
        text("sponsor", "Who stands behind it, as far as printed", required=False),
        *SUSPECT,
    ),
    primary_key=("fund_id",),
    foreign_keys=(SOURCE_KEY,),
    rules=("doubt_has_its_reason",),
)

DISCREPANCIES = Table(
    "discrepancies",
    "Disagreements, contradictions and misprints",
    "a place where a text errs or two texts disagree",
    (
        text("discrepancy_id", "Short name of the discrepancy"),
        SOURCE_ID,
        text("locator", "Where it stands", required=False),
        names("figure_id", "Figure, target or indicator concerned; blank: none", required=False),
        choice("field", "What differs", ("value", "unit", "year", "label", "scope", "wording",
                                         "date", "name", "sum")),
        text("printed", "What this place says", required=False),
        text("other_source_id", "Source of the other reading; blank: the same text alone",
             required=False),
        text("other_locator", "Where the other reading stands", required=False),
        text("other_printed", "What the other place says", required=False),
        text("reading", "Which reading is used", required=False),
        choice("status", "Whether the sources settle it", ("resolved", "open")),
        text("reason", "Why"),
    ),
    primary_key=("discrepancy_id",),
    foreign_keys=(SOURCE_KEY,),
)  # fmt: skip

COVERAGE = Table(
    "coverage",
    "Digits accounted for",
    "a source text: how many of its digits belong to what",
    (
        SOURCE_ID,
        text("text", "What the text is"),
        text("sha256", "Hash of the text"),
        Column("digits", "integer", "Digits in the text"),
        Column("value", "integer", "in values"),
        Column("year", "integer", "in years"),
        Column("date", "integer", "in dates"),
        Column("footnote_mark", "integer", "in footnote marks"),
        Column("list_number", "integer", "in numbers of lists and sections"),
        Column("name", "integer", "in names and titles"),
        Column("page_furniture", "integer", "in page numbers, running heads and addresses"),
        Column("citation", "integer", "in bibliographic notes"),
    ),
    primary_key=("source_id",),
    foreign_keys=(SOURCE_KEY,),
)

DOCUMENTS = (POLICIES, FUNDS, DISCREPANCIES, COVERAGE)
