"""How long batches and builds take, as ratios to the usual ways of running the same notebooks.

Run with ``make bench``, or ``python -m tests.benchmarks.runs [PART ...] [--sheets 100]``. Every
ratio is between two things measured one after the other in this run. No test: the seconds are the
machine's, the ratios are the code's.

The command lines are ``papermill`` and ``jupyter nbconvert`` of this environment with ordinary
kernels, one notebook after the other, as a reader of their manuals would call them; they are timed
on a sample and scaled. The pool is papermill's own interface in two processes, each exporting
its page with nbconvert. The floor is the cells alone, run in a fork of an interpreter that has the
imports, and the page rendered there, over both cores.
"""

import argparse
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from helpers import paths
from helpers.run.environment import kernel_environment

SHEET = paths.NOTEBOOKS / "09_indicator_sheet.ipynb"
BIN = Path(sys.executable).parent
SAMPLE = 8
RULES = ("linear", "geometric", "logit")
CHOICES = {
    "base_years": [[2013], [2015], [2013, 2015]],
    "target_years": [[2020], [2025], [2020, 2025]],
    "rules": [list(some) for n in (3, 2, 1) for some in itertools.combinations(RULES, n)],
}


def indicators():
    """Return the ids of the twelve indicators."""
    from helpers.run.plan import indicator_ids

    return indicator_ids({})


def sheets(count):
    """Return the parameters of so many different indicator sheets."""
    names = list(CHOICES)
    every = itertools.product(*CHOICES.values(), indicators(), (2016, 2015))
    found = [
        dict(zip([*names, "indicator", "report_year"], values, strict=True)) for values in every
    ]
    return found[:count]


def ordinary_environment():
    """Return the environment of a shell: no warm kernels."""
    environment = dict(os.environ)
    for name in kernel_environment():
        environment.pop(name, None)
    return environment


def timed(function, *arguments):
    """Return the seconds a call takes."""
    started = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - started


def run(*command, env=None):
    """Run a command in silence; fail with its error output."""
    done = subprocess.run(
        [str(word) for word in command], env=env, capture_output=True, text=True, check=False,
        cwd=paths.ROOT,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command[:6]))} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def command_lines(chosen, folder):
    """Run and export each sheet by the two command lines."""
    env = ordinary_environment()
    for at, values in enumerate(chosen):
        output = folder / f"{at}.ipynb"
        text = [
            word for name, value in values.items() for word in ("-y", json.dumps({name: value}))
        ]
        run(BIN / "papermill", SHEET, output, *text, "--no-progress-bar", "-k", "python3", env=env)
        run(BIN / "jupyter", "nbconvert", "--to", "html", output, env=env)


def one_of_pool(job):
    """Run one sheet through papermill's interface and export it in the same process."""
    import nbconvert
    import papermill

    values, output = job
    os.environ.pop("JUPYTER_DEFAULT_PROVISIONER_NAME", None)
    done = papermill.execute_notebook(
        str(SHEET), str(output), parameters=values, progress_bar=False, kernel_name="python3"
    )
    html, _ = nbconvert.HTMLExporter().from_notebook_node(done)
    output.with_suffix(".html").write_text(html, encoding="utf-8")


def pool_of_two(chosen, folder):
    """Run and export each sheet in a pool of two processes."""
    jobs = [(values, folder / f"{at}.ipynb") for at, values in enumerate(chosen)]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(one_of_pool, jobs))


def batch_of(chosen, folder, jobs=2):
    """Make the sheets as a batch."""
    import yaml

    grid = folder / f"bench{len(chosen)}.yml"
    runs = [{"name": f"sheet-{at}", **values} for at, values in enumerate(chosen)]
    grid.write_text(yaml.safe_dump({"notebooks": ["09"], "runs": runs}), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from helpers.commands.batch import batch;"
        "batch(sys.argv[1], int(sys.argv[2]), False, '', reports=Path(sys.argv[3]))"
    )
    run(sys.executable, "-c", code, grid, jobs, folder / "reports")
    return folder / "reports" / grid.stem


def floor_of(chosen):
    """Run the cells of each sheet and render it, with the imports done, on both cores."""
    code = "import sys, json; from tests.benchmarks.floor import main; main(json.load(sys.stdin))"
    halves = [chosen[0::2], chosen[1::2]]
    env = dict(os.environ) | kernel_environment()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=env, cwd=paths.ROOT,
        )
        for _ in halves
    ]  # fmt: skip
    for process, half in zip(started, halves, strict=True):
        process.stdin.write(json.dumps(half))
        process.stdin.close()
    return max(float(process.stdout.read().split()[-1]) for process in started)


def same_outputs(chosen, ours, theirs):
    """Return how many of the sheets have the same outputs as those of the command lines."""
    import nbformat

    from helpers.run.normalise import normalise

    def outputs(path):
        notebook = normalise(nbformat.read(str(path), as_version=4))
        return [cell.get("outputs") for cell in notebook.cells if cell.cell_type == "code"]

    return sum(
        outputs(ours / f"sheet-{at}" / "notebooks" / SHEET.name) == outputs(theirs / f"{at}.ipynb")
        for at in range(len(chosen))
    )


