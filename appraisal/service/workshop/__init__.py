"""The workshop: a cabinet weighs and scores together, in confidence, in rounds.

How it fits together
--------------------
``who(store, token, now)`` turns the secret in a seat's cookie into a :class:`Caller`, on **every**
run of a page; ``caller_of(store, seat=, officer=, ...)`` knows the officer too. What reads takes
``(store, caller, workshop, ...)``, what acts ``(store, by, workshop, ...)``: a
:class:`~appraisal.service.acting.By` says who does it, when, and under which id, so that an act
that is sent twice counts once. Each refuses by name what the caller may not do
(:class:`NotAllowed`); the table of rights is :mod:`appraisal.service.workshop.access.rights`. Every
fault is an ``AppraisalError`` whose text can be shown as it is.

Pages poll ``views.change_marks`` every 2 s, and are drawn again when their mark has moved: a step
changed, somebody was let in or signed out; the desk's and the big screen's also by an answer.

Before anyone is in
-------------------
``open_workshop(store, by, appraisal, Terms(threshold=5, ask_label=False, keep_rows=False), *,
address="")``
-> the workshop's id; officers only.
``workshops_of(store, caller, appraisal=None)`` -> list of :class:`Line`; officers only.
``invitation(store, caller, workshop)`` -> :class:`Invitation`: code, spoken, link_code (for a QR).
``new_code``, ``set_threshold``, ``resume``, ``end_workshop``.

Joining (the plain routes call these; pages never see a token)
--------------------------------------------------------------
``join(store, Joining(code, ...), token=, now=)`` -> :class:`Joined`.
``enter(store, token, now)`` -> :class:`Joined`: whether the facilitator has let this phone in yet.
``who(store, token, now)`` -> :class:`Caller`.  ``sign_out(store, by, workshop)``.

At the desk (facilitator, director)
-----------------------------------
``desk(store, caller, workshop)`` -> :class:`Desk`: step, round, seats, waiting, who has
answered, questions, advice. Nobody's answers, and no figure of an open round.
``take_out`` and ``count_as``: each person counts once.
``admit``, ``turn_away``, ``seat_codes``, ``paper_seat``, ``reissue``, ``sign_out_seat``,
``sign_out_all``, ``declare_interest``, ``lift_interest``.
``open_round(store, by, workshop, questions, *, seconds=None, propose=False)``; make them with
``model.workshop.questions_of(appraisal, swings=True, cells="all")``.
``lock_round``, ``call_off_round``, ``reveal_round``, ``go_to(.., step)`` for discussing, agreeing
and set_up (another round). ``time_left(store, caller, workshop, now=, monotonic=)``.
``key_in(store, by, workshop, seat, NewAnswer(...))``: a paper sheet, marked "officer".
``agree(store, by, workshop, question, value, *, why="")``, ``agree_on(.., [Agreement, ...])``,
``record_dissent(store, by, workshop, about, text, *, who="A member")``.
``record_attendance(store, by, workshop, Present(present, apologies, quorum))``.
``open_vote(store, by, workshop, words, *, is_named=False)``, ``close_vote``, ``call_off_vote``;
``key_in_vote`` for a paper seat.
``dividing(store, caller, workshop)`` -> list of :class:`Divide`, the widest first.

On a member's phone
-------------------
``mine(store, caller, workshop, seat)`` -> :class:`Mine`: step, round, questions with own answers,
progress, and after the reveal the group's spread beside each.
``answer(store, by, workshop, seat, NewAnswer(question, value, round, reason))`` ->
:class:`Saved`; ``value=None`` is "no view"; ``round`` is the one the page showed.
When it comes back, it is safely kept: say "saved".
``cast_vote(store, by, workshop, seat, NewBallot(number, choice, name))`` until the vote is closed.
``declare_interest(.., NewInterest(about, why, kind, name))``, ``record_dissent`` for oneself.
``set_pin(.., seat, pin)`` and ``unseal``: what was answered before a seat was given again.
``give_name(.., seat, name, consents=True, ..)`` if a person wishes; nobody in the room sees it.

On the big screen (observer, facilitator, director)
---------------------------------------------------
``screen(store, caller, workshop)`` -> :class:`Screen`: step, how many are in, how many
answers came in.
``figures(store, caller, workshop, round=None)`` -> :class:`Figures`: the spread of each question of
a revealed round; a figure under the threshold, or one that a single seat's change would give away,
is not there, and says why.
``room_appraisal(store, caller, workshop)`` -> ``Appraisal`` without any member's own judgements:
analyse **this** for whatever the room sees (ranking, how firm); never the officer's own.
"""

from __future__ import annotations

