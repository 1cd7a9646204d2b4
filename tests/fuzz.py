"""Hostile input: files that lie, hide or explode are taken or refused in a sentence, nothing else.

Run with ``python -m tests.fuzz 10000``; a small sample runs with the tests.
"""

import csv
import io
import math
import resource
import string
import sys
import tempfile
import time
import warnings
import zipfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

from helpers.data.input_tables import read_input_tables
from helpers.data.intake import assessment, observations, targets
from helpers.data.intake.cell_texts import is_plain
from helpers.data.intake.limits import MOST_DECIMALS
from helpers.data.numbers import numbers_in
from helpers.data.parsing import UnparsedCell, parse_cell
from helpers.errors import CompendiumError

# Bytes of address space and seconds that no case may need.
MOST_MEMORY, MOST_SECONDS = 3 * 2**30, 20
CNC = "cnc_key_process_ratio"
FORMS = [observations.observation_form(()), targets.TARGET_FORM, assessment.ASSESSMENT_FORM]
REQUIRED = [[column.name for column in form.required] for form in FORMS]
OPTIONAL = sorted({column.name for form in FORMS for column in form.optional})
HOSTILE = [
    "1e400", "-1e400", "inf", "-Infinity", "NaN", "nan", "9" * 3_000, "0." + "1" * 3_000,
    "-" * 900 + "1", "1," * 900, "0x10", "1_000", "٣٤", "३४", "²", "½", "99999999999999999999",
    "-2017", "2017-13-45", "0000", "=1+1", "=cmd|'/C calc'!A0", "+cmd|'/C calc'!A0", "@SUM(A1)",
    "-HYPERLINK(1)", "\t=1", "＝1+1", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "{{7*7}}", "javascript:alert(1)", "\x1b[2J\x1b[31m", "\x1b]0;title\x07", "a\u202eb", "\u2066x",
    "\u200b", "\ufeff", "\u200f", "\x00", "\x7f", "\x85", "\u2028", "\ufffe", "\U000e0041",
    "a\nb", 'a"b', "a;b\tc", " " * 3_000, "x" * 10_001, "../../etc/passwd", "%s%n", "\\", "🂡",
]  # fmt: skip
SOUND = [CNC, "rd_intensity", "2016", "2017", "2020", "34.1", "61.8%", "-5", "plan", "percent",
         "exact", "reported", "target", "baseline", ""]  # fmt: skip
CELL = st.one_of(st.sampled_from(SOUND), st.sampled_from(HOSTILE), st.text(max_size=20))
HEADER = st.one_of(
    st.sampled_from(REQUIRED).map(list),
    st.builds(
        lambda required, more: list(dict.fromkeys([*required, *more])),
        st.sampled_from(REQUIRED),
        st.lists(st.sampled_from(OPTIONAL), max_size=3),
    ),
    st.lists(CELL, min_size=1, max_size=6),
)
SHEET = HEADER.flatmap(
    lambda header: st.lists(
        st.lists(CELL, min_size=1, max_size=len(header)), min_size=0, max_size=8
    ).map(lambda rows: [header, *rows])
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@cache
def edition():
    """Return the published edition."""
    return read_input_tables()


def read_observations(path):
    """Read a file as observations on the plan's indicators."""
    return observations.read_added_observations(path, edition().indicators, edition().milestones)


READERS = [read_observations, targets.read_targets, assessment.read_assessments]


def csv_bytes(rows, delimiter=",", encoding="utf-8"):
    """Return rows as a CSV file; what the encoding has no bytes for is passed through raw."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode(encoding, "surrogatepass" if encoding == "utf-8" else "ignore")


def workbook_parts(rows):
    """Return the parts of a workbook written by hand, so that they can be spoilt."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(text, number, place) for place, text in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return {
        "[Content_Types].xml": f'<Types xmlns="{OF_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{KIND}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{OF_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="figures" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OF_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}'
        "</sheetData></worksheet>",
    }


