"""How an outcome of a target is told apart without colour: its sign, its tone and its shape.

An outcome that decides nothing but leans is marked by its leaning; its words tell both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from helpers.present.table import Shown
from helpers.present.texts.language import language

# Outcome and leaning of a target, as in the table scoreboard.
Standing = tuple[str, str]


@dataclass(frozen=True)
class Mark:
    """How an outcome looks.

    Parameters
    ----------
    sign
        Character before its word.
    tone
        Name of its colour, one of ``theme.TONES``.
    shape
        Marker of matplotlib, where it is a dot in a figure.
    hollow
        Whether the dot has an outline only.
    """

    sign: str
    tone: str
    shape: str
    hollow: bool = False


OUTCOMES = {
    "met": Mark("✓", "ahead", "o"),
    "met_late": Mark("◕", "ahead", "s"),
    "missed": Mark("✗", "behind", "X"),
    "short_at_last_value": Mark("◔", "level", "s", hollow=True),
    "definition_decides": Mark("◐", "level", "D"),
    "supportive_only": Mark("○", "level", "o", hollow=True),
    "no_evidence": Mark("?", "none", "$?$"),
    "no_figure_set": Mark("–", "none", "_"),
}
LEANINGS = {
    "met": Mark("△", "ahead", "^", hollow=True),
    "missed": Mark("▽", "behind", "v", hollow=True),
}


def mark_of(standing: Standing) -> Mark:
    """Return the mark of an outcome, or of its leaning where it leans."""
    outcome, leaning = standing
    return LEANINGS.get(leaning) or OUTCOMES[outcome]


def word_of(standing: Standing) -> str:
    """Return the word of an outcome, or of its leaning where it leans."""
    outcome, leaning = standing
    is_open = leaning in LEANINGS
    return language().word(*(leaning, "leanings") if is_open else (outcome, "outcomes"))


def finding_of(standing: Standing) -> str:
    """Return what became of targets as a sentence on them says it.

    Examples
    --------
    >>> finding_of(("short_at_last_value", "none"))
    'not reached by the last value found'
    >>> finding_of(("supportive_only", "met"))
    'undecided, leaning towards met'
    """
    outcome, leaning = standing
    return language().word(f"leans_{leaning}" if leaning in LEANINGS else outcome, "findings")


def words_of(standing: Standing) -> str:
    """Return sign and word of an outcome, and where it leans.

    Examples
    --------
    >>> words_of(("met", "none")), words_of(("short_at_last_value", "missed"))
    ('✓ met', '▽ short at last value, leans missed')
    """
    outcome, _ = standing
    words = dict.fromkeys([language().word(outcome, "outcomes"), word_of(standing)])
    return f"{mark_of(standing).sign} {', '.join(words)}"


# A column of pairs of outcome and leaning as sign and words, in their tone.
as_outcome = partial(
    Shown, cell=words_of, kind="status", tone=lambda standing: mark_of(standing).tone
)
