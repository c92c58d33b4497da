"""A plain document out of YAML's events: no recursion, no anchors, no tags, each key once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from appraisal.errors import Fault, Path
from appraisal.files.scalars import Scalar, plain_value
from appraisal.files.texts import refused
from appraisal.model.faults import shown
from appraisal.settings import Settings

_NO_ANCHORS = (
    "Anchors and aliases (& and *) are not read: write the value out in full, "
    "or put it in quotation marks if it is text."
)


@dataclass
class _Open:
    """A list or mapping that is still being read."""

    path: Path
    value: Any  # list or dict
    keys: dict[str, int] = field(default_factory=dict)  # key as text -> its line
    key: Any = None
    awaits_value: bool = False
    unwanted: bool = False  # the value that comes belongs to a key given twice

    def next_path(self) -> Path:
        return (*self.path, self.key if isinstance(self.value, dict) else len(self.value))

    def put(self, value: Any) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif not self.unwanted:
            self.value[self.key] = value
        self.awaits_value = self.unwanted = False


class Builder:
    """Builds a plain document from the parser's events, and stops at the first past a limit."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name, self.settings = name, settings
        self.root: Any = None
        self.nodes = 0
        self.open: list[_Open] = []
        self.lines: dict[Path, int] = {(): 1}
        self.faults: list[Fault] = []
        self.misread: set[Path] = set()

    def take(self, event: Any) -> None:
        """Take the next event; ``root`` holds the document when the last is taken."""
        if isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def _node(self, event: Any) -> None:
        line = event.start_mark.line + 1
        self._refuse_tricks(event, line)
        self.nodes += 1
        if self.nodes > self.settings.yaml_nodes:
            problem = (
                f"the file has more than {self.settings.yaml_nodes:,} values. That is too many."
            )
            raise refused(self.name, problem, line)
        here = self.open[-1] if self.open else None
        is_key = here is not None and isinstance(here.value, dict) and not here.awaits_value
        if isinstance(event, yaml.ScalarEvent):
            if is_key and here is not None:
                self._key(here, event, line)
            else:
                path = self._place(here, line)
                self._put(here, self._scalar(event, path, line))
        elif is_key:
            problem = (
                "a list or mapping stands where a key should be. A key is a word or a number; "
                "text that begins with { or [ goes in quotation marks."
            )
            raise refused(self.name, problem, line)
        else:
            self._open(here, {} if isinstance(event, yaml.MappingStartEvent) else [], line)

    def _refuse_tricks(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise refused(
                self.name, f"found the alias *{_short(event.anchor)}. {_NO_ANCHORS}", line
            )
        if event.anchor is not None:
            raise refused(
                self.name, f"found the anchor &{_short(event.anchor)}. {_NO_ANCHORS}", line
            )
        if event.tag is not None:
            problem = (
                f"found the tag {shown(event.tag)}. Tags (!) are not read: remove it, "
                "or put it in quotation marks if it is text."
            )
            raise refused(self.name, problem, line)

    def _place(self, here: _Open | None, line: int) -> Path:
        """Return the path of a value that begins here; a list's item gets its line."""
        if here is None:
            return ()
        path = here.next_path()
        if isinstance(here.value, list):
            self.lines[path] = line
        return path

    def _open(self, here: _Open | None, value: Any, line: int) -> None:
        path = self._place(here, line)
        self._put(here, value)
        self.open.append(_Open(path, value))
        if len(self.open) > self.settings.yaml_depth:
            depth = self.settings.yaml_depth
            raise refused(self.name, f"lists and mappings stand more than {depth} deep.", line)

    def _put(self, here: _Open | None, value: Any) -> None:
        if here is None:
            self.root = value
        else:
            here.put(value)

    def _key(self, here: _Open, event: Any, line: int) -> None:
        key: Any = event.value
        here.key, here.awaits_value = key, True
        if event.implicit[0]:
            value = self._scalar(event, here.next_path(), line)
            # Only numbers differ from text as keys: years and value scores.
            key = value if isinstance(value, int | float) and not isinstance(value, bool) else key
            if isinstance(key, float) and key.is_integer():
                key = int(key)
        here.key = key
        path = here.next_path()
        if str(key) in here.keys:
            problem = (
                f"the key {shown(key)} is already on line {here.keys[str(key)]}. "
                "Each key stands once."
            )
            self.faults.append(Fault(path, problem, line=line))
            here.unwanted = True
            here.key = f"{key} (again)"
        elif key == "<<" and event.implicit[0]:
            problem = "merge keys (<<) are not read. Write the values out in full."
            self.faults.append(Fault(path, problem, line=line))
            here.unwanted = True
        here.keys.setdefault(str(key), line)
        self.lines.setdefault(here.next_path(), line)

    def _scalar(self, event: Any, path: Path, line: int) -> Scalar:
        text = str(event.value)
        if not event.implicit[0]:
            return text  # in quotation marks or a block
        try:
            return plain_value(text)
        except ValueError as error:
            self.faults.append(Fault(path, str(error), line=line))
            self.misread.add(path)
            return text


def _short(name: Any) -> str:
    return str(name)[:40]
