"""A source is one registration: what is registered is held by every guard, what is not is refused.

A source text of two figures is added to a copy of data/raw: its line in sources.csv, its table, the
table's declaration, and its account. No check is touched.
"""

import shutil

import pytest

from helpers import paths
from helpers.check import figures
from helpers.data.schema import Table
from helpers.data.tables import catalogue
from helpers.data.tables.columns import SOURCE_KEY, text
from helpers.data.tables.figures import RULES, reading
from helpers.errors import DataRefused

NEW = Table(
    "new_figures",
    "Figures of a new report",
    "a figure of the report",
    (text("figure_id", "Short name of the figure"), *reading()),
    primary_key=("figure_id",),
    foreign_keys=(SOURCE_KEY,),
    rules=RULES,
)
HEADER = ("figure_id,item,measure,year_printed,value_printed,year,value,value_high,unit,qualifier,"
          "role,suspect,suspect_note,source_id,locator\n")  # fmt: skip
FILES = {
    "new_figures.csv": HEADER
    + "new-share-2018,use of tools,share,In 2018,about 12 percent,2018,12,,percent,about,reported,"
    "false,,new_2019,first sentence\n"
    "new-plants-2019,plants,count,2019,7 plants (of 5),2019,5,,count,exact,reported,true,"
    "the text has 7 or 5,new_2019,second sentence\n",
    "coverage/new_2019.csv": "line,column,token,class,refers_to\n"
    "1,4,2018,year,new-share-2018\n"
    "1,20,12,value,new-share-2018\n"
    "2,1,2019,year,new-plants-2019\n"
    "2,10,7,value,new-plants-2019\n"
    "2,21,5,value,new-plants-2019\n",
}
ADDED = {
    "sources.csv": "new_2019,A new report,An institute,2019-05-01,en,report,\n",
    "coverage/texts.csv": f"new_2019,A new report,{'0' * 64},12\n",
}


@pytest.fixture
def raw(tmp_path, monkeypatch):
    """A copy of data/raw with the new source in it, whose text nobody has."""
    monkeypatch.delenv("MIC2025_TEXTS", raising=False)
    folder = shutil.copytree(paths.RAW, tmp_path / "raw")
    for name, content in FILES.items():
        (folder / name).write_text(content, "utf-8")
    for name, line in ADDED.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(line)
    monkeypatch.setitem(catalogue.RAW_TABLES, "new_figures.csv", NEW)
    monkeypatch.setitem(catalogue.TRANSCRIPTIONS, "new_figures.csv", NEW)
    monkeypatch.setattr(figures, "SOURCE_TABLES", (*catalogue.SOURCE_TABLES, NEW))
    return folder


def plant(folder, file, before, after):
    path = folder / file
    content = path.read_text("utf-8")
    assert before in content
    path.write_text(content.replace(before, after), "utf-8")


def said_by(guard, folder):
    """Return what a guard says; "reading" speaks where the tables are refused, and nobody else."""
    try:
        tables = figures.read_figures(folder)
    except DataRefused as refused:
        return refused.problems if guard == "reading" else []
    return [] if guard == "reading" else figures.GUARDS[guard](tables, folder)


def test_a_registered_source_is_taken(raw):
    assert figures.check_figures(raw).findings == ()
    assert "new_figures" in figures.read_figures(raw)


PLANTS = {
    "value beside print": ("new_figures.csv", "2018,12,,", "2018,13,,", "reading"),
    "year beside print": ("new_figures.csv", "percent,2018", "percent,2017", "years in print"),
    "doubt": ("new_figures.csv", "2019,5,,count", "2019,6,,count", "readings in doubt"),
    "print beside account": (
        "new_figures.csv", "about 12 percent", "about 12 of 99 percent", "print in accounts",
    ),
    "unit": ("new_figures.csv", "12,,percent", "12,,furlongs", "schemas"),
    "year in the name": ("new_figures.csv", "new-plants-2019", "new-plants-2018",
                         "names against rows"),
    "a source that is no text": ("new_figures.csv", "new_2019,first", "later,first",
                                 "print in accounts"),
    "token": ("coverage/new_2019.csv", "20,12,value", "20,13,value", "accounts of digits"),
    "total": ("coverage/texts.csv", f"{'0' * 64},12", f"{'0' * 64},13", "accounts of digits"),
    "order": ("coverage/new_2019.csv", "2,21,5", "2,2,5", "order of tokens"),
    "dated token": ("coverage/new_2019.csv", "2,1,2019", "2,1,2014", "dated tokens"),
    "reference": ("coverage/new_2019.csv", "2018,year,new-share-2018", "2018,year,new-shares",
                  "names"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "guard"), PLANTS.values(), ids=PLANTS)
def test_a_fault_planted_in_it_is_named_by_its_guard(raw, file, before, after, guard):
    plant(raw, file, before, after)
    said = said_by(guard, raw)
    assert said
    assert {problem.file for problem in said} <= set(FILES)


def test_a_raw_table_that_nothing_declares_is_refused(raw, monkeypatch):
    monkeypatch.delitem(catalogue.RAW_TABLES, "new_figures.csv")
    monkeypatch.delitem(catalogue.TRANSCRIPTIONS, "new_figures.csv")
    (problem,) = said_by("reading", raw)
    assert str(problem).startswith("new_figures.csv: found a raw table that nothing declares")


def test_a_source_text_without_an_account_is_refused(raw):
    plant(raw, "coverage/texts.csv", ADDED["coverage/texts.csv"], "")
    said = "\n".join(map(str, said_by("reading", raw)))
    assert "column 'source_id': found 'new_2019'; expected a text that coverage/texts.csv" in said
    assert "coverage/new_2019.csv: found a raw table that nothing declares" in said
