"""The process kernels are forked from: imports done, those of its owner's modules too.

Run as a script, not as a module, so that only what it is told to import is in memory. It talks to
one client over the socket whose descriptor is its only argument, and ends with it. It holds no
thread, no event loop and no ZeroMQ context: what a fork would break.
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
        # A module that cannot be imported says so in the cell that needs it.
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()
    serve(connection)


def serve(connection: socket.socket) -> None:
    """Answer each request with the process id of a new kernel; end all kernels with the client."""
    kernels: list[int] = []
    while True:
        message, descriptors, _, _ = socket.recv_fds(connection, REQUEST_BYTES, STANDARD_STREAMS)
        if not message:
            break
        kernels = [kernel for kernel in kernels if not has_ended(kernel)]
        child = os.fork()
        if child == 0:
            connection.close()
            for kernel in kernels:
                os.close(kernel)
            become_kernel(json.loads(message), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        kernels.append(os.pidfd_open(child))
        connection.send(str(child).encode())
    # By descriptor: the number of a kernel that has ended may be another process by now.
    for kernel in kernels:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(kernel, signal.SIGTERM)


def has_ended(kernel: int) -> bool:
    """Tell whether a kernel has ended, and let go of it if so."""
    if os.waitid(os.P_PIDFD, kernel, os.WEXITED | os.WNOHANG) is None:
        return False
    os.close(kernel)
    return True


def become_kernel(request: dict, descriptors: list) -> None:
    """Turn this fork into an ordinary kernel with the environment that was asked for."""
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
