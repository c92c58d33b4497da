"""The workshop's pages under AppTest: each role sees its own page, and only what it may."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from appraisal import service
from appraisal.model.workshop import questions_of
from appraisal.pages.session import state, visitor
from appraisal.pages.steps import WORKSHOP
from appraisal.service import cache, workshop
from appraisal.service.acting import By, Caller
from appraisal.settings import Settings
from appraisal.store import Store, workshops
from tests.pages.conftest import small_appraisal
from tests.pages.walk import FILES, MAIN

OFFICER = workshop.Caller("director")


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def by(caller: Caller = OFFICER) -> By:
    return By(caller, now(), uuid.uuid4().hex)


class Cabinet:
    """A workshop with five members, an observer and a facilitator, and a page for each."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.store = Store.open(Settings(data=folder))
        self.monkeypatch = monkeypatch
        self.appraisal = service.start(self.store, by(), small_appraisal(members=[])).id
        self.id = workshop.open_workshop(self.store, by(OFFICER), self.appraisal)
        roles = ["member"] * 5 + ["observer", "facilitator"]
        code = workshop.invitation(self.store, OFFICER, self.id).code
        seats = workshop.seat_codes(self.store, By(OFFICER, now(), uuid4().hex), self.id, roles)
        joined = [
            workshop.join(self.store, workshop.Joining(code=code, seat_code=seat), now=now())
            for seat in seats
        ]
        self.tokens = [each.token for each in joined]

    def page(self, token: str | None) -> AppTest:
        """The page that somebody with this cookie sees."""
        line = visitor.Line({"seat": token} if token else {}, address="")
        self.monkeypatch.setattr(visitor, "line_now", lambda: line)
        app = AppTest.from_file(str(MAIN), default_timeout=60).run()
        assert not app.exception, [found.value for found in app.exception]
        return app

    def desk_of_officer(self) -> AppTest:
        """The workshop's page on the laptop that nobody else can reach."""
        self.monkeypatch.setenv("APPRAISAL_ACCESS", "laptop")
        self.monkeypatch.setattr(visitor, "line_now", lambda: visitor.Line({}, address=""))
        app = AppTest.from_file(str(MAIN), default_timeout=60)
        app.query_params["a"] = self.appraisal
        app.run()
        app.switch_page(FILES[WORKSHOP.key]).run()
        assert not app.exception, [found.value for found in app.exception]
        return app

    def open_round(self) -> None:
        asked = questions_of(small_appraisal(), swings=True)
        workshop.open_round(self.store, by(OFFICER), self.id, asked)

    def all_answer(self, apart: float = 10.0) -> None:
        for place, token in enumerate(self.tokens[:5]):
            me = workshop.who(self.store, token, now())
            for number, question in enumerate(questions_of(small_appraisal(), swings=True)):
                workshop.answer(
                    self.store,
                    by(me),
                    self.id,
                    me.seat,
                    workshop.NewAnswer(
                        question, apart * place + number, round=1, reason=f"secret {place}"
                    ),
                )

    def reveal(self) -> None:
        workshop.lock_round(self.store, by(OFFICER), self.id)
        workshop.reveal_round(self.store, by(OFFICER), self.id)


@pytest.fixture
def cabinet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cabinet]:
    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("APPRAISAL_DRAWS", "64")
    monkeypatch.setenv("APPRAISAL_ACCESS", "room")
    st.cache_resource.clear()
    cache.forget()
    made = Cabinet(tmp_path / "data", monkeypatch)
    yield made
    made.store.close()
    st.cache_resource.clear()
    cache.forget()


def words(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "success", "error")
    found = "\n".join(str(item.value) for kind in kinds for item in app.get(kind))
    return re.sub(r"\\(.)", r"\1", found)


def test_a_visitor_without_a_seat_sees_only_how_to_join(cabinet: Cabinet) -> None:
    app = cabinet.page(None)

    assert app.title[0].value == "Join the workshop"
    assert "Who should run it" not in words(app)


def test_a_made_up_cookie_opens_nothing(cabinet: Cabinet) -> None:
    assert cabinet.page("x" * 43).title[0].value == "Join the workshop"


