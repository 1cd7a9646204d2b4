"""Policies: when they were dated, who issued them, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.data.parameter_choices import as_letter, section_letters, unknown
from helpers.errors import WrongCall
from helpers.parameter_values import NOT_TAKEN, typed

LOCAL_WORDS = ("Provincial", "Municipal")
PLAN, REPORT = "plan_zh", "miit_2017"


def keep_sections(policies: pd.DataFrame, sections: Sequence[str]) -> pd.DataFrame:
    """The policies of the tables named by letter; all of them for none.

    Raises
    ------
    WrongCall
        For every letter that names no table.
    """
    letters = section_letters(policies)
    known = list(dict.fromkeys(letters))
    wanted = list(map(as_letter, typed("sections", sections, "list[str]")))
    problems = unknown("sections", wanted, known)
    if problems:
        raise WrongCall(NOT_TAKEN, problems)
    return policies[letters.isin(wanted or known)].reset_index(drop=True)


def reference_dates(sources: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """Return the day the plan was issued (`plan`) and the day of MIIT's report (`report`)."""
    published = sources.set_index("source_id")["published"]
    return {"plan": pd.Timestamp(published[PLAN]), "report": pd.Timestamp(published[REPORT])}


def dated_policies(policies: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Policies with the days their dates may mean, who issued them, and when against the plan.

    Parameters
    ----------
    policies, sources
        Tables of the record and of the edition.

    Returns
    -------
    DataFrame
        The policies with `letter` and `section_name`; `first` and `last` day of the printed date
        (one day, or a whole month), `year`; `level` (central or local); `issuer` (state_council,
        miit alone or with others, other_central, local); and `phase`: before or after the plan's
        issue, ``same`` where the date does not tell the two apart.
    """
    periods = [pd.Period(date) for date in policies["date"]]
    parts = policies["section"].str.partition(". ")
    dated = policies.assign(
        letter=parts[0],
        section_name=parts[2],
        first=[period.start_time for period in periods],
        last=[period.end_time.normalize() for period in periods],
        year=[period.year for period in periods],
        issuer=policies["agencies"].map(_issuer),
    )
    issued = reference_dates(sources)["plan"]
    dated["level"] = (dated["issuer"] == "local").map({True: "local", False: "central"})
    dated["phase"] = "same"
    dated.loc[dated["last"] < issued, "phase"] = "before"
    dated.loc[dated["first"] > issued, "phase"] = "after"
    return dated


def _issuer(agencies: str) -> str:
    """Return the group of the agencies that stand behind a policy."""
    names = agencies.split("; ")
    if any(word in name for name in names for word in LOCAL_WORDS):
        return "local"
    if "State Council" in names:
        return "state_council"
    return "miit" if "MIIT" in names else "other_central"


def section_counts(dated: pd.DataFrame) -> pd.DataFrame:
    """Number of policies by section: in all, by level, by phase, with a month only, by year.

    Parameters
    ----------
    dated
        Result of `dated_policies`.

    Returns
    -------
    DataFrame
        One row a section, in printed order; the columns of years are their numbers as text.
    """
    flags = pd.DataFrame(
        {
            "policies": 1,
            **{level: dated["level"] == level for level in ("central", "local")},
            **{phase: dated["phase"] == phase for phase in ("before", "same", "after")},
            "month_only": dated["date_precision"] != "day",
            **{str(year): dated["year"] == year for year in sorted(dated["year"].unique())},
        }
    ).astype(int)
    return flags.groupby(dated["section"], sort=False).sum().reset_index()


def agency_counts(dated: pd.DataFrame) -> pd.DataFrame:
    """Number of policies each agency issued, alone or with others; a joint one counts for each.

    Returns
    -------
    DataFrame
        agency, level, policies, alone; most policies first, then by name.
    """
    names = dated["agencies"].str.split("; ")
    each = dated.assign(agency=names, alone=(names.str.len() == 1).astype(int)).explode("agency")
    counts = each.groupby(["agency", "level"]).agg(
        policies=("alone", "size"), alone=("alone", "sum")
    )
    return counts.reset_index().sort_values(
        ["policies", "agency"], ascending=[False, True], ignore_index=True
    )
