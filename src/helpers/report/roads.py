"""Links onward: where a page lies, what it is called and what is there."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Between two sentences; the stops of an abbreviation such as "U.S." follow capitals.
SENTENCE = re.compile(r"(?<=[a-z\d][.?]) (?=[A-Z])")


@dataclass(frozen=True)
class Road:
    """A link with its title and one sentence on what lies there."""

    href: str
    title: str
    description: str

    @property
    def gist(self) -> str:
        """The first sentence of the description."""
        return SENTENCE.split(self.description, maxsplit=1)[0]

    def seen_from(self, root: str) -> dict[str, str]:
        """Return the link as seen from a page with that way back to the index."""
        return {"href": f"{root}{self.href}", "title": self.title}
