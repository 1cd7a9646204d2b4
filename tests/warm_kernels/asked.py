"""What a kernel says of itself."""


def process_and_parent(client):
    """Return the process ids of a kernel and of the process it was started by."""
    told = []
    code = "import os\nprint(os.getpid(), os.getppid())"
    client.execute_interactive(code, timeout=60, output_hook=told.append)
    (text,) = [one["content"]["text"] for one in told if one["msg_type"] == "stream"]
    own, parent = map(int, text.split())
    return own, parent