from appraisal.analysis.spreads import Figure, Figures, Spread
from appraisal.service.workshop.access.callers import Caller, who
from appraisal.service.workshop.access.officers import (
    caller_of,
    new_key,
    officer_of,
    sign_in,
    sign_out_officers,
)
from appraisal.service.workshop.attendance import Present, record_attendance
from appraisal.service.workshop.ending import end_workshop, make_longer, resume
from appraisal.service.workshop.opening import (
    Invitation,
    Line,
    Terms,
    invitation,
    new_code,
    open_workshop,
    set_threshold,
    workshops_of,
)
from appraisal.service.workshop.refusals import (
    LabelNeeded,
    NotAllowed,
    NotAsked,
    ReasonNeeded,
    Replayed,
    RoundClosed,
    RoundUnderWay,
    SeatedElsewhere,
    TooManyTries,
    UnknownCode,
    WorkshopFull,
    WrongSeatCode,
    WrongStep,
)
from appraisal.service.workshop.rounds.agreement import (
    Agreement,
    agree,
    agree_on,
    record_dissent,
)
from appraisal.service.workshop.rounds.answers import NewAnswer, Saved, answer, key_in
from appraisal.service.workshop.rounds.disagreement import dividing
from appraisal.service.workshop.rounds.divides import Divide
from appraisal.service.workshop.rounds.open_and_lock import (
    call_off_round,
    go_to,
    lock_round,
    open_round,
)
from appraisal.service.workshop.rounds.reveal import (
    figures,
    reveal_round,
    room_appraisal,
)
from appraisal.service.workshop.rounds.timer import time_left
from appraisal.service.workshop.seats.admitting import (
    admit,
    paper_seat,
    sign_out_all,
    sign_out_seat,
    turn_away,
)
from appraisal.service.workshop.seats.interests import (
    EVERYTHING,
    NewInterest,
    declare_interest,
    lift_interest,
)
from appraisal.service.workshop.seats.joining import (
    Joining,
    enter,
    is_code_of,
    join,
    sign_out,
)
from appraisal.service.workshop.seats.names import give_name
from appraisal.service.workshop.seats.new_seat import Joined
from appraisal.service.workshop.seats.pins import WrongPin, set_pin, unseal
from appraisal.service.workshop.seats.seat_codes import reissue, seat_codes
from appraisal.service.workshop.seats.who_counts import count_as, take_out
from appraisal.service.workshop.views.ballots import OwnVote, VoteNow
from appraisal.service.workshop.views.desk import (
    Desk,
    Pulse,
    QuestionLine,
    Screen,
    SeatLine,
    Waiting,
    desk,
    screen,
)
from appraisal.service.workshop.views.phone import Asked, Mine, Own, mine
from appraisal.service.workshop.views.steering import steer
from appraisal.service.workshop.voting import (
    NewBallot,
    call_off_vote,
    cast_vote,
    close_vote,
    key_in_vote,
    open_vote,
)

__all__ = [
    "EVERYTHING",
    "Agreement",
    "Asked",
    "Caller",
    "Desk",
    "Divide",
    "Figure",
    "Figures",
    "Invitation",
    "Joined",
    "Joining",
    "LabelNeeded",
    "Line",
    "Mine",
    "NewAnswer",
    "NewBallot",
    "NewInterest",
    "NotAllowed",
    "NotAsked",
    "Own",
    "OwnVote",
    "Present",
    "Pulse",
    "QuestionLine",
    "ReasonNeeded",
    "Replayed",
    "RoundClosed",
    "RoundUnderWay",
    "Saved",
    "Screen",
    "SeatLine",
    "SeatedElsewhere",
    "Spread",
    "Terms",
    "TooManyTries",
    "UnknownCode",
    "VoteNow",
    "Waiting",
    "WorkshopFull",
    "WrongPin",
    "WrongSeatCode",
    "WrongStep",
    "admit",
    "agree",
    "agree_on",
    "answer",
    "call_off_round",
    "call_off_vote",
    "caller_of",
    "cast_vote",
    "close_vote",
    "count_as",
    "declare_interest",
    "desk",
    "dividing",
    "end_workshop",
    "enter",
    "figures",
    "give_name",
    "go_to",
    "invitation",
    "is_code_of",
    "join",
    "key_in",
    "key_in_vote",
    "lift_interest",
    "lock_round",
    "make_longer",
    "mine",
    "new_code",
    "new_key",
    "officer_of",
    "open_round",
    "open_vote",
    "open_workshop",
    "paper_seat",
    "record_attendance",
    "record_dissent",
    "reissue",
    "resume",
    "reveal_round",
    "room_appraisal",
    "screen",
    "seat_codes",
    "set_pin",
    "set_threshold",
    "sign_in",
    "sign_out",
    "sign_out_all",
    "sign_out_officers",
    "sign_out_seat",
    "steer",
    "take_out",
    "time_left",
    "turn_away",
    "unseal",
    "who",
    "workshops_of",
]
