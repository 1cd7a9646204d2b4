"""The client papermill is given: how it looks for a kernel that is not there yet."""

import zmq

from helpers.warm_kernels.manager import LISTEN_SECONDS, ReadyClient


def test_a_client_looks_for_its_kernel_far_more_often_than_it_asks(tmp_path):
    client = ReadyClient(transport="ipc", ip=str(tmp_path / "kernel"), shell_port=1)
    with client.connect_shell() as socket:
        assert socket.getsockopt(zmq.RECONNECT_IVL) < LISTEN_SECONDS * 1000 / 10
    client.context.destroy(linger=0)
