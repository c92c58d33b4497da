"""Bytes of YAML to a plain document, behind limits, with the line of every part.

The document is built here from the parser's stream of events, one at a time and without recursion,
and reading stops at the first event past a limit. Nothing else would do: ``yaml.safe_load`` takes a
450-byte alias bomb that fills 3 GB, keeps the last of two equal keys in silence and reads ``no`` as
false; libyaml's own composer recurses, and dies of 200 kB of brackets. Its event parser keeps its
states on the heap and looks at most 1,024 characters ahead. The one slow path found in it (every
``%TAG`` line is compared with all before) is closed by refusing directives.

Measured on 1 MB: no refusal took longer than 0.15 s. PyYAML without its C part is used where that
part is missing, and is about 15 times slower.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from appraisal.errors import DocumentPath, Fault
from appraisal.files.appraisal_yaml.builder import Builder
from appraisal.files.appraisal_yaml.faults import syntax_problem
from appraisal.files.texts import check_size, refused, utf8_text
from appraisal.settings import Settings

_LOADER: type[Any] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*%")
_BLANK = re.compile(r"(?:\s|#[^\n]*(?:\n|$))*")


@dataclass(frozen=True)
class PlainDocument:
    """What a YAML file holds, where each part stands, and what is wrong with its keys and numbers.

    Attributes
    ----------
    value : dict, list, str, int, float, bool or None
        The plain data.
    faults : tuple of Fault
        Keys given twice, merge keys and numbers out of range, each with its line.
    misread : frozenset of paths
        Where a number was out of range, and its text stands instead.
    line_of : function of a path
        The line, counted from 1, of a path or of its nearest parent that exists.
    """

    name: str
    value: Any
    faults: tuple[Fault, ...]
    misread: frozenset[DocumentPath]
    line_of: Callable[[DocumentPath], int]


def read_yaml(data: bytes, name: str, settings: Settings) -> PlainDocument:
    """Return the one document in a YAML file.

    Parameters
    ----------
    data : bytes
        The file: UTF-8, with or without a byte order mark.
    name : str
        What to call the file in messages.
    settings : Settings
        The limits: ``file_bytes``, ``yaml_depth`` and ``yaml_nodes``.

    Raises
    ------
    UnreadableFile
        If the file is no YAML, or holds what is not read: anchors, aliases, tags, directives, a
        second document, or more than the limits. The message names the line.
    """
    check_size(data, name, settings.file_bytes)
    text = utf8_text(data, name)
    if _DIRECTIVE.match(text):
        raise refused(name, "YAML directives (lines that begin with %) are not read. Remove them.")
    builder = Builder(name, settings)
    for event in _events(text, name):
        builder.take(event)
        if isinstance(event, yaml.DocumentEndEvent):
            _refuse_more(text, event.end_mark, name)
            break
    if builder.root is None:
        raise refused(name, "the file holds no data, only blank lines or comments.")
    faults, misread = tuple(builder.faults), frozenset(builder.misread)
    return PlainDocument(name, builder.root, faults, misread, builder.line_of)


def _events(text: str, name: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise refused(name, syntax_problem(error), mark.line + 1 if mark else None) from None
    except yaml.YAMLError as error:
        raise refused(name, f"this is not YAML: {error}.") from None


def _refuse_more(text: str, end: Any, name: str) -> None:
    """Refuse whatever follows the first document, before the parser reads it."""
    rest = _BLANK.match(text, end.index)
    start = rest.end() if rest else end.index
    if text[start:] and text[start:].strip() != "...":
        line = text.count("\n", 0, start) + 1
        raise refused(name, "a second document begins here. One file holds one appraisal.", line)
