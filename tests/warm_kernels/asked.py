"""What a kernel says of itself, and what the system says of a process."""

import os
import select


def process_and_parent(client):
    """Return the process ids of a kernel and of the process it was started by."""
    told = []
    code = "import os\nprint(os.getpid(), os.getppid())"
    client.execute_interactive(code, timeout=60, output_hook=told.append)
    (text,) = [one["content"]["text"] for one in told if one["msg_type"] == "stream"]
    own, parent = map(int, text.split())
    return own, parent


def has_ended(pid):
    """Tell whether a process has ended, whether its parent knows or not."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    watch = select.poll()
    watch.register(descriptor, select.POLLIN)
    ended = bool(watch.poll(0))
    os.close(descriptor)
    return ended
