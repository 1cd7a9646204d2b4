"""Batches of sheets, nbval and kernels, beside the usual ways of running the same notebooks.

The command lines are ``papermill`` and ``jupyter nbconvert`` of this environment with ordinary
kernels, one notebook after the other, as a reader of their manuals would call them; they are timed
on a sample and scaled. The pool is papermill's own interface in two processes, each exporting
its page with nbconvert. The floor is the cells alone, run in a fork of an interpreter that has the
imports, and the page rendered there, over both cores.
"""

import itertools
import json
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from helpers import paths
from helpers.run.environment import kernel_environment
from tests.benchmarks.builds import by_command_lines
from tests.benchmarks.floor import SHEET
from tests.benchmarks.headlines import BY_NAME
from tests.benchmarks.measure import Cost, cost_of, run, times, total
from tests.benchmarks.results import finding

RULES = ("linear", "geometric", "logit")
RULE_ORDERS = [list(some) for n in (3, 2, 1) for some in itertools.permutations(RULES, n)]
# Sheets of the batch, and how many of them the other ways are timed on, in the full run too.
SHEETS, SAMPLE, FULL_SAMPLE = 100, 3, 8
WORKERS = 2
KERNELS, SIDE_BY_SIDE = 2000, 4
NBVAL = (sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q",
         "-p", "no:cacheprovider")  # fmt: skip


def sheets(count):
    """Return the parameters of so many different indicator sheets, the indicators in turn."""
    from helpers.data.input_tables import read_input_tables

    edition = read_input_tables()
    each = [sheets_of(name, edition) for name in edition.indicators["indicator_id"]]
    in_turn = (one for some in itertools.zip_longest(*each) for one in some if one)
    return list(itertools.islice(in_turn, count))


def sheets_of(indicator, edition):
    """Yield the parameters of the sheets of an indicator: some of its years, rules in any order."""
    from helpers.data.parameter_choices import known_choices

    # A sheet takes what both its indicator and the plan have.
    own, plan = known_choices(edition.only(indicator)), known_choices(edition)
    bases, targets = (
        some_of([year for year in own[name] if year in plan[name]])
        for name in ("base_years", "target_years")
    )
    for rules, base_years, target_years in itertools.product(RULE_ORDERS, bases, targets):
        yield {"indicator": indicator, "rules": rules, "base_years": base_years,
               "target_years": target_years}  # fmt: skip


def some_of(values):
    """Return every choice of some of the values, all of them first."""
    counts = range(len(values), 0, -1)
    return [list(some) for count in counts for some in itertools.combinations(values, count)]


