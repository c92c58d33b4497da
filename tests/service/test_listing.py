import pytest

from appraisal import service
from appraisal.service import listing
from tests.service.examples import small_appraisal


@pytest.fixture
def started(store, hand):
    """A function that saves an appraisal of this title, and returns its id."""

    def start(title, **changes):
        appraisal = small_appraisal(title=title, **changes)
        return service.start(store, hand(), appraisal).id

    return start


def titles(found):
    return [head.title for head in found.rows]


def test_every_appraisal_is_on_exactly_one_page_however_many_there_are(store, started):
    ids = {started(f"Paper {n}") for n in range(23)}

    pages = [service.shelf(store, page=page) for page in (1, 2, 3)]

    assert [len(found.rows) for found in pages] == [10, 10, 3]
    assert {head.id for found in pages for head in found.rows} == ids
    assert (pages[0].found, pages[0].pages) == (23, 3)


def test_a_page_past_the_last_gives_the_last(store, started):
    for n in range(11):
        started(f"Paper {n}")

    assert service.shelf(store, page=9).page == 2
    assert service.shelf(store, page=-1).page == 1


def test_an_empty_store_has_one_page_without_a_row(store):
    found = service.shelf(store)

    assert (found.rows, found.pages, found.counts["saved"]) == ((), 1, 0)


def test_the_last_saved_comes_first_or_the_titles_stand_in_order(store, started):
    for title in ("beta", "Ältere", "alpha"):
        started(title)

    assert titles(service.shelf(store)) == ["alpha", "Ältere", "beta"]
    assert titles(service.shelf(store, sort="title")) == ["alpha", "Ältere", "beta"]
    started("aaa")
    assert titles(service.shelf(store, sort="title"))[0] == "aaa"


@pytest.mark.parametrize("words", ["siân", "SIAN", "powys sian", "Cyngor"])
def test_a_search_finds_title_and_authority_whatever_the_case_and_the_accents(
    store, started, words
):
    started("Papur Siân", authority="Cyngor Powys")
    started("Another", authority="Slough")

    assert titles(service.shelf(store, words=words)) == ["Papur Siân"]


def test_a_search_looks_on_all_pages(store, started):
    started("The needle")
    for n in range(15):
        started(f"Paper {n}")

    assert titles(service.shelf(store, words="needle", page=2)) == ["The needle"]


def test_signs_that_databases_match_by_are_only_signs(store, started):
    started("Paper 1")

    assert service.shelf(store, words="%").found == 0
    assert service.shelf(store, words="_").found == 0


def test_a_new_authority_is_found_and_the_old_one_no_more(store, small, hand):
    kept = service.start(store, hand(), small.changed(authority="Slough"))
    service.save(store, hand(), kept, kept.appraisal.changed(authority="Norfolk"), kind="decision")

    assert service.shelf(store, words="norfolk").found == 1
    assert service.shelf(store, words="slough").found == 0
    assert isinstance(service.verify_record(store, kept.id), service.Kept)


def test_each_place_holds_its_own_and_all_are_counted(store, started, hand):
    saved, archived, deleted = (started(title) for title in ("S", "A", "D"))
    service.archive(store, hand(), service.load(store, archived))
    service.delete(store, hand(), service.load(store, deleted))

    found = {place: service.shelf(store, place=place) for place in ("saved", "archived", "deleted")}

    assert [[head.id for head in each.rows] for each in found.values()] == [
        [saved], [archived], [deleted]
    ]  # fmt: skip
    assert found["saved"].counts == {"saved": 1, "archived": 1, "deleted": 1}


def test_listing_replays_no_record(store, started, monkeypatch):
    started("Paper")
    monkeypatch.setattr(type(store), "events", lambda *_, **__: pytest.fail("it was replayed"))

    assert service.shelf(store, words="paper").found == 1


def test_progress_is_worked_out_once_for_each_state(store, started, hand, monkeypatch):
    id = started("Paper")
    (head,) = service.shelf(store).rows
    done, of = service.how_far(store, head)
    monkeypatch.setattr(listing, "load", lambda *_: pytest.fail("it was worked out again"))

    assert service.how_far(store, head) == (done, of)
    assert 0 <= done < of
    monkeypatch.undo()
    kept = service.load(store, id)
    decided = kept.appraisal.changed(question="Q?", authority="A", date="2026-11-21")
    service.save(store, hand(), kept, decided, kind="decision")
    assert service.how_far(store, service.shelf(store).rows[0]) == (done + 1, of)
