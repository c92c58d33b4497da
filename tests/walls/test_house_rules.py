"""The product keeps the house rules, and each rule is one that can be broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.walls import rules
from tests.walls.rules import RULES, Faults, Module, parse


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_product_keeps_the_rule(rule: Callable[[Module], Faults]):
    broken = [f"{module.path}:{fault}" for module in rules.modules() for fault in rule(module)]

    assert broken == [], rule.__doc__


BREAKERS = [
    (rules.belongs_to_a_room, "helpers/x.py", "x = 1"),
    (rules.pure_rooms_ask_no_clock, "record/events.py", "when = datetime.now(UTC)"),
    (rules.pure_rooms_ask_no_clock, "model/costs.py", "year = datetime.date.today().year"),
    (rules.pure_rooms_make_no_chance, "analysis/sampling.py", "rng = np.random.default_rng()"),
    (rules.pure_rooms_make_no_chance, "record/events.py", "key = uuid.uuid4()"),
    (rules.only_state_touches_the_session, "pages/scores.py", "st.session_state['x'] = 1"),
    (rules.text_is_text, "pages/scores.py", "st.markdown(text, unsafe_allow_html=True)"),
    (rules.text_is_text, "pages/scores.py", "st.html(text)"),
    (rules.modules_are_short, "model/big.py", "x = 1\n" * 301),
    (rules.functions_are_short, "model/big.py", "def f():\n    '''Doc.'''\n" + "    x = 1\n" * 41),
    (rules.signatures_are_narrow, "model/a.py", "def f(a, b, c, d, *, e, g, h): ..."),
    (rules.names_say_what_they_hold, "model/a.py", "found = rows()"),
    (rules.names_say_what_they_hold, "model/a.py", "def f(told): ..."),
    (rules.names_say_what_they_hold, "model/a.py", "[held for held in rows]"),
]


@pytest.mark.parametrize(("rule", "path", "text"), BREAKERS)
def test_the_rule_can_be_broken(rule: Callable[[Module], Faults], path: str, text: str):
    assert len(list(rule(parse(path, text)))) == 1


KEEPERS = [
    (rules.pure_rooms_ask_no_clock, "store/events.py", "when = datetime.now(UTC)"),
    (rules.pure_rooms_make_no_chance, "analysis/sampling.py", "rng = np.random.default_rng(seed)"),
    (rules.only_state_touches_the_session, "pages/session/state.py", "st.session_state['x'] = 1"),
    (rules.functions_are_short, "model/a.py", "def f():\n    '''Doc.\n" + "\n" * 60 + "    '''\n"),
]


KEEPERS += [
    (rules.functions_are_short, "model/a.py", "def f():  # long: a table\n" + "    x = 1\n" * 41),
    (rules.modules_are_short, "model/a.py", "# long: a table\n" + "x = 1\n" * 301),
    (rules.signatures_are_narrow, "model/a.py", "def f(self, a, b, c, d, *, e, g): ..."),
    (rules.names_say_what_they_hold, "model/a.py", "class Names:\n    held: bool\n"),
]


@pytest.mark.parametrize(("rule", "path", "text"), KEEPERS)
def test_the_rule_leaves_alone_what_is_right(
    rule: Callable[[Module], Faults], path: str, text: str
):
    assert list(rule(parse(path, text))) == []


def test_no_signature_stays_on_the_list_of_wide_ones_once_it_is_narrow(monkeypatch):
    listed = set(rules.WIDE)
    monkeypatch.setattr(rules, "WIDE", set())

    wide = {
        f"{module.path}:{fault.split()[1]}"
        for module in rules.modules()
        for fault in rules.signatures_are_narrow(module)
    }

    assert wide == listed
