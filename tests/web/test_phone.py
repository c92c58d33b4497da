"""A member's pages without script: what is asked, what a form changes, and who sees what."""

from __future__ import annotations

import re

import pytest

from appraisal.errors import NotSaved
from appraisal.model.workshop import questions_of
from appraisal.service import load, save
from appraisal.service import workshop as ws
from appraisal.web.phone import visits
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING
from tests.web.phone_client import BASE, Form, Phone, ask_levels, given


def test_a_member_waits_and_is_told_what_is_shown_to_whom(room):
    phone = Phone(room, room.people[0]).get()

    assert "You are in. Please wait" in phone.words
    assert "Nobody is shown your answers" in phone.words
    assert "may have to release" in phone.words


def test_the_phone_is_led_to_what_is_asked_first(room):
    room.open()
    phone = Phone(room, room.people[0]).get()

    assert phone.path == "/m/q/1"
    assert "Which of these improvements would you buy first?" in phone.words


def test_the_first_choice_stands_at_100_and_beside_the_others(room):
    room.open()
    phone = Phone(room, room.people[0]).get().send(first=SWING.key)

    assert phone.own(SWING).value == 100
    other = phone.get("/m/q/3").words
    name = room.kept().criterion(SWING.criterion).name
    assert f"You would buy {name} first" in other
    assert "It stands at 100." in other


