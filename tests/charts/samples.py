"""Appraisals to draw: one like a real one, and others that are hard on a chart."""

from __future__ import annotations

from typing import Any

from appraisal.analysis.results import Results, analyse
from appraisal.model import Appraisal

CRITERIA = [
    ("practice", "Quality and consistency of practice", "Children and practice", None, 100),
    ("relationships", "Relationships with children and families", "Children and practice",
     ("children per worker", 30, 14), 85),
    ("focus", "Single focus and freedom to act", "Leadership and workforce", None, 60),
    ("expertise", "Proven improvement expertise", "Leadership and workforce", None, 55),
    ("workforce", "Stable permanent workforce", "Leadership and workforce",
     ("% agency", 60, 0), 80),
    ("accountability", "Clear and open accountability", "Accountability and partnership", None,
     45),
    ("democracy", "Local democracy and trust in members", "Accountability and partnership", None,
     30),
    ("partnership", "Partners, communities and the child's voice",
     "Accountability and partnership", None, 40),
    ("setup_time", "Time until the new arrangement is fully working", "Getting there",
     ("months", 24, 0), 50),
    ("disruption", "Depth of disruption", "Getting there", None, 45),
    ("oversight", "Reporting and scrutiny load in steady state", "Getting there",
     ("days a month", 20, 0), 20),
    ("failure", "If it goes wrong", "Money, failure and exit", None, 35),
    ("reversibility", "Way back and retained know-how", "Money, failure and exit", None, 25),
]  # fmt: skip
OPTIONS = [
    ("status_quo", "Stay as now, improve in house"),
    ("trust", "Independent children's trust"),
    ("commissioner", "Commissioner with power to direct"),
    ("partner", "Partner council's management team"),
]
LEVELS = {
    "status_quo": [40, 20, 30, 25, 33, 60, 80, 45, 6, 75, 10, 55, 80],
    "trust": [64, 17, 88, 60, 24, 55, 45, 60, 18, 30, 14, 45, 35],
    "commissioner": [52, 19, 55, 70, 30, 45, 30, 45, 9, 55, 17, 60, 60],
    "partner": [60, 18, 60, 85, 27, 50, 40, 55, 12, 45, 12, 50, 50],
}
STRENGTHS = ("strong", "moderate", "weak", "none")


def document() -> dict[str, Any]:
    """A complete appraisal in the manner of the worked example; every call gives a new one."""
    ids = [row[0] for row in CRITERIA]
    return {
        "format": "appraisal/1",
        "title": "Who should run children's social care?",
        "baseline": "status_quo",
        "options": [{"id": id, "name": name} for id, name in OPTIONS],
        "gates": [{"id": "g_foi", "name": "Open to freedom-of-information requests"}],
        "gate_results": [{"option": id, "gate": "g_foi", "result": "pass"} for id, _ in OPTIONS],
        "criteria": [
            *({"id": id, "name": name, "group": group, "scale": scale(ends)}
              for id, name, group, ends, _ in CRITERIA),
            {"id": "cost", "name": "Whole-life extra cost", "group": "Money, failure and exit",
             "axis": "cost", "scale": {"unit": "£ million", "worst": 15, "best": -5}},
        ],
        "swings": {row[0]: row[4] for row in CRITERIA},
        "performances": [
            {"option": option, "criterion": id, "level": level,
             "strength": STRENGTHS[(place + shift) % 3], "reason": "Because.",
             "evidence": ["e1"] if (option, id) == ("trust", "practice") else []}
            for shift, (option, levels) in enumerate(LEVELS.items())
            for place, (id, level) in enumerate(zip(ids, levels, strict=True))
        ],
        "evidence": [
            {"id": f"e{n + 1}", "finding": f"Finding {n + 1}", "option": option, "criterion": id,
             "strength": STRENGTHS[n % 4], "direction": "+"}
            for n, (option, id) in enumerate(
                [(o, c) for o, _ in OPTIONS for c in ids if (len(o) * len(c)) % 3] * 2
            )
        ],
        "costs": {"lines": [
            line("status_quo", "Agency premium", "running", 1.1),
            line("trust", "Set-up", "transition", 2.6, low=0.8, high=1.6),
            line("trust", "Contract team", "transaction", 0.8, low=0.8, high=1.4),
            line("trust", "Lost know-how", "transmutation", 0.4),
            line("trust", "Lower agency use", "saving", -0.7),
            line("commissioner", "Commissioner's fees", "running", 1.5, low=0.9, high=1.3),
            line("partner", "Management fee", "transaction", 1.4, low=0.8, high=1.3),
            line("partner", "Moving over", "transition", 0.3),
        ]},
        "members": [
            {"id": f"m{n}", "label": f"Member {n}",
             "swings": {row[0]: min(100, max(5, row[4] + (n * 37 + len(row[0]) * 13) % 61 - 30))
                        for row in CRITERIA},
             "performances": [
                 {"option": "trust", "criterion": "practice", "level": 45 + 8 * n},
                 {"option": "partner", "criterion": "workforce", "level": 20 + 3 * n},
             ]}
            for n in range(1, 6)
        ],
    }  # fmt: skip


def scale(ends: tuple[str, float, float] | None) -> dict[str, Any]:
    """A judged scale, or one in a unit from worst to best."""
    return {} if ends is None else {"unit": ends[0], "worst": ends[1], "best": ends[2]}


