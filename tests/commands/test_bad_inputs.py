"""Three hundred bad inputs end in a sentence and exit code 2 or 3, and nothing is written."""

from itertools import product

import openpyxl
import pytest

from helpers import paths
from helpers.cli import main
from helpers.commands import batch as batch_command
from helpers.commands import rerun as rerun_command

CNC = "cnc_key_process_ratio"
HEADER = "indicator_id,year,value"
SOUND = [CNC, "2017", "34.1"]
BAD_CELLS = {
    0: ["", "nope", "../../x", "=1+1", "数控", "CNC", "a" * 500, "\x1b[31m", "1", " "],
    1: [
        "",
        "17",
        "20170",
        "2017-12-31",
        "year",
        "1900",
        "2099",
        "-2017",
        "2017.5",
        "２０",
        "=2017",
    ],
    2: [
        "",
        "many",
        "34.1.2",
        "34,1,5",
        ">90 or so",
        "3 to 4",
        "1e400",
        "9" * 40,
        "-3",
        "134",
        "--4",
        "=34",
        "34 points",
        "inf",
        "nan",
    ],
}


def with_cell(column, text):
    """Return a sound row with one other cell, under its header."""
    row = [*SOUND[:column], text, *SOUND[column + 1 :]]
    return f"{HEADER}\n{','.join(row)}\n"


