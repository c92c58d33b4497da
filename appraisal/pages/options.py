"""Options: the ways to run the service, described even-handedly, and whose gift each is in."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.checks.even_handedness import even_handedness
from appraisal.analysis.wording.figures import counted
from appraisal.edits.accessors import or_empty, row_setting, setting
from appraisal.edits.names import words_setting
from appraisal.edits.options import (
    goes_with_option,
    with_option,
    without_option,
)
from appraisal.model import Appraisal, Option
from appraisal.model.options import COUNCIL
from appraisal.pages.escaping import names_said, plain
from appraisal.pages.sections.removal_words import removal_words
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, forms, frame

KIND = "options"
NEW, VARIANT, HYBRID = "A new option", "A variant of one option", "A hybrid of two or more"


def page() -> None:
    """Show the options side by side, let each be changed, and add or remove some."""
    current = frame.begin("options")
    appraisal, frozen = current.appraisal, current.frozen
    st.markdown(
        "Describe every option in the same way, at about the same length, with its strong and weak "
        "sides. Someone who prefers another option should still call the description fair."
    )
    _even_handed(appraisal)
    _cards(appraisal, frozen)
    _baseline(appraisal, frozen)
    _not_in_the_councils_gift(appraisal)
    _add(appraisal, frozen)
    frame.end("options")


def _even_handed(appraisal: Appraisal) -> None:
    balance = even_handedness(appraisal)
    if balance.undescribed:
        names = names_said(appraisal.option(id).name for id in balance.undescribed)
        st.warning(f"No description yet: {names}.", icon=":material/edit_note:")
    if balance.uneven:
        short_id, long_id = balance.uneven
        st.warning(
            f"{plain(appraisal.option(long_id).name)} is described in {balance.words[long_id]} "
            f"words, {plain(appraisal.option(short_id).name)} in {balance.words[short_id]}. "
            "A much longer description can look like a push for one option, or against it.",
            icon=":material/balance:",
        )


def _cards(appraisal: Appraisal, frozen: bool) -> None:
    options = appraisal.options
    for index, column in forms.side_by_side(len(options)):
        name = f"option_{options[index].id}"
        with column, st.container(border=True, height="stretch", key=name):
            _card(appraisal, options[index], index + 1)
        if index % 2 or index == len(options) - 1:  # the row is full: the parts that open follow
            first = index - index % 2
            for number, option in enumerate(options[first : index + 1], start=first + 1):
                _change(appraisal, option, number, frozen)


def _card(appraisal: Appraisal, option: Option, number: int) -> None:
    """Show an option; while it is being changed below, as it stood when that began.

    So nothing moves as its part opens, nor as somebody types.
    """
    is_open = forms.is_open(f"option:{option.id}")
    key = f"card:{state.open_id()}:{option.id}"
    words = even_handedness(appraisal).words[option.id]
    if is_open:
        option, words = state.as_it_stood(key, (option, words))
    else:
        state.no_longer_as_it_stood(key)
    st.caption(f"Option {number}" + (", as it stood: you are changing it below" if is_open else ""))
    st.subheader(plain(option.name), anchor=False)
    if option.id == appraisal.baseline:
        st.caption("● The others are compared with this one")
    if option.variant_of:
        st.caption(f"A variant of {plain(appraisal.option(option.variant_of).name)}")
    if option.summary:
        st.markdown(f"**{plain(option.summary)}**")
    st.markdown(plain(option.description) or "*No description yet.*")
    st.caption(f"Whose consent it takes: {plain(display.consents(option))}.")
    st.caption(f"{counted(words, 'word')}")


def _change(appraisal: Appraisal, option: Option, number: int, frozen: bool) -> None:
    part, is_open = forms.fold(f"Change option {number}", f"option:{option.id}")
    if not is_open:
        return
    with part:
        _words(appraisal, option, frozen)
        _links(appraisal, option, frozen)
        if option.id == appraisal.baseline:
            st.caption("This option is what the others are compared with, so it cannot be removed.")
        elif len(appraisal.options) > 2:
            forms.removal(
                "Remove this option",
                f"option:{option.id}:remove",
                removal_words(option.name, goes_with_option(appraisal, option.id), "option"),
                KIND,
                lambda a: without_option(a, option.id),
                disabled=frozen,
            )


def _words(appraisal: Appraisal, option: Option, frozen: bool) -> None:
    for field, label, tall, help in (
        ("name", "Name", False, None),
        ("summary", "In one sentence", True, "What changes, and who runs the service."),
        (
            "description",
            "Description",
            True,
            "Who employs the staff, who holds the budget, who decides, and what stays the same.",
        ),
    ):
        fields.text(
            label,
            _box(appraisal, option, field),
            tall=tall,
            help=help,
            disabled=frozen,
        )


def _links(appraisal: Appraisal, option: Option, frozen: bool) -> None:
    fields.several(
        "Whose consent it takes",
        list(display.HOLDERS),
        _box(appraisal, option, "in_gift_of", "gift"),
        words=lambda holder: display.HOLDERS.get(holder, holder),
        accept_new=True,
        help="Everyone whose agreement it needs. Type another name and press Enter to add it.",
        placeholder="Choose, or type a name",
        disabled=frozen,
    )
    others = {o.id: o.name for o in appraisal.options if o.id != option.id}
    fields.choice(
        "A variant of",
        ["", *others],
        _variant_box(appraisal, option),
        words=lambda id: others.get(id, "None: an option of its own"),
        disabled=frozen,
    )


def _box(appraisal: Appraisal, option: Option, field: str, name: str = "") -> fields.Box:
    accessor = words_setting("options", option.id, field)
    return fields.record(appraisal, accessor, f"option:{option.id}:{name or field}", KIND)


def _variant_box(appraisal: Appraisal, option: Option) -> fields.Box:
    accessor = or_empty(row_setting("options", {"id": option.id}, "variant_of"))
    return fields.record(appraisal, accessor, f"option:{option.id}:variant", KIND)


def _baseline(appraisal: Appraisal, frozen: bool) -> None:
    names = {option.id: option.name for option in appraisal.options}
    fields.choice(
        "What the others are compared with (the baseline)",
        list(names),
        fields.record(appraisal, setting("baseline"), "options:baseline", "decision"),
        words=lambda id: names[id],
        radio=True,
        help="Usually the service improved in house, with the money it would really get.",
        disabled=frozen,
    )


def _not_in_the_councils_gift(appraisal: Appraisal) -> None:
    st.subheader("What the council cannot decide alone", anchor=False)
    outside = [option for option in appraisal.options if option.consents_outside_council()]
    for option in outside:
        holders = [display.HOLDERS.get(h, h) for h in option.consents_outside_council()]
        st.markdown(f"- **{plain(option.name)}** needs {names_said(holders)} to agree.")
    if outside:
        st.caption("This is printed with the recommendation. A high score cannot give consent.")
    else:
        st.markdown("Nothing recorded: every option is shown as the council's own to decide.")
    unsaid = [option.name for option in appraisal.options if not option.in_gift_of]
    if unsaid:
        st.caption(f"Not said yet: {names_said(unsaid)}.")
    if not any(COUNCIL in option.in_gift_of for option in appraisal.options):
        st.caption("No option is shown as in the council's own gift. Check that this is right.")


def _add(appraisal: Appraisal, frozen: bool) -> None:
    st.subheader("Add an option", anchor=False)
    st.caption(
        "Could a better option be built from these? For example: a partner now, and a trust only "
        "if a test at month 12 fails. A new option starts with no scores: it is judged afresh."
    )
    names = {option.id: option.name for option in appraisal.options}
    sort = fields.choice(
        "What sort of option?",
        [NEW, VARIANT, HYBRID],
        fields.unsaved("options:add:sort", NEW),
        radio=True,
        disabled=frozen,
    )
    if sort == VARIANT:
        fields.choice(
            "A variant of", list(names), fields.unsaved("options:add:one"),
            words=lambda id: names[id], disabled=frozen,
        )  # fmt: skip
    if sort == HYBRID:
        fields.several(
            "Built from", list(names), fields.unsaved("options:add:many"),
            words=lambda id: names[id], placeholder="Choose two or more", disabled=frozen,
        )  # fmt: skip
    fields.text("Name of the new option", fields.unsaved("options:add:name"), disabled=frozen)
    forms.submit(
        "Add this option",
        "options:add:go",
        KIND,
        _added,
        clears=("options:add:name", "options:add:many", "options:add:one"),
        disabled=frozen,
    )


def _added() -> state.Change:
    name = fields.held("options:add:name") or ""
    sort = fields.held("options:add:sort")
    grown_from: list[str] = []
    if sort == VARIANT:
        grown_from = [id for id in [fields.held("options:add:one")] if id]
        if not grown_from:
            return forms.refusal("Choose the option that it is a variant of.")
    if sort == HYBRID:
        grown_from = list(fields.held("options:add:many") or [])
        if len(grown_from) < 2:
            return forms.refusal("Choose the two or more options it is built from.")
    return lambda appraisal: with_option(appraisal, name, grown_from)


if __name__ == "__main__":
    page()
