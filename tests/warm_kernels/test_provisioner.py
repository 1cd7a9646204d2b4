"""Warm kernels: the same outputs as ordinary ones, fresh state, and an ordinary kernel if not."""

import os
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import nbformat
import pytest

from helpers.edition.notebooks import read_notebook
from helpers.errors import RunFailed
from helpers.run.environment import kernel_environment
from helpers.run.execute import execute
from helpers.warm_kernels import client as warm_client
from helpers.warm_kernels import provisioner
from helpers.warm_kernels.manager import KernelManager

pytestmark = pytest.mark.slow

EDGES = [
    "import sys, os, random, threading, subprocess",
    "print('out'); print('err', file=sys.stderr); 1 + 1",
    "import pandas as pd\npd.DataFrame({'a': [1.5, 2.5]})",
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(1, 1)); ax.plot([1, 2])\nfig",
    "subprocess.run([sys.executable, '-c', 'print(7)'], capture_output=True, text=True).stdout",
    "sorted(name for name in globals() if not name.startswith('_'))[:3]",
    "thread = threading.Thread(target=print, args=('threaded',)); thread.start(); thread.join()",
    "import helpers\nhelpers.__name__, __name__",
    "get_ipython().run_line_magic('precision', '3')",
    "import asyncio\nawait asyncio.sleep(0, 'awaited')",
]


# What the cells below use; the whole list takes seconds to import, in each warm process anew.
FEW = "numpy pandas matplotlib.figure matplotlib_inline.backend_inline"


def settings(**changes):
    """Return the environment of a kernel whose warm process imports little."""
    few = {"WARM_KERNEL_IMPORTS": FEW, "WARM_KERNEL_CALLS": ""}
    return kernel_environment() | few | changes


@pytest.fixture(autouse=True)
def few_imports(monkeypatch):
    """Let warm processes import little, and leave the environment of this process as it was."""
    with mock.patch.dict(os.environ):
        few = settings()
        monkeypatch.setattr("helpers.run.environment.kernel_environment", lambda: few)
        yield


def write(path, sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return read_notebook(path)


@pytest.fixture
def run(tmp_path):
    def run_cells(sources, name="warm"):
        notebook = write(tmp_path / "00_small.ipynb", sources)
        execute(notebook, tmp_path / f"{name}.ipynb", {})
        return nbformat.read(tmp_path / f"{name}.ipynb", as_version=4)

    return run_cells


@pytest.fixture
def ordinary(monkeypatch):
    """Give kernels started from now on the ordinary way."""
    local = settings(JUPYTER_DEFAULT_PROVISIONER_NAME="local-provisioner")
    monkeypatch.setattr("helpers.run.environment.kernel_environment", lambda: local)


def outputs(notebook):
    return [cell.outputs for cell in notebook.cells]


def test_outputs_are_those_of_an_ordinary_kernel(run, request, monkeypatch):
    whole = kernel_environment()
    monkeypatch.setattr("helpers.run.environment.kernel_environment", lambda: whole)
    forked = run(EDGES)
    request.getfixturevalue("ordinary")
    assert outputs(forked) == outputs(run(EDGES, "ordinary"))


def test_a_kernel_is_forked_where_the_system_can(run):
    parent = "import os\nprint(open(f'/proc/{os.getppid()}/cmdline').read())"
    if not hasattr(os, "pidfd_open"):
        pytest.skip("this system cannot fork kernels")
    assert "server.py" in outputs(run([parent]))[0][0]["text"]


def test_nbval_gets_a_forked_kernel_that_writes_where_nbval_says(monkeypatch, tmp_path):
    from nbval.kernel import CURRENT_ENV_KERNEL_NAME, start_new_kernel

    for name, value in settings().items():
        monkeypatch.setenv(name, value)
    with (tmp_path / "stderr").open("w") as stream:  # nbval hands over a file of its own
        manager, client = start_new_kernel(kernel_name=CURRENT_ENV_KERNEL_NAME, stderr=stream)
    client.execute_interactive("import os; os.write(2, b'told')", timeout=60)
    client.stop_channels()
    forked = isinstance(manager.provisioner.process, warm_client.ForkedProcess)
    manager.shutdown_kernel(now=True)
    assert forked
    assert (tmp_path / "stderr").read_text() == "told"


def test_a_kernel_whose_streams_are_to_be_pipes_is_not_forked():
    warm = provisioner.WarmProvisioner(kernel_id="x", kernel_spec=None)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "x.json"]
    with pytest.raises(warm_client.CannotFork, match="stderr is to be a pipe"):
        warm._fork(command, {"stderr": subprocess.PIPE})


