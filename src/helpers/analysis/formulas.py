"""Formulas as text: what a rule declares, a page shows and a test computes.

A formula is an equation in Python's notation, ``R = d * c / abs(c_T)``; a condition compares,
``0 <= R < 0.6``. Names: base (t_0, y_0), observed (t, y), target (T, y_T), d = +1 where higher is
better, else -1.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from helpers.data.formulas import ARITHMETIC

Values = Mapping[str, float]

OPERATIONS: dict[type, Callable[..., Any]] = ARITHMETIC | {
    ast.Pow: operator.pow,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
}
FUNCTIONS: dict[str, Callable[..., float]] = {"abs": abs, "ln": math.log, "exp": math.exp}


def parsed(text: str) -> ast.stmt:
    """Return a formula or a condition as a tree: an assignment or an expression."""
    (statement,) = ast.parse(text).body
    return statement


def computed(formulas: Iterable[str], known: Values) -> dict[str, float]:
    """Return the known values and those that the formulas give, each from those before it."""
    values = dict(known)
    for formula in formulas:
        statement = parsed(formula)
        assert isinstance(statement, ast.Assign)
        (name,) = statement.targets
        assert isinstance(name, ast.Name)
        values[name.id] = _value(statement.value, values)
    return values


def holds(condition: str, known: Values) -> bool:
    """Tell whether a condition holds of some values."""
    statement = parsed(condition)
    assert isinstance(statement, ast.Expr)
    return bool(_value(statement.value, known))


def _value(node: ast.expr, known: Values) -> Any:
    """Return the value of an expression."""
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return known[node.id]
        case ast.UnaryOp():
            return OPERATIONS[type(node.op)](_value(node.operand, known))
        case ast.BinOp():
            return OPERATIONS[type(node.op)](_value(node.left, known), _value(node.right, known))
        case ast.Call(func=ast.Name(id=name)):
            return FUNCTIONS[name](*(_value(one, known) for one in node.args))
        case ast.Compare():
            sides = [_value(side, known) for side in (node.left, *node.comparators)]
            pairs = zip(node.ops, sides, sides[1:], strict=False)
            return all(OPERATIONS[type(sign)](low, high) for sign, low, high in pairs)
    raise ValueError(f"no formula has {ast.unparse(node)}")
