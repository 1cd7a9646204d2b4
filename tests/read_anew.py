"""Raw tables read anew by every call, for tests that change them in memory or watch them read."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from unittest import mock

from helpers.data import shared

STATES = count()


@contextmanager
def read_anew() -> Iterator[None]:
    """Share nothing between calls within this context, nor with earlier ones."""
    anew = mock.patch.object(shared, "_state", side_effect=lambda _: str(next(STATES)))
    with anew, mock.patch.object(shared, "ROWS", -1):
        yield