def test_modules_its_owner_names_are_imported_before_the_fork(run, monkeypatch):
    loaded = "import sys\nprint('colorsys' in sys.modules, 'pandas' in sys.modules)"
    named = settings(WARM_KERNEL_IMPORTS="colorsys no_such_module")
    monkeypatch.setattr("helpers.run.environment.kernel_environment", lambda: named)
    assert outputs(run([loaded]))[0][0]["text"] == "True False\n"


def test_functions_its_owner_names_are_called_before_the_fork(run, monkeypatch, tmp_path):
    module = tmp_path / "prepared.py"
    module.write_text(
        "made = []\ndef make():\n    made.append(1)\ndef fail():\n    raise OSError\n"
    )
    ours = settings(
        PYTHONPATH=str(tmp_path), WARM_KERNEL_CALLS="prepared:fail no.module:f prepared:make"
    )
    monkeypatch.setattr("helpers.run.environment.kernel_environment", lambda: ours)
    assert outputs(run(["import prepared\nprint(prepared.made)"]))[0][0]["text"] == "[1]\n"


def test_nothing_of_one_run_is_left_in_the_next(run):
    run(
        [
            "import os, random, sys\nimport numpy as np\nimport pandas as pd\nimport matplotlib",
            "np.random.seed(1); random.seed(1); leftover = 1; os.chdir('/')",
            "pd.set_option('display.max_rows', 3); matplotlib.rcParams['font.size'] = 99",
            "sys.modules['helpers_leftover'] = sys",
            "os.environ['LEFTOVER'] = '1'",
        ]
    )
    state = (
        "import os, random, sys\nimport numpy as np\nimport pandas as pd\nimport matplotlib\n"
        "print('leftover' in globals(), 'helpers_leftover' in sys.modules,"
        " 'LEFTOVER' in os.environ,"
        " pd.get_option('display.max_rows'), matplotlib.rcParams['font.size'])"
    )
    assert outputs(run([state]))[0][0]["text"] == "False False False 60 10.0\n"


def test_random_numbers_differ_from_kernel_to_kernel(run):
    draw = "import random\nimport numpy as np\nprint(np.random.rand(), random.random())"
    assert outputs(run([draw])) != outputs(run([draw]))


def test_a_kernel_that_dies_mid_cell_ends_in_a_sentence(run):
    with pytest.raises(RunFailed, match="00_small did not finish: its kernel died"):
        run(["import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"])
    assert outputs(run(["1 + 1"]))[0][0]["data"]["text/plain"] == "2"


@pytest.fixture
def fork_instead(monkeypatch):
    """Have the warm process hand out another process in place of a kernel."""
    started = []

    def hand_out(*command):
        def fork(self, argv, env, cwd, streams):
            started.append(subprocess.Popen(command, start_new_session=True))
            return warm_client.ForkedProcess(started[-1].pid)

        monkeypatch.setattr(warm_client.WarmServer, "fork", fork)

    yield hand_out
    for process in started:
        process.kill()
        process.wait()


def test_a_forked_kernel_that_keeps_silent_is_replaced_by_an_ordinary_one(
    run, fork_instead, monkeypatch, capfd
):
    monkeypatch.setattr("helpers.run.execute.FORKED_SECONDS", 1)
    fork_instead("sleep", "600")
    assert outputs(run(["1 + 4"]))[0][0]["data"]["text/plain"] == "5"
    told = capfd.readouterr().err
    assert told.count("ordinary kernel, since the kernel did not answer within 1 s") == 1


def test_a_forked_kernel_that_dies_at_once_is_replaced_by_an_ordinary_one(run, fork_instead, capfd):
    fork_instead("true")
    assert outputs(run(["1 + 5"]))[0][0]["data"]["text/plain"] == "6"
    assert "ordinary kernel, since the kernel died before it answered" in capfd.readouterr().err


