"""The picture of a version for networks and messengers, which cut every other shape."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.edition.layout import SHARE
from helpers.present.facts.scoreboard import Tally, tallies
from helpers.present.plan_words import compendium_title
from helpers.present.texts.blocks import Facts, phrase
from helpers.report.footer import TEMPLATE

KIND = "indicator"


class ShareFacts(Facts, template=TEMPLATE, block="share"):
    """Where the targets of the indicator table stand."""

    tally: Tally


def share_files(tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return the picture by its path below the edition's folder; none without outcomes."""
    board = tables.get("scoreboard")
    rows = board[board["kind"] == KIND] if board is not None else pd.DataFrame()
    if rows.empty:
        return {}
    # Here, since most rebuilds keep the picture they have, and drawing brings all of matplotlib.
    from helpers.present.figures.share import share_picture

    finding = phrase(ShareFacts(tallies(rows, "kind")[KIND]))
    standings = [
        (str(year), list(own[["outcome", "leaning"]].itertuples(index=False, name=None)))
        for year, own in rows.groupby("year")
    ]
    return {SHARE: share_picture(compendium_title(), finding, standings)}