def test_a_member_is_shown_the_way_to_the_plain_pages(cabinet: Cabinet) -> None:
    app = cabinet.page(cabinet.tokens[0])

    assert app.title[0].value == "You are in the workshop"
    assert app.get("link_button")[0].proto.url == "/m"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Europe/London", "13:05"), ("UTC", "12:05"), ("Asia/Kolkata", "17:35")],
)
def test_times_are_those_of_the_visitors_own_clock(
    monkeypatch: pytest.MonkeyPatch, zone: str, shown: str
) -> None:
    monkeypatch.setattr(state.st, "context", SimpleNamespace(timezone=zone))

    found = state.visitor_time(dt.datetime(2026, 7, 1, 12, 5, tzinfo=dt.UTC))

    assert f"{found:%H:%M}" == shown


@pytest.mark.parametrize("zone", [None, "", "Nowhere/AtAll", "../etc/passwd"])
def test_a_zone_that_nobody_knows_gives_the_servers_time(
    monkeypatch: pytest.MonkeyPatch, zone: str | None
) -> None:
    monkeypatch.setattr(state.st, "context", SimpleNamespace(timezone=zone))
    noon = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)

    assert state.visitor_time(noon).utcoffset() == noon.astimezone().utcoffset()


@pytest.mark.parametrize("revealed", [False, True])
def test_desk_and_big_screen_show_no_single_answer_and_no_reason_before_the_reveal(
    cabinet: Cabinet, revealed: bool
) -> None:
    cabinet.open_round()
    cabinet.all_answer()
    if revealed:
        cabinet.reveal()

    for token in cabinet.tokens[5:]:
        shown = words(cabinet.page(token))
        assert ("secret" in shown) <= revealed
        assert "You:" not in shown
        assert ("middle one of the 5 answers" in shown) <= revealed


def test_the_big_screen_shows_how_many_answers_are_in(cabinet: Cabinet) -> None:
    cabinet.open_round()
    cabinet.all_answer()

    assert "10 of 10" in words(cabinet.page(cabinet.tokens[5]))


def test_a_seat_that_was_signed_out_is_at_the_door_on_the_next_run(cabinet: Cabinet) -> None:
    app = cabinet.page(cabinet.tokens[0])
    workshop.sign_out_all(cabinet.store, by(OFFICER), cabinet.id)

    app.run()

    assert app.title[0].value == "Join the workshop"
    assert "signed out" in words(app)


def test_the_facilitator_agrees_in_one_press(cabinet: Cabinet) -> None:
    cabinet.open_round()
    cabinet.all_answer()
    cabinet.reveal()
    app = cabinet.page(cabinet.tokens[6])

    next(b for b in app.button if b.label.startswith("Agree on ") and "30" in b.label).click().run()

    assert not app.exception
    assert service.load(cabinet.store, cabinet.appraisal).appraisal.swings["practice"] == 30


def test_where_the_room_is_close_all_is_agreed_in_one_press(cabinet: Cabinet) -> None:
    cabinet.open_round()
    cabinet.all_answer(apart=0.1)
    cabinet.reveal()
    app = cabinet.page(cabinet.tokens[6])
    assert "Nowhere, as far as is shown." in words(app)

    app.button(key="desk:agree_close").click().run()

    assert not app.exception
    swings = service.load(cabinet.store, cabinet.appraisal).appraisal.swings
    assert swings == dict.fromkeys(swings, 10)  # the middle of the fifth that the answers lie in
    assert app.button(key="desk:agree_close").disabled
    assert "✓ Agreed: 2. Undo takes them back." in words(app)


def test_the_desk_offers_to_propose_the_scores_that_stand(cabinet: Cabinet) -> None:
    app = cabinet.page(cabinet.tokens[6])

    app.checkbox(key="unsaved:desk:propose").check().run()
    app.button(key="desk:open").click().run()

    assert not app.exception
    desk = workshop.desk(cabinet.store, OFFICER, cabinet.id)
    cells = service.load(cabinet.store, cabinet.appraisal).appraisal.cells()
    proposed = {
        (line.question.option, line.question.criterion): line.proposed
        for line in desk.questions
        if line.proposed is not None
    }
    assert proposed == {place: cell.level for place, cell in cells.items()}


