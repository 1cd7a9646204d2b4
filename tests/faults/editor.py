"""An editor who renews the hashes: ``python -m tests.faults.editor``.

Each fault changes words and no number, and `SHA256SUMS` is written anew with it. Said of each is
whether the seals name it by row and column, whether the guards of the figures do without them, and
whether they do where the source texts lie beside (``MIC2025_TEXTS``). Exit code 1 if the seals miss
one.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from unittest import mock

from helpers import paths
from helpers.check.figures import TEXTS_VARIABLE, texts_at_hand
from helpers.check.hash_sums import check_raw_files
from helpers.check.literal import prints_stand_in_texts
from helpers.check.places import prints_stand_at_places
from helpers.check.planted import Edit, named_alone, plant
from helpers.check.seals import PLACES, broken_seals
from helpers.data.raw import read_raw

TOOLS, CNC = "digital_rd_tool_penetration", "cnc_key_process_ratio"
SERVERS = "roadmap-01-high-end-servers-domestic-share-2025"
QUOTED = ("plan-step1-industrialisation-2020", "plan-step1-large-country-status-2020")
FOOTNOTE = (
    "规模以上工业企业关键工序数控化率的平均值",
    "规模以上工业企业关键工序数控化率的加权平均值",
)
# What is done, the table, the rows (by any of their cells), the column, and the new cell. Of two
# rows the cells are swapped.
FAULTS = [
    ("Chinese titles swapped", "policies.csv", ("policy-05", "policy-08"), "title_zh", ""),
    ("printed titles swapped", "policies.csv", ("policy-05", "policy-08"), "title_zh_printed", ""),
    ("English titles swapped", "policies.csv", ("policy-05", "policy-08"), "title_en", ""),
    ("an agency", "policies.csv", ("policy-12",), "agencies", "NDRC"),
    ("a printed agency", "policies.csv", ("policy-12",), "agency_printed", "NDRC"),
    ("a section letter", "policies.csv", ("policy-12",), "section",
     "D. Automated Machine Tools and Robotics"),
    ("links swapped", "policies.csv", ("policy-05", "policy-08"), "link_printed", ""),
    ("a roadmap item", "roadmap_targets.csv", (SERVERS,), "item", "imported high-end servers"),
    ("a roadmap locator", "roadmap_targets.csv", (SERVERS,), "locator", "Appendix 3, 1(a)i"),
    ("over becomes exact", "roadmap_targets.csv", (SERVERS,), "qualifier", "exact"),
    ("Chinese names swapped", "indicator_register.csv", (TOOLS, CNC), "name_zh", ""),
    ("Chinese labels swapped", "plan_indicators_zh.csv", ("7", "8"), "indicator", ""),
    ("unweighted to weighted", "indicator_register.csv", (CNC,), "definition",
     "Weighted mean over enterprises of the share of key processes under numerical control"),
    ("a footnote to weighted", "plan_footnotes.csv", (FOOTNOTE[0],), "definition", FOOTNOTE[1]),
    ("Chinese quotations swapped", "programme_targets.csv", QUOTED, "printed_zh", ""),
    ("a publisher", "indicator_evidence.csv", ("rd_intensity-2018",), "publisher",
     "Ministry of Industry and Information Technology"),
    ("a date of publication", "indicator_evidence.csv", ("rd_intensity-2018",), "published",
     "2019-11-21"),
    ("a later qualifier", "indicator_evidence.csv", ("rd_intensity-2018",), "qualifier", "about"),
    ("a grade", "indicator_evidence.csv", ("rd_intensity-2019",), "grade", "A"),
    ("comparability", "indicator_evidence.csv", ("rd_intensity-2019-2",), "comparability", "same"),
    ("a series' reason", "series.csv", ("broadband-households",), "reason", "The same label."),
    ("a later relation", "later_series.csv", ("rd-industry",), "relation", "same"),
    ("a caveat", "observations.csv", ("cnc_key_process_ratio-2016-miit",), "note",
     "The plan's label."),
    ("the side of evidence", "series_evidence.csv", ("cnc-2016-below-2015",), "side",
     "speaks_against"),
    ("a fund's kind", "funds.csv", ("fund-mic2025-cdb-miit-agreement",), "kind", "fund"),
    ("a discrepancy's reading", "discrepancies.csv", ("plan-title-brackets-g6",), "reading",
     "Made in China (2025)"),
    ("a Cyrillic look-alike", "indicator_register.csv", (CNC,), "name_en",
     "СNC ratio of key processes"),
    ("a blank without width", "series.csv", ("broadband-households",), "label",
     "固定宽带\u200b家庭普及率"),
]  # fmt: skip


def edits_of(fault, raw=paths.RAW):
    """Return the edits of a fault."""
    _, file, rows, column, after = fault
    table = read_raw(file, raw)
    positions = [int(table.index[table.eq(row).any(axis=1)][0]) for row in rows]
    cells = [table.at[position, column] for position in positions]
    put = cells[::-1] if len(rows) > 1 else [after]
    found = zip(positions, cells, put, strict=True)
    return [Edit(file, position, column, before, to) for position, before, to in found]


def planted_together(folder):
    """Plant every fault in a copy of the raw tables; return the copy and all edits."""
    raw = Path(shutil.copytree(paths.RAW, Path(folder) / "raw"))
    edits = [edit for fault in FAULTS for edit in edits_of(fault)]
    plant(raw, edits)
    return raw, edits


def out_of_place(folder, edit):
    """Return the places of prints that do not stand in their text, at their lines."""
    raw = Path(folder) / "beside"
    shutil.rmtree(raw, ignore_errors=True)
    shutil.copytree(paths.RAW, raw)
    plant(raw, [edit])
    texts = texts_at_hand(raw)
    places = read_raw(PLACES, paths.SEALS)
    found = [*prints_stand_in_texts(texts, raw), *prints_stand_at_places(texts, places, raw)]
    return {problem.place for problem in found}


def main():
    """Plant all, say who names which."""
    texts = os.environ.pop(TEXTS_VARIABLE, "")
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        raw, _ = planted_together(folder)
        assert not check_raw_files(raw).findings
        sealed = {one.place for one in broken_seals(raw, paths.SEALS)}
        for fault in FAULTS:
            own = edits_of(fault)
            held = all(edit.place in sealed for edit in own)
            missed += not held
            alone = any(named_alone(paths.RAW, Path(folder) / "alone", edit) for edit in own)
            words = ["seals" if held else "NO SEAL", "guards" if alone else ""]
            if texts:
                with mock.patch.dict(os.environ, {TEXTS_VARIABLE: texts}):
                    beside = any(edit.place in out_of_place(folder, edit) for edit in own)
                words.append("texts" if beside else "")
            print(f"{fault[0]:28}{', '.join(filter(None, words))}", flush=True)
    print(f"{len(FAULTS)} faults, {missed} missed by the seals")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