def test_sockets_are_files_where_the_path_is_short_and_ports_where_not(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", "/tmp/short")
    assert KernelManager().transport == "ipc"
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / ("long" * 12)))
    assert KernelManager().transport == "tcp"


def test_an_environment_that_matters_at_import_gets_a_warm_process_of_its_own(run, monkeypatch):
    zone = "import time\nprint(time.tzname[0])"
    assert outputs(run([zone]))[0][0]["text"] == "UTC\n"
    elsewhere = settings(TZ="Asia/Shanghai")
    monkeypatch.setattr("helpers.run.environment.kernel_environment", lambda: elsewhere)
    assert outputs(run([zone]))[0][0]["text"] == "CST\n"


def test_modules_under_work_that_changed_get_a_warm_process_of_their_own(
    run, monkeypatch, tmp_path
):
    module = tmp_path / "under_work.py"
    told = []
    for code in ("says = 'old'\n", "says = 'new, longer'\n"):
        module.write_text(code)
        ours = settings(
            PYTHONPATH=str(tmp_path), WARM_KERNEL_IMPORTS="under_work", WARM_KERNEL_CODE=code
        )
        monkeypatch.setattr("helpers.run.environment.kernel_environment", lambda: ours)  # noqa: B023
        told.append(outputs(run(["import under_work\nprint(under_work.says)"]))[0][0]["text"])
    assert told == ["old\n", "new, longer\n"]


def test_a_module_that_cannot_be_imported_fails_in_its_cell(run, monkeypatch, tmp_path):
    (tmp_path / "broken_module.py").write_text("def unfinished(:\n")
    ours = settings(PYTHONPATH=str(tmp_path), WARM_KERNEL_IMPORTS="broken_module")
    monkeypatch.setattr("helpers.run.environment.kernel_environment", lambda: ours)
    with pytest.raises(RunFailed, match="SyntaxError"):
        run(["import broken_module"])


def test_a_system_that_cannot_fork_gets_an_ordinary_kernel_and_one_line(run, monkeypatch, capfd):
    monkeypatch.delattr(os, "pidfd_open", raising=False)
    assert outputs(run(["1 + 2"]))[0][0]["data"]["text/plain"] == "3"
    assert capfd.readouterr().err.count("ordinary kernel, since this system") == 1


def test_an_unusual_command_is_not_forked():
    warm = provisioner.WarmProvisioner(kernel_id="x", kernel_spec=None)
    with pytest.raises(warm_client.CannotFork, match="the kernel's command is"):
        warm._fork(["python2", "-m", "ipykernel_launcher", "-f", "x.json"], {})


def test_a_warm_process_that_ended_is_replaced(run, monkeypatch):
    monkeypatch.setattr(warm_client, "_servers", {})  # those of other tests go on
    run(["1"])
    for server in warm_client._servers.values():
        server.close()
    assert outputs(run(["1 + 3"]))[0][0]["data"]["text/plain"] == "4"


def test_warm_process_and_kernels_end_with_their_client(tmp_path):
    notebook = tmp_path / "00_small.ipynb"
    write(notebook, ["import os\nprint(os.getpid(), os.getppid())\nimport time\ntime.sleep(600)"])
    code = (
        "import sys; from pathlib import Path; from helpers.run.execute import execute;"
        "from helpers.edition.notebooks import read_notebook;"
        "execute(read_notebook(Path(sys.argv[1])), Path(sys.argv[1] + '.out'), {})"
    )
    client = subprocess.Popen([sys.executable, "-c", code, str(notebook)])
    pids = wait_for(lambda: descendants(client.pid))
    client.kill()
    client.wait()
    assert wait_for(lambda: not any(alive(pid) for pid in pids))


def descendants(pid):
    """Return the warm process and its kernel once both are there."""
    found = children(pid)
    kernels = [kernel for server in found for kernel in children(server)]
    return found + kernels if kernels else []


def children(pid):
    path = f"/proc/{pid}/task/{pid}/children"
    return [int(text) for text in Path(path).read_text().split()]


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(ready, seconds=30.0):
    """Poll until `ready` returns something true; fail after `seconds`."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        found = ready()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail("it never happened")
