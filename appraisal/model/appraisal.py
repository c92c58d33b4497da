"""The appraisal: one immutable value from a blank criteria set to the finished record."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, Protocol, TypeVar

from pydantic import Field, ValidationError, model_validator

from appraisal.errors import InvalidAppraisal
from appraisal.model.base import Date, Id, Line, Notes, Text, Value, plain_data
from appraisal.model.checks import cross_faults
from appraisal.model.costs import Costs
from appraisal.model.criteria import Criterion
from appraisal.model.evidence import Evidence
from appraisal.model.faults import faults_of
from appraisal.model.judgements import Dissent, Member, Performance, Swing, TradeOff
from appraisal.model.meetings import Attendance, DeclaredInterest, Vote
from appraisal.model.options import MustHave, MustHaveOutcome, MustHaveResult, Option

FORMAT = "appraisal/1"
Status = Literal["draft", "scoring", "agreed"]


class Report(Value):
    """What only a person can write, and which parts of the report are exempt from publication."""

    sections: dict[Id, Text] = Field(default_factory=dict, max_length=100)
    exempt: Annotated[tuple[Id, ...], Field(max_length=100)] = ()


class Appraisal(Value):
    """An options appraisal, checked whole when it is made.

    Make one with :meth:`from_document`, which reports every fault at once; change one with
    :meth:`changed`, which gives a new value.
    """

    format: Literal["appraisal/1"]
    title: Line
    question: Text = ""
    authority: Text = ""
    decision_maker: Line = "Cabinet"
    date: Date | None = None
    status: Status = "draft"
    illustrative: Text = ""
    baseline: Id
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=50)]
    gates: Annotated[tuple[MustHave, ...], Field(max_length=50)] = ()
    gate_results: Annotated[tuple[MustHaveResult, ...], Field(max_length=2_500)] = ()
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=100)]
    swings: dict[Id, Swing] = Field(default_factory=dict, max_length=100)
    swing_reasons: dict[Id, Text] = Field(default_factory=dict, max_length=100)
    trade_offs: Annotated[tuple[TradeOff, ...], Field(max_length=100)] = ()
    performances: Annotated[tuple[Performance, ...], Field(max_length=5_000)] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=5_000)] = ()
    costs: Costs = Field(default_factory=Costs)
    members: Annotated[tuple[Member, ...], Field(max_length=500)] = ()
    dissent: Annotated[tuple[Dissent, ...], Field(max_length=1_000)] = ()
    interests: Annotated[tuple[DeclaredInterest, ...], Field(max_length=1_000)] = ()
    attendance: Annotated[tuple[Attendance, ...], Field(max_length=100)] = ()
    votes: Annotated[tuple[Vote, ...], Field(max_length=100)] = ()
    report: Report = Field(default_factory=Report)
    notes: Notes = Field(default_factory=dict)

    @model_validator(mode="after")
    def _parts_fit_together(self) -> Appraisal:
        faults = cross_faults(self._form)
        if faults:
            raise InvalidAppraisal(sorted(set(faults), key=_in_document_order))
        return self

    @classmethod
    def from_document(cls, document: Any) -> Appraisal:
        """Return the appraisal a plain document describes.

        Parameters
        ----------
        document : dict
            The keys of the file format ``appraisal/1``.

        Raises
        ------
        InvalidAppraisal
            With every fault in the document: wrong types and values, unknown keys, and parts that
            do not fit together (an unknown option in a performance, a second baseline ...). Of
            each of the two sorts, the first ``MOST_FAULTS``.
        """
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            faults = [*faults_of(error, document, cls), *cross_faults(document)]
            raise InvalidAppraisal(sorted(set(faults), key=_in_document_order)) from None

    @cached_property
    def _form(self) -> dict[str, Any]:
        # Built of the parts' own forms, so that parts which versions share are written once.
        fields = type(self).model_fields
        values = {name: getattr(self, name) for name in fields}
        return {
            name: _form_of(value)
            for name, value in values.items()
            if name == "format" or value != fields[name].get_default(call_default_factory=True)
        }

    def changed(self, **changes: Any) -> Appraisal:
        """Return a new appraisal with these fields replaced, checked whole.

        Values may be model values or plain data, for example
        ``appraisal.changed(swings={"practice": 100})``.
        """
        # Parts that stay are not looked at again, each being checked and frozen; how all of them
        # fit together is.
        parts = {name: getattr(self, name) for name in self._form}
        try:
            return Appraisal.model_validate(parts | changes)
        except ValidationError:
            # As a whole document, so that every fault is told, and where it stands in the file.
            return Appraisal.from_document(self.document() | _as_document(changes))

    def option(self, id: str) -> Option:
        """Return the option with this id; KeyError if there is none."""
        return _by_id(self.options, id)

    def criterion(self, id: str) -> Criterion:
        """Return the criterion with this id; KeyError if there is none."""
        return _by_id(self.criteria, id)

    def performance(self, option: str, criterion: str) -> Performance | None:
        """Return the performance in this cell, or None where it is missing."""
        return self.cells().get((option, criterion))

    def cells(self) -> dict[tuple[str, str], Performance]:
        """Return the performances by (option id, criterion id)."""
        return {(cell.option, cell.criterion): cell for cell in self.performances}

    def must_have_outcome(self, option: str, must_have: str) -> MustHaveOutcome:
        """Return pass, fail or unknown; a result nobody has given is unknown."""
        for result in self.gate_results:
            if (result.option, result.gate) == (option, must_have):
                return result.result
        return "unknown"

    def benefit_criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria that count in the overall value."""
        return tuple(criterion for criterion in self.criteria if criterion.axis == "benefit")

    def cost_criterion(self) -> Criterion | None:
        """Return the criterion kept on the cost axis, or None."""
        return next((criterion for criterion in self.criteria if criterion.axis == "cost"), None)

    def groups(self) -> tuple[str, ...]:
        """Return the groups of the benefit criteria, in order of first appearance."""
        return tuple(dict.fromkeys(criterion.group for criterion in self.benefit_criteria()))


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_HasId)


def _by_id(values: tuple[_Named, ...], id: str) -> _Named:
    for value in values:
        if value.id == id:
            return value
    raise KeyError(id)


def _form_of(value: Any) -> Any:
    if isinstance(value, Value):
        return value._form
    if isinstance(value, tuple):
        return [_form_of(item) for item in value]
    return plain_data(value)


def _as_document(value: Any) -> Any:
    if isinstance(value, Value):
        return value.document()
    if isinstance(value, list | tuple):
        return [_as_document(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_document(item) for key, item in value.items()}
    return value


_ORDER = {name: index for index, name in enumerate(Appraisal.model_fields)}


def _in_document_order(fault: Any) -> tuple[Any, ...]:
    steps = tuple(
        (True, step) if isinstance(step, str) else (False, f"{step:015}") for step in fault.path[1:]
    )
    first = str(fault.path[0]) if fault.path else ""
    return (_ORDER.get(first, len(_ORDER)), first, steps, fault.problem)
