"""What was found a moment ago: of many threads, and of so many keys at most."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from appraisal.service.remembered import Remembered


def test_the_oldest_goes_where_there_are_too_many():
    kept = Remembered[int](2)

    for number in (1, 2, 3):
        kept.put(number, number)

    assert [kept.get(number) for number in (1, 2, 3)] == [None, 2, 3]


def test_what_is_asked_for_again_is_not_made_again_even_where_it_is_nothing():
    made: list[str] = []
    kept = Remembered[None](2)

    for _ in range(3):
        kept.once("key", lambda: made.append("made"))

    assert made == ["made"]


def test_the_first_of_many_threads_is_what_all_are_given():
    for _ in range(50):
        kept, start = Remembered[int](8), Barrier(8)

        def ask(number: int, kept: Remembered[int] = kept, start: Barrier = start) -> int:
            start.wait()
            return kept.first("began", number)

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(ask, range(8)))) == 1
