"""The process kernels are forked from: imports done, none of the packages under work loaded.

Run as a script, not as a module, so that no package beside it is in memory. It talks to one
client over the socket whose descriptor is its only argument, and ends with it. It holds no thread,
no event loop and no ZeroMQ context: what a fork would break.
"""

import contextlib
import gc
import importlib
import json
import os
import random
import signal
import socket
import sys

# What every kernel imports itself; see IMPORTS for what its owner adds.
OWN_IMPORTS = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.interactiveshell",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
)
# Names of further modules, separated by blanks.
IMPORTS = "WARM_KERNEL_IMPORTS"
REQUEST_BYTES = 1 << 20
STANDARD_STREAMS = 3


def main() -> None:
    """Import, then fork a kernel for each request until the client is gone."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    sys.path.pop(0)  # the folder of this script
    # ipykernel reads this when imported: a kernel ends when its parent, this process, does.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    for name in (*os.environ.get(IMPORTS, "").split(), *OWN_IMPORTS):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()
    # Kernels that have ended vanish by themselves; the client watches them by descriptor.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    serve(connection)


def serve(connection: socket.socket) -> None:
    """Answer each request with the process id of a new kernel; end all kernels with the client."""
    children = []
    while True:
        message, descriptors, _, _ = socket.recv_fds(connection, REQUEST_BYTES, STANDARD_STREAMS)
        if not message:
            break
        child = os.fork()
        if child == 0:
            connection.close()
            become_kernel(json.loads(message), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        children.append(child)
        connection.send(str(child).encode())
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)


def become_kernel(request: dict, descriptors: list) -> None:
    """Turn this fork into an ordinary kernel with the environment that was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    for target, descriptor in enumerate(descriptors):
        os.dup2(descriptor, target)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv = request["argv"]
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    from ipykernel import kernelapp

    try:
        kernelapp.launch_new_instance()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