def line(option: str, item: str, kind: str, amount: float, **more: Any) -> dict[str, Any]:
    """A line of cost that is the same in each of five years."""
    years = range(2026, 2031)
    amounts = {year: round(amount * (1.0 if year > 2026 else 1.5), 2) for year in years}
    return {"option": option, "item": item, "kind": kind, "amounts": amounts, **more}


def results_of(found: dict[str, Any], **more: Any) -> Results:
    """The results of a document."""
    return analyse(Appraisal.from_document(found), **more)


def sample() -> Results:
    """The results of the complete appraisal."""
    return results_of(document())


HOSTILE = (
    "'+alert(1)+' \"];datum['x'] <img src=x onerror=alert(1)> \u202e=1+1 "
    "{{7*7}} \\u0027 ${x} " + "W" * 180
)


def hostile() -> Results:
    """Every text is an attack or far too long."""
    found = document()
    for part in ("options", "criteria", "gates", "members"):
        for place, row in enumerate(found[part]):
            row["label" if part == "members" else "name"] = f"{place} {HOSTILE}"[:300]
    for row in found["criteria"]:
        row["group"] = f"{row['group'][:3]}{HOSTILE}"[:300]
        if row.get("scale", {}).get("unit"):
            row["scale"]["unit"] = HOSTILE[:120]
    for row in found["costs"]["lines"]:
        row["item"] = HOSTILE[:300]
    return results_of(found)


def two_options() -> Results:
    """The least that can be compared."""
    found = document()
    return results_of(without(found, {"commissioner", "partner"}))


def without(found: dict[str, Any], options: set[str]) -> dict[str, Any]:
    """The document without these options and all that is said about them."""
    found["options"] = [row for row in found["options"] if row["id"] not in options]
    for member in found["members"]:
        own = member["performances"]
        member["performances"] = [row for row in own if row["option"] not in options]
    for part in ("gate_results", "performances", "evidence"):
        found[part] = [row for row in found[part] if row["option"] not in options]
    lines = found["costs"]["lines"]
    found["costs"]["lines"] = [row for row in lines if row["option"] not in options]
    return found


def six_options() -> Results:
    """Two more options, one of them failing a must-have and with the highest overall value."""
    found = document()
    found["options"] += [
        {"id": "mutual", "name": "Staff-owned mutual"},
        {"id": "regional", "name": "Regional organisation with the neighbouring councils"},
    ]
    for option, source in (("mutual", "trust"), ("regional", "partner")):
        for row in [row for row in found["performances"] if row["option"] == source]:
            judged = row["criterion"] in ("focus", "practice", "expertise")
            found["performances"].append(
                {**row, "option": option, "level": row["level"] + 10 * judged, "evidence": []}
            )
        found["gate_results"].append({"option": option, "gate": "g_foi", "result": "pass"})
        found["costs"]["lines"].append(line(option, "Set-up", "transition", 1.0))
    found["gate_results"][-2]["result"] = "fail"
    return results_of(found)


def twenty_criteria() -> Results:
    """Twenty criteria in seven groups."""
    found = document()
    for place in range(7):
        id = f"extra_{place}"
        group = f"Extra group {place % 2 + 1}"
        found["criteria"].append({"id": id, "name": f"Extra criterion {place + 1}", "group": group})
        found["swings"][id] = 10 * place
        found["performances"] += [
            {"option": o, "criterion": id, "level": 30 + 9 * n, "strength": "weak"}
            for n, (o, _) in enumerate(OPTIONS)
        ]
    return results_of(found)


def tied() -> Results:
    """Trust and partner are judged alike on everything."""
    found = document()
    alike = {r["criterion"]: r["level"] for r in found["performances"] if r["option"] == "trust"}
    for row in found["performances"]:
        if row["option"] == "partner":
            row["level"] = alike[row["criterion"]]
    return results_of(found)


def with_holes() -> Results:
    """A cell not scored, a cell with no evidence and no level, an option without costs."""
    found = document()
    rows = found["performances"]
    gap = ("commissioner", "practice")
    found["performances"] = [r for r in rows if (r["option"], r["criterion"]) != gap]
    for row in found["performances"]:
        if (row["option"], row["criterion"]) == ("partner", "expertise"):
            del row["level"]
            row["strength"] = "none"
        if (row["option"], row["criterion"]) == ("status_quo", "workforce"):
            row["level"] = 75
    lines = found["costs"]["lines"]
    found["costs"]["lines"] = [row for row in lines if row["option"] != "partner"]
    return results_of(found)


def unweighted() -> Results:
    """Scored, but one swing is not rated yet."""
    found = document()
    del found["swings"]["democracy"]
    return results_of(found)


def bare() -> Results:
    """A criteria set: nothing is judged yet."""
    found = document()
    for part in ("swings", "performances", "members", "evidence", "costs", "gate_results"):
        del found[part]
    return results_of(found)


HARD = {
    "sample": sample, "hostile": hostile, "two_options": two_options, "six_options": six_options,
    "twenty_criteria": twenty_criteria, "tied": tied, "with_holes": with_holes,
    "unweighted": unweighted, "bare": bare,
}  # fmt: skip
