"""Links onward: where a page lies, what it is called and what is there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Road:
    """A link with its title and one sentence on what lies there."""

    href: str
    title: str
    description: str

    def seen_from(self, root: str) -> dict[str, str]:
        """Return the link as seen from a page with that way back to the index."""
        return {"href": f"{root}{self.href}", "title": self.title}
