"""Work done on a Dask cluster through its own client; no scheduler of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from helpers.edition.fingerprint import checkout_hash
from helpers.errors import RunFailed
from helpers.run.workers import Work

CONNECT_SECONDS = 30


def make_on_cluster(address: str, work: Sequence[Work]) -> Iterator[tuple[int, Any]]:
    """Make each piece of work on the cluster; yield position and result as they come.

    A worker that is lost costs nothing but time: its work is done by another.

    Raises
    ------
    RunFailed
        If the cluster cannot be reached, has no worker, or has workers with another state of the
        compendium, whose bytes would differ.
    """
    from distributed import Client, as_completed

    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        told = str(error).strip().partition("\n")[0] or type(error).__name__
        raise RunFailed(f"no Dask scheduler answers at {address}: {told}") from None
    with client:
        _check_workers(client, address)
        futures = {client.submit(_make, piece, pure=False): at for at, piece in enumerate(work)}
        for future in as_completed(futures):
            if future.status == "error":
                yield futures[future], future.exception()
            else:
                yield futures[future], future.result()
            future.release()


def _check_workers(client: Any, address: str) -> None:
    """Refuse a cluster without workers, or with a worker of another version."""
    found = client.run(checkout_hash)
    if not found:
        raise RunFailed(f"the Dask cluster at {address} has no worker; start one")
    ours = checkout_hash()
    others = sorted(worker for worker, theirs in found.items() if theirs != ours)
    if others:
        raise RunFailed(
            f"the Dask workers {', '.join(others)} have another state of the compendium; bring "
            "code, notebooks, data and environment to the same commit"
        )


def _make(piece: Work) -> Any:
    return piece.make()
