"""The house in figures; ``python -m tests.walls.figures`` prints circles, folder sizes, lengths.

``test_figures.py`` fails past the limits that stand here, and counts the functions that a save goes
through.
"""

from __future__ import annotations

import ast
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "appraisal"
MOST_FILES = 20  # in a folder, but in those that hold one thing many times over
WIDE_FOLDERS = {"charts", "report/contents"}
MEDIAN_MODULE, MEDIAN_FUNCTION = 112, 8  # lines
MOST_TO_SAVE_A_SCORE, MOST_TO_SAVE_AN_ANSWER = 12, 15  # functions, from the callback to the store


def modules() -> dict[str, Path]:
    """Return every module of the product by its dotted name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(HOUSE.rglob("*.py"))
    }


def circles() -> list[list[str]]:
    """Return the modules that import one another in a circle; each circle once.

    An import inside a function or only for a type checker counts too.
    """
    files = modules()
    imports = {name: set(imported_by(name, path, files)) for name, path in files.items()}
    return strongly_connected(imports)


def imported_by(name: str, path: Path, files: dict[str, Path]) -> Iterator[str]:
    """Return the modules of the product that one names in its imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            # A package that is only walked through on the way to one of its modules is no import.
            names = [each if each in files else node.module for each in names]
        for each in names:
            if each in files and each != name:
                yield each


def strongly_connected(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of two or more nodes that can all be reached from one another (Tarjan)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                groups.append(sorted(group))

    for node in sorted(graph):
        if node not in order:
            visit(node)
    return groups


def folder_sizes() -> Counter[str]:
    """Return how many files each folder holds, its ``__init__`` not counted."""
    return Counter(
        path.parent.relative_to(HOUSE).as_posix()
        for path in modules().values()
        if path.name != "__init__.py"
    )


def median_module() -> float:
    """Return the median length of a module, in lines."""
    return statistics.median(
        len(path.read_text(encoding="utf-8").splitlines()) for path in modules().values()
    )


def median_function() -> float:
    """Return the median length of a function, in lines from its name to its end."""
    return statistics.median(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules().values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def main() -> None:
    """Print the figures."""
    print(f"circles: {len(circles())}")
    largest = ", ".join(f"{name} {count}" for name, count in folder_sizes().most_common(5))
    print(f"largest folders: {largest} (at most {MOST_FILES} but {', '.join(WIDE_FOLDERS)})")
    print(f"median module: {median_module():g} lines (at most {MEDIAN_MODULE})")
    print(f"median function: {median_function():g} lines (at most {MEDIAN_FUNCTION})")


if __name__ == "__main__":
    main()