BAD_FILES = {
    **{
        f"cell {column}, {text!r}": with_cell(column, text)
        for column, texts in BAD_CELLS.items()
        for text in texts
    },
    "empty": "",
    "blank lines": "\n\n\n",
    "header only": f"{HEADER}\n",
    "no header": f"{CNC},2017,34\n",
    "a quote left open": f'{HEADER}\n"{CNC},2017,34\n',
    "too many cells": f"{HEADER}\n{CNC},2017,34,5\n",
    "twice the same": f"{HEADER}\n" + f"{CNC},2017,34\n" * 2,
    "a column twice": f"{HEADER},value\n{CNC},2017,1,2\n",
    "unit": f"{HEADER},unit\n{CNC},2017,34,percents\n",
    "status": f"{HEADER},status\n{CNC},2017,34,guess\n",
    "decimals": f"{HEADER},decimals\n{CNC},2017,34,99\n",
    "print": f"{HEADER},value_printed\n{CNC},2017,34,35\n",
    "before the base": f"{HEADER}\n{CNC},2001,34\n",
    "an unknown column": f"{HEADER},branch\n{CNC},2017,34,mining\n",
    "a name too many": f"{HEADER},\n{CNC},2017,34,x\n",
    "nothing known": "a,b,c\n1,2,3\n",
}
TARGETS = "indicator_id,year,value,role"
BAD_TARGETS = {
    f"{number}": f"{TARGETS}{more}\n{rows}\n"
    for number, (more, rows) in enumerate(
        [
            ("", "../../x,2020,1,baseline\n../../x,2025,2,target"),
            ("", "A B,2020,1,baseline\nA B,2025,2,target"),
            ("", "a,2020,1,baseline"),
            ("", "a,2025,2,target"),
            ("", "a,2020,1,base line"),
            ("", "a,2020,1,baseline\na,2019,2,target"),
            ("", "a,2020,3,baseline\na,2025,2,target"),
            (",better", "a,2020,1,baseline,lower\na,2025,2,target,lower"),
            (",unit", "a,2020,1,baseline,yuan\na,2025,2,target,euro"),
            ("", "a,2020,101,baseline\na,2025,102,target"),
            ("", "a,2020,x,baseline\na,2025,2,target"),
            ("", "a,20,1,baseline\na,2025,2,target"),
            (",target_kind", "a,2025,2,target,change_from_base"),
            (",base_year", "a,2025,2,target,2030"),
            ("", "a,2020,1,baseline\na,2020,1,baseline\na,2025,2,target"),
            (",lower_bound,upper_bound", "a,2020,1,baseline,5,9\na,2025,6,target,5,9"),
            (",better", "a,2020,1,baseline,higher\na,2025,2,target,lower"),
        ]
    )
}
PARAMETERS = [
    "report_year",
    "=3",
    "report_year=",
    "report_year=x",
    "report_year=2016.5",
    "report_year=[2016]",
    "report_year=True",
    "report_year=1066",
    "report_year=99999999999999999999",
    "years=2016",
    "reportyear=2016",
    "rules=cubic",
    "rules=[linear, cubic]",
    "rules=3",
    "rules=LINEAR",
    "rules={1}",
    "base_years=1999",
    "base_years=[2013, 1999]",
    "base_years=x",
    "base_years=2013.0",
    "base_years=[[2013]]",
    "target_years=2024",
    "target_years=[2024]",
    "target_years=soon",
    "target_years=-2020",
    "indicators=a,b",
    "indicators=[a]",
    "indicators=5",
    "indicators=../../x",
    "indicator=nope",
    "indicator=",
    "indicator=7",
    "sector=11",
    "sector=one",
    "sector=0",
    "sectors=99",
    "sectors=[1, 99]",
    "sections=Q",
    "sections=[A, Q]",
    "sections=1",
    "observations=nowhere.csv",
    "observations=5",
    "targets=nowhere.csv",
    "targets=[]",
    "indicators=[rd_intensity, rd_intensty]",
    "rules=linear;logit",
    "rules=none",
    "base_years=2020",
    "target_years=2015",
    "target_years=[2020, 2030]",
    "sector=-1",
    "sectors=[a]",
    "report_year=2015",
    "report_year=-2016",
    "report_year='2016'",
    "indicator=[rd_intensity]",
    "sector=[1]",
    "report_year=2_017",
    "rules=[]]",
    "rules=[]",
    "sections=[AA]",
    "sectors=1;2",
    "indicators=1,2",
    "x={[]: 1}",
    "x=" + "(" * 300,
    "\x1b[31m=1",
    "../x=1",
]
NAMES = [
    "",
    ".",
    "..",
    "../x",
    "a/b",
    "A",
    "Über",
    "a b",
    "index.html",
    "run.json",
    "tables",
    "figures",
    "published",
    "notebooks",
    "inputs",
    "indicators",
    "sectors",
    "x" * 61,
    "-a",
    ".a",
    "a.",
    "a\n",
    "readme.md",
    "a.csv",
    "a.xlsx",
    "a.replaced",
    "a:b",
    "a\\b",
    "~",
    "$x",
    "*",
    "con ",
]
BAD_GRIDS = [
    "",
    "a",
    "[1]",
    "grid: 1",
    "grid: {}",
    "runs: 1",
    "runs: [1]",
    "runs: [{}]",
    "gird: {a: [1]}",
    "grid: {report_year: 2016}",
    "grid: {report_year: []}",
    "grid: {reportyear: [2016]}",
    "grid: {rules: [cubic]}",
    "grid: {report_year: [2031]}",
    "grid: {report_year: [x]}",
    "grid: {base_years: [[1999]]}",
    "grid: {target_years: [[2024]]}",
    "grid: {indicator: [nope]}",
    "grid: {sectors: [[99]]}",
    "grid: {observations: [nowhere.csv]}",
    "notebooks: [99]\nruns: [{report_year: 2016}]",
    "notebooks: 9\nruns: [{report_year: 2016}]",
    "name: ../x\nruns: [{report_year: 2016}]",
    "name: index.html\nruns: [{report_year: 2016}]",
    "runs: [{name: ../x, report_year: 2016}]",
    "runs: [{name: summary.csv, report_year: 2016}]",
    "parameters: {rules: cubic}\nruns: [{report_year: 2016}]",
    "parameters: 5\nruns: [{report_year: 2016}]",
    "grid: {report_year: [2016], report_year: [2017]}",
    "a: &a [1]\nb: *a",
    "grid: {a: [",
    "!!python/object/apply:os.system [true]",
    "\x00",
    "grid: {? [a] : [1]}",
    "runs: [{5: 6}]",
    "grid: {report_year: [true]}",
    "runs: [{sector: 11}]",
    "runs: [{sections: [Q]}]",
]


