"""``/m``: a member's pages. What is sent is kept before anything is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from appraisal.analysis.wording.questions import words_of
from appraisal.model.canonical import sha256_of
from appraisal.model.workshop import MOST_REASON, SHOWN
from appraisal.service import workshop
from appraisal.service.workshop import Caller, NewAnswer
from appraisal.web import requests
from appraisal.web.phone import aside, posted, revealed, shown, voting
from appraisal.web.phone.members import common, of_a_member, of_another, to
from appraisal.web.phone.posting import form_post, json_post
from appraisal.web.phone.sheet import MOST, QuestionPage, first_open, pages_of
from appraisal.web.phone.visits import Visit, act_of, caller_of, of_seat, visit
from appraisal.web.rendering import page


@of_a_member
def here(request: Request, visit: Visit) -> Response:
    """Show where the workshop stands; while a round is open, lead to what is asked first."""
    mine = visit.mine
    if mine.vote is not None:
        return voting.vote_page(visit)
    if mine.step == "open" and mine.questions:
        first = first_open(pages_of(mine))
        return to("/m/check" if first is None else f"/m/q/{first}")
    if mine.step in SHOWN:
        rows = revealed.rows_of(visit.appraisal, mine)
        return page("phone/revealed.html", rows=rows, **common(visit))
    left_out = mine.step == "open"
    return page("phone/waiting.html", left_out=left_out, **common(visit))


@of_a_member
def question(request: Request, visit: Visit) -> Response:
    """Show one page of the open round."""
    pages, number = pages_of(visit.mine), request.path_params["number"]
    if visit.mine.step != "open" or not 1 <= number <= len(pages):
        return to("/m")
    return _question_page(visit, number)


@of_a_member
def check(request: Request, visit: Visit) -> Response:
    """Show every answer with the way to change it, and what is not answered."""
    mine = visit.mine
    if mine.step != "open" or not mine.questions:
        return to("/m")
    pages = pages_of(mine)
    groups = shown.answers_of(visit.appraisal, pages)
    return page("phone/check.html", groups=groups, first=first_open(pages), **common(visit))


def _question_page(
    visit: Visit, number: int, faulty: Mapping[str, posted.Faulty] | None = None
) -> Response:
    pages = pages_of(visit.mine)
    this = pages[number - 1]
    values: dict[str, Any] = {
        "number": number, "total": len(pages), **common(visit),
    }  # fmt: skip
    if this.kind == "first":
        choices = shown.choices_of(visit.appraisal, this, visit.mine)
        return page("phone/first.html", choices=choices, **values)
    criterion = visit.appraisal.criterion(this.asked[0].question.criterion)
    return page(
        "phone/question.html", 422 if faulty else 200,
        cards=shown.cards_of(visit.appraisal, this, faulty or {}),
        criterion=criterion, kind=this.kind, ends=_ends(visit, this),
        beside=shown.beside(visit.appraisal, this, visit.mine),
        scale=shown.scale_of(criterion), clock=shown.clock, most_reason=MOST_REASON, **values,
    )  # fmt: skip


def _ends(visit: Visit, this: QuestionPage) -> tuple[tuple[str, str], ...]:
    words = words_of(visit.appraisal, this.asked[0].question)
    return (
        (words.said(words.worst), words.at_worst),
        (words.said(words.best), words.at_best),
    )


# --- What is sent --------------------------------------------------------------------------------


def send_page(request: Request, form: dict[str, str]) -> Response:
    """Keep what a form without script changed, and lead on to where it was sent from or to."""
    caller = caller_of(request)
    if caller.role != "member":
        return of_another(caller)
    visiting = visit(request, caller)
    pages, number = pages_of(visiting.mine), request.path_params["number"]
    if not 1 <= number <= len(pages):
        return to("/m")
    this = pages[number - 1]
    round = int(form["round"]) if form.get("round", "").isdecimal() else 0
    new, faulty = _in_form(visiting, this, round, form)
    for change in new:
        act = form.get("act")
        by = act_of(caller, sha256_of([act, change.question.key]) if act else "")
        workshop.answer(visiting.store, by, *visiting.place, change)
    if faulty:
        return _question_page(visit(request, caller), number, {each.key: each for each in faulty})
    return to(_onward(form, number, len(pages)))


def _in_form(
    visiting: Visit, this: QuestionPage, round: int, form: Mapping[str, str]
) -> tuple[list[NewAnswer], list[posted.Faulty]]:
    if this.kind != "first":
        return posted.changes_in(visiting.appraisal, this.asked, round, form)
    chosen = next((a for a in this.asked if a.question.key == form.get("first")), None)
    if chosen is None or (chosen.own and chosen.own.value == MOST):
        return [], []
    return [NewAnswer(chosen.question, MOST, round, None)], []


def _onward(form: Mapping[str, str], number: int, total: int) -> str:
    go = form.get("go", "")
    if go == "back":
        return f"/m/q/{max(1, number - 1)}"
    if go == "next":
        return f"/m/q/{number + 1}" if number < total else "/m/check"
    return f"/m/q/{number}"


def send_act(request: Request, body: dict[str, Any]) -> Response:
    """Keep one act of a phone's script, and return its receipt."""
    caller = caller_of(request)
    if caller.role != "member":
        return requests.answered({"problem": caller.why, "gone": True}, 403)
    if body.get("of") != of_seat(caller):
        problem = "This phone has another seat now. What it kept for the one before was not sent."
        return requests.answered({"problem": problem, "other": True}, 409)
    store = requests.store()
    room = workshop.room_appraisal(store, caller, caller.place[0])
    new = posted.act_in(room, body)
    try:
        saved = workshop.answer(store, act_of(caller, str(body.get("act", ""))), *caller.place, new)
    except workshop.RoundClosed as error:
        kept = _kept_of(caller, new)
        return requests.answered({"problem": str(error), "closed": True, "kept": kept}, 409)
    return requests.answered(
        {"number": saved.number, "at_ms": saved.at_ms, "overtaken": saved.overtaken}
    )


def _kept_of(caller: Caller, new: NewAnswer) -> str:
    """Return in words what is saved of an answer whose round was closed; empty if nothing is."""
    store = requests.store()
    mine = workshop.mine(store, caller, *caller.place, new.round)
    room = workshop.room_appraisal(store, caller, caller.place[0])
    words = words_of(room, new.question)
    return next(
        (shown.saved_words(e, words) for e in mine.questions if e.question == new.question), ""
    )


def routes() -> list[Route]:
    """Return a member's pages, and what they send."""
    return [
        Route("/m", here),
        Route("/m/q/{number:int}", question, methods=["GET"]),
        Route("/m/q/{number:int}", form_post(send_page), methods=["POST"]),
        Route("/m/check", check),
        Route("/m/act", json_post(send_act), methods=["POST"]),
        *aside.routes(),
        *voting.routes(),
    ]
