"""A workshop's beginning: what is promised, its codes, and how long it lasts."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass, replace

from appraisal.model.workshop import DEFAULT_THRESHOLD, LEAST_THRESHOLD, Step
from appraisal.service.acting import By
from appraisal.service.loading import load
from appraisal.service.workshop.access import codes
from appraisal.service.workshop.access.addresses import address_hash
from appraisal.service.workshop.access.callers import Caller, utc_ms
from appraisal.service.workshop.access.guess_limits import DAY_MS
from appraisal.service.workshop.access.rights import reading, require, writing
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import WrongStep
from appraisal.store import Store, guess_limits, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Workshop


@dataclass(frozen=True)
class Invitation:
    """What the room needs to join.

    ``code`` is shown big, ``spoken`` read out; ``link_code`` goes behind the ``#`` of the address
    in the QR code, never into a query string.
    """

    code: str
    spoken: str
    link_code: str


@dataclass(frozen=True)
class Line:
    """One line in the officer's list of workshops."""

    id: str
    appraisal: str
    step: Step
    round: int
    opened_ms: int
    ended: bool


@dataclass(frozen=True)
class Terms:
    """What members are promised as a workshop opens.

    Attributes
    ----------
    threshold : int
        Answers below which no group figure is shown: at least 3.
    ask_label : bool
        Whether those who join are asked what to call them. It is forgotten when the workshop ends.
    keep_rows : bool
        Whether each member's answers enter the appraisal as the workshop ends, under a number drawn
        by lot. It can't be changed after.
    """

    threshold: int = DEFAULT_THRESHOLD
    ask_label: bool = False
    keep_rows: bool = False


USUAL = Terms()


def open_workshop(
    store: Store, by: By, appraisal: str, terms: Terms = USUAL, *, address: str = ""
) -> str:
    """Return the id of a new workshop on an appraisal, with its codes made.

    Members that the appraisal holds from a file, or from an earlier workshop, are set aside.

    Parameters
    ----------
    address : str
        Where the officer sits: phones at the same address are not held up by somebody's guessing.

    Raises
    ------
    WrongStep
        If the appraisal has a workshop that has not ended, or is agreed.
    """
    require(by.caller, "open_workshop", None)
    _check_threshold(terms.threshold)
    kept = load(store, appraisal)
    if kept.frozen:
        raise WrongStep("This appraisal is agreed. Re-open it as a new version first.")
    new = replace(_new(appraisal, by, address_hash(store, address)), **vars(terms))
    if kept.appraisal.members:
        set_members_aside(store, by, new)

    def begin(transaction: Transaction) -> None:
        refuse_a_second(transaction, appraisal)
        guess_limits.forget_unused(transaction, new.opened_ms - DAY_MS)
        workshops.add(transaction, new)

    payload = {
        "threshold": terms.threshold,
        "asks_for_labels": terms.ask_label,
        "keeps_answers": terms.keep_rows,
    }
    do(store, appraisal, new.id, WorkshopAct("convened", payload, begin), by)
    return new.id


def set_members_aside(store: Store, by: By, workshop: Workshop) -> None:
    """Take members out as a workshop opens: while it is open no answer stands in the appraisal.

    Those of a file, or of an earlier workshop, never count together with those here.
    """
    act = WorkshopAct(
        "members", {"why": "set aside as a workshop opens"},
        lambda transaction: refuse_a_second(transaction, workshop.appraisal),
        lambda now: now.changed(members=[]),
    )  # fmt: skip
    aside = replace(by, client_id=f"{by.client_id} aside")
    do(store, workshop.appraisal, workshop.id, act, aside)


def _new(appraisal: str, by: By, home: str) -> Workshop:
    now_ms = utc_ms(by.now)
    return Workshop(
        id="w" + hashlib.sha256(f"workshop {appraisal} {by.client_id}".encode()).hexdigest()[:19],
        appraisal=appraisal,
        code=codes.new_code(codes.CODE),
        link_key=codes.new_code(codes.KEY),
        salt=secrets.token_hex(16),
        step="set_up",
        round=0,
        revision=0,
        data=0,
        threshold=DEFAULT_THRESHOLD,
        ask_label=False,
        keep_rows=False,
        screen="",
        home=home,
        opened_ms=now_ms,
        ends_ms=end_of_next_day(by.now),
        ended_ms=None,
    )


def _check_threshold(threshold: int) -> None:
    if threshold < LEAST_THRESHOLD:
        raise WrongStep(
            f"Figures of fewer than {LEAST_THRESHOLD} people cannot be shown: with two answers, "
            "each of the two would know the other's."
        )


def refuse_a_second(transaction: Transaction, appraisal: str) -> None:
    """Refuse a workshop beside one that has not ended."""
    earlier = workshops.all_of(transaction, appraisal=appraisal)
    if any(each.ended_ms is None for each in earlier):
        raise WrongStep(
            "This appraisal has a workshop under way. Go on with that, or end it first."
        )


def workshops_of(store: Store, caller: Caller, appraisal: str | None = None) -> list[Line]:
    """Return the workshops of one appraisal, or of all, the last opened first; officers only."""
    rows = reading(
        store, caller, "workshops_of", None, lambda t: workshops.all_of(t, appraisal=appraisal)
    )
    return [
        Line(w.id, w.appraisal, w.step, w.round, w.opened_ms, w.ended_ms is not None) for w in rows
    ]


def invitation(store: Store, caller: Caller, workshop: str) -> Invitation:
    """Return the codes by which to join; WrongStep if the workshop has ended."""
    workshop_row = reading(
        store, caller, "invitation", workshop, lambda t: workshops.get(t, workshop)
    )
    if workshop_row is None or workshop_row.code is None:
        raise WrongStep("This workshop has ended, so nobody can join it.")
    return Invitation(
        codes.shown(workshop_row.code),
        codes.spoken(workshop_row.code),
        workshop_row.code + workshop_row.link_key,
    )


def new_code(store: Store, by: By, workshop: str) -> Invitation:
    """Return new codes; the old ones open nothing from now on. Whoever is in stays in."""

    def change(transaction: Transaction) -> None:
        held(transaction, workshop)
        workshops.move(transaction, workshop, **new_codes())

    writing(store, by, "new_code", workshop, change)
    return invitation(store, by.caller, workshop)


def new_codes() -> dict[str, str]:
    """Return a join code and the key of its link, both new."""
    return {"code": codes.new_code(codes.CODE), "link_key": codes.new_code(codes.KEY)}


def set_threshold(store: Store, by: By, workshop: str, threshold: int, *, why: str) -> None:
    """Change how many answers a group figure needs, between rounds, with a reason on the record.

    It holds for the rounds opened after it: whoever has answered was promised the old one.
    """
    require(by.caller, "set_threshold", workshop)
    _check_threshold(threshold)

    def change(transaction: Transaction) -> None:
        latest = held(transaction, workshop)
        if latest.step in ("open", "locked"):
            raise WrongStep(
                "Members are answering on the promise of the present number. Reveal this round, "
                "or call it off, before you change it."
            )
        workshops.move(transaction, workshop, threshold=threshold)

    workshop_row = place_of(store, workshop)
    payload = {"before": workshop_row.threshold, "after": threshold, "why": why}
    do(store, workshop_row.appraisal, workshop, WorkshopAct("threshold", payload, change), by)


def end_of_next_day(now: dt.datetime) -> int:
    """Return, in UTC milliseconds, until when a workshop lasts that begins or is made longer now.

    A workshop that is made ready in the evening, with its codes printed, lasts over the next day.
    """
    today = now.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return utc_ms(today + dt.timedelta(days=2))
