"""Work done on a Dask cluster through its own client; no scheduler of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from helpers.edition.fingerprint import checkout_hash
from helpers.edition.installed import installed_hash
from helpers.errors import RunFailed
from helpers.run.worker_process import Work, make

CONNECT_SECONDS = 30
# The state of the checkout when this process loaded its first module: a worker loads this one on
# first contact, and keeps what it has loaded whatever becomes of the files.
LOADED = checkout_hash()


def make_on_cluster(
    address: str, work: Sequence[Work], tls: Mapping[str, str] | None = None
) -> Iterator[tuple[int, Any]]:
    """Make each piece of work on the cluster; yield position and result as they come.

    A worker that is lost costs nothing but time: its work is done by another.

    Parameters
    ----------
    address
        Of the scheduler.
    work
        What is to be made.
    tls
        Files by the name that Dask gives them, such as ``tls_ca_file``; with any of them nothing
        goes over the network in the clear. Without, Dask's own configuration says.

    Raises
    ------
    RunFailed
        If the cluster cannot be reached, has no worker, or has workers whose files, loaded modules
        or libraries are not those of this process, whose bytes would differ.
    """
    from distributed import Client, Security, as_completed

    given = {name: file for name, file in (tls or {}).items() if file}
    try:
        security = Security(require_encryption=True, **given) if given else None
        client = Client(address, timeout=CONNECT_SECONDS, security=security)
    except (OSError, ValueError, TypeError, TimeoutError, RuntimeError) as error:
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


def states() -> tuple[str, str, str]:
    """Return hashes of the compendium as loaded, as its files are now, and of what is installed."""
    return LOADED, checkout_hash(), installed_hash()


def _check_workers(client: Any, address: str) -> None:
    """Refuse a cluster without workers, or with a worker of another state or other libraries."""
    found = client.run(states, on_error="return")
    if not found:
        raise RunFailed(f"the Dask cluster at {address} has no worker; start one")
    ours = states()
    others = sorted(worker for worker, theirs in found.items() if theirs[:2] != ours[:2])
    if others:
        raise RunFailed(
            f"the Dask workers {', '.join(others)} have another state of the compendium; bring "
            "code, notebooks, data and environment to the same commit and start them anew, since "
            "a worker keeps the modules it has loaded"
        )
    strange = sorted(worker for worker, theirs in found.items() if theirs != ours)
    if strange:
        raise RunFailed(
            f"the Dask workers {', '.join(strange)} have another interpreter or other libraries "
            "than this checkout; install requirements.lock there with the same Python, 'make "
            "reports' does, and start them anew"
        )
