"""What a member can do beside answering: declare an interest, dissent, keep a PIN, sign out."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from appraisal.analysis.wording.meetings import INTERESTS
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.model.workshop import SHOWN
from appraisal.service import workshop
from appraisal.service.workshop import EVERYTHING, Caller
from appraisal.service.workshop.access.cookies import SEAT
from appraisal.web import requests
from appraisal.web.phone.members import common, of_a_member, of_another, to
from appraisal.web.phone.posting import form_post
from appraisal.web.phone.visits import Visit, act_of, caller_of, visit
from appraisal.web.rendering import page

_DONE = {
    "interest": "Your interest is recorded.",
    "dissent": "Your view is recorded.",
    "pin": "Your PIN is kept.",
}


@of_a_member
def more(request: Request, visit: Visit) -> Response:
    """Show what can be done beside answering."""
    done = _DONE.get(request.query_params.get("done", ""), "")
    return _page(visit, done=done)


def _page(
    visit: Visit,
    *,
    done: str = "",
    problem: str = "",
    at: str = "",
    given: dict[str, str] | None = None,
) -> Response:
    return page(
        "phone/more.html", 422 if problem else 200, done=done, problem=problem, at=at,
        given=given or {}, names=_names(visit.appraisal), kinds=INTERESTS,
        may_dissent=visit.mine.step in SHOWN,
        **common(visit),
    )  # fmt: skip


def _names(appraisal: Appraisal) -> dict[str, str]:
    every = {EVERYTHING: "The whole decision"}
    return every | {each.id: each.name for each in appraisal.benefit_criteria()}


Act = Callable[[Caller, dict[str, str]], None]


def _sent(name: str, act: Act) -> Callable[[Request, dict[str, str]], Response]:
    def send(request: Request, form: dict[str, str]) -> Response:
        caller = caller_of(request)
        if caller.role != "member":
            return of_another(caller)
        try:
            act(caller, form)
        except AppraisalError as error:
            return _page(visit(request, caller), problem=str(error), at=name, given=form)
        return to(f"/m/more?done={name}" if name in _DONE else "/m")

    return send


def _declare(caller: Caller, form: dict[str, str]) -> None:
    by = act_of(caller, form.get("act", ""))
    kind = next((each for each in INTERESTS if each == form.get("kind")), None)
    if kind is None:
        raise workshop.ReasonNeeded("Choose which kind of interest it is.")
    new = workshop.NewInterest(
        form.get("about", EVERYTHING), form.get("why", "")[:300], kind, form.get("whose", "")[:100]
    )
    workshop.declare_interest(requests.store(), by, *caller.place, new)


def _dissent(caller: Caller, form: dict[str, str]) -> None:
    about = form.get("about") or "the whole decision"
    by = act_of(caller, form.get("act", ""))
    workshop.record_dissent(
        requests.store(), by, caller.place[0], about, form.get("text", ""), who=form.get("who", "")
    )


def _keep_pin(caller: Caller, form: dict[str, str]) -> None:
    workshop.set_pin(requests.store(), act_of(caller), *caller.place, form.get("pin", ""))


def _unseal(caller: Caller, form: dict[str, str]) -> None:
    workshop.unseal(requests.store(), act_of(caller), *caller.place, form.get("pin", ""))


def sign_out(request: Request, _: dict[str, str]) -> Response:
    """End this browser's seat secret; the seat and what was saved stay."""
    caller = caller_of(request)
    if caller.workshop is not None:
        workshop.sign_out(requests.store(), act_of(caller), caller.workshop)
    response = page("phone/door.html", why="You are signed out. What you saved is kept.",
                    may_join=True)  # fmt: skip
    requests.forget_secret(request, response, SEAT)
    return response


def routes() -> list[Route]:
    """Return the routes of what stands beside answering."""
    acts = {"interest": _declare, "dissent": _dissent, "pin": _keep_pin, "unseal": _unseal}
    return [
        Route("/m/more", more),
        *(
            Route(f"/m/{name}", form_post(_sent(name, act)), methods=["POST"])
            for name, act in acts.items()
        ),
        Route("/m/sign-out", form_post(sign_out), methods=["POST"]),
    ]