def test_a_vote_is_opened_counted_and_closed_at_the_desk(cabinet: Cabinet) -> None:
    app = cabinet.page(cabinet.tokens[6])
    app.text_area(key="unsaved:desk:vote:words").set_value("That it be so.").run()
    app.button(key="desk:vote:open").click().run()
    assert "> That it be so." in words(app)
    for token in cabinet.tokens[:4]:
        me = workshop.who(cabinet.store, token, now())
        ballot = workshop.NewBallot(1, "for")
        workshop.cast_vote(cabinet.store, by(me), cabinet.id, str(me.seat), ballot)
    app.run()
    assert "desk:open" not in {button.key for button in app.button}  # one step at a time

    app.button(key="desk:vote:close").click().run()
    assert not app.exception
    assert "Voted: “That it be so.” 4 for, 0 against, 0 abstained. Carried." in words(app)
    assert "desk:open" in {button.key for button in app.button}

    screen = cabinet.page(cabinet.tokens[5])
    assert "The vote: Carried." in words(screen)


def test_the_vote_of_somebody_on_paper_is_keyed_in_at_the_desk(cabinet: Cabinet) -> None:
    workshop.paper_seat(cabinet.store, by(OFFICER), cabinet.id, "Cllr Low")
    workshop.open_vote(cabinet.store, by(OFFICER), cabinet.id, "So be it.", is_named=True)
    app = cabinet.page(cabinet.tokens[6])

    app.button(key="desk:vote:key").click().run()
    assert "Choose for, against or abstained." in words(app)
    app.selectbox(key="unsaved:desk:vote:choice").select("against").run()
    app.text_input(key="unsaved:desk:vote:name").set_value("Cllr Low").run()
    app.button(key="desk:vote:key").click().run()

    assert not app.exception
    assert "✓ Keyed in." in words(app)
    desk = workshop.desk(cabinet.store, OFFICER, cabinet.id)
    assert desk.vote is not None
    assert desk.vote.voted == 1
    workshop.close_vote(cabinet.store, by(OFFICER), cabinet.id)
    (vote,) = service.load(cabinet.store, cabinet.appraisal).appraisal.votes
    assert [(each.name, each.vote) for each in vote.by_name] == [("Cllr Low", "against")]


def test_who_is_there_is_written_at_the_desk_and_the_quorum_counted(cabinet: Cabinet) -> None:
    app = cabinet.page(cabinet.tokens[6])
    assert "named as present" not in words(app)
    day = now().date()
    for name, typed in (("present", "Cllr Poe\n\n Cllr  Roe "), ("apologies", "Cllr Low")):
        app.text_area(key=f"desk:attendance:{day}:{name}").set_value(typed).run()
    app.text_input(key=f"desk:attendance:{day}:quorum").set_value("3").run()

    assert not app.exception
    assert "2 members named as present. The quorum is 3: not met." in words(app)
    (kept,) = service.load(cabinet.store, cabinet.appraisal).appraisal.attendance
    assert (kept.present, kept.apologies) == (("Cllr Poe", "Cllr Roe"), ("Cllr Low",))
    assert kept.quorum == 3


def test_another_value_than_the_median_asks_for_a_reason(cabinet: Cabinet) -> None:
    cabinet.open_round()
    cabinet.all_answer()
    cabinet.reveal()
    app = cabinet.page(cabinet.tokens[6])

    app.text_input(key="unsaved:desk:value:swing:practice").set_value("80").run()
    app.button(key="desk:agree_other:swing:practice").click().run()

    assert "Say why" in words(app)
    assert service.load(cabinet.store, cabinet.appraisal).appraisal.swings["practice"] == 100


def test_the_boxes_of_another_value_stand_empty_once_it_is_agreed(cabinet: Cabinet) -> None:
    cabinet.open_round()
    cabinet.all_answer()
    cabinet.reveal()
    app = cabinet.page(cabinet.tokens[6])

    app.text_input(key="unsaved:desk:value:swing:practice").set_value("80").run()
    app.text_input(key="unsaved:desk:why:swing:practice").set_value("The audit").run()
    app.button(key="desk:agree_other:swing:practice").click().run()

    assert service.load(cabinet.store, cabinet.appraisal).appraisal.swings["practice"] == 80
    boxes = [box for box in app.text_input if "desk:value:swing:practice" in str(box.key)]
    boxes += [box for box in app.text_input if "desk:why:swing:practice" in str(box.key)]
    assert [box.value for box in boxes] == ["", ""]


