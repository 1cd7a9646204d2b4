"""A parameter's value brought to its declared type, or the sentence that says why it is none."""

from __future__ import annotations

from numbers import Integral
from typing import Any

from helpers.errors import Problem, WrongCall, shown

NOT_TAKEN = "the parameters were not taken"

KINDS: dict[str, type] = {"str": str, "int": Integral, "list[int]": Integral, "list[str]": str}
WORDS = {
    "str": "a text",
    "int": "a whole number",
    "list[int]": "whole numbers",
    "list[str]": "names",
}
REMEDIES = {
    "str": "Write a text.",
    "int": "Write one whole number, without quotes.",
    "list[int]": "Write whole numbers, as in [2013, 2015].",
    "list[str]": "Write names, as in [linear, logit].",
}


def fit(value: Any, kind: str) -> tuple[bool, Any]:
    """Return whether a value is of a declared type, and the value in that type.

    One item makes a list, and so does a text of items, in brackets or not.

    Examples
    --------
    >>> fit("[linear, logit]", "list[str]"), fit("2013,2015", "list[int]"), fit("2017x", "int")
    ((True, ['linear', 'logit']), (True, [2013, 2015]), (False, '2017x'))
    """
    if not kind.startswith("list"):
        return _is_one(value, kind), value
    items = _items(value, kind)
    return all(_is_one(item, kind) for item in items), items


def typed(name: str, value: Any, kind: str) -> Any:
    """Return a value in its declared type.

    Raises
    ------
    WrongCall
        If it is of another type.
    """
    fitting, value = fit(value, kind)
    if not fitting:
        raise WrongCall(NOT_TAKEN, [misfit(name, value, kind)])
    return value


def misfit(name: str, value: Any, kind: str) -> Problem:
    """Say that a value is not of the declared type."""
    return Problem(f"{name}={shown(value)}", WORDS[kind], REMEDIES[kind])


def _is_one(value: Any, kind: str) -> bool:
    """Tell whether a value, or an item of a list, is of a type; true and false are no numbers."""
    return isinstance(value, KINDS[kind]) and not isinstance(value, bool)


def _items(value: Any, kind: str) -> list[Any]:
    """Return the items of a list, or of a text as the command line gives it."""
    if isinstance(value, list | tuple):
        return list(value)
    if not isinstance(value, str):
        return [value]
    text = value.strip()
    text = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    items = [item.strip().strip("'\"") for item in text.split(",")]
    items = [item for item in items if item]
    if KINDS[kind] is not str and all(_is_digits(item) for item in items):
        return [int(item) for item in items]
    return items


def _is_digits(text: str) -> bool:
    """Tell whether a text is a whole number of a length that a year or a sector may have."""
    return text.isascii() and text.isdigit() and len(text) < 10
