"""A round from its opening to what the room agrees."""

from __future__ import annotations

from tests.workshop.room import PRACTICE, SWING


def test_what_members_saved_is_in_the_record_after_the_reveal(room):
    people = room.members(5)
    room.open(PRACTICE, SWING)
    for place, person in enumerate(people):
        room.answer(person, PRACTICE, 10 * place, reason=f"Because {place}")
        room.answer(person, SWING, 50 + place)
    assert room.kept().members == ()

    room.show()

    members = room.kept().members
    assert sorted(m.performances[0].level for m in members) == [0, 10, 20, 30, 40]
    assert sorted(m.swings["practice"] for m in members) == [50, 51, 52, 53, 54]
    assert {m.label for m in members} == {f"Member {n}" for n in range(1, 6)}
    for person in people:
        view = room.mine(person)
        kept = next(m for m in members if m.id == f"m{view.number}")
        own = {asked.question: asked.own for asked in view.questions}
        assert kept.performances[0].level == own[PRACTICE].value
        assert kept.performances[0].reason == own[PRACTICE].reason
        assert kept.swings["practice"] == own[SWING].value
