"""A plain document out of YAML's events: no recursion, no anchors, no tags, each key once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from appraisal.errors import DocumentPath, Fault
from appraisal.files.appraisal_yaml.scalars import Scalar, plain_value
from appraisal.files.texts import refused
from appraisal.model.faults import MOST_FAULTS, shown
from appraisal.settings import Settings

_NO_ANCHORS = (
    "Anchors and aliases (& and *) are not read: write the value out in full, "
    "or put it in quotation marks if it is text."
)
_NO_SUCH_KEY = (
    "a list or mapping stands where a key should be. A key is a word or a number; "
    "text that begins with { or [ goes in quotation marks."
)


@dataclass(slots=True, eq=False)
class KeyPlace:
    """A list or mapping, and the lines of what it holds.

    Attributes
    ----------
    value : list or dict
        What is being filled.
    lines : dict of key as text (or place in the list) to line
        Keys as text, so that 2026 and "2026", which the model takes for one year, are one key.
    within : dict of the same to KeyPlace
        The lists and mappings inside this one.
    key : str, int or float
        In a mapping, the key whose value comes next.
    """

    value: Any
    is_dict: bool
    lines: dict[Any, int] = field(default_factory=dict)
    within: dict[Any, KeyPlace] = field(default_factory=dict)
    key: Any = None
    awaits_value: bool = False
    unwanted: bool = False  # the value that comes belongs to a key given twice

    def put(self, value: Any, line: int) -> None:
        """Take the next value."""
        if not self.is_dict:
            self.lines[len(self.value)] = line
            self.value.append(value)
            return
        if not self.unwanted:
            self.value[self.key] = value
        self.awaits_value = self.unwanted = False


class Builder:
    """Builds a plain document from the parser's events, and stops at the first past a limit."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name, self.settings = name, settings
        self.root: Any = None
        self.top: KeyPlace | None = None
        self.nodes = 0
        self.open: list[KeyPlace] = []
        self.faults: list[Fault] = []
        self.misread: set[DocumentPath] = set()

    def take(self, event: Any) -> None:
        """Take the next event; ``root`` holds the document when the last is taken."""
        if isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def line_of(self, path: DocumentPath) -> int:
        """Return the line, counted from 1, of a path or of its nearest parent that exists."""
        holder, line = self.top, 1
        for step in path:
            if holder is None:
                break
            at = str(step) if holder.is_dict else step
            line = holder.lines.get(at, line)
            holder = holder.within.get(at)
        return line

    def _node(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if event.anchor is not None or event.tag is not None:
            self._refuse_trick(event, line)
        self.nodes += 1
        if self.nodes > self.settings.yaml_nodes:
            most = self.settings.yaml_nodes
            raise refused(
                self.name, f"the file has more than {most:,} values. That is too many.", line
            )
        parent = self.open[-1] if self.open else None
        if parent is not None and parent.is_dict and not parent.awaits_value:
            self._key(parent, event, line)
            return
        if isinstance(event, yaml.ScalarEvent):
            self._put(parent, self._scalar(event, line), line)
        else:
            self._begin(parent, event, line)

    def _refuse_trick(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            problem = f"found the alias {shown(f'*{event.anchor}')}. {_NO_ANCHORS}"
        elif event.anchor is not None:
            problem = f"found the anchor {shown(f'&{event.anchor}')}. {_NO_ANCHORS}"
        else:
            problem = (
                f"found the tag {shown(event.tag)}. Tags (!) are not read: remove it, "
                "or put it in quotation marks if it is text."
            )
        raise refused(self.name, problem, line)

    def _put(self, parent: KeyPlace | None, value: Any, line: int) -> None:
        if parent is None:
            self.root = value
        else:
            parent.put(value, line)

    def _begin(self, parent: KeyPlace | None, event: Any, line: int) -> None:
        is_dict = isinstance(event, yaml.MappingStartEvent)
        place = KeyPlace({} if is_dict else [], is_dict)
        if parent is None:
            self.top = place
        else:
            parent.within[str(parent.key) if parent.is_dict else len(parent.value)] = place
        self._put(parent, place.value, line)
        self.open.append(place)
        depth = self.settings.yaml_depth
        if len(self.open) > depth:
            raise refused(self.name, f"lists and mappings stand more than {depth} deep.", line)

    def _key(self, parent: KeyPlace, event: Any, line: int) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise refused(self.name, _NO_SUCH_KEY, line)
        text: str = event.value
        parent.key, parent.awaits_value = text, True
        if event.implicit[0]:
            value = self._scalar(event, line)
            # Only numbers differ from text as keys: years and value scores.
            if isinstance(value, int | float) and not isinstance(value, bool):
                parent.key = int(value) if value == int(value) else value
        known = str(parent.key)
        if known in parent.lines:
            first = parent.lines[known]
            self._fault(
                f"the key {shown(text)} is already on line {first}. Each key stands once.", line
            )
            parent.key = f"{known} (again)"
            parent.unwanted = True
        elif text == "<<" and event.implicit[0]:
            self._fault("merge keys (<<) are not read. Write the values out in full.", line)
            parent.unwanted = True
        parent.lines[str(parent.key)] = line

    def _scalar(self, event: Any, line: int) -> Scalar:
        text: str = event.value
        if not event.implicit[0]:
            return text  # in quotation marks or a block
        try:
            return plain_value(text)
        except ValueError as error:
            self._fault(str(error), line)
            self.misread.add(self._path())
            return text

    def _fault(self, problem: str, line: int) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self._path(), problem, line=line))

    def _path(self) -> DocumentPath:
        """Return the path of the value that comes next."""
        last = len(self.open) - 1
        return tuple(
            # A list above the last has taken its newest item, which is still being filled.
            place.key if place.is_dict else len(place.value) - (above < last)
            for above, place in enumerate(self.open)
        )
