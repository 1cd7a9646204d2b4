"""Work done on a Dask cluster through its own client; no scheduler of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from helpers.edition.fingerprint import checkout_hash
from helpers.errors import RunFailed
from helpers.run.workers import Work, make

CONNECT_SECONDS = 30
# The state of the checkout when this process loaded its first module: a worker loads this one on
# first contact, and keeps what it has loaded whatever becomes of the files.
LOADED = checkout_hash()


def make_on_cluster(address: str, work: Sequence[Work]) -> Iterator[tuple[int, Any]]:
    """Make each piece of work on the cluster; yield position and result as they come.

    A worker that is lost costs nothing but time: its work is done by another.

    Raises
    ------
    RunFailed
        If the cluster cannot be reached, has no worker, or has workers whose files or loaded
        modules are another state of the compendium, whose bytes would differ.
    """
    from distributed import Client, as_completed

    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        told = str(error).strip().partition("\n")[0] or type(error).__name__
        raise RunFailed(f"no Dask scheduler answers at {address}: {told}") from None
    with client:
        _check_workers(client, address)
        futures = {client.submit(make, piece, pure=False): at for at, piece in enumerate(work)}
        for future in as_completed(futures):
            if future.status == "error":
                yield futures[future], future.exception()
            else:
                yield futures[future], future.result()
            future.release()


def states() -> tuple[str, str]:
    """Return hashes of the compendium as this process loaded it, and as its files are now."""
    return LOADED, checkout_hash()


def _check_workers(client: Any, address: str) -> None:
    """Refuse a cluster without workers, or with a worker of another state."""
    found = client.run(states, on_error="return")
    if not found:
        raise RunFailed(f"the Dask cluster at {address} has no worker; start one")
    ours = states()
    others = sorted(worker for worker, theirs in found.items() if theirs != ours)
    if others:
        raise RunFailed(
            f"the Dask workers {', '.join(others)} have another state of the compendium; bring "
            "code, notebooks, data and environment to the same commit and start them anew, since "
            "a worker keeps the modules it has loaded"
        )
