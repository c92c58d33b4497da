"""The list of saved appraisals on Start: searched, sorted, a page at a time, in three places."""

from __future__ import annotations

import streamlit as st

from appraisal import service
from appraisal.pages.escaping import plain
from appraisal.pages.sections.start import actions, names, saved_row
from appraisal.pages.session import state
from appraisal.pages.widgets import fields

PLACES: dict[str, service.Place] = {
    "Saved": "saved", "Archived": "archived", "Deleted": "deleted"
}  # fmt: skip
SORTS: dict[str, service.Sort] = {"Last saved": "saved", "Title": "title"}
_EMPTY = {
    "saved": "Nothing is saved here.",
    "archived": "Nothing is archived.",
    "deleted": "Nothing is deleted.",
}
_FEW = 3  # that many are seen at a glance, and need no search
_PAGE = "start:page"


def saved() -> service.Shelf:
    """Show the saved appraisals, and return what was shown; nothing on a store that is empty."""
    shelf = _shelf()
    if not sum(shelf.counts.values()):
        return shelf
    st.subheader("Carry on", anchor=False)
    if _needs_tools(shelf):
        _tools()
    _say_how_many(shelf)
    called = names.names_of(shelf.rows)
    for place, head in enumerate(shelf.rows):
        actions.show_notice(place)
        name, example = called[head.id], shelf.examples.get(head.id)
        saved_row.show(saved_row.SavedRow(head, name, example, place))
    actions.show_notice(len(shelf.rows), service.PAGE_SIZE)
    if shelf.pages > 1:
        _turn_pages(shelf)
    return shelf


def _shelf() -> service.Shelf:
    return service.shelf(
        state.store(),
        place=_place(),
        words=_words(),
        sort=_sort(),
        page=state.value(_PAGE) or 1,
    )


def _needs_tools(shelf: service.Shelf) -> bool:
    """Return whether there is more than a glance takes in, or something chosen to be undone."""
    elsewhere = shelf.counts["archived"] or shelf.counts["deleted"]
    chosen = _words() or _place() != "saved"
    return bool(elsewhere or chosen or shelf.counts["saved"] > _FEW)


def _tools() -> None:
    search, sort = st.columns([2.5, 1])
    with search:
        fields.text("Search by title or authority", _box("words", ""))
    with sort:
        fields.choice("Sort by", list(SORTS), _box("sort", "Last saved"))
    fields.choice("Show", list(PLACES), _box("place", "Saved"), radio=True, horizontal=True)


def _box(name: str, default: str) -> fields.Box:
    return fields.view(f"start:{name}", default, _begin_list_anew, of_all=True)


def _words() -> str:
    return str(_box("words", "").stored)


def _sort() -> service.Sort:
    return SORTS.get(_box("sort", "Last saved").stored, "saved")


def _place() -> service.Place:
    return PLACES.get(_box("place", "Saved").stored, "saved")


def _begin_list_anew() -> None:
    _turn_to(1)


def _turn_to(page: int) -> None:
    """Show another part of the list; what was said of a row of the last one is said no more."""
    state.put(_PAGE, page)
    actions.forget_notice()


def _say_how_many(shelf: service.Shelf) -> None:
    words, place = _words().strip(), _place()
    if not shelf.rows:
        st.markdown(f"Nothing here has the words “{plain(words)}”." if words else _EMPTY[place])
        return
    first = (shelf.page - 1) * service.PAGE_SIZE + 1
    if shelf.pages > 1:
        st.caption(f"{first} to {first + len(shelf.rows) - 1} of {shelf.found}")
    if place == "deleted":
        st.caption("Nothing here is erased: each can be restored as it was.")


def _turn_pages(shelf: service.Shelf) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", key="start_pages"):
        st.button("Previous page", disabled=shelf.page == 1, key="start_previous",
                  on_click=_turn_to, args=(shelf.page - 1,))  # fmt: skip
        st.button("Next page", disabled=shelf.page == shelf.pages, key="start_next",
                  on_click=_turn_to, args=(shelf.page + 1,))  # fmt: skip
