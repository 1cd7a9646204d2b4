"""Batches: one failure stops nothing, what holds is kept, a cluster gives the same bytes."""

import csv
import json
import os
import re
import signal
import threading

import pytest

from helpers import paths
from helpers.commands.batch import batch
from helpers.errors import RunFailed, WrongCall
from tests.run.dask_processes import scheduler, wait_for_workers, worker
from tests.warm_kernels.test_provisioner import wait_for

pytestmark = pytest.mark.slow

SHEETS = """
name: sheets
notebooks: [9]
parameters: {observations: new.csv}
runs:
  - {name: cnc_key_process_ratio, indicator: cnc_key_process_ratio}
  - {name: nonsense, indicator: energy_intensity, observations: wrong.csv}
  - {name: energy_intensity, indicator: energy_intensity}
"""
ADDED = "indicator_id,year,value\ncnc_key_process_ratio,2017,34.1\n"


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grid")
    (folder / "new.csv").write_text(ADDED, encoding="utf-8")
    (folder / "wrong.csv").write_text(ADDED.replace("34.1", "many"), encoding="utf-8")
    (folder / "sheets.yml").write_text(SHEETS, encoding="utf-8")
    return folder / "sheets.yml"


def files_of(folder):
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*")
             if p.is_file()}  # fmt: skip
    found.pop("sheets/batch.json")  # holds seconds
    return {name: without_seconds(name, content) for name, content in found.items()}


def without_seconds(name, content):
    if not name.endswith("run.json"):
        return content
    record = json.loads(content)
    for page in record["notebooks"].values():
        page.pop("seconds")
    return record


@pytest.fixture(scope="module")
def here(grid, tmp_path_factory):
    """The batch made in two processes of this machine, with the error it ends in."""
    reports = tmp_path_factory.mktemp("here")
    with pytest.raises(RunFailed) as failed:
        batch(str(grid), 2, False, "", reports=reports)
    return reports, str(failed.value)


def test_one_failure_stops_nothing_and_is_told_in_its_sentence(here):
    reports, told = here
    assert "1 of 3 runs of sheets failed" in told
    assert "wrong.csv was not taken" in told
    with (reports / "sheets" / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["result"] for row in rows] == ["made", "failed", "made"]
    assert rows[0]["answer"].startswith("CNC ratio of key processes")
    assert "34.1" in (reports / "sheets" / rows[0]["run"] / "09_indicator_sheet.html").read_text(
        "utf-8"
    )


def test_the_summary_page_leads_to_every_page_that_was_made(here):
    reports, _ = here
    page = (reports / "sheets" / "index.html").read_text("utf-8")
    assert page.count("09_indicator_sheet.html") == 2
    assert "wrong.csv was not taken" in page
    assert page.index("✕ failed") < page.index("● made"), "failures stand first"


def test_the_batch_stands_in_the_list_of_versions(here):
    reports, _ = here
    page = (reports / "editions.html").read_text("utf-8")
    assert '<a href="sheets/index.html">Batch sheets</a>: 3 runs over a grid' in page
    assert "1 failed" in page


def test_a_page_of_a_run_names_its_indicator_and_leads_back_to_the_batch(here):
    reports, _ = here
    folder = reports / "sheets" / "cnc_key_process_ratio"
    page = (folder / "09_indicator_sheet.html").read_text("utf-8")
    assert "<h1>CNC ratio of key processes</h1>" in page
    homes = re.findall(r'href="([^"]*index\.html)"', page)
    assert homes
    assert all((folder / home).resolve() == reports / "sheets" / "index.html" for home in homes)


def test_no_path_of_this_machine_is_left_in_a_run(here, grid):
    reports, _ = here
    for path in (reports / "sheets" / "cnc_key_process_ratio").rglob("*"):
        assert not path.is_file() or str(grid.parent).encode() not in path.read_bytes(), path.name


def test_a_resumed_batch_makes_only_what_is_missing(here, grid, capsys):
    reports, _ = here
    before = files_of(reports)
    (reports / "sheets" / "energy_intensity" / "09_indicator_sheet.html").unlink()
    with pytest.raises(RunFailed):
        batch(str(grid), 1, True, "", reports=reports)
    assert "1 made, 1 kept, 1 failed" in capsys.readouterr().out
    assert files_of(reports) == before


def test_a_misspelt_parameter_is_refused_before_anything_runs(grid, tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("notebooks: [9]\ngrid: {indicater: [a]}", encoding="utf-8")
    with pytest.raises(WrongCall, match="Did you mean 'indicator'"):
        batch(str(wrong), 1, False, "", reports=tmp_path / "reports")
    assert not (tmp_path / "reports").exists()


@pytest.fixture
def cluster(tmp_path):
    """A Dask scheduler and two workers: its address and the workers' processes."""
    with (
        scheduler(tmp_path) as address,
        worker(address, tmp_path / "one") as one,
        worker(address, tmp_path / "two") as two,
    ):
        yield address, [one, two]


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(here, grid, cluster, tmp_path):
    address, workers = cluster
    wait_for_workers(address, len(workers))
    reports = tmp_path / "there"

    def kill_one():
        # On a busy machine two workers that import everything may take minutes to the first run.
        wait_for(lambda: any((reports / "sheets").glob("*/run.json")), 300)
        os.killpg(workers[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    with pytest.raises(RunFailed, match="1 of 3 runs of sheets failed"):
        batch(str(grid), 0, False, address, reports=reports)
    killer.join()
    assert workers[0].wait(30) == -signal.SIGKILL
    assert files_of(reports) == files_of(here[0])


def test_a_cluster_that_does_not_answer_is_a_sentence(grid, tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.run.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(RunFailed, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        batch(str(grid), 0, False, "tcp://127.0.0.1:9", reports=tmp_path)


def test_the_published_edition_is_not_touched(here):
    reports, _ = here
    assert {path.name for path in reports.iterdir()} == {"sheets", "editions.html"}
    assert not (paths.REPORTS / "sheets" / "cnc_key_process_ratio").exists()