def test_one_page_asks_about_every_option_on_one_criterion(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    assert phone.path == "/m/q/1"
    for option in room.kept().options:
        assert option.name in phone.words
    assert len(re.findall(r"<fieldset class=\"card\"", phone.page.text)) == len(room.kept().options)


def test_what_is_given_on_a_page_is_kept_and_shown_on_coming_back(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    phone.give(PRACTICE, "42,5", **{f"reason:{PRACTICE.key}": "two lines\r\nof why"})

    assert phone.path == "/m/q/2"
    assert (phone.own(PRACTICE).value, phone.own(PRACTICE).reason) == (42.5, "two lines\nof why")
    back = phone.get("/m/q/1")
    assert Form(back.page.text).fields[f"value:{PRACTICE.key}"] == "42.5"
    assert "✓ Saved" in back.words


def test_a_field_that_was_left_alone_replaces_nothing(room):
    ask_levels(room)
    phone, other = Phone(room, room.people[0]).get(), Phone(room, room.people[0]).get()
    other.give(PRACTICE, "80")

    phone.send()  # its page still shows no answer

    assert phone.own(PRACTICE).value == 80
    assert len(room.store.read(lambda t: given(t, room))) == 1


def test_an_emptied_box_takes_the_answer_back_and_so_does_the_button(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    phone.give(PRACTICE, "80").get("/m/q/1").give(PRACTICE, "")
    assert phone.own(PRACTICE) is None

    phone.get("/m/q/1").give(PRACTICE, "70").get("/m/q/1").send(clear=PRACTICE.key, go=None)

    assert phone.own(PRACTICE) is None
    assert "Not answered yet" in phone.words


def test_no_view_is_an_answer_and_not_a_nought(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    phone.send(**{f"none:{PRACTICE.key}": "1"})
    assert phone.own(PRACTICE).value is None
    assert Form(phone.get("/m/q/1").page.text).fields[f"value:{PRACTICE.key}"] == ""

    phone.give(PRACTICE, "30")  # beside the tick, which stands
    assert phone.own(PRACTICE).value == 30


def test_a_value_that_cannot_be_read_is_named_and_the_others_are_kept(room):
    ask_levels(room)
    here = [q for q in questions_of(room.kept(), cells="all") if q.criterion == PRACTICE.criterion]
    phone = Phone(room, room.people[0]).get()

    phone.send(**{f"value:{here[0].key}": "5o", f"value:{here[1].key}": "60"})

    assert phone.page.status_code == 422
    assert "Found '5o'" in phone.words
    assert phone.own(here[1]).value == 60
    assert phone.own(here[0]) is None
    assert Form(phone.page.text).fields[f"value:{here[0].key}"] == "5o"  # in sight to be mended
    assert 'href="#value:' in phone.page.text


def test_of_a_refused_answer_all_that_was_given_stands(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    phone.give(PRACTICE, "5o", **{f"reason:{PRACTICE.key}": "because"})

    form = Form(phone.page.text).fields
    assert form[f"value:{PRACTICE.key}"] == "5o"
    assert form[f"reason:{PRACTICE.key}"] == "because"
    phone.give(PRACTICE, "50")
    assert (phone.own(PRACTICE).value, phone.own(PRACTICE).reason) == (50, "because")


def test_a_store_that_cannot_be_reached_is_no_error_of_the_page(room, monkeypatch):
    def fails(*_):
        raise NotSaved("The store is locked.")

    phone = Phone(room, room.people[0])
    monkeypatch.setattr(visits.workshop, "who", fails)

    assert phone.get().page.status_code == 503
    assert "The store is locked." in phone.words


def test_a_reason_alone_asks_for_an_answer_first(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    phone.send(**{f"reason:{PRACTICE.key}": "because"})

    assert "Give your answer too" in phone.words
    assert phone.own(PRACTICE) is None


def test_enter_in_a_box_saves_and_clears_nothing(room):
    """A browser without script presses the form's first button."""
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    (first,) = re.findall(r"<form[^>]*/m/q/.*?<button([^>]*)>", phone.page.text, flags=re.S)[:1]

    assert 'value="stay"' in first
    assert phone.give(PRACTICE, "55", go="stay").path == "/m/q/1"
    assert phone.own(PRACTICE).value == 55


def test_a_form_that_comes_after_the_close_is_refused_by_name(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    room.lock()

    phone.give(PRACTICE, "55")

    assert phone.page.status_code == 400
    assert "Round 1 was closed before this answer arrived" in phone.words


def test_a_form_that_is_sent_twice_counts_once(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    form = Form(phone.page.text)
    body = form.fields | {f"value:{PRACTICE.key}": "55", "go": "next"}

    for _ in range(2):
        phone.client.post(form.action, data=body, headers={"origin": BASE})

    assert len(room.store.read(lambda t: given(t, room))) == 1


def test_the_last_page_shows_every_answer_and_what_is_not_answered(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    phone.give(PRACTICE, "42")

    check = phone.get("/m/check")

    assert "Check your answers" in check.words
    assert "not answered" in check.words
    assert "42" in check.words
    pages = {question.criterion for question in questions_of(room.kept(), cells="all")}
    assert check.page.text.count("Change") == len(pages)


def test_the_group_is_shown_beside_ones_own_and_nobody_by_name(room):
    ask_levels(room)
    room.people += room.members(3)
    for number, person in enumerate(room.people):
        Phone(room, person).get().give(
            PRACTICE, str(10 * number), **{f"reason:{PRACTICE.key}": f"why {number}"}
        )
    room.show()

    phone = Phone(room, room.people[4]).get()

    assert "Round 1: you and the group" in phone.words
    assert "You: 40" in phone.words
    assert "The middle one of the 5 answers lies between 20 and 40" in phone.words
    assert sorted(re.findall(r"<blockquote>(why \d)<", phone.page.text)) == [
        f"why {n}" for n in range(5)
    ]


def test_a_seat_that_was_signed_out_is_at_the_door(room):
    phone = Phone(room, room.people[0])
    ws.sign_out_seat(room.store, room.by(DIRECTOR), room.id, room.people[0].seat)

    assert "signed out" in phone.get().words
    assert phone.path == "/m"


def test_an_ended_workshop_thanks(room):
    phone = Phone(room, room.people[0])
    ws.end_workshop(room.store, room.by(DIRECTOR), room.id)

    assert "Thank you" in phone.get().words


def test_observers_have_a_page_of_their_own(room):
    phone = Phone(room, room.person("observer"))

    assert "You are in as an observer" in phone.get().words
    assert phone.get("/m/q/1").words == phone.get().words


def test_a_page_is_never_kept_by_the_browser_and_tells_no_seat_in_its_address(room):
    room.open()
    page = Phone(room, room.people[0]).get().page

    assert page.headers["cache-control"] == "no-store"
    assert room.people[0].seat not in page.text
    assert room.people[0].token not in page.text


@pytest.mark.parametrize("path", ["/m/q/1", "/m/interest", "/m/dissent", "/m/pin", "/m/sign-out"])
@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.test"}, {}, {"origin": BASE, "sec-fetch-site": "cross-site"}],
)
def test_another_sites_form_changes_nothing(room, path, headers):
    room.open()
    phone = Phone(room, room.people[0])

    answer = phone.client.post(path, data={"round": "1", "pin": "1234"}, headers=headers)

    assert answer.status_code == 400
    assert "was not sent from a page of this tool" in answer.text
    assert phone.get().path == "/m/q/1"


def test_an_interest_is_declared_and_the_criterion_is_not_asked_any_more(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get("/m/more")

    phone.page = phone.client.post(
        "/m/interest",
        data={"about": "practice", "why": "My firm", "kind": "pecuniary", "whose": "Cllr Poe"},
        headers={"origin": BASE},
    )

    assert "Your interest is recorded." in phone.words
    asked = {each.question.criterion for each in room.mine(room.people[0]).questions}
    assert "practice" not in asked
    (declared,) = room.kept().interests
    assert (declared.by, declared.kind, declared.text) == ("Cllr Poe", "pecuniary", "My firm")


def test_an_interest_of_no_kind_is_asked_for_it_and_what_was_written_stands(room):
    phone = Phone(room, room.people[0]).get("/m/more")

    phone.page = phone.client.post(
        "/m/interest", data={"about": "practice", "why": "My firm"}, headers={"origin": BASE}
    )

    assert "Choose which kind of interest it is." in phone.words
    assert 'value="My firm"' in phone.page.text
    assert room.kept().interests == ()


def test_a_refused_pin_says_why_beside_its_box(room):
    phone = Phone(room, room.people[0]).get("/m/more")

    phone.page = phone.client.post("/m/pin", data={"pin": "12"}, headers={"origin": BASE})

    assert phone.page.status_code == 422
    assert "A PIN is 4 digits" in phone.words


def test_every_page_is_small(room):
    """The first load stays under 60 kB, of which a page has 15."""
    room.open()
    phone = Phone(room, room.people[0])
    files = sum(len(phone.client.get(f"/j/{name}").content) for name in ("phone.js", "phone.css"))

    pages = [len(phone.get(f"/m/q/{n}").page.content) for n in range(1, 7)]

    assert max(pages) < 15_000
    assert files + max(pages) < 60_000


def test_a_proposed_score_is_agreed_with_in_one_press(room):
    ask_levels(room, propose=True)
    phone = Phone(room, room.people[0]).get()
    level = room.kept().performance(PRACTICE.option, PRACTICE.criterion).level
    assert f"The officers propose {level:g}" in phone.words

    phone.send(go=None, agree=PRACTICE.key, **{f"reason:{PRACTICE.key}": "as was found"})

    assert (phone.own(PRACTICE).value, phone.own(PRACTICE).reason) == (level, "as was found")
    assert phone.path == "/m/q/1"  # the page stays where it is


def test_who_differs_from_a_proposed_score_gives_their_own(room):
    ask_levels(room, propose=True)
    phone = Phone(room, room.people[0]).get().give(PRACTICE, "85")

    assert phone.own(PRACTICE).value == 85


def test_no_agreement_is_taken_where_nothing_is_proposed(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    assert "The officers propose" not in phone.words

    phone.send(go=None, agree=PRACTICE.key)

    assert phone.own(PRACTICE) is None


def vote_form(phone, **fields):
    """Send the form of the vote's page."""
    every = {"act": "a1", "vote": "1", **fields}
    phone.page = phone.client.post("/m/vote", data=every, headers={"origin": BASE})
    return phone


def test_a_vote_is_sent_changed_and_its_outcome_shown(room):
    phones = [Phone(room, person).get() for person in [*room.people, *room.members(1)]]
    ws.open_vote(room.store, room.by(DIRECTOR), room.id, "That <b>it</b> be so.")
    phone = phones[0].get()
    assert "That <b>it</b> be so." in phone.words
    assert "the tool deletes who voted how" in phone.words
    assert "checked" not in phone.page.text  # nothing is chosen before

    vote_form(phone, choice="for")
    assert "✓ Your vote is in: for" in phone.words
    vote_form(phone, choice="against", act="a2")
    assert "✓ Your vote is in: against" in phone.words
    for other in phones[1:]:
        vote_form(other, choice="abstain")
    ws.close_vote(room.store, room.by(DIRECTOR), room.id)

    assert "The vote: 0 for, 1 against, 2 abstained. Not carried." in phone.get().words


def test_a_vote_without_a_choice_is_refused_at_its_form(room):
    ws.open_vote(room.store, room.by(DIRECTOR), room.id, "So be it.", is_named=True)
    phone = Phone(room, room.people[0]).get()

    vote_form(phone, name="Cllr Poe")
    assert phone.page.status_code == 422
    assert "Choose for, against or abstain." in phone.words
    assert 'value="Cllr Poe"' in phone.page.text
    vote_form(phone, choice="for", name=" ")
    assert "This vote is by name." in phone.words
    assert 'value="for" checked' in phone.page.text


def test_a_vote_that_comes_after_the_close_says_so(room):
    phones = [Phone(room, person) for person in [*room.people, *room.members(1)]]
    ws.open_vote(room.store, room.by(DIRECTOR), room.id, "So be it.")
    for phone in phones:
        vote_form(phone, choice="for")
    ws.close_vote(room.store, room.by(DIRECTOR), room.id)

    vote_form(phones[0], choice="against", act="late")
    assert phones[0].page.status_code == 409
    assert "This vote is closed" in phones[0].words
    assert room.kept().votes[-1].votes_for == 3


def test_a_vote_of_another_workshop_is_not_shown(room):
    kept = load(room.store, room.appraisal)
    vote = {"words": "Of before.", "date": "2026-01-05", "votes_for": 9, "votes_against": 0,
            "abstained": 0}  # fmt: skip
    after = kept.appraisal.changed(votes=[vote])
    save(room.store, room.by(DIRECTOR), kept, after, kind="imported")

    assert "The vote:" not in Phone(room, room.people[0]).get().words
