"""What changed between two appraisals, and what it did to the result."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from appraisal.analysis.results import Results, analyse
from appraisal.model import Appraisal
from appraisal.record.changes import Edit, edits_between
from appraisal.record.words import edit_said
from appraisal.service.keeping import save
from appraisal.service.loading import Kept, version_at
from appraisal.store import Store


@dataclass(frozen=True)
class Comparison:
    """Two appraisals side by side.

    ``edits`` is every entry that differs, ``words`` the same in words; ``before`` and ``after`` are
    the whole analyses.
    """

    edits: tuple[Edit, ...]
    words: tuple[str, ...]
    before: Results
    after: Results

    def overall_change(self) -> dict[str, tuple[float | None, float | None]]:
        """Return each option's overall value before and after; None where it has or had none."""
        old, new = self.before.scores.overall, self.after.scores.overall
        return {id: (old.get(id), new.get(id)) for id in dict.fromkeys((*old, *new))}

    def rank_change(self) -> dict[str, tuple[int | None, int | None]]:
        """Return each option's rank before and after; None where it has or had none."""
        old, new = self.before.rank, self.after.rank
        return {id: (old.get(id), new.get(id)) for id in dict.fromkeys((*old, *new))}


def compare(before: Appraisal, after: Appraisal, *, draws: int = 0, seed: int = 1) -> Comparison:
    """Return what differs between two appraisals and what it did to the result."""
    edits = edits_between(before, after)
    return Comparison(
        edits,
        tuple(edit_said(edit) for edit in edits),
        analyse(before, draws=draws, seed=seed),
        analyse(after, draws=draws, seed=seed),
    )


def restore_version(
    store: Store,
    kept: Kept,
    revision: int,
    *,
    why: str = "",
    actor: str,
    now: dt.datetime,
    client_id: str,
) -> Kept:
    """Return the appraisal as it stood at an earlier revision, saved as a new event."""
    earlier = version_at(store, kept.id, revision)
    why = why or f"Back to revision {revision}"
    hand = {"actor": actor, "now": now, "client_id": client_id}
    return save(store, kept, earlier, kind="restored", why=why, **hand)  # type: ignore[arg-type]
