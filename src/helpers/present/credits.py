"""Who published what a figure draws, short enough for the foot of a picture."""

from __future__ import annotations

import re

from helpers.present.texts.language import language


def credited(source: str) -> list[str]:
    """Return the publishers that the ids in a source line stand for, each once.

    An observation counts by the end of its id, which names its origin. What has no publisher in
    the words, such as a table of the compendium or an added figure, is left out.

    Examples
    --------
    >>> credited("chamber_2017, appendix 3; scoreboard")
    ['U.S. Chamber of Commerce 2017']
    """
    known = language().words["credits"]
    found = [known[name] for name in known if re.search(rf"(?<!\w){name}(?!\w)", source)]
    return list(dict.fromkeys(found))
