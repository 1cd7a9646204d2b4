"""Every row of every page, with all that is folded open, in light and in dark: nobody left out."""

import pytest

from tests.pages.conftest import OF_COLOURS, axe_source, page_names, run_axe

# As many tests as a scheme is spread over; in no group, so that processes share them.
PARTS = 8


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_row(browser, site, scheme, part):
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    faults = {}
    for name in page_names(site)[part::PARTS]:
        page.goto(f"file://{site / name}")
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        page.evaluate(axe_source())
        faults[name] = run_axe(page, OF_COLOURS if scheme == "dark" else None)
    context.close()
    assert faults
    assert {name: found for name, found in faults.items() if found} == {}
