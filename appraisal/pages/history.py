"""History: who did what, when and why; compare two versions, restore one, check the record."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from appraisal import service
from appraisal.analysis.comparison import Comparison, Moved
from appraisal.analysis.wording import points, signed_points, weight
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.pages import frame, parts, show, state
from appraisal.pages.text import plain
from appraisal.record.verify import Finding
from appraisal.service import Act, Kept

PAGE = 50


def page() -> None:
    """Show the record of the open appraisal."""
    current = frame.begin("history")
    acts = service.history(state.store(), current.id)
    st.markdown(
        f"Every change is kept, and none can be altered without it showing. This record holds "
        f"{parts.counted(len(acts), 'event')} and ends in the fingerprint "
        f"`{current.head[:16]}`. Write the fingerprint in the minutes: it proves that nothing "
        "before it was changed later."
    )
    view = st.segmented_control(
        "What to show",
        ["What happened", "Compare two versions", "Restore a version", "Check the record"],
        default="What happened",
        required=True,
        key="history:view",
    )
    if view == "What happened":
        _acts(acts)
    elif view == "Compare two versions":
        _compare(current, acts)
    elif view == "Restore a version":
        _restore(current, acts)
    else:
        _check(current)
    _freeze(current)
    frame.end("history")


def _acts(acts: list[Act]) -> None:
    pages = max(1, -(-len(acts) // PAGE))
    chosen = 1
    if pages > 1:
        chosen = int(st.number_input("Page", 1, pages, key="history:page"))
    newest_first = acts[::-1][(chosen - 1) * PAGE : chosen * PAGE]
    rows = [
        {
            "Version": f"{act.revision}",
            "When": when(act.at),
            "Who": act.actor,
            "What": act.words,
            "Why": act.why,
        }
        for act in newest_first
    ]
    show.table(pd.DataFrame(rows))


def when(text: str) -> str:
    """Return the time of an event as the reader's clock shows it."""
    try:
        at = dt.datetime.fromisoformat(text).astimezone()
    except ValueError:
        return text
    return f"{at.day} {at:%b %Y %H:%M:%S}"


def _labels(acts: list[Act]) -> dict[int, str]:
    return {act.revision: f"{act.revision}: {when(act.at)}, {act.words[:70]}" for act in acts}


def _compare(current: Kept, acts: list[Act]) -> None:
    labels = _labels(acts)
    newest_first = list(labels)[::-1]
    one = st.selectbox(
        "The version before",
        newest_first,
        index=len(newest_first) - 1,
        format_func=lambda revision: labels[revision],
        key="history:one",
    )
    other = st.selectbox(
        "The version after",
        newest_first,
        index=0,
        format_func=lambda revision: labels[revision],
        key="history:other",
    )
    before, after = (service.version(state.store(), current.id, r) for r in (one, other))
    found = service.compare(before.appraisal, after.appraisal)
    st.markdown(f"**{plain(found.result.words)}**")
    _compared(found.result, before.appraisal, after.appraisal)
    st.markdown(f"**{parts.counted(len(found.words), 'thing')} changed between the two**")
    st.markdown("\n".join(f"- {plain(words)}" for words in found.words[:200]))
    if len(found.words) > 200:
        st.caption(f"And {len(found.words) - 200} more.")


def _compared(found: Comparison, before: Appraisal, after: Appraisal) -> None:
    names = {o.id: o.name for one in (before, after) for o in one.options}
    rows = []
    for id, moved in found.overall.items():
        rank = found.rank[id]
        rows.append(
            {
                "Option": names[id],
                "Overall value before": _points(moved.before),
                "After": _points(moved.after),
                "Change": _change(moved),
                "Rank before": _rank(rank.before),
                "Rank after": _rank(rank.after),
            }
        )
    show.table(pd.DataFrame(rows))
    shifted = {id: m for id, m in found.weights.items() if m.before != m.after}
    if shifted:
        criteria = {c.id: c.name for one in (before, after) for c in one.criteria}
        rows = [
            {
                "Criterion": criteria[id],
                "Weight before": "none" if m.before is None else weight(m.before, 1),
                "After": "none" if m.after is None else weight(m.after, 1),
            }
            for id, m in shifted.items()
        ]
        show.table(pd.DataFrame(rows))


def _points(value: float | None) -> str:
    return "not known" if value is None else points(value)


def _change(moved: Moved) -> str:
    change = moved.change()
    return "" if change is None else signed_points(change)


def _rank(value: float | None) -> str:
    return "none" if value is None else f"{value:.0f}"


def _restore(current: Kept, acts: list[Act]) -> None:
    labels = _labels(acts)
    choices = [revision for revision in labels if revision != current.revision][::-1]
    if not choices:
        st.info("There is only one version so far.")
        return
    chosen = st.selectbox(
        "Version to read",
        choices,
        format_func=lambda revision: labels[revision],
        key="history:restore",
    )
    then = service.version(state.store(), current.id, chosen)
    st.markdown(f"**Version {chosen}, to read only**")
    results = state.results(then)
    for reason in results.recommendation.because:
        st.markdown(plain(reason))
    why = st.text_input("Why restore it?", key="history:why", max_chars=300)
    locked = current.appraisal.status == "agreed"
    if st.button(f"Restore version {chosen} as a new version", disabled=locked or not why.strip()):
        state.change("restored", lambda _: then.appraisal, why=why)
        state.forget_widgets()
        st.rerun()
    st.caption("Nothing is lost: what stands now stays in the record as its own version.")


def _check(current: Kept) -> None:
    found = service.verify_record(state.store(), current.id)
    if isinstance(found, Finding):
        st.error(f"This record does not verify: {plain(str(found))}.", icon=":material/error:")
        return
    st.success(
        f"✓ Checked just now: every event from 0 to {found.revision} is whole and in order, and "
        "together they make the appraisal as it is shown.",
        icon=":material/verified:",
    )
    limits = state.settings()
    st.download_button(
        "Take the whole record away (zip)",
        lambda: service.export_record(
            state.store(), current.id, draws=limits.draws, seed=limits.seed
        ),
        file_name=f"record-{current.id}-{current.revision}.zip",
        mime="application/zip",
        on_click="ignore",
        icon=":material/download:",
        help="Anyone can check it without this tool, with the file verify_record.py.",
    )


def _freeze(current: Kept) -> None:
    st.divider()
    st.subheader("Agree and freeze", anchor=False)
    if current.appraisal.status == "agreed":
        why = st.text_input("Why open it again?", key="history:reopen", max_chars=300)
        if st.button("Open again as a new version", disabled=not why.strip()):
            _reopen(current, why)
        return
    st.markdown(
        "When the group has agreed, freeze the appraisal. After that it cannot be changed, only "
        "opened again as a new version that names this one."
    )
    why = st.text_input("Who agreed it, and when?", key="history:agree", max_chars=300)
    if st.button("Agree and freeze", disabled=not why.strip()):
        state.change("status", lambda a: a.changed(status="agreed"), why=why)
        st.rerun()


def _reopen(current: Kept, why: str) -> None:
    try:
        made = service.reopen(state.store(), current, why=why, **state.act())
    except AppraisalError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    state.open_appraisal(made.id)
    st.rerun()


if __name__ == "__main__":
    page()
