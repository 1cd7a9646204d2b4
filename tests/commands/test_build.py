"""A whole build on small notebooks: staleness, failure, reruns, and the files it leaves."""

import json
import shutil

import nbformat
import pytest

from helpers import paths
from helpers.commands import build as build_module
from helpers.commands.build import build
from helpers.edition.layout import BESIDE, SHARE
from helpers.edition.notebooks import read_notebook
from helpers.errors import RunFailed, WrongCall
from helpers.report.beside import beside
from helpers.run.normalise import KERNELSPEC, LANGUAGE
from tests.commands.conftest import keep_to

pytestmark = pytest.mark.slow

PARAMETERS = """observations: str = ""  # added figures
targets: str = ""  # another plan
report_year: int = 2016  # year compared
base_years: list[int] = [2013, 2015]  # bases
target_years: list[int] = [2020, 2025]  # targets
"""


def small_notebook(path):
    """Write a notebook that takes all shared parameters and shows one of them."""
    cells = [
        nbformat.v4.new_markdown_cell("# Small\n\nWhat a small notebook shows."),
        nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("report_year, observations[-7:]"),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    metadata = {"kernelspec": KERNELSPEC, "language_info": LANGUAGE}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Folders of their own with two notebooks."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    shutil.copy(paths.NOTEBOOKS / "01_clean_indicators.ipynb", notebooks)
    small_notebook(notebooks / "02_small.ipynb")
    keep_to(tmp_path, monkeypatch)
    return tmp_path


def run(house, **changes):
    return build(notebooks_folder=house / "notebooks", reports=house / "reports", **changes)


def edit(house, kind, find, put, name="01_clean_indicators"):
    path = house / "notebooks" / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = next(c for c in notebook.cells if c.cell_type == kind and find in c.source)
    cell.source = cell.source.replace(find, put)
    nbformat.write(notebook, path)


def snapshot(folder):
    return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_address_makes_pages_anew_and_runs_nothing(house):
    assert run(house, address="https://example.org/mic") == 2
    reports = house / "reports"
    record = json.loads((reports / "run.json").read_text("utf-8"))
    assert record["site_address"] == "https://example.org/mic/"
    assert record["command"] == "mic2025 build --site-address https://example.org/mic/"
    assert b"https://example.org/mic/index.html" in (reports / "index.html").read_bytes()
    assert run(house) == 0
    assert b"example.org" not in (reports / "index.html").read_bytes()


def test_a_build_runs_what_is_stale_and_nothing_else(house, capsys):
    assert run(house) == 2
    reports = house / "reports"
    first = snapshot(reports)
    assert {"index.html", "01_clean_indicators.html", "run.json"} <= set(first)
    assert run(house) == 0
    assert "no notebook ran" in capsys.readouterr().out
    assert snapshot(reports) == first

    edit(house, "markdown", "What kind of target", "Which kind of target")
    assert run(house) == 0
    assert b"Which kind of target" in snapshot(reports)["01_clean_indicators.html"]

    (reports / "index.html").write_text("changed by hand")
    assert run(house) == 0
    assert b"changed by hand" not in snapshot(reports)["index.html"]

    edit(house, "code", "indicators.kinds_table(edition)", "1 / 0")
    good = snapshot(reports)
    with pytest.raises(RunFailed) as failed:
        run(house)
    assert "01_clean_indicators, cell" in str(failed.value)
    assert "begins '1 / 0'" in str(failed.value)
    assert "ZeroDivisionError: division by zero" in str(failed.value)
    assert snapshot(reports) == good
    partial = house / "cache" / "work" / "published" / "notebooks" / "01_clean_indicators.ipynb"
    assert "ZeroDivisionError" in partial.read_text("utf-8")


def test_the_picture_to_share_is_drawn_again_only_where_it_would_differ_or_was_changed(
    house, monkeypatch
):
    drawn = []

    def share_picture(*words):
        drawn.append(words)
        return b"picture %d" % len(drawn)

    monkeypatch.setattr("helpers.present.figures.share.share_picture", share_picture)
    run(house)
    edit(house, "markdown", "What kind of target", "Which kind of target")
    run(house)
    share = house / "reports" / SHARE
    assert share.read_bytes() == b"picture 1"

    share.write_bytes(b"changed by hand")
    run(house)
    assert share.read_bytes() == b"picture 2"

    record = json.loads((house / "reports" / "run.json").read_text("utf-8"))
    record["share"] = record["index"] = "of other tables or other code"
    (house / "reports" / "run.json").write_text(json.dumps(record), encoding="utf-8")
    run(house)
    assert share.read_bytes() == b"picture 3"


def test_the_pages_beside_are_made_again_only_where_they_would_differ_or_were_changed(
    house, monkeypatch
):
    made = []

    def noted(site, downloads, held):
        made.append(set(BESIDE) - set(held))
        return beside(site, downloads, held)

    monkeypatch.setattr("helpers.report.beside.beside", noted)
    run(house)
    edit(house, "markdown", "What kind of target", "Which kind of target")
    run(house)
    assert made == [{*BESIDE}]
    before = snapshot(house / "reports")

    (house / "reports" / "methods.html").write_text("changed by hand", encoding="utf-8")
    run(house)
    assert made == [{*BESIDE}, {"reference"}]
    assert snapshot(house / "reports") == before

    edit(house, "markdown", "# Small", "# Another title", "02_small")
    run(house)
    assert made[2:] == [{*BESIDE}]
    assert b"Another title" in (house / "reports" / "index.html").read_bytes()


def test_rebuilding_gives_the_same_bytes_and_the_committed_notebook(house):
    # Of a text of both pages the search lists the first, also where that one is kept.
    shared = read_notebook(paths.NOTEBOOKS / "01_clean_indicators.ipynb").prose[0].split("\n\n")[1]
    edit(house, "markdown", "What a small notebook shows.", shared, "02_small")
    run(house)
    edit(house, "code", "observations[-7:]", "observations[-8:]", "02_small")
    assert run(house) == 1
    first = snapshot(house / "reports")
    shutil.rmtree(house / "reports")
    shutil.rmtree(house / "cache")
    run(house)
    second = snapshot(house / "reports")
    records = [json.loads(files.pop("run.json")) for files in (first, second)]
    assert first == second
    assert records[0]["files"] == records[1]["files"]
    name = "01_clean_indicators.ipynb"
    assert second[name] == (paths.NOTEBOOKS / name).read_bytes()


def test_an_edition_with_added_figures_leaves_the_published_one_alone(house):
    run(house)
    published = snapshot(house / "reports")
    figures = house / "new.csv"
    figures.write_text("indicator_id,year,value\ncnc_key_process_ratio,2017,34.1\n")
    run(house, values={"observations": str(figures), "report_year": 2017}, edition="mine")
    mine = house / "reports" / "mine"
    assert "34.1" in (mine / "01_clean_indicators.html").read_text("utf-8")
    record = json.loads((mine / "run.json").read_text("utf-8"))
    assert record["inputs"]["new.csv"]
    assert str(house) not in json.dumps(record | {"notebooks": ""})
    kept = {p.name: p.read_bytes() for p in (house / "reports").glob("*.*") if p.is_file()}
    assert b"new.csv" in kept.pop("editions.html")
    assert kept == {name: published[name] for name in kept}


def test_a_refused_parameter_starts_no_kernel(house, monkeypatch):
    monkeypatch.setattr(build_module, "make", lambda *_: pytest.fail("a kernel was started"))
    with pytest.raises(WrongCall, match="Did you mean 'report_year'"):
        run(house, values={"report_yaer": 2017})
    assert not (house / "reports").exists()
