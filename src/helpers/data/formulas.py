"""Formulas of derived evidence: four operations on numbers and on rows named in brackets."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping

ROW = re.compile(r"\[([^\]]+)\]")
ARITHMETIC: dict[type, Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}


def rests_on(derivation: str) -> list[str]:
    """Return the rows a formula names, in the order they stand.

    Examples
    --------
    >>> rests_on("100 * [exports] / [sales]")
    ['exports', 'sales']
    """
    return ROW.findall(derivation)


def derived(derivation: str, values: Mapping[str, float]) -> list[float]:
    """Return the value of each formula of a derivation, formulas separated by semicolons.

    Parameters
    ----------
    derivation
        Numbers, ``+ - * /``, parentheses, and rows in square brackets.
    values
        Value of each row by its name.

    Raises
    ------
    KeyError
        If a row is named that `values` does not hold.
    ValueError
        If a formula is none.

    Examples
    --------
    >>> derived("[total] - 16; 4 * (2 + 1)", {"total": 33.0})
    [17.0, 12.0]
    """
    with_numbers = ROW.sub(lambda found: f"({float(values[found[1]])!r})", derivation)
    return [_value(formula.strip()) for formula in with_numbers.split(";")]


def _value(formula: str) -> float:
    try:
        return _evaluated(ast.parse(formula, mode="eval").body)
    except (SyntaxError, ZeroDivisionError) as error:
        raise ValueError(f"no formula: {formula!r}") from error


def _evaluated(node: ast.AST) -> float:
    """Evaluate numbers and the four operations, nothing else."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in ARITHMETIC:
            return float(ARITHMETIC[type(operation)](_evaluated(left), _evaluated(right)))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluated(operand)
    raise ValueError(f"not a number or one of + - * /: {ast.unparse(node)!r}")
