"""Who sits where: letting in, turning away, paper seats, signing out."""

from __future__ import annotations

from dataclasses import replace

from appraisal.model.workshop import Role
from appraisal.service.acting import By
from appraisal.service.workshop.access.callers import utc_ms
from appraisal.service.workshop.access.rights import require, writing
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import WrongStep
from appraisal.service.workshop.seats.new_seat import Phone, clean_line, new_seat
from appraisal.service.workshop.seats.seat_codes import seat_in
from appraisal.store import Store, seats, workshops
from appraisal.store.transaction import Transaction


def admit(store: Store, by: By, workshop: str, seat: str, role: Role = "member") -> None:
    """Let somebody in from the waiting room, as a member or an observer."""
    require(by.caller, "admit", workshop, seat)
    if role == "facilitator":
        require(by.caller, "grant_facilitator", workshop)

    def let_in(transaction: Transaction) -> None:
        held(transaction, workshop)
        if seat_in(transaction, workshop, seat).state != "waiting":
            raise WrongStep("This person is not waiting any more.")
        seats.change(transaction, seat, state="in", role=role)
        workshops.move(transaction, workshop)

    act = WorkshopAct("seated", {"seat": seat, "role": role, "by": "let in"}, let_in)
    do(store, place_of(store, workshop).appraisal, workshop, act, by)


def turn_away(store: Store, by: By, workshop: str, seat: str) -> None:
    """Turn somebody away from the waiting room; what they were called is forgotten."""

    def away(transaction: Transaction) -> None:
        held(transaction, workshop)
        if seat_in(transaction, workshop, seat).state != "waiting":
            raise WrongStep("This person is not waiting any more.")
        seats.end_tokens(transaction, utc_ms(by.now), seat_id=seat)
        seats.change(transaction, seat, state="out", label="", device="", address="")
        workshops.move(transaction, workshop)

    writing(store, by, "turn_away", workshop, away, seat=seat)


def paper_seat(store: Store, by: By, workshop: str, label: str = "") -> str:
    """Return a member's seat without a phone: its answers are keyed in from a paper sheet."""
    require(by.caller, "paper_seat", workshop)
    no_phone = Phone("", "")
    seat = new_seat(workshop, "member", clean_line(label), "in", no_phone, utc_ms(by.now))
    new = replace(seat, paper=True)

    def add(transaction: Transaction) -> None:
        held(transaction, workshop)
        seats.add(transaction, new)
        workshops.move(transaction, workshop)

    act = WorkshopAct("seated", {"seat": new.id, "role": "member", "by": "paper"}, add)
    event = do(store, place_of(store, workshop).appraisal, workshop, act, by)
    return str(event.payload["seat"])


def sign_out_seat(store: Store, by: By, workshop: str, seat: str) -> None:
    """End a seat's secret at once. The seat and its answers stay, and it can be given again."""

    def out(transaction: Transaction) -> None:
        held(transaction, workshop)
        seat_in(transaction, workshop, seat)
        seats.end_tokens(transaction, utc_ms(by.now), seat_id=seat)
        seats.end_codes(transaction, utc_ms(by.now), workshop, seat)
        workshops.move(transaction, workshop)

    writing(store, by, "sign_out_seat", workshop, out, seat=seat)


def sign_out_all(store: Store, by: By, workshop: str) -> None:
    """End every secret and every unused seat code of a workshop, the caller's own seat's aside."""
    require(by.caller, "sign_out_all", workshop)
    now_ms = utc_ms(by.now)

    def out(transaction: Transaction) -> None:
        held(transaction, workshop)
        seats.end_tokens(transaction, now_ms, workshop_id=workshop, but=by.caller.proof)
        seats.end_codes(transaction, now_ms, workshop, None)
        workshops.move(transaction, workshop)

    act = WorkshopAct("signed_out", {}, out)
    do(store, place_of(store, workshop).appraisal, workshop, act, by)
