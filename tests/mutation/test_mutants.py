"""The mutator changes one thing at a time; listed survivors are still changes of today's code."""

import ast
import csv
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.code import EVERYWHERE, ROOMS, all_mutants, known_survivors, put_in
from tests.mutation.code import SURVIVORS as LIST
from tests.mutation.mutants import mutants_of
from tests.mutation.reach import Reach, end_after, in_fork
from tests.mutation.sample import drawn


def changes(source):
    return [f"{one.before} -> {one.after}" for one in mutants_of("x", source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a < b -> a <= b", "a < b -> a >= b"]),
        ("a == b", ["a == b -> a != b"]),
        ("a in b", ["a in b -> a not in b"]),
        ("a + b", ["a + b -> a - b"]),
        ("a & b", ["a & b -> a | b"]),
        ("a and b", ["a and b -> a or b"]),
        ("not a", ["not a -> not not a"]),
        ("-a", ["-a -> +a"]),
        ("f(2)", ["2 -> 3"]),
        ("f(True)", ["True -> False"]),
        ("f(a=True)", ["a=True -> a=False"]),
        ("def f(a):\n    return a", ["return a -> return None"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_kind_of_place_has_its_changes(source, expected):
    assert changes(source) == expected


@pytest.mark.parametrize(
    "source",
    ['"""Words of 2 lines."""', "@keep(2)\ndef f(): pass", "def f(a: Literal[2]): pass", "f('x')"],
    ids=["docstring", "decorator", "annotation", "words"],
)
def test_words_types_and_decorators_stay(source):
    assert changes(source) == []


def test_a_change_keeps_everything_else():
    mutants = list(
        mutants_of("x", "def f(a, b):\n    if a > 0:\n        return a * b\n    return 0")
    )
    assert [one.line for one in mutants] == [2, 2, 2, 3, 3, 4, 4]
    assert str(mutants[3]) == "x:3 f: return a * b -> return None in `return a * b`"


def test_a_line_of_a_shared_fixture_is_reached_by_all_its_users():
    reach = Reach({"f.py": {1: {""}, 2: {"fixture:results"}, 3: {"t1"}}})
    reach.users["results"] = {"t2", "t3"}
    reach.seconds = {"t1": 1.0, "t2": 0.5, "t3": 0.1}
    assert reach.tests("f.py", 3) == ["t1"]
    assert reach.tests("f.py", 2) == ["t3", "t2"]
    assert reach.tests("f.py", 1) == ["t3", "t2", "t1"], "what runs at import is reached by all"


def test_a_constant_is_tried_by_the_tests_named_for_its_module_too():
    reach = Reach({"f.py": {1: {""}, 2: {"t1"}}})
    reach.seconds = {"t1": 1.0, "a/test_f.py::t2": 0.5, "a/test_g.py::t3": 0.5}
    assert reach.tests("f.py", 1) == ["a/test_f.py::t2", "t1"]
    assert reach.tests("f.py", 2) == ["t1"]


def test_a_module_of_declarations_alone_is_reached_by_every_test():
    reach = Reach({"declared.py": {1: {""}, 2: {""}}})
    reach.seconds = {"t1": 1.0, "t2": 0.5}
    assert reach.tests("declared.py", 2) == ["t2", "t1"]


def test_tests_of_a_file_stay_together_and_the_file_of_the_module_comes_first():
    names = {"a/test_x.py::one", "a/test_x.py::two", "a/test_f.py::late", "a/test_y.py::quick"}
    reach = Reach({"f.py": {1: names}})
    reach.seconds = dict.fromkeys(names, 0.1) | {"a/test_f.py::late": 9.0}
    assert reach.tests("f.py", 1) == [
        "a/test_f.py::late", "a/test_y.py::quick", "a/test_x.py::one", "a/test_x.py::two"
    ]  # fmt: skip
    assert reach.tests("other.py", 1) == []


SMALL = """
from dataclasses import dataclass
from functools import cached_property

LEAST = 2

@dataclass(frozen=True)
class Rule:
    size: int

    @cached_property
    def double(self):
        return self.size * 2

RULE = Rule(1)

def enough(size):
    return size >= LEAST
"""


def test_what_others_took_from_a_module_is_changed_with_it(monkeypatch):
    module, other = ModuleType("tests.small"), ModuleType("tests.other")
    exec(SMALL, vars(module))
    vars(other).update({name: vars(module)[name] for name in ("LEAST", "Rule", "RULE", "enough")})
    for one in (module, other):
        monkeypatch.setitem(sys.modules, one.__name__, one)
    changed = SMALL.replace("LEAST = 2", "LEAST = 3").replace("* 2", "* 5").replace("(1)", "(7)")
    put_in("tests.small", Path("small.py"), ast.parse(changed))
    assert (other.LEAST, other.RULE.size, other.RULE.double) == (3, 7, 35)
    assert not other.enough(2)
    assert isinstance(other.RULE, other.Rule)


def endless():
    while True:
        pass


def test_a_fork_gives_its_code_and_an_endless_one_is_ended():
    assert in_fork(lambda: 5) == 5
    assert in_fork(lambda: 1 / 0) == 99
    assert in_fork(endless, seconds=1) == -1
    assert in_fork(lambda: end_after(0.5) or endless(), seconds=600) == -1


def test_a_sample_is_the_same_for_the_same_seed_keeps_its_order_and_takes_nothing_twice():
    numbers = list(range(1000))
    sample = drawn(numbers, 50, seed=1)
    assert sample == drawn(numbers, 50, seed=1) != drawn(numbers, 50, seed=2)
    assert sample == sorted(set(sample))
    assert len(sample) == 50


@pytest.mark.parametrize("size", [0, 3, 4])
def test_all_are_tried_without_a_size_or_where_there_are_no_more(size):
    assert drawn([3, 1, 2], size, seed=1) == [3, 1, 2]


def test_every_listed_survivor_is_a_change_of_todays_code_with_its_reason():
    listed = known_survivors()
    mutants = all_mutants(ROOMS)
    today = {(one.module, one.change) for one in mutants}
    today |= {(EVERYWHERE, one.kind) for one in mutants}
    assert sorted(set(listed) - today) == []
    assert all(len(reason) > 20 for reason in listed.values())
    with LIST.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(listed), "a survivor is listed twice"