def sheet_parts(folder, _pairs, is_full):
    """Measure a batch of sheets beside command lines, pool and floor."""
    count, some = SHEETS, FULL_SAMPLE if is_full else SAMPLE
    chosen = sheets(count)
    sample = chosen[:: count // some][:some]
    cost, made = batch_of(chosen, folder)
    yield finding(BY_NAME["sheets and floor"], [(cost, floor_of(chosen))], count=count)
    lines = [command_line_sheet(values, folder / f"lines-{at}") for at, values in enumerate(sample)]
    same = same_outputs(chosen, sample, made, folder)
    scaled = f" ({some} timed and scaled, {same} with the same outputs)"
    by_hand = times(total(lines), count / some)
    yield finding(
        BY_NAME["sheets and command lines"], [(cost, by_hand)], count=count, scaled=scaled
    )
    if is_full:
        pooled = times(pool_of_two(chosen[:some], folder), count / some)
        yield finding(BY_NAME["sheets and pool"], [(cost, pooled)], count=count)


def command_line_sheet(values, folder):
    """Return what one sheet costs by the command lines; the notebook stays in the folder."""
    folder.mkdir()
    return by_command_lines(paths.NOTEBOOKS / f"{SHEET}.ipynb", values, folder)


def batch_of(chosen, folder):
    """Make the sheets as a batch; return the cost and the folder of its runs."""
    grid = folder / f"bench{len(chosen)}.yml"
    runs = [{"name": f"sheet-{at}", **values} for at, values in enumerate(chosen)]
    # JSON is YAML without aliases, which a batch refuses.
    grid.write_text(json.dumps({"notebooks": ["09"], "runs": runs}), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from helpers.commands.batch import batch;"
        "batch(sys.argv[1], int(sys.argv[2]), False, '', reports=Path(sys.argv[3]))"
    )
    cost = cost_of(sys.executable, "-c", code, grid, WORKERS, folder / "reports")
    return cost, folder / "reports" / grid.stem


def floor_of(chosen):
    """Return what the cells and pages of the sheets cost alone, on both cores.

    Halves are measured one after the other, since what they would wait for each other is no work.
    """
    halves = [chosen[at::WORKERS] for at in range(WORKERS)]
    costs = [floor({SHEET: half}, with_pages=True) for half in halves]
    return Cost(sum(cost.cpu for cost in costs), max(cost.wall for cost in costs))


def floor(sets, *, with_pages):
    """Return what cells cost that run in forks of a process that has the imports.

    `sets` are the sets of parameters of each notebook to run.
    """
    given = json.dumps({"sets": sets, "with_pages": with_pages})
    env = dict(os.environ) | kernel_environment()
    _, told = run(sys.executable, "-m", "tests.benchmarks.floor", given=given, env=env)
    return Cost(**json.loads(told.splitlines()[-1]))


def same_outputs(chosen, sample, made, folder):
    """Return how many of the sample have the outputs that the command lines gave."""
    import nbformat

    from helpers.run.normalise import normalise

    def outputs(path):
        notebook = normalise(nbformat.read(str(path), as_version=4))
        return [cell.get("outputs") for cell in notebook.cells if cell.cell_type == "code"]

    return sum(
        outputs(made / f"sheet-{chosen.index(values)}" / "notebooks" / f"{SHEET}.ipynb")
        == outputs(folder / f"lines-{at}" / f"{SHEET}.ipynb")
        for at, values in enumerate(sample)
    )


def pool_of_two(chosen, folder):
    """Return what sheets cost by papermill's own interface in a pool, run and exported."""
    given = json.dumps(
        [[values, str(folder / f"pool-{at}.ipynb")] for at, values in enumerate(chosen)]
    )
    return cost_of(
        sys.executable, "-c", "from tests.benchmarks.runs import pool; pool()", given=given
    )


def pool():
    """Run and export sheets given as JSON on standard input, in two processes."""
    with ProcessPoolExecutor(WORKERS) as workers:
        list(workers.map(one_of_pool, json.load(sys.stdin)))


def one_of_pool(job):
    """Run one sheet through papermill's interface and export it in the same process."""
    import nbconvert
    import papermill

    values, output = job
    os.environ.pop("JUPYTER_DEFAULT_PROVISIONER_NAME", None)
    done = papermill.execute_notebook(
        str(paths.NOTEBOOKS / f"{SHEET}.ipynb"), output, parameters=values, progress_bar=False,
        kernel_name="python3",
    )  # fmt: skip
    html, _ = nbconvert.HTMLExporter().from_notebook_node(done)
    Path(output).with_suffix(".html").write_text(html, encoding="utf-8")


def scale_parts(folder, _pairs, _is_full):
    """Measure a sheet of a batch of a thousand beside one of a hundred."""
    each = {}
    for count in (100, 1000):
        cost, made = batch_of(sheets(count), folder)
        each[count] = times(cost, 1 / count)
        shutil.rmtree(made)
    yield finding(BY_NAME["a sheet of a thousand"], [(each[1000], each[100])])


def nbval_parts(folder, _pairs, is_full):
    """Measure nbval over all notebooks beside the work of their cells, and cold kernels."""
    warm = cost_of(*NBVAL, paths.NOTEBOOKS)
    names = sorted(path.stem for path in paths.NOTEBOOKS.glob("*.ipynb"))
    alone = floor({name: [{}] for name in names}, with_pages=False)
    yield finding(BY_NAME["nbval"], [(warm, alone)])
    if is_full:
        env = dict(os.environ) | kernel_environment()
        env["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "local-provisioner"
        copied = folder / "notebooks"  # no conftest of ours, which asks for warm kernels
        shutil.copytree(paths.NOTEBOOKS, copied)
        cold = cost_of(*NBVAL, copied, "--noconftest", "--rootdir", folder, env=env)
        yield finding(BY_NAME["ordinary kernels"], [(warm, cold)])


def start_parts(_folder, _pairs, _is_full):
    """Start many kernels in parallel; one that hangs would raise."""
    cost = cost_of(sys.executable, "-c", "from tests.benchmarks.runs import starts; starts()")
    yield finding(BY_NAME["kernel starts"], [cost], count=f"{KERNELS:,}")


def starts():
    """Start kernels in a pool."""
    with ProcessPoolExecutor(SIDE_BY_SIDE) as workers:
        list(workers.map(start_many, [KERNELS // SIDE_BY_SIDE] * SIDE_BY_SIDE))


def start_many(count):
    """Start and end so many kernels one after the other."""
    import asyncio

    from helpers.run.environment import use_kernel_environment

    use_kernel_environment()
    from helpers.warm_kernels.manager import KernelManager

    async def one():
        manager = KernelManager(kernel_name="python3")
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=20)
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    for _ in range(count):
        asyncio.run(one())


def command_parts(_folder, _pairs, _is_full):
    """Measure what the command line itself costs."""
    for name, words in (("help", ["--help"]), ("list", ["list"]), ("plan", ["plan"])):
        command = (sys.executable, "-m", "helpers", *words)
        yield finding(BY_NAME[name], [cost_of(*command) for _ in range(5)])
