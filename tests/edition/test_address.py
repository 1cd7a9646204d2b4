"""The address of a site: a folder on the web, always with a slash at its end."""

import pytest

from helpers.edition.address import site_address
from helpers.errors import WrongCall


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/mic2025/", "https://example.org/mic2025/"),
        ("http://localhost:8000/a", "http://localhost:8000/a/"),
    ],
)
def test_an_address_ends_with_a_slash(text, address):
    assert site_address(text) == address


@pytest.mark.parametrize(
    "text", ["example.org", "ftp://example.org", "https://example.org/a?b", 'https://e.org/"><b>']
)
def test_what_is_no_folder_on_the_web_is_refused(text):
    with pytest.raises(WrongCall, match="is no address of a site"):
        site_address(text)
