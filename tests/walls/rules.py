"""House rules about source code that neither the linter nor the import contracts can state.

Each rule takes a parsed module and gives the lines that break it, as "line: what is wrong".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {
    "errors", "settings", "model", "analysis", "record", "charts", "files", "store", "report",
    "edits", "service", "pages", "web", "cli",
}  # fmt: skip
PURE = {"model", "analysis", "record"}
LONGEST_MODULE = 300  # lines
LONGEST_FUNCTION = 40  # lines, its docstring not counted
LONG = re.compile(r"# long: \w+")
MOST_PARAMETERS = 6
# What a variable may not be called, since it would fit any.
PLACEHOLDERS = {"found", "said", "held", "told"}
# Wider ones, to become fewer: a box has as many as Streamlit's widget.
WIDE = {
    *(f"pages/widgets/fields.py:{name}" for name in (
        "text", "number", "stepper", "choice", "several", "slider")),
    "charts/grid_layers.py:text_layer",
    "charts/score_matrix.py:_draw",
    "charts/swings_and_weights.py:_chart",
    "files/mcda/problem.py:read_mcda_problem",
    "pages/money.py:_number",
    "report/contents/result.py:_by_criterion",
}  # fmt: skip

Faults = Iterator[str]


@dataclass(frozen=True)
class Module:
    """One source file: where it lies inside ``appraisal/``, its text and its tree."""

    path: PurePosixPath
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The room it belongs to, such as "analysis"."""
        return self.path.parts[0].removesuffix(".py")


def parse(path: str, text: str) -> Module:
    """A module from its path inside ``appraisal/`` and its text."""
    return Module(PurePosixPath(path), text, ast.parse(text))


@lru_cache
def modules() -> tuple[Module, ...]:
    """Every module of the product."""
    package = ROOT / "appraisal"
    paths = sorted(package.rglob("*.py"))
    return tuple(
        parse(path.relative_to(package).as_posix(), path.read_text("utf-8")) for path in paths
    )


def dotted(node: ast.AST) -> str:
    """``a.b.c`` for such an expression; "" for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (start := dotted(node.value)):
        return f"{start}.{node.attr}"
    return ""


def calls(module: Module) -> Iterator[tuple[int, str, ast.Call]]:
    """Line, dotted name and node of every call."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield node.lineno, dotted(node.func), node


def belongs_to_a_room(module: Module) -> Faults:
    """Every module stands in a room that the walls know."""
    if module.room not in ROOMS | {"__init__", "__main__"}:
        yield f"1: {module.room} is no room; add it to the walls (pyproject.toml) first"


def pure_rooms_ask_no_clock(module: Module) -> Faults:
    """In the pure rooms the time comes in as a value."""
    clocks = (".now", ".utcnow", ".today", "date.today", "datetime.now")
    if module.room in PURE:
        for line, name, _ in calls(module):
            if name.endswith(clocks):
                yield f"{line}: {name}() reads the clock; take the time as a value"


def pure_rooms_make_no_chance(module: Module) -> Faults:
    """In the pure rooms chance comes from a seeded generator that is handed in, or a given seed."""
    if module.room in PURE:
        for line, name, node in calls(module):
            if name.endswith("default_rng") and not (node.args or node.keywords):
                yield f"{line}: a generator with no seed; take rng, or a seed"
            if name.endswith(("uuid1", "uuid4")):
                yield f"{line}: {name}() is chance; take the id as a value"


def only_state_touches_the_session(module: Module) -> Faults:
    """`st.session_state` is read and written in `pages/session/state.py` alone."""
    if module.path != PurePosixPath("pages/session/state.py"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr == "session_state":
                yield f"{node.lineno}: session_state belongs to pages/session/state.py"


def text_is_text(module: Module) -> Faults:
    """No page lets text become HTML or script."""
    for line, name, node in calls(module):
        if name in {"st.html", "components.html", "components.iframe", "st.iframe"}:
            yield f"{line}: {name}() can run a stranger's script"
        if any(keyword.arg == "unsafe_allow_html" for keyword in node.keywords):
            yield f"{line}: unsafe_allow_html can run a stranger's script"


def modules_are_short(module: Module) -> Faults:
    """No module is longer than 300 lines, but one that says why it is (``# long: a table``)."""
    length = len(module.text.splitlines())
    if length > LONGEST_MODULE and not _says_why(module, 0):
        yield f"{length}: lines, and {LONGEST_MODULE} are the most; look for the second idea in it"


def functions_are_short(module: Module) -> Faults:
    """No function is longer than 40 lines, its docstring not counted, but one that says why it is.

    A table or a plain sequence of steps is read more easily in one piece: ``# long: a table`` in
    its first line.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if _says_why(module, node.lineno - 1):
                continue
            first, last = node.body[0], node.body[-1]
            is_docstring = ast.get_docstring(node) is not None
            start = (first.end_lineno or first.lineno) + 1 if is_docstring else first.lineno
            length = (last.end_lineno or last.lineno) - start + 1
            if length > LONGEST_FUNCTION:
                most = LONGEST_FUNCTION
                yield f"{node.lineno}: {node.name} has {length} lines; {most} are the most"


def _says_why(module: Module, line: int) -> bool:
    return bool(LONG.search(module.text.splitlines()[line]))


def signatures_are_narrow(module: Module) -> Faults:
    """No function has more than six parameters, but those that are known (``WIDE``)."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        given = node.args
        names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        count = len(names) - (names[:1] in (["self"], ["cls"]))
        if count > MOST_PARAMETERS and f"{module.path}:{node.name}" not in WIDE:
            yield (
                f"{node.lineno}: {node.name} has {count} parameters; {MOST_PARAMETERS} are the "
                "most. Which of them belong together?"
            )


def names_say_what_they_hold(module: Module) -> Faults:
    """No variable or parameter is called by a placeholder that would fit any (``PLACEHOLDERS``).

    An attribute of a class is another thing: it is read beside the name of its class.
    """
    attributes = {
        id(line.target)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.AnnAssign)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            name = "" if id(node) in attributes else node.id
        elif isinstance(node, ast.arg):
            name = node.arg
        else:
            continue
        if name in PLACEHOLDERS:
            yield f"{node.lineno}: `{name}` does not say what it holds"


RULES: list[Callable[[Module], Faults]] = [
    belongs_to_a_room,
    pure_rooms_ask_no_clock,
    pure_rooms_make_no_chance,
    only_state_touches_the_session,
    text_is_text,
    modules_are_short,
    functions_are_short,
    signatures_are_narrow,
    names_say_what_they_hold,
]
