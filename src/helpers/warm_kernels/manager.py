"""The kernel manager papermill is given here: a wait that ends, and no port that can be taken.

jupyter_client's own wait listens for a fifth of a second longer than a kernel needs, and its TCP
ports are picked by binding and letting go, so that two kernels started at once can meet on one.
"""

from __future__ import annotations

import os
import time
from queue import Empty

import zmq
import zmq.asyncio
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir
from traitlets import default

from .kernel_files import connection_file
from .provisioner import KernelNotReady

# Sockets as files have no ports to collide on, but a path of 107 bytes at most; a kernel's name and
# the ending of its sockets take 57 of them.
LONGEST_FOLDER = 50
# How long to listen on one channel before asking whether the kernel still lives.
LISTEN_SECONDS = 0.25
# A kernel opens its sockets a moment after it was asked for; ZeroMQ would look every tenth second.
RECONNECT_MILLISECONDS = 5


class ReadyClient(AsyncKernelClient):
    """A client that waits until both channels have spoken, and no longer."""

    @default("context")
    def _context(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        context.setsockopt(zmq.RECONNECT_IVL, RECONNECT_MILLISECONDS)
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return once the kernel has answered and its outputs arrive.

        Raises
        ------
        KernelNotReady
            If the kernel has died, or has not answered within `timeout` seconds.
        """
        limit = time.monotonic() + (timeout or float("inf"))
        while not await self._answered():
            if not await self.is_alive():
                raise KernelNotReady("the kernel died before it answered")
            if time.monotonic() > limit:
                raise KernelNotReady(f"the kernel did not answer within {timeout:.0f} s")

    async def _answered(self) -> bool:
        """Ask the kernel once; return whether the answer and an output message came."""
        self.kernel_info()
        try:
            reply = await self.get_shell_msg(timeout=LISTEN_SECONDS)
            if reply["msg_type"] != "kernel_info_reply":
                return False
            await self.get_iopub_msg(timeout=LISTEN_SECONDS)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True


class KernelManager(AsyncKernelManager):
    """A manager whose kernels are reached through files where their paths are short enough."""

    @default("client_factory")
    def _client(self) -> type[ReadyClient]:
        return ReadyClient

    @default("transport")
    def _transport(self) -> str:
        return "ipc" if len(os.fsencode(jupyter_runtime_dir())) <= LONGEST_FOLDER else "tcp"

    @default("connection_file")
    def _connection_file(self) -> str:
        return connection_file()