CONTENT = {
    "a.ods": b"x",
    "a.xls": b"x",
    "a.pdf": b"%PDF",
    "a.xlsx": b"PK",
    "b.xlsx": b"x" * 99,
    "a.json": b"{}",
    "bytes.csv": bytes(range(256)),
    "zero.csv": b"\x00" * 99,
    "odd.csv": b"\xff\xfe\x00",
    "a": b"",
}


@pytest.fixture
def nothing_runs(monkeypatch, tmp_path):
    """Let whatever would start a kernel fail, below a folder that nothing may be written to."""
    monkeypatch.setattr(
        rerun_command, "build", lambda *_, **__: pytest.fail("a kernel would start")
    )
    monkeypatch.setattr(batch_command, "_make", lambda *_: pytest.fail("a kernel would start"))
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refuses(arguments, capsys, folder):
    """Call the command line; see that it ends in a sentence and writes nothing."""
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    reports = set(paths.REPORTS.iterdir())
    code = main(arguments)
    told = capsys.readouterr()
    assert code in (2, 3), (arguments, code)
    assert told.out == ""
    assert told.err.startswith("mic2025: ")
    assert "Traceback" not in told.err
    assert all(mark.isprintable() or mark in "\n\t" for mark in told.err)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert set(paths.REPORTS.iterdir()) == reports


@pytest.mark.parametrize("command", ["validate", "rerun"])
def test_bad_figures(nothing_runs, capsys, command):
    for text in BAD_FILES.values():
        (nothing_runs / "f.csv").write_text(text, encoding="utf-8")
        given = (
            ["f.csv"] if command == "validate" else ["--observations", "f.csv", "--edition", "x"]
        )
        refuses([command, *given], capsys, nothing_runs)


@pytest.mark.parametrize("command", ["template", "rerun"])
def test_bad_targets(nothing_runs, capsys, command):
    for text in BAD_TARGETS.values():
        (nothing_runs / "t.csv").write_text(text, encoding="utf-8")
        given = ["new.xlsx"] if command == "template" else ["--edition", "x"]
        refuses([command, *given, "--targets", "t.csv"], capsys, nothing_runs)


def test_bad_parameters(nothing_runs, capsys):
    for text in PARAMETERS:
        refuses(["rerun", "--edition", "x", "-p", text], capsys, nothing_runs)


def test_bad_names(nothing_runs, capsys):
    for name in NAMES:
        refuses(["rerun", f"--edition={name}"], capsys, nothing_runs)


def test_bad_batches(nothing_runs, capsys):
    for text in BAD_GRIDS:
        (nothing_runs / "b.yml").write_text(text, encoding="utf-8")
        refuses(["batch", "b.yml"], capsys, nothing_runs)
    for jobs in ("-1", "-99"):
        (nothing_runs / "b.yml").write_text("runs: [{report_year: 2016}]", encoding="utf-8")
        refuses(["batch", "b.yml", "--jobs", jobs], capsys, nothing_runs)


def test_bad_files(nothing_runs, capsys):
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.save(nothing_runs / "header.xlsx")
    for name, data in CONTENT.items():
        (nothing_runs / name).write_bytes(data)
    for name, command in product(
        [*CONTENT, "header.xlsx", "nowhere.csv", "."], ("validate", "assess")
    ):
        more = ["--method", "sdsn"] if command == "assess" else []
        refuses([command, name, *more], capsys, nothing_runs)


def test_there_are_three_hundred_of_them():
    files = 2 * (len(BAD_FILES) + len(BAD_TARGETS) + len(CONTENT) + 3)
    assert files + len(PARAMETERS) + len(NAMES) + len(BAD_GRIDS) + 2 >= 300
