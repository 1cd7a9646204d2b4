"""The process kernels are forked from: imports done, those of its owner's modules too.

Run as a script, not as a module, so that only what it is told to import is in memory. It listens to
the socket whose descriptor is its only argument, and ends once nobody holds the other end. Each
request brings a line of its own, which the answer goes to; a kernel ends when its line is cut. A
request may name a function instead, which a fork then calls. It holds no thread, no event loop and
no ZeroMQ context: what a fork would break.
"""

import contextlib
import gc
import importlib
import json
import os
import random
import select
import signal
import socket
import sys
import traceback

# What every kernel imports itself; see IMPORTS for what its owner adds.
OWN_IMPORTS = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.interactiveshell",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    # Imported by the start of a kernel: by its history, and by its reading of the command line.
    "sqlite3",
    "traitlets.config.argcomplete_config",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
)
# What is imported stays: Python's search for cycles, after every 700 objects by itself, finds none
# there, and costs a tenth of the imports.
RARELY = (50_000, 20, 100)
# Names of further modules, separated by blanks; of functions to call after them, as "module:name".
IMPORTS, CALLS = "WARM_KERNEL_IMPORTS", "WARM_KERNEL_CALLS"
REQUEST_BYTES = 1 << 20
# Of a request: the line that the answer goes to, the standard streams, and those of a function.
DESCRIPTORS = 8
STREAMS = 3


def main() -> None:
    """Import, then fork a kernel for each request until the last client is gone."""
    gc.set_threshold(*RARELY)
    connection = socket.socket(fileno=int(sys.argv[1]))
    sys.path.pop(0)  # the folder of this script
    # ipykernel reads this when imported: a kernel ends when its parent, this process, does.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    for name in (*os.environ.get(IMPORTS, "").split(), *OWN_IMPORTS):
        # A module that cannot be imported says so in the cell that needs it.
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    for place in os.environ.get(CALLS, "").split():
        # So does a function that fails.
        with contextlib.suppress(Exception):
            module, _, name = place.partition(":")
            getattr(importlib.import_module(module), name)()
    # Forks never search for cycles among what is here, which they would copy then.
    gc.freeze()
    serve(connection)


def serve(connection: socket.socket) -> None:
    """Fork a kernel for each request; end all kernels once the last client is gone."""
    watch = select.poll()
    watch.register(connection, select.POLLIN)
    # By the descriptor of its process, the line to whoever wants the kernel.
    kernels: dict[int, socket.socket] = {}
    while True:
        told = dict(watch.poll())
        for kernel in [kernel for kernel in kernels if kernel in told]:
            forget(kernel, kernels.pop(kernel), watch)
        for kernel, lifeline in kernels.items():
            if lifeline.fileno() in told:  # the other end is closed
                watch.unregister(lifeline)
                end(kernel)
        if connection.fileno() not in told:
            continue
        message, descriptors, _, _ = socket.recv_fds(connection, REQUEST_BYTES, DESCRIPTORS)
        if not message:
            break
        request = json.loads(message)
        lifeline = socket.socket(fileno=descriptors.pop(0))
        prepare(request)
        child = os.fork()
        if child == 0:
            for known in (connection, lifeline, *kernels.values()):
                known.close()
            for kernel in kernels:
                os.close(kernel)
            become(request, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        kernel = os.pidfd_open(child)
        kernels[kernel] = lifeline
        watch.register(kernel, select.POLLIN)
        watch.register(lifeline, 0)  # that the other end is closed is always told
        with contextlib.suppress(OSError):  # its client waits no longer
            lifeline.send(str(child).encode())
    for kernel, lifeline in kernels.items():
        end(kernel)
        lifeline.close()


def forget(kernel: int, lifeline: socket.socket, watch: select.poll) -> None:
    """Let go of a kernel that has ended."""
    os.waitid(os.P_PIDFD, kernel, os.WEXITED)
    for known in (kernel, lifeline):
        with contextlib.suppress(KeyError):
            watch.unregister(known)
    os.close(kernel)
    lifeline.close()


def end(kernel: int) -> None:
    """Ask a kernel to end; by descriptor, as the number of one that has ended may be another's."""
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(kernel, signal.SIGTERM)


def prepare(request: dict) -> None:
    """Import what a function needs before the fork, so that its next call finds it there."""
    if "call" not in request:
        return
    # A module that cannot be imported says so in the fork.
    with contextlib.suppress(Exception):
        importlib.import_module(request["call"].partition(":")[0])
    gc.freeze()


def become(request: dict, descriptors: list) -> None:
    """Turn this fork into a process with the environment that was asked for, and end with it."""
    os.setsid()
    streams, given = descriptors[:STREAMS], descriptors[STREAMS:]
    for target, descriptor in enumerate(streams):
        os.dup2(descriptor, target)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv = request["argv"]
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    try:
        if "call" in request:
            module, _, name = request["call"].partition(":")
            getattr(importlib.import_module(module), name)(*given)
        else:
            from ipykernel import kernelapp

            kernelapp.launch_new_instance()
    except Exception:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
