"""The parts of a mcda-elicitation-web problem, by our ids, each knowing where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from appraisal.errors import DocumentPath
from appraisal.files.mcda.cells import is_in_per_cent, read_cell
from appraisal.files.mcda.plain_json import FORMAT_NAME, Look, ids_for
from appraisal.files.mcda.scales import SHARE, read_scale
from appraisal.files.mcda.weights import read_swings
from appraisal.model import FORMAT
from appraisal.model.faults import shown

_KNOWN = {"schemaVersion", "title", "description", "criteria", "alternatives", "performanceTable",
          "preferences", "weights", "scenario"}  # fmt: skip
KEPT = ("source", "sourceLink", "strengthOfEvidence", "uncertainties", "scale")
_FIELDS = {"name": "title", "question": "description"}  # ours to theirs

Document = dict[str, Any]


class Reading:
    """One problem being read: its parts by our ids, and where each of them came from."""

    def __init__(self, look: Look, root: Document) -> None:
        self._look = look
        self._root = root
        self._criteria = self._named("criteria")
        self._options = self._named("alternatives")
        self._criterion_ids = ids_for((k, _title(v)) for k, v in self._criteria.items())
        self._option_ids = ids_for((k, _title(v)) for k, v in self._options.items())
        self._in_per_cent = self._typed_in_per_cent()
        self._rows: list[int] = []  # the place in their table of each performance
        self._at_state: DocumentPath = ("scenario",)
        state = root.get("scenario", {})
        if isinstance(state, dict) and "state" in state:
            state, self._at_state = state["state"], ("scenario", "state")
        self._state = look.mapping(state, self._at_state)

    def _typed_in_per_cent(self) -> frozenset[str]:
        """Return the keys of the criteria of which a cell was typed in in per cent."""
        table = self._root.get("performanceTable")
        return frozenset(
            str(row.get("criterion"))
            for row in (table if isinstance(table, list) else ())
            if isinstance(row, dict) and is_in_per_cent(row.get("performance"))
        )

    def _named(self, key: str) -> dict[str, Document]:
        parts = self._look.mapping(self._root.get(key), (key,))
        for name, part in parts.items():
            if isinstance(part, dict) and part.get("id", name) != name:
                problem = f"found {shown(part['id'])} under the key {shown(name)}. Make them agree."
                self._look.wrong((key, name, "id"), problem)
        return {name: self._look.mapping(part, (key, name)) for name, part in parts.items()}

    def document(
        self, baseline: str, scales: Mapping[str, tuple[float, float]], swings: Mapping[str, float]
    ) -> Document:
        """Return the appraisal as a document of ours, faulty parts left out and told."""
        look, root = self._look, self._root
        given_ends = {self._key(name, "criteria", "scales"): ends for name, ends in scales.items()}
        sources = {key: self._source(key) for key in self._criteria}
        criteria = [
            self._criterion(key, sources[key], given_ends.get(key)) for key in self._criteria
        ]
        document: Document = {
            "format": FORMAT,
            "title": look.text(root.get("title"), ("title",)),
            "question": look.text(root.get("description"), ("description",)),
            "baseline": self._baseline(baseline),
            "options": [
                {"id": self._option_ids[key], "name": part.get("title")}
                for key, part in self._options.items()
            ],
            "criteria": criteria,
            "performances": list(self._performances(sources)),
            "swings": self._swings(swings),
        }
        for key in sorted(set(root) - _KNOWN):
            look.say(f"The part {shown(key)} of the file was left out.")
        return {**document, "notes": {FORMAT_NAME: self._notes(sources)}}

    def _baseline(self, name: str) -> str:
        key = self._key(name, "alternatives", "baseline")
        return self._option_ids.get(key) or next(iter(self._option_ids.values()), "none")

    def _key(self, name: str, section: str, what: str) -> str:
        """Return the key of a criterion or alternative that is named by key, id or title."""
        parts = self._criteria if section == "criteria" else self._options
        ids = self._criterion_ids if section == "criteria" else self._option_ids
        if name in parts:
            return name
        keys = [key for key in parts if name in (ids[key], _title(parts[key]))]
        if len(keys) == 1:
            return keys[0]
        known = ", ".join(f"{ids[key]} ({_title(parts[key])[:40]})" for key in list(parts)[:12])
        self._look.wrong((what,), f"{shown(name)} is none of the {section}. Known: {known}.")
        return ""

    def _source(self, key: str) -> Document:
        part, path = self._criteria[key], ("criteria", key, "dataSources")
        if "dataSources" not in part:  # the older form: the criterion is its own source
            return part
        rows = self._look.rows(part["dataSources"], path)
        if isinstance(part["dataSources"], list) and len(rows) != 1:
            problem = f"found {len(rows)} data sources. Right would be one; keep the one to use."
            self._look.wrong(path, problem)
        return self._look.mapping(rows[0], (*path, 0)) if rows else {}

    def _at_source(self, key: str) -> DocumentPath:
        inner: DocumentPath = ("dataSources", 0) if "dataSources" in self._criteria[key] else ()
        return ("criteria", key, *inner)

    def _criterion(
        self, key: str, source: Document, given_ends: tuple[float, float] | None
    ) -> Document:
        at = self._at_source(key)
        pvf, at_pvf = source.get("pvf"), (*at, "pvf")
        of_scenario = self._of_scenario(key)
        if of_scenario is not None:
            pvf, at_pvf = of_scenario, (*self._at_state, "problem", "criteria", key, "pvf")
        part = self._criteria[key]
        scale = read_scale(
            self._look, source, pvf, given_ends, (at, at_pvf), key in self._in_per_cent
        )
        if scale.get("unit") == SHARE:
            title = shown(part.get("title"))
            self._look.say(f"{title}: levels are shares of 1, as in the file (0.6 is 60 %).")
        return {
            "id": self._criterion_ids[key],
            "name": part.get("title"),
            "question": part.get("description", ""),
            "scale": scale,
        }

    def _of_scenario(self, key: str) -> Any:
        part: Any = self._state
        for step in ("problem", "criteria", key):
            part = part.get(step) if isinstance(part, dict) else None
        rows = part.get("dataSources") if isinstance(part, dict) else None
        if isinstance(rows, list) and rows and isinstance(rows[0], dict) and rows[0].get("pvf"):
            return rows[0]["pvf"]
        return part.get("pvf") if isinstance(part, dict) else None

    def _performances(self, sources: dict[str, Document]) -> list[Document]:
        cells = []
        table = self._look.rows(self._root.get("performanceTable"), ("performanceTable",))
        for index, row in enumerate(table):
            path: DocumentPath = ("performanceTable", index)
            entry = self._look.mapping(row, path)
            option = self._known(entry, "alternative", self._option_ids, path)
            criterion = self._known(entry, "criterion", self._criterion_ids, path)
            if option is None or criterion is None:
                continue
            source = entry.get("dataSource")
            true = sources[entry["criterion"]].get("id", source)
            if source is not None and source != true:
                problem = (
                    f"found {shown(source)}, but the criterion's data source is {shown(true)}."
                )
                self._look.wrong((*path, "dataSource"), problem)
            inner = (*path, "performance")
            performance = self._look.mapping(entry.get("performance"), inner)
            if not performance:
                continue
            where = f"{option} on {criterion}"
            cell = read_cell(self._look, performance, inner, where)
            if cell is not None:
                self._rows.append(index)
                cells.append({"option": option, "criterion": criterion, **cell})
        return cells

    def _known(
        self, entry: Document, key: str, ids: Mapping[str, str], path: DocumentPath
    ) -> str | None:
        name = entry.get(key)
        if isinstance(name, str) and name in ids:
            return ids[name]
        if entry:
            known = ", ".join(list(ids)[:12]) or "none"
            problem = f"{shown(name)} is not the key of one. Known: {known}."
            self._look.wrong((*path, key), problem)
        return None

    def _swings(self, given: Mapping[str, float]) -> dict[str, float]:
        look = self._look
        if given:
            keys = {self._key(name, "criteria", "swings"): s for name, s in given.items()}
            look.say("The swings were given when the file was read in, not in the file.")
            return {self._criterion_ids[key]: float(s) for key, s in keys.items() if key}
        if self._state.get("prefs") or self._state.get("weights"):
            swings = read_swings(look, self._state, self._at_state, self._criterion_ids)
        else:
            swings = read_swings(look, self._root, (), self._criterion_ids)
        if swings:
            look.say("The swings come from the weights in the file: the greatest is 100.")
        else:
            look.say("The file fixes no weights, so no swing is given yet.")
        return swings

    def _notes(self, sources: dict[str, Document]) -> Document:
        """Return what is needed to write the same file again, and what was said."""
        criteria = {}
        for key, source in sources.items():
            kept = {name: source[name] for name in KEPT if source.get(name) is not None}
            part = self._criteria[key]
            favourable = {"isFavorable": part["isFavorable"]} if "isFavorable" in part else {}
            its_id = (
                {"data_source": source["id"]} if "dataSources" in part and source.get("id") else {}
            )
            criteria[self._criterion_ids[key]] = {
                "key": key, "unit": source.get("unitOfMeasurement"), **its_id, **favourable,
                "kept": kept,
            }  # fmt: skip
        options = {self._option_ids[key]: key for key in self._options}
        return {"criteria": criteria, "alternatives": options, "said": list(self._look.said)}

    def place(self, path: DocumentPath) -> DocumentPath:
        """Return where in their file a place in our document came from."""
        section, *steps = path or ("",)
        if not steps or not isinstance(steps[0], int):
            return {"options": ("alternatives",), "performances": ("performanceTable",),
                    "question": ("description",)}.get(str(section), path)  # fmt: skip
        index = steps[0]
        if section == "performances" and index < len(self._rows):
            return ("performanceTable", self._rows[index], "performance")
        inner = (_FIELDS[str(steps[1])],) if len(steps) > 1 and steps[1] in _FIELDS else ()
        if section == "options":
            return ("alternatives", list(self._options)[index], *inner)
        if section == "criteria":
            key = list(self._criteria)[index]
            scale = len(steps) > 1 and steps[1] == "scale"
            return (*self._at_source(key), "pvf") if scale else ("criteria", key, *inner)
        return path


def _title(part: Any) -> str:
    title = part.get("title") if isinstance(part, dict) else None
    return title if isinstance(title, str) else ""
