"""Register of the progress methods, and the one call that runs any of them."""

from __future__ import annotations

from typing import Any

from helpers.analysis.progress import (
    acceleration,
    cagr_ratio,
    extrapolation,
    logit_ratio,
    sdsn,
    status_index,
    un_share,
)
from helpers.analysis.progress.method import Assessment, Method
from helpers.analysis.progress.records import Records
from helpers.errors import WrongCall

METHODS: dict[str, Method] = {
    module.METHOD.id: module.METHOD
    for module in (
        cagr_ratio,
        extrapolation,
        un_share,
        status_index,
        acceleration,
        sdsn,
        logit_ratio,
    )
}


def get_method(name: str) -> Method:
    """Return a registered method.

    Raises
    ------
    WrongCall
        If there is none of that id.
    """
    if name not in METHODS:
        raise WrongCall(f"There is no progress method '{name}'. Known: {', '.join(METHODS)}.")
    return METHODS[name]


def assess(name: str, records: Records, **options: Any) -> Assessment:
    """Assess records by the method of that id; see ``Method.assess``.

    Examples
    --------
    >>> from helpers.analysis.progress.records import make_records
    >>> tools = make_records(
    ...     base_year=2013, base=52, year=2016, value=61.8, target_year=2020, target=72
    ... )
    >>> result = assess("cagr_ratio", tools)
    >>> float(result.value[0].round(2)), result.classes[0]
    (1.24, 'substantial_progress')
    """
    return get_method(name).assess(records, **options)
