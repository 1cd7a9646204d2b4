"""Facts for every block, made from their declared types: none, one and many of everything."""

import importlib
import pkgutil
import types
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import helpers.present
import helpers.report
from helpers.present.texts.blocks import Facts


def all_facts() -> list[type[Facts]]:
    """Return every class of facts in the rooms."""
    for room in (helpers.present, helpers.report):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    found, waiting = [], [Facts]
    while waiting:
        for one in waiting.pop().__subclasses__():
            found.append(one)
            waiting.append(one)
    ours = [one for one in found if one.__module__.startswith("helpers.")]
    return sorted(ours, key=lambda one: (one.template, one.block))


def sample(kind: Any, amount: int, name: str = "") -> Any:
    """Return a value of a declared type that stands for none, one or many."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (list, tuple) and (origin is list or Ellipsis in inner):
        items = [sample(inner[0], max(amount, 1), name) for _ in range(amount)]
        return origin(items)
    if origin is tuple:
        return tuple(sample(part, amount, name) for part in inner)
    if origin is dict:
        return {sample(inner[0], 1): sample(inner[1], amount) for _ in range(amount)}
    if origin is types.UnionType:
        return None if amount == 0 and type(None) in inner else sample(inner[0], amount, name)
    if is_dataclass(kind):
        return make(kind, amount)
    return {bool: amount > 0, int: amount, float: float(amount), str: "x" * amount}[kind]


def make(kind: type, amount: int) -> Any:
    """Return an instance whose fields all stand for none, one or many."""
    hints = get_type_hints(kind)
    return kind(**{f.name: sample(hints[f.name], amount, f.name) for f in fields(kind)})
