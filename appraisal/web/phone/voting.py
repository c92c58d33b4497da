"""A member's vote: for, against or abstain, until the vote is closed; then what came of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from appraisal.analysis.wording.meetings import BALLOTS, what_a_vote_shows
from appraisal.errors import AppraisalError
from appraisal.model.meetings import BallotChoice
from appraisal.service import workshop
from appraisal.web.phone.members import common, of_another, to
from appraisal.web.phone.posting import form_post
from appraisal.web.phone.visits import Visit, act_of, caller_of, visit
from appraisal.web.rendering import page

CHOICES: dict[BallotChoice, str] = {
    "for": "For",
    "against": "Against",
    "abstain": "I abstain",
}


def vote_page(visit: Visit, *, problem: str = "", given: dict[str, str] | None = None) -> Response:
    """Show the vote that is open, with one's own where it was cast; nothing is chosen before."""
    vote = visit.mine.vote
    assert vote is not None
    chosen, name = str(vote.choice or ""), vote.name
    if given is not None:
        chosen, name = given.get("choice", ""), given.get("name", "")
    return page(
        "phone/vote.html", 422 if problem else 200, vote=vote, choices=CHOICES,
        chosen=chosen, own_name=name, problem=problem,
        cast=BALLOTS[vote.choice] if vote.choice else "",
        shows=what_a_vote_shows(vote.is_named), **common(visit),
    )  # fmt: skip


def send_vote(request: Request, form: dict[str, str]) -> Response:
    """Keep a vote, and show it; a refusal stands at its form while the vote is open."""
    caller = caller_of(request)
    if caller.role != "member":
        return of_another(caller)
    visiting = visit(request, caller)
    number = int(form["vote"]) if form.get("vote", "").isdecimal() else 0
    choice = next((each for each in CHOICES if each == form.get("choice")), None)
    problem = "Choose for, against or abstain."
    if choice is not None:
        try:
            by = act_of(caller, form.get("act", ""))
            new = workshop.NewBallot(number, choice, form.get("name", "")[:100])
            workshop.cast_vote(visiting.store, by, *visiting.place, new)
            return to("/m")
        except AppraisalError as error:
            problem = str(error)
    if visiting.mine.vote is None:
        return page("phone/problem.html", 409, why=problem)
    return vote_page(visiting, problem=problem, given=form)


def routes() -> list[Route]:
    """Return where a vote is sent."""
    return [Route("/m/vote", form_post(send_vote), methods=["POST"])]
