"""Where the room disagrees most, and what agreeing would change."""

from __future__ import annotations

from appraisal.analysis.spreads import Figures
from appraisal.service.workshop.access.callers import Caller
from appraisal.service.workshop.access.rights import reading, require
from appraisal.service.workshop.acts import place_of
from appraisal.service.workshop.refusals import WrongStep
from appraisal.service.workshop.rounds.divides import Divide, divides_of
from appraisal.service.workshop.rounds.reveal import shown_round, without_members
from appraisal.service.workshop.shared import once
from appraisal.store import Store, workshops
from appraisal.store.transaction import Transaction


def dividing(store: Store, caller: Caller, workshop: str, *, most: int = 12) -> list[Divide]:
    """Return the questions of the last shown round that divide the room, those that matter first.

    Made from what the room is shown alone; a figure that is held back is not used.
    """
    require(caller, "dividing", workshop)
    shown, proposed = reading(
        store, caller, "dividing", workshop, lambda t: _last_shown(t, workshop)
    )
    head, appraisal = without_members(store, place_of(store, workshop).appraisal)
    key = ("dividing", store.id, workshop, shown.round, head, most)
    return list(once(key, lambda: divides_of(appraisal, shown, proposed, most)))


def _last_shown(transaction: Transaction, workshop: str) -> tuple[Figures, dict[str, float]]:
    shown = shown_round(transaction, workshop, None)
    if shown is None:
        raise WrongStep("No round has been shown yet.")
    round = workshops.round_of(transaction, workshop, shown.round)
    return shown, round.proposed if round else {}
