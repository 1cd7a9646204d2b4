"""Raw tables read anew by every call, for tests that change them in memory or watch them read."""

from itertools import count
from unittest import mock

from helpers.data import shared

STATES = count()


def read_anew():
    """Return a context within which nothing is shared between calls, nor with earlier ones."""
    return mock.patch.object(shared, "_state", side_effect=lambda _: str(next(STATES)))
