"""What a compendium is called after the plan it speaks of."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from helpers.data.plan import OWN, PlanDescription
from helpers.present.texts.blocks import Facts, plain_phrase, say
from helpers.present.texts.passage import Passage

# Set for a kernel whose figures belong to another plan: what their foot calls the compendium.
SETTING = "MIC2025_COMPENDIUM"


class AloneFacts(Facts, template="plan", block="own_plan_alone"):
    """The name of the published version's plan, and the file of the targets given instead."""

    plan: str
    targets: str


def own_plan_alone(targets: str) -> Passage | None:
    """Say of a cell of the published version's plan that it has nothing on another; else None.

    Parameters
    ----------
    targets
        Path of another plan's target table; "" for the plan's own. A version made by `rerun` has no
        such cell; whoever runs a notebook by papermill alone reads the sentence in its place.
    """
    return say(AloneFacts(OWN.title, Path(targets).name)) if targets else None


@cache
def compendium_title(plan: PlanDescription = OWN) -> str:
    """Return what the compendium of a plan is called."""
    return plain_phrase("plan", "compendium", plan=plan.name)


def drawn_for() -> str:
    """Return what the foot of a figure drawn in this process calls the compendium."""
    return os.environ.get(SETTING) or compendium_title()
