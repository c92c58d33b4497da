"""No figure under the threshold, none that two rounds give away, and no answer as it was: laws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appraisal.analysis.spreads import LEAST_CHANGES, Spread, figure_of, from_kept, spread_of

SCALE = (0.0, 100.0)
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
        figure = figure_of(answers, threshold, SCALE, earlier)
        shown.append(figure)
        if figure.spread:
            earlier.append((number, answers))
    return shown


@given(rounds(), st.integers(3, 7))
def test_no_figure_stands_on_fewer_answers_than_the_threshold(given_rounds, threshold):
    for answers, figure in zip(given_rounds, shown_figures(given_rounds, threshold), strict=True):
        if figure.spread:
            assert figure.spread.count == len(answers) >= threshold
        else:
            assert figure.why


@given(rounds(), st.integers(3, 7))
def test_no_two_figures_are_shown_that_a_few_seats_changes_lie_between(given_rounds, threshold):
    shown = shown_figures(given_rounds, threshold)
    for later, (after, new) in enumerate(zip(given_rounds, shown, strict=True)):
        for before, old in zip(given_rounds[:later], shown[:later], strict=True):
            if not (old.spread and new.spread):
                continue
            assert sum(before.get(seat) != after.get(seat) for seat in SEATS) >= LEAST_CHANGES


@given(rounds(), st.integers(3, 7))
def test_a_figure_is_held_back_only_for_one_of_the_two_reasons(given_rounds, threshold):
    shown = shown_figures(given_rounds, threshold)
    for place, (answers, figure) in enumerate(zip(given_rounds, shown, strict=True)):
        if figure.spread or len(answers) < threshold:
            continue
        assert any(
            sum(before.get(seat) != answers.get(seat) for seat in SEATS) < LEAST_CHANGES
            for before, old in zip(given_rounds[:place], shown[:place], strict=True)
            if old.spread
        )


@given(st.lists(st.integers(0, 100), min_size=2, max_size=40), st.randoms())
def test_a_spread_does_not_depend_on_who_answered_first(values, rng):
    shuffled = list(values)
    rng.shuffle(shuffled)

    assert spread_of(values, *SCALE) == spread_of(shuffled, *SCALE)


def test_quartiles_lie_on_the_line_between_neighbours():
    eight = [10, 20, 30, 40, 50, 60, 70, 80]

    assert spread_of(eight, *SCALE) == Spread(8, (45, 45), "apart", (27.5, 62.5), (10, 80))


@given(st.lists(st.floats(0, 100), min_size=2, max_size=7), st.floats(0, 100))
def test_below_eight_answers_a_spread_is_a_fifth_of_the_scale_and_one_word(values, other):
    spread = spread_of(values, *SCALE)

    assert (spread.quartiles, spread.ends) == (None, None)
    assert spread.middle in [(n * 20.0, n * 20.0 + 20.0) for n in range(5)]
    assert spread.together in ("close", "apart")
    # There are ten things that it can say of a scale, however fine the answers are.


def test_a_scale_that_is_open_has_bands_beyond_its_ends():
    assert spread_of([130, 131, 135], *SCALE).middle == (120, 140)
    assert spread_of([-5, -4, -3], *SCALE).middle == (-20, 0)
    assert spread_of([100, 100, 100], *SCALE).middle == (80, 100)
    assert spread_of([60, 61, 62], 0, 60).middle == (60, 72)


def test_a_figure_kept_before_there_were_bands_is_shown_no_more():
    old = {"count": 5, "low": 1, "lower_quartile": 2, "median": 3, "upper_quartile": 4, "high": 5}

    assert from_kept({"spread": old, "why": ""}).spread is None


@given(st.lists(st.integers(0, 100), min_size=2, max_size=12))
def test_where_answers_are_said_to_be_close_at_least_half_lie_within_a_fifth_of_the_scale(values):
    if spread_of(values, *SCALE).together == "close":
        assert any(
            2 * sum(low <= value <= low + 20 for value in values) >= len(values) for low in values
        )


def test_changing_back_after_a_held_back_round_is_shown_only_if_it_tells_nothing():
    first = {"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0, "e": 50.0}
    second = {**first, "a": 90.0, "b": 80.0}  # two changed: held back
    third = {**second, "c": 80.0}  # three against the first: shown
    fourth = {**third, "a": 10.0}  # against the first two, against the third one: held back

    told = [
        figure.spread is not None for figure in shown_figures([first, second, third, fourth], 5)
    ]
    assert told == [True, False, True, False]
