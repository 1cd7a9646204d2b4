"""The scoreboard: every target with a year, its outcome and the rows it rests on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.conditions import conditions, one_variant_only
from helpers.analysis.hindsight.evidence import Claim, worst
from helpers.analysis.hindsight.outcome_rules import decide
from helpers.analysis.hindsight.targets import NO_FIGURE, Target, targets_of
from helpers.analysis.hindsight.variant_outcome import SIDES, Finding
from helpers.data.shared import remembered
from helpers.data.tables.scoreboard import SCOREBOARD

# Where a target stands: its outcome, or its leaning where it leans; what is firm comes first.
STANDINGS = (
    "met",
    "met_late",
    "missed",
    "definition_decides",
    "leans_met",
    "leans_missed",
    "short_at_last_value",
    "supportive_only",
    "no_evidence",
    "no_figure_set",
)


def scoreboard(
    tables: Mapping[str, pd.DataFrame], record: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Outcome of every target with a year.

    Parameters
    ----------
    tables, record
        As for ``targets.targets_of``; `record` needs targets_searched besides.

    Returns
    -------
    DataFrame
        The table ``SCOREBOARD``: indicators, programmes, roadmap, each in the order of its table.
    """
    return _board(dict(tables), dict(record))


@remembered
def _board(tables: dict[str, pd.DataFrame], record: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the same; asked for with the board of a page and with the tables of an edition."""
    searched = record["targets_searched"].set_index("target_id")
    targets = targets_of(tables, record)
    rows = [_scored(target, searched) for target in targets]
    return pd.DataFrame(rows, columns=SCOREBOARD.names)


def named(
    board: pd.DataFrame, indicators: pd.DataFrame, record: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Outcomes with what each target is about.

    Returns
    -------
    DataFrame
        The rows of `board` with `item` (what the target is set for, an indicator by its name),
        `quantity` (what is counted of it, an id; "" for an indicator) and `sector` ("" for none).
    """
    texts = pd.concat([record["roadmap_targets"], record["programme_targets"]])
    texts = texts.set_index("target_id")
    names = indicators.set_index("indicator_id")["name_en"]
    item = board["target_id"].map(texts["item"])
    return board.assign(
        item=item.fillna(board["indicator_id"].map(names)),
        quantity=board["target_id"].map(texts["measure"]).fillna(""),
        sector=board["target_id"].map(texts["sector"]).fillna(""),
    )


def counts(board: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Count outcomes and leanings, always with the number of targets they are out of.

    Parameters
    ----------
    board
        Result of `scoreboard`, or some of its rows.
    by
        Columns whose values are counted apart.

    Returns
    -------
    DataFrame
        Columns `by`, outcome, leaning, `targets` (how many) and `of` (how many in that group in
        all); only what occurs, in the order of the declared choices.
    """
    keys = list(by)
    totals = board.groupby(keys, dropna=False, sort=False).size().rename("of").reset_index()
    table = (
        board.groupby([*keys, "outcome", "leaning"], dropna=False, sort=False)
        .size()
        .rename("targets")
        .reset_index()
        .merge(totals, on=keys)
    )
    order = {name: place for place, name in enumerate(SCOREBOARD.column("outcome").choices)}
    table = table.assign(order=table["outcome"].map(order))
    return table.sort_values([*keys, "order", "leaning"], ignore_index=True).drop(columns="order")


def tally(board: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count where the targets of each group stand.

    Parameters
    ----------
    board
        Rows of the table ``SCOREBOARD``.
    by
        Column whose values are counted apart.

    Returns
    -------
    DataFrame
        By group, in the order of `board`: how many stand at each of ``STANDINGS``, `of` (how many
        in all) and `judged` (how many set a figure).
    """
    kept = board.dropna(subset=[by])
    standing = kept["outcome"].mask(kept["leaning"] != "none", "leans_" + kept["leaning"])
    found = Counter(zip(kept[by], standing, strict=True))
    groups = kept[by].unique()
    table = pd.DataFrame(
        {name: [found[group, name] for group in groups] for name in STANDINGS},
        index=pd.Index(groups, name=by),
    )
    of = table.sum(axis=1)
    return table.assign(of=of, judged=of - table["no_figure_set"])


def fates(verdicts: pd.DataFrame, board: pd.DataFrame) -> pd.DataFrame:
    """Whether the position of each indicator in the report year held at its first target.

    Parameters
    ----------
    verdicts
        Result of ``verdicts.verdicts``.
    board
        Result of `scoreboard`.

    Returns
    -------
    DataFrame
        The rows of `verdicts` with `fate` (see `fate`) and the row of the first target in `board`.
    """
    targets = board[board["kind"] == "indicator"].sort_values("year", kind="stable")
    found = verdicts.merge(targets.drop_duplicates("indicator_id"), on="indicator_id")
    pairs = zip(found["verdict"], found["outcome"], strict=True)
    return found.assign(fate=[fate(*pair) for pair in pairs])


def fate(position: str, outcome: str) -> str:
    """Whether a position against the path held, given the outcome of the first target.

    Parameters
    ----------
    position
        A verdict of ``verdicts.verdicts``.
    outcome
        An outcome of `scoreboard`.

    Returns
    -------
    str
        ``held`` for ahead and met, or behind and missed, if only in its year; ``not_held`` for the
        crossed pairs; ``open`` where position or outcome decide nothing.

    Examples
    --------
    >>> fate("leans_ahead", "met_late"), fate("behind", "definition_decides")
    ('not_held', 'open')
    """
    sides = {"ahead": "met", "behind": "missed"}
    expected, came = sides.get(position.removeprefix("leans_")), SIDES.get(outcome)
    if expected is None or came is None:
        return "open"
    return "held" if expected == came else "not_held"


def _scored(target: Target, searched: pd.DataFrame) -> dict[str, Any]:
    """Return the row of one target."""
    if target.aim is None:
        why = NO_FIGURE.get(target.row["role"], "its figure is its date")
        finding = Finding("no_figure_set", why=why, claims=tuple(target.claims))
        found: list[str] = []
    else:
        finding = decide(target.aim, target.claims)
        row = target.row
        found = conditions(target.aim, finding, target.claims, row["doubt"], row["unit"])
        if finding.outcome in ("short_at_last_value", "supportive_only"):
            found += target.further
    rests = finding.outcome not in ("no_figure_set", "no_evidence")
    value = _value_of(target, finding) if rests else None
    return {
        **target.row,
        "outcome": finding.outcome,
        "leaning": finding.leaning,
        "measure": _measure(target, finding) if rests else "",
        "grade": worst(claim.grade for claim in finding.claims) if rests else "",
        "value": math.nan if value is None else value.value,
        "value_high": math.nan if value is None else value.high,
        "value_qualifier": "" if value is None else value.qualifier,
        "value_year": math.nan if value is None else value.year,
        "value_as_of": value.period if value is not None and value.is_undated else "",
        "passed_year": _passed_year(target, finding, value),
        "evidence_ids": "; ".join(
            dict.fromkeys(name for claim in finding.claims for name in claim.ids)
        ),
        "condition": "; ".join(found),
        "reason": _reason(target, finding, searched),
        "value_unit": "" if value is None else value.unit,
    }


def _value_of(target: Target, finding: Finding) -> Claim | None:
    """Return the claim to show: of the target year, else the last before, else the first after.

    Of several the one closest to the target is shown, so that no outcome looks firmer than it is.
    """
    aim = target.aim
    shown = [
        claim
        for claim in finding.claims
        if claim.interval is not None and claim.year and claim.comparability != "different"
    ]
    if aim is None or not shown:
        return None

    def distance(claim: Claim) -> tuple[bool, float, float]:
        away = (claim.year or 0) - aim.year
        return away > 0, abs(away), abs(claim.value - aim.bound.easiest)

    return min(shown, key=distance)


def _passed_year(target: Target, finding: Finding, shown: Claim | None) -> float:
    """Return the year of the first value that passes a target met late, where another is shown."""
    aim = target.aim
    if aim is None or finding.outcome != "met_late":
        return math.nan
    passing = [claim for claim in finding.claims if claim.year and aim.side(claim) == "met"]
    first = min(passing, key=lambda claim: claim.date, default=shown)
    return math.nan if first is None or first is shown else float(first.year or math.nan)


def _measure(target: Target, finding: Finding) -> str:
    """Return near if any row the outcome rests on is near, same if all are, "" if another is."""
    kinds = {claim.comparability for claim in finding.claims}
    if not kinds or "different" in kinds:
        return ""
    single = target.aim is not None and one_variant_only(target.aim, finding)
    return "near" if "near" in kinds or single else "same"


def _reason(target: Target, finding: Finding, searched: pd.DataFrame) -> str:
    """Say in sentences why the outcome is what it is, and in what the measure is near only."""
    name = target.row["target_id"]
    if finding.outcome == "no_evidence" and name in searched.index:
        return _sentences(f"searched, nothing found: {searched.loc[name, 'searched']}")
    notes = dict.fromkeys(
        claim.note for claim in finding.claims if claim.comparability == "near" and claim.note
    )
    return _sentences(finding.why, *list(notes)[:2])


def _sentences(*texts: str) -> str:
    """Return texts as sentences, each with a capital and a stop."""
    return " ".join(f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in texts)