def _cell(text, number, place):
    """Return a cell: bare where the text begins like a number, else an inline text."""
    where = f"{string.ascii_uppercase[place % 26]}{number}"
    if text[:1].isdigit() or text[:1] == "-":
        return f'<c r="{where}"><v>{escape(text)}</v></c>'
    return f'<c r="{where}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def zipped(parts):
    """Return parts as an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
            archive.writestr(name, data)
    return stream.getvalue()


SPOILS = [
    ("", ""), ('r="1"', 'r="99999999999"'), ('r="A1"', 'r="XFD1048576"'), ('r="A1"', 'r="ZZZZZ1"'),
    ("<row", '<row hidden="1"'), ("<v>", "<f>1+1</f><v>"), ("<v>", "<f t='shared' si='7'/><x>"),
    ("</sheetData>", "</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"),
    ("</sheetData>", "</sheetData><mergeCells><mergeCell ref='nowhere'/></mergeCells>"),
    ("<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), ("<c ", '<c s="99999" '),
    ("<c ", '<c t="s" '), ("<c ", '<c t="d" '), ("<c ", '<c t="b" '), ("<c ", '<c t="e" '),
    ("<sheetData>", "<sheetData>" + "<x>" * 500), ("sheet1.xml", "sheet2.xml"),
    ("worksheet+xml", "chartsheet+xml"), ("relationships/worksheet", "relationships/chartsheet"),
    ("worksheets/sheet1.xml", "../../../../etc/passwd"), ("<sheets>", ""),
]  # fmt: skip


@st.composite
def workbooks(draw):
    """Draw the bytes of a workbook: sound, spoilt in its XML, or with bytes changed."""
    rows = [[text.replace("\x00", "") for text in row] for row in draw(SHEET)]
    old, new = draw(st.sampled_from(SPOILS))
    parts = {name: text.replace(old, new) if old else text
             for name, text in workbook_parts(rows).items()}  # fmt: skip
    data = bytearray(zipped(parts))
    for place, value in draw(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)),
                                      max_size=draw(st.sampled_from([0, 0, 3])))):  # fmt: skip
        data[place % len(data)] = value
    return bytes(data)


CSV_FILES = st.one_of(
    st.builds(csv_bytes, SHEET, st.sampled_from(",;\t"), st.sampled_from(["utf-8", "gb18030"])),
    st.binary(max_size=300),
    st.binary(max_size=60).map(lambda tail: b"indicator_id,year,value\n" + tail),
)
PHRASES = st.one_of(
    CELL, st.text(alphabet="0123456789.,%-+ ()年比下降左右about度万亿百千", max_size=40)
)


def check_phrase(text):
    """Read a printed cell: a value that is finite or very long, or a refusal that names it."""
    try:
        cell = parse_cell(text)
        assert cell.value is None or not math.isnan(cell.value)
    except UnparsedCell as error:
        check_sentence(error)
    numbers_in(text)


def check_file(data, suffix, reader):
    """Read a file: sound tables, or a refusal in sentences."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"hostile{suffix}"
        path.write_bytes(data)
        started = time.monotonic()
        try:
            taken = reader(path)
        except CompendiumError as error:
            check_sentence(error)
        else:
            for table in taken if isinstance(taken, tuple) else (taken,):
                check_table(table)
        assert time.monotonic() - started < MOST_SECONDS


def check_sentence(error):
    """A refusal has words that a terminal prints and does not act on, and not too many."""
    text = str(error)
    assert text
    assert all(mark.isprintable() or mark in "\n\t" for mark in text)
    text.encode("utf-8")
    assert "Traceback" not in text
    assert max(map(len, text.split("\n"))) < 2_000


def check_table(table):
    """What was taken hides nothing, is finite, and is no formula where it was somebody's words."""
    ours = ("printed_zh", "printed_en_cset", "printed_en_g6", "name_zh")
    for name, cells in table.items():
        for cell in cells:
            if isinstance(cell, str) and name not in ours:
                assert is_plain(cell) or cell == "-", (name, cell[:50])
            if isinstance(cell, float):
                assert not math.isinf(cell)
    if "decimals" in table:
        assert (table["decimals"] <= MOST_DECIMALS).all()


def fuzz(cases):
    """Run each check on many cases."""
    many = settings(max_examples=cases, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck))  # fmt: skip
    readers = st.sampled_from(READERS)
    many(given(PHRASES)(check_phrase))()
    many(given(CSV_FILES, st.just(".csv"), readers)(check_file))()
    many(given(workbooks(), st.just(".xlsx"), readers)(check_file))()


if __name__ == "__main__":
    warnings.simplefilter("ignore", HypothesisWarning)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    fuzz(count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:,} printed cells, {count:,} .csv and {count:,} .xlsx files; peak {peak} MiB")
