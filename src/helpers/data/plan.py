"""The plan an edition speaks of: its name, who set it, and what its base values are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

# What the values are that paths start from; both where some were measured and some expected.
BASE_VALUES = ("measured", "expected", "both")


@dataclass(frozen=True)
class PlanDescription:
    """What is said of a plan; "" where nothing is.

    Parameters
    ----------
    title, short_title
        As published, and as sentences and the head of a page name it.
    publisher, issued
        Who set it, and the date as exactly as it is known.
    base_values
        One of ``BASE_VALUES``.
    first_report
        Date of the first report on its values.
    address
        Of its text on the web.
    citation
        How to cite it.
    """

    title: str = ""
    short_title: str = ""
    publisher: str = ""
    issued: str = ""
    base_values: str = ""
    first_report: str = ""
    address: str = ""
    citation: str = ""

    @property
    def name(self) -> str:
        """What sentences call it; "" where nobody named it."""
        return self.short_title or self.title

    @property
    def slug(self) -> str:
        """Its name in small letters, digits and hyphens, for names of files and keys."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:60] or "plan"

    @property
    def stated(self) -> dict[str, str]:
        """What is said of it, by field."""
        return {field.name: text for field in fields(self) if (text := getattr(self, field.name))}


# The plan of the published version; its dates are those of the register of sources.
OWN = PlanDescription(
    title="Made in China 2025",
    publisher="State Council of the People's Republic of China",
    issued="2015-05-08",
    base_values="both",
    first_report="2017-03-11",
)


def recorded_plan(record: Mapping[str, object]) -> PlanDescription:
    """Return the plan that a run record speaks of: the published version's own unless it says."""
    known = record.get("plan")
    return PlanDescription(**known) if isinstance(known, dict) else OWN
