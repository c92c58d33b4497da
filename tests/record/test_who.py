import pytest

from appraisal.record.telling.who import MEMBER, OFFICER, who


@pytest.mark.parametrize(
    ("actor", "via", "said"),
    [
        ("officer", "screen", OFFICER),
        ("officer", "command", "The officer, by a command"),
        ("director", "facilitator", "The officer, at the workshop's desk"),
        ("facilitator", "facilitator", "The facilitator, at the workshop's desk"),
        ("facilitator", "screen", "The facilitator"),
        ("Jane Hall, Finance", "screen", "Jane Hall, Finance"),
        ("finance lead", "command", "Finance lead"),
    ],
)
def test_an_act_is_told_by_role_or_by_the_name_a_person_signed_in_with(actor, via, said):
    assert who(actor, via) == said


@pytest.mark.parametrize("actor", ["seat 3fa9", "m17", "A member", "seat x\ny"])
@pytest.mark.parametrize("via", ["phone", "screen", "facilitator"])
def test_no_seat_and_no_members_number_is_ever_told(actor, via):
    assert who(actor, via) == MEMBER


def test_what_came_by_phone_names_nobody():
    assert who("Cllr Jones", "phone") == MEMBER
