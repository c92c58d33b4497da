"""Row headers, which Typst cannot yet write from Python: the first cell of every body row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any


def with_row_headers(pdf: bytes) -> bytes:
    """Return a tagged PDF in which the first cell of each body row is a header of that row.

    The other cells lose their list of headers, which names the column's alone; readers then find
    both by the scope of the headers (PDF/UA-1, ISO 14289-1, 7.5).
    """
    import pikepdf

    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for body in _elements(document.Root.StructTreeRoot, "/TBody"):
            for row in _children(body):
                _mark(document, _children(row))
        document.save(
            output,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return output.getvalue()


def _mark(document: Any, cells: list[Any]) -> None:
    import pikepdf

    if not cells or cells[0].S != pikepdf.Name.TD:
        return
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    cells[0].S = pikepdf.Name.TH
    cells[0].A = document.make_indirect(scope)
    for cell in cells[1:]:
        for attributes in _listed(cell.get("/A")):
            if "/Headers" in attributes:
                del attributes["/Headers"]


def _elements(top: Any, kind: str) -> Iterator[Any]:
    """Yield the elements of one kind in the tree of tags; no recursion, as trees can be deep."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == kind:
            yield element
        waiting.extend(reversed(_children(element)))


def _children(element: Any) -> list[Any]:
    import pikepdf

    return [
        child
        for child in _listed(element.get("/K"))
        if isinstance(child, pikepdf.Dictionary) and "/S" in child
    ]


def _listed(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
