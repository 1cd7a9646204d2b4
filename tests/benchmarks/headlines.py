"""Every figure on speed by its name: what is divided by what, and what it is to be.

Goals are ratios within one run on two cores; braces are filled with what was measured.
"""

from tests.benchmarks.results import FASTER, SECONDS, SHARE, Headline

FULL = "a full build, {notebooks} notebooks with tables and pages"
LINES = "papermill and nbconvert command lines, one notebook after the other{scaled}"
FETCHED = "what `make reports` fetches and installs"
SHEETS = "{count} indicator sheets with pages as a batch of two workers"

HEADLINES = (
    Headline("build over 0.1.0", FULL,
             "the build of version 0.1.0, {before} notebooks", goal=1.0),
    Headline("pages of 0.1.0", "the notebooks that 0.1.0 had, each figure drawn once",
             "the build of version 0.1.0, {before} notebooks", goal=0.5),
    Headline("build and command lines", FULL, LINES, FASTER, "wall", 10.0),
    Headline("unchanged", "a build with nothing changed", "a full build", SHARE),
    Headline("prose edited", "a build with prose of one notebook edited, {ran} notebooks run",
             "a full build", SHARE, goal=0.05),
    Headline("cell changed", "a build with a cell of one notebook changed, {ran} run",
             "a full build", SHARE),
    Headline("sheets and command lines", SHEETS, LINES, FASTER, "wall", 20.0),
    Headline("sheets and floor", SHEETS,
             "their cells and pages alone, in processes that have the imports", goal=1.3),
    Headline("sheets and pool", SHEETS,
             "papermill's interface in a pool of two, each exporting its page", FASTER, "wall"),
    Headline("a sheet of a thousand", "a sheet of a batch of 1,000",
             "a sheet of a batch of 100", goal=1.0),
    Headline("nbval", "nbval over all notebooks", "the work of their cells alone", goal=1.4),
    Headline("ordinary kernels", "nbval over all notebooks", "the same with ordinary kernels",
             FASTER),
    Headline("kernel starts", "{count} kernels started, four at a time, none hung", told=SECONDS),
    Headline("help", "`mic2025 --help`", told=SECONDS, goal=0.15),
    Headline("list", "`mic2025 list`", told=SECONDS, goal=0.15),
    Headline("plan", "`mic2025 plan`", told=SECONDS, goal=0.15),
    Headline("assess", "`mic2025 assess` of a million rows", told=SECONDS, goal=15.0, mib=1024),
    Headline("validate", "a million added rows checked", told=SECONDS, goal=15.0, mib=1024),
    Headline("compare", "a million added rows checked and compared", told=SECONDS, goal=15.0,
             mib=1024),
    Headline("rows", "a row checked and compared, of a million", "one of a hundred thousand",
             goal=1.0),
    Headline("areas", "tables and page of 333 areas, a value", "of 31 areas, a value", goal=1.0),
    Headline("figure laid out", "the figure of all paths laid out, for desktop and phone",
             "drawn whole, dark and light", SHARE),
    Headline("figure as PNG", "the same as PNG", "drawn whole, dark and light", SHARE),
    Headline("figure as SVG", "the same as SVG, for desktop and phone",
             "drawn whole, dark and light", SHARE),
    Headline("install fetched", "`make reports` in a clone, caches empty: fetch and install",
             told=SECONDS),
    Headline("install", "the same, fetched before", FETCHED, SHARE),
    Headline("install tests", "what `make test` adds to it: fetch and install", FETCHED, SHARE),
)  # fmt: skip
BY_NAME = {headline.name: headline for headline in HEADLINES}