def part_sheets(count, folder):
    """Compare a batch with the command lines, the pool and the floor."""
    chosen = sheets(count)
    sample = chosen[:: max(1, count // SAMPLE)][:SAMPLE]
    lines, pooled = folder / "lines", folder / "pool"
    for place in (lines, pooled):
        place.mkdir()
    ours = timed(lambda: batch_of(chosen, folder))
    floor = floor_of(chosen)
    pool = timed(pool_of_two, chosen, pooled)
    scaled = timed(command_lines, sample, lines) * count / len(sample)
    (folder / "again").mkdir()
    same = same_outputs(sample, batch_of(sample, folder / "again"), lines)
    print(f"{count} sheets with pages, batch of two workers: {ours:.1f} s")
    print(f"  command lines (scaled from {len(sample)}): {scaled:.0f} s, {scaled / ours:.1f} times")
    print(f"  papermill's interface in a pool of two: {pool:.1f} s, {pool / ours:.1f} times")
    print(f"  over the floor of {floor:.1f} s: {ours / floor:.2f} times")
    print(f"  identical outputs: {same} of {len(sample)} sheets")


def part_scale(_, folder):
    """Compare the cost of a sheet in batches of ten, a hundred and a thousand."""
    each = {}
    for count in (10, 100, 1000):
        place = folder / str(count)
        place.mkdir()
        each[count] = timed(batch_of, sheets(count), place) / count
        print(
            f"{count:5d} sheets: {each[count]:.3f} s a sheet, {each[count] / each[10]:.2f} of ten's"
        )
        shutil.rmtree(place)


def checkout(folder):
    """Return a copy of the checkout without what a build made, to build in."""
    place = folder / "checkout"
    ignored = shutil.ignore_patterns(
        ".venv", ".cache", ".git", "reports", ".*_cache", "__pycache__"
    )
    shutil.copytree(paths.ROOT, place, ignore=ignored)
    return place


def build_in(place, *command):
    """Run a command of the compendium in a copy of the checkout."""
    env = dict(os.environ) | {"PYTHONPATH": str(place / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "helpers", *command], cwd=place, env=env, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def part_build(_, folder):
    """Compare a full build with the command lines, and rebuilds with a full one."""
    place = checkout(folder)
    full = timed(build_in, place, "build")
    unchanged = min(timed(build_in, place, "build") for _ in range(5))
    edit(place, "markdown", "## Limits", "## Limits ")
    prose = timed(build_in, place, "build")
    edit(place, "code", "edition = read_input_tables", "edition  = read_input_tables")
    cell = timed(build_in, place, "build")
    env = ordinary_environment()
    started = time.perf_counter()
    for notebook in sorted(paths.NOTEBOOKS.glob("*.ipynb")):
        names = indicators() if notebook == SHEET else [""]
        for name in names:
            output = folder / f"{notebook.stem}-{name}.ipynb"
            chosen = ["-p", "indicator", name] if name else []
            run(BIN / "papermill", notebook, output, *chosen, "--no-progress-bar", env=env)
            run(BIN / "jupyter", "nbconvert", "--to", "html", output, env=env)
    lines = time.perf_counter() - started
    print(f"full build, pages and tables: {full:.1f} s; command lines, pages alone: {lines:.1f} s, "
          f"{lines / full:.1f} times")  # fmt: skip
    for name, taken in (
        ("unchanged", unchanged),
        ("prose edited", prose),
        ("a cell changed", cell),
    ):
        print(f"  {name}: {taken:.2f} s, {100 * taken / full:.1f} % of a full one")


def edit(place, kind, find, put):
    """Change one cell of the notebook on progress."""
    path = place / "notebooks" / "03_progress_2016.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    cell = next(
        c for c in content["cells"] if c["cell_type"] == kind and find in "".join(c["source"])
    )
    cell["source"] = "".join(cell["source"]).replace(find, put)
    path.write_text(json.dumps(content), encoding="utf-8")


def part_nbval(_, folder):
    """Compare nbval with and without warm kernels."""
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q",
               "-p", "no:cacheprovider", paths.NOTEBOOKS]  # fmt: skip
    shutil.copytree(paths.NOTEBOOKS, folder / "notebooks")
    warm = timed(lambda: run(*command))
    cold_env = dict(os.environ) | kernel_environment()
    cold_env["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "local-provisioner"
    command[-1] = folder / "notebooks"  # no conftest of ours, which asks for warm kernels
    cold = timed(lambda: run(*command, "--noconftest", "--rootdir", folder, env=cold_env))
    print(f"nbval: {warm:.1f} s warm, {cold:.1f} s cold, {cold / warm:.1f} times")


def start_many(job):
    """Start and end so many kernels one after the other; return the longest start."""
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

    return max(timed(lambda: asyncio.run(one())) for _ in range(job))


def part_starts(_, __, count=2000, side_by_side=4):
    """Start many kernels in parallel; one that hangs would raise."""
    started = time.perf_counter()
    with ProcessPoolExecutor(side_by_side) as pool:
        longest = max(pool.map(start_many, [count // side_by_side] * side_by_side))
    taken = time.perf_counter() - started
    print(f"{count} kernel starts, {side_by_side} at a time: {taken:.0f} s, none hung; the longest "
          f"took {longest:.1f} s, imports of the first included")  # fmt: skip


PARTS = {
    "sheets": part_sheets,
    "build": part_build,
    "nbval": part_nbval,
    "starts": part_starts,
    "scale": part_scale,
}


def main():
    """Measure the parts that were asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", default=[])
    parser.add_argument("--sheets", type=int, default=100)
    options = parser.parse_args()
    for name in options.parts or PARTS:
        with tempfile.TemporaryDirectory(dir=paths.CACHE) as folder:
            PARTS[name](options.sheets, Path(folder))


if __name__ == "__main__":
    main()
