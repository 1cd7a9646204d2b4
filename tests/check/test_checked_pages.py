"""Page checks bite: each planted fault is named with its page."""

import pytest

from helpers.check.pages import LARGEST_PAGE, LARGEST_TEXT, check_pages
from helpers.present.outward import OUTWARD

ALT = "Digital tools stand above every path, CNC below."
GOOD = f"""<html><head><title>x</title></head><body><main><h1 id="top">x</h1>
<a href="#top">up</a><a href="tables/milestones.csv">table</a>
<a href="indicators/cnc.html#a">sheet</a>
<img src="data:image/svg+xml;base64,AA" alt="{ALT}"></main></body></html>"""
SHEET = GOOD.replace('href="', 'href="../').replace('"../#top"', '"#top"').replace("top", "a")
FILES = {
    "index.html": GOOD.encode(),
    "tables/milestones.csv": b"",
    "indicators/cnc.html": SHEET.encode(),
}


def test_sound_pages_are_green_and_counted():
    check = check_pages(FILES)
    assert (check.state, check.findings) == ("green", ())
    assert check.told == "2 pages, 6 links, 2 pictures with words"


def test_a_publishers_page_may_be_linked():
    changed = GOOD.replace('href="#top"', f'href="https://stats.gov.cn/a" rel="{OUTWARD}"')
    assert changed != GOOD
    assert check_pages(FILES | {"index.html": changed.encode()}).state == "green"


def test_a_page_may_name_its_own_address_on_the_web():
    own = '<link rel="canonical" href="https://example.org/index.html"><title>'
    changed = GOOD.replace("<title>", own).encode()
    assert check_pages(FILES | {"index.html": changed}).state == "green"


def test_the_script_its_policy_names_and_values_are_allowed():
    values = '<script type="application/json" id="x">[2]</script>'
    own = f"{POLICY}<script>1</script>{values}<title>"
    changed = GOOD.replace("<title>", own).encode()
    assert check_pages(FILES | {"index.html": changed}).state == "green"


# A policy that allows the script "1" alone.
POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="script-src '
    "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='; base-uri 'none'\">"
)
FAULTS = {
    "dead-link": ("tables/milestones.csv", "tables/gone.csv", "tables/gone.csv leads nowhere"),
    "dead-anchor": ("#top", "#nowhere", "the link to #nowhere names a place that is not there"),
    "dead-anchor-elsewhere": ("cnc.html#a", "cnc.html#b", "names a place that is not there"),
    "outside-link": ('href="#top"', 'href="https://example.org"', "address https://example.org"),
    "outside-link-without-scheme": ('href="#top"', 'href="//example.org"', "the outside address"),
    "outside-link-to-code": ('href="#top"', f'href="data://x" rel="{OUTWARD}"', "address data"),
    "outside-picture": ("data:image/svg+xml;base64,AA", "https://x.org/x.svg", "<img src> loads"),
    "local-picture": ("data:image/svg+xml;base64,AA", "x.svg", "<img src> loads x.svg"),
    "style-sheet": ("<title>", '<link href="x.css"><title>', "<link href> loads x.css"),
    "import": ("<title>", "<style>@import 'x'</style><title>", "a style that loads something"),
    "style-address": ("<title>", "<style>p{background:url(x)}</style><title>", "style that loads"),
    "script": ("<title>", "<script>1</script><title>", "a script its policy does not allow: 1"),
    "other-script": (
        "<title>", f"{POLICY}<script>2</script><title>", "a script its policy does not allow: 2"
    ),
    "loaded-script": (
        "<title>", f"{POLICY}<script src='x.js'></script><title>", "<script src> loads x.js"
    ),
    "dead-form": ("<main>", '<main><form action="gone.html"></form>', "gone.html leads nowhere"),
    "outside-form": (
        "<main>", '<main><form action="https://example.org"></form>', "address https://example.org"
    ),
    "handler": ("<h1", '<h1 onclick="1"', "<h1> runs code on click"),
    "silent-picture": (ALT, "", "a picture whose words are ''"),
    "curt-picture": (ALT, "figure", "a picture whose words are 'figure'"),
    "same-id": ("<main>", '<main id="top">', "the id top more than once"),
    "no-heading": ("h1", "h2", "no <h1>"),
    "large-text": ("<main>", "<main>" + "x" * LARGEST_TEXT, "bytes without its drawings"),
    "large-page": (";base64,AA", ";base64," + "A" * LARGEST_PAGE, "bytes in all"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), FAULTS.values(), ids=FAULTS)
def test_planted_fault_is_named(old, new, words):
    changed = GOOD.replace(old, new)
    assert changed != GOOD
    (finding, *_) = check_pages(FILES | {"index.html": changed.encode()}).findings
    assert finding.startswith("index.html: ")
    assert words in finding


def test_an_edition_without_pages_is_red():
    assert check_pages({"run.json": b"{}"}).findings == ("there is no page",)
