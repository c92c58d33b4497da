"""The worked example, saved once: opened again it is the same record, and it can be put back.

It is told by its id, which comes from the shipped file's name and this store's own; so a new title
does not hide it, and two browsers that press the button at once make one. Its first event also
names the file. When it was deleted, the next opening makes the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from appraisal.errors import AppraisalError
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import Shipped, worked_examples
from appraisal.model import Appraisal
from appraisal.service.acting import By
from appraisal.service.loading import Kept, load
from appraisal.service.saving import begun, id_for, save
from appraisal.store import Head, Store


def open_example(store: Store, by: By, name: str) -> Kept:
    """Return the saved worked example; it is made from the shipped file where there is none."""
    by_id = {head.id: head for head in store.all_heads()}
    for client_id in _client_ids(store, name):
        head = by_id.get(id_for(client_id))
        if head is None:
            own = replace(by, client_id=client_id)
            return begun(store, own, shipped_example(name), "made", {"example": name})
        if not head.deleted:
            return load(store, head.id)
    raise AssertionError("the ids never end")


def examples_among(store: Store, heads: Iterable[Head]) -> dict[str, str]:
    """Return which of all appraisals are worked examples, not deleted: the file's name by id."""
    by_id = {head.id: head for head in heads}
    examples: dict[str, str] = {}
    for shipped in worked_examples():
        for client_id in _client_ids(store, shipped.name):
            head = by_id.get(id_for(client_id))
            if head is None:
                break
            if not head.deleted:
                examples[head.id] = shipped.name
    return examples


def put_back(store: Store, by: By, kept: Kept, name: str) -> Kept:
    """Return the worked example as it ships, saved as one event that undo takes back.

    Raises
    ------
    AppraisalFrozen
        If it is agreed.
    """
    return save(
        store, by, kept, shipped_example(name), kind="restored",
        why="The worked example put back as it was",
    )  # fmt: skip


def shipped_example(name: str) -> Appraisal:
    """Return a worked example as it ships; AppraisalError if there is none of the name."""
    return read_appraisal(_shipped(name).path)


def _shipped(name: str) -> Shipped:
    for shipped in worked_examples():
        if shipped.name == name:
            return shipped
    raise AppraisalError(f"There is no worked example {name!r}.")


def _client_ids(store: Store, name: str) -> Iterator[str]:
    turn = 0
    while True:
        yield f"example {name} {turn} {store.id}"
        turn += 1
