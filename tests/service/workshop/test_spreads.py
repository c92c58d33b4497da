"""No figure under the threshold, and none that gives one seat away: laws."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from appraisal.analysis.spreads import Spread, figure_of, spread_of

SEATS = [f"s{n}" for n in range(9)]
counted = st.dictionaries(st.sampled_from(SEATS), st.integers(0, 100).map(float))


@st.composite
def rounds(draw):
    """Rounds of answers to one question; between two of them a few seats change."""
    now = draw(counted)
    found = [now]
    for _ in range(draw(st.integers(1, 4))):
        now = {**now, **draw(st.dictionaries(st.sampled_from(SEATS), st.integers(0, 9).map(float),
                                             max_size=3))}  # fmt: skip
        for gone in draw(st.lists(st.sampled_from(SEATS), max_size=2)):
            now.pop(gone, None)
        found.append(now)
    return found


def shown_figures(given_rounds, threshold):
    earlier, shown = [], []
    for number, answers in enumerate(given_rounds, 1):
        figure = figure_of(answers, threshold, earlier)
        shown.append(figure)
        if figure.spread:
            earlier.append((number, answers, figure.spread))
    return shown


@given(rounds(), st.integers(3, 7))
def test_no_figure_stands_on_fewer_answers_than_the_threshold(given_rounds, threshold):
    for answers, figure in zip(given_rounds, shown_figures(given_rounds, threshold), strict=True):
        if figure.spread:
            assert figure.spread.count == len(answers) >= threshold
        else:
            assert figure.why


@given(rounds(), st.integers(3, 7))
def test_no_two_shown_figures_differ_by_one_seats_change(given_rounds, threshold):
    shown = shown_figures(given_rounds, threshold)
    for later, (after, new) in enumerate(zip(given_rounds, shown, strict=True)):
        for before, old in zip(given_rounds[:later], shown[:later], strict=True):
            if not (old.spread and new.spread) or old.spread == new.spread:
                continue
            assert sum(before.get(seat) != after.get(seat) for seat in SEATS) >= 2


@given(rounds(), st.integers(3, 7))
def test_a_figure_is_held_back_only_for_one_of_the_two_reasons(given_rounds, threshold):
    shown = shown_figures(given_rounds, threshold)
    for place, (answers, figure) in enumerate(zip(given_rounds, shown, strict=True)):
        if figure.spread or len(answers) < threshold:
            continue
        assert any(
            sum(before.get(seat) != answers.get(seat) for seat in SEATS) == 1
            for before, old in zip(given_rounds[:place], shown[:place], strict=True)
            if old.spread
        )


@given(st.lists(st.integers(0, 100), min_size=2, max_size=40), st.randoms())
def test_a_spread_does_not_depend_on_who_answered_first(values, rng):
    shuffled = list(values)
    rng.shuffle(shuffled)

    assert spread_of(values) == spread_of(shuffled)


def test_quartiles_lie_on_the_line_between_neighbours():
    assert spread_of([10, 20, 30, 40]) == Spread(4, 10, 17.5, 25, 32.5, 40)
    assert spread_of([1, 2, 3, 4, 5]) == Spread(5, 1, 2, 3, 4, 5)


def test_changing_back_after_a_held_back_round_is_shown_only_if_it_tells_nothing():
    first = {"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0, "e": 50.0}
    second = {**first, "a": 90.0}  # one changed: held back
    third = {**second, "b": 80.0}  # a and b against the first: shown
    fourth = {**third, "a": 10.0}  # against the first only b changed: held back

    told = [
        figure.spread is not None for figure in shown_figures([first, second, third, fourth], 5)
    ]
    assert told == [True, False, True, False]


def test_ten_thousand_rooms_show_no_figure_that_one_seat_moved():
    rng, held_back = random.Random(1), 0
    for _ in range(10_000):
        threshold, seats = rng.choice((3, 5, 6)), SEATS[: rng.randint(2, 9)]
        now, book, shown = {}, [], []
        for _ in range(rng.randint(2, 4)):
            movers = seats if not book else rng.sample(seats, rng.randint(0, min(3, len(seats))))
            now = now | {seat: float(rng.randint(0, 20)) for seat in movers}
            for gone in [seat for seat in movers if rng.random() < 0.1]:
                del now[gone]
            book.append(now)
        for (answers, figure), place in zip(
            zip(book, shown_figures(book, threshold), strict=True), range(9), strict=False
        ):
            assert figure.spread is None or len(answers) >= threshold
            held_back += figure.spread is None and len(answers) >= threshold
            for before, old in shown[:place]:
                if figure.spread and old.spread and figure.spread != old.spread:
                    assert sum(before.get(s) != answers.get(s) for s in seats) >= 2
            shown.append((answers, figure))
    assert held_back > 500  # the rule was really put to work
