"""What a compendium is called after the plan it speaks of."""

from __future__ import annotations

import os
from functools import cache

from helpers.data.plan import OWN, PlanDescription
from helpers.present.texts.blocks import Facts, phrase

# Set for a kernel whose figures belong to another plan: what their foot calls the compendium.
SETTING = "MIC2025_COMPENDIUM"


class CompendiumFacts(Facts, template="plan", block="compendium"):
    """The name of the plan, "" where nobody named it."""

    plan: str


@cache
def compendium_title(plan: PlanDescription = OWN) -> str:
    """Return what the compendium of a plan is called."""
    return phrase(CompendiumFacts(plan.name))


def drawn_for() -> str:
    """Return what the foot of a figure drawn in this process calls the compendium."""
    return os.environ.get(SETTING) or compendium_title()
