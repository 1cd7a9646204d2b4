"""Citations for reference managers say what CITATION.cff and the run record say."""

import json
import re

import yaml

from helpers import paths
from helpers.report.reference_managers import bibtex, csl_json

CFF = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text("utf-8"))
RECORD = {"edition": "published", "version": "9.9.9"}
RERUN = RECORD | {"edition": "mine"}


def test_bibtex_names_title_year_and_release():
    entry = bibtex(RECORD)
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.M))
    assert entry.startswith("@misc{mic2025-compendium-9.9.9,\n")
    assert entry.endswith("\n}")
    assert entry.count("{") == entry.count("}")
    assert fields == {
        "title": f"{{{CFF['title']}}}",
        "author": f"{{{CFF['authors'][0]['name']}}}",
        "year": CFF["date-released"][:4],
        "version": "9.9.9",
    }


def test_csl_json_is_one_item_with_a_date_in_parts():
    (item,) = json.loads(csl_json(RECORD))
    assert item["title"] == CFF["title"]
    assert item["issued"]["date-parts"] == [[int(part) for part in CFF["date-released"].split("-")]]
    assert (item["type"], item["version"]) == ("dataset", "9.9.9")
    assert "note" not in item


def test_a_rerun_names_itself_in_both():
    assert "  note = {mine}," in bibtex(RERUN)
    assert json.loads(csl_json(RERUN))[0]["note"] == "mine"


def test_a_version_of_another_plan_cites_itself_and_the_plan():
    plan = {"title": "Goals {for} 2030 & on", "publisher": "A council", "issued": "2022-12"}
    record = RECORD | {"edition": "goals", "plan": plan}
    entry = bibtex(record)
    assert "title = {{Goals for 2030 \\& on indicator compendium}}" in entry
    assert "@misc{goals-for-2030-on,\n  title = {{Goals for 2030 \\& on}}" in entry
    assert "author = {{A council}}" in entry
    item, cited = json.loads(csl_json(record))
    assert "author" not in item
    assert item["note"].startswith("version goals, made with release")
    assert (cited["author"], cited["issued"]) == (
        [{"literal": "A council"}],
        {"date-parts": [[2022, 12]]},
    )
