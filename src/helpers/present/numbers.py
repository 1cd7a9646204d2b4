"""Numbers as text: digits as printed, signs, ranges and differences, the same on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isclose, isnan
from typing import Any

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
BOUND_SIGNS = {"over": ">", "at_least": "≥", "under": "<", "at_most": "≤"}
QUALIFIER_SIGNS = BOUND_SIGNS | {"about": "~"}
# From here on two decimals of an index say more than its milestones bear.
LARGE = 100.0
# Values below change in the second decimal.
MOST_DECIMALS = 4
# A chain of changes printed with fewer decimals is shown with so many.
MOST_OF_A_CHAIN = 2


def is_missing(value: float | None) -> bool:
    """Tell whether there is no number: NaN, or what is none, as None and pandas' own NA.

    Examples
    --------
    >>> is_missing(None), is_missing(float("nan")), is_missing(0)
    (True, True, False)
    """
    try:
        return isnan(value)  # type: ignore[arg-type]
    except TypeError:
        return True


def number(value: float | None, decimals: int = 1, *, sign: bool = False) -> str:
    """Return a number with a true minus sign; "" for a missing one.

    Examples
    --------
    >>> number(-3.125, 1)
    '−3.1'
    >>> number(1.25, 1, sign=True)
    '+1.2'
    """
    if is_missing(value):
        return ""
    # A half computed in two ways differs in its last bits; nine digits make it one number.
    rounded = round(float(f"{value:.9g}"), decimals) + 0.0  # no "-0.0"
    text = f"{rounded:+.{decimals}f}" if sign and rounded else f"{rounded:.{decimals}f}"
    return text.replace("-", MINUS)


def true_minus(text: str) -> str:
    """Return a figure as printed with true minus signs; hyphens within words and ranges stay.

    Examples
    --------
    >>> true_minus("about -5"), true_minus("2016-2020")
    ('about −5', '2016-2020')
    """
    return re.sub(r"(?<![\w-])-(?=\d)", MINUS, text)


def span(low: float, high: float, decimals: int = 1, *, sign: bool = False) -> str:
    """Return "low to high", or one number where both print alike."""
    first, last = (number(end, decimals, sign=sign) for end in (low, high))
    return first if first == last else f"{first} to {last}"


def as_printed(value: float | None, decimals: float) -> str:
    """Return a reported figure with the decimals it was printed with, or two where it has more.

    Parameters
    ----------
    value
        On the scale of comparison, where a chain of printed changes has more digits than each.
    decimals
        Digits printed after the decimal point; NaN where the value is exact.

    Examples
    --------
    >>> as_printed(66.16, 2), as_printed(8.0, 0), as_printed(93.1, 0), as_printed(145.5773, 2)
    ('66.16', '8', '93.1', '145.58')
    """
    if value is None or is_missing(value) or is_missing(decimals):
        return plain_number(value)
    shown = int(decimals)
    while shown < max(int(decimals), MOST_OF_A_CHAIN) and not isclose(
        value, round(value, shown), abs_tol=1e-9
    ):
        shown += 1
    return number(value, shown)


def enough_decimals(decimals: float, differences: Iterable[float]) -> int:
    """Return the decimals of figures computed from one printed with `decimals`.

    One at least, and as many more (four at most) as it takes that no difference but zero itself
    prints as zero.

    Examples
    --------
    >>> enough_decimals(0, [3.1, 0.0]), enough_decimals(2, [0.4]), enough_decimals(1, [-0.0024])
    (1, 2, 3)
    """
    least = 1 if is_missing(decimals) else max(1, int(decimals))
    sizes = [abs(size) for size in differences if abs(size) > 1e-9]
    most = least + 4
    return next(
        (digits for digits in range(least, most) if all(round(size, digits) for size in sizes)),
        most,
    )


def plain_number(value: float | None) -> str:
    """Return a number with as many digits as it needs, two at most; "" for a missing one.

    Examples
    --------
    >>> plain_number(6.25), plain_number(40.0), plain_number(0.0)
    ('6.25', '40', '0')
    """
    return _trimmed(number(value, 2))


def _trimmed(text: str) -> str:
    """Return a number without zeros at the end of its decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_set(value: float, printed: str) -> str:
    """Return a target with the digits its print gives the same number, else with those it needs.

    Examples
    --------
    >>> as_set(0.7, "0.70"), as_set(-18.0, "down 18%"), as_set(15.0, "about 15 centres")
    ('0.70', '−18', '15')
    """
    is_number = re.fullmatch(r"-?\d+(\.\d+)?", printed) and float(printed) == value
    return true_minus(printed) if is_number else plain_number(value)


def plain_span(low: float, high: float) -> str:
    """Return "low to high" with as many digits as they need, or one number where they agree."""
    first, last = plain_number(low), plain_number(high)
    return first if first == last else f"{first} to {last}"


def qualified(low: float, high: float, qualifier: str, printed: str = "") -> str:
    """Return a figure with the sign of its qualifier; a range by its ends; "" for a missing one.

    Parameters
    ----------
    low, high
        The figure, or the ends of a range; `high` may be missing where there is none.
    qualifier
        What the figure is of the number it stands for; see ``QUALIFIER_SIGNS``.
    printed
        Print whose digits a single figure takes (`as_set`).

    Examples
    --------
    >>> qualified(70.0, 70.0, "over"), qualified(5.0, 10.0, "exact"), qualified(2e4, 2e4, "exact")
    ('>70', '5–10', '20,000')
    """
    if is_missing(low):
        return ""
    if is_missing(high) or low == high:
        ends = _thousands_apart(as_set(low, printed))
    else:
        ends = DASH.join(_thousands_apart(plain_number(end)) for end in (low, high))
    sign = QUALIFIER_SIGNS.get(qualifier, "")
    # A tilde and a minus beside each other look like one sign.
    return f"{sign}{NO_BREAK if sign and ends.startswith(MINUS) else ''}{ends}"


def _thousands_apart(text: str) -> str:
    """Return a number with a comma before each three digits of its whole part."""
    return re.sub(r"(?<![\d.])\d{4,}", lambda found: f"{int(found[0]):,}", text)


def short_number(value: float) -> str:
    """Return a number with as many digits as it needs: two at most, one from 100 on.

    Examples
    --------
    >>> short_number(143.562), short_number(0.70), short_number(52.0)
    ('143.6', '0.7', '52')
    """
    return _trimmed(number(value, 1 if abs(value) >= LARGE else 2))


def printed_number(point: Mapping[Any, Any]) -> str:
    """Return the value of a point with the decimals its print has, as its rounding interval tells.

    Examples
    --------
    >>> printed_number({"value": 0.7, "low": 0.695, "high": 0.705})
    '0.70'
    """
    width = point["high"] - point["low"]
    for decimals in range(MOST_DECIMALS):
        if isclose(width, 10.0**-decimals, rel_tol=1e-6):
            return number(point["value"], decimals)
    return short_number(point["value"])
