"""What a comparison starts from, for small tables written in the tests."""

from helpers.analysis.comparison.inputs import ComparisonInputs, PathChoices


def inputs_of(observations, points, indicators, report_year=2016, *years, **further):
    """Return the inputs with the paths named by report year, base years and target years."""
    return ComparisonInputs(
        observations, points, indicators, PathChoices(report_year, *years, **further)
    )