def steer(app: AppTest, chosen: str) -> AppTest:
    box = next(box for box in app.selectbox if box.label == "The big screen shows")
    return box.select(chosen).run()


def test_the_desk_chooses_what_the_big_screen_shows(cabinet: Cabinet) -> None:
    cabinet.open_round()
    cabinet.all_answer()
    cabinet.reveal()
    assert "the group's answers" in words(cabinet.page(cabinet.tokens[5]))
    desk = cabinet.page(cabinet.tokens[6])

    desk = steer(desk, "ranking 1")

    assert not desk.exception
    screen = words(cabinet.page(cabinet.tokens[5]))
    assert "there is no ranking" in screen  # the small appraisal is not complete
    assert "the group's answers" not in screen
    desk = steer(cabinet.page(cabinet.tokens[6]), "join 1")
    assert "Join on your phone" in words(cabinet.page(cabinet.tokens[5]))


def test_closing_a_round_asks_where_somebody_has_not_finished(cabinet: Cabinet) -> None:
    cabinet.open_round()
    app = cabinet.page(cabinet.tokens[6])

    app = next(b for b in app.button if b.label == "Close the round").click().run()
    assert any("5 of 5 have not answered everything" in each.value for each in app.warning)
    assert workshop.desk(cabinet.store, OFFICER, cabinet.id).step == "open"
    app = next(b for b in app.button if b.label == "Wait for them").click().run()
    assert not any("answered everything" in each.value for each in app.warning)
    app = next(b for b in app.button if b.label == "Close the round").click().run()
    next(b for b in app.button if b.label == "Close it all the same").click().run()

    assert workshop.desk(cabinet.store, OFFICER, cabinet.id).step == "locked"


def test_closing_a_round_that_everybody_has_answered_takes_one_press(cabinet: Cabinet) -> None:
    cabinet.open_round()
    cabinet.all_answer()
    app = cabinet.page(cabinet.tokens[6])

    next(b for b in app.button if b.label == "Close the round").click().run()

    assert workshop.desk(cabinet.store, OFFICER, cabinet.id).step == "locked"


def test_the_press_that_meets_the_last_answer_closes_the_round(cabinet: Cabinet) -> None:
    cabinet.open_round()
    app = cabinet.desk_of_officer()
    cabinet.all_answer()  # the last answers come after the desk was drawn

    next(b for b in app.button if b.label == "Close the round").click().run()

    assert workshop.desk(cabinet.store, OFFICER, cabinet.id).step == "locked"


def test_joining_folds_away_once_a_round_was_opened(cabinet: Cabinet) -> None:
    before = cabinet.desk_of_officer()
    assert not any(part.label.startswith("How to join") for part in before.expander)
    cabinet.open_round()

    after = cabinet.desk_of_officer()

    code = workshop.invitation(cabinet.store, OFFICER, cabinet.id).code
    assert any(part.label == f"How to join: {code}" for part in after.expander)


def test_the_officer_makes_the_minutes_on_the_report_page(cabinet: Cabinet) -> None:
    app = cabinet.desk_of_officer()
    app.switch_page("report.py").run()
    app.button(key="report:minutes:html").click().run()

    assert not app.exception
    (download,) = [each for each in app.get("download_button") if "minutes" in str(each.proto.id)]
    assert download.proto.label.startswith("Download the minutes for Word")


def test_an_ended_workshop_can_be_taken_up_again(cabinet: Cabinet) -> None:
    workshop.end_workshop(cabinet.store, by(OFFICER), cabinet.id)
    app = cabinet.desk_of_officer()

    next(b for b in app.button if b.label == "Take it up again").click().run()

    assert workshop.desk(cabinet.store, OFFICER, cabinet.id).step == "set_up"


def test_a_workshop_whose_time_is_over_says_so_and_goes_on(cabinet: Cabinet) -> None:
    cabinet.store.write(lambda t: workshops.move(t, cabinet.id, ends_ms=1))
    app = cabinet.desk_of_officer()
    assert "The time of this workshop is over" in app.warning[0].value

    next(b for b in app.button if b.label == "Go on until the end of tomorrow").click().run()

    assert workshop.who(cabinet.store, cabinet.tokens[0], now()).role == "member"
