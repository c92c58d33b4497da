"""Each reason for which a workshop says no, by name."""

from __future__ import annotations

from appraisal.errors import AppraisalError


class NotAllowed(AppraisalError):
    """The caller may not do this, or not to that workshop or seat."""


class UnknownCode(AppraisalError):
    """The join code opens no workshop that is under way."""


class WrongSeatCode(AppraisalError):
    """The seat code is wrong, or was used before."""


class LabelNeeded(AppraisalError):
    """The workshop asks those who join what to call them."""


class SeatedElsewhere(AppraisalError):
    """Somebody with a seat in one workshop gave the code of another."""


class TooManyTries(AppraisalError):
    """Too many wrong codes came from this phone or address; ``seconds`` says how long to wait."""

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class WorkshopFull(AppraisalError):
    """No more people can wait, or sit, in this workshop."""


class WrongStep(AppraisalError):
    """The workshop stands at a step at which this cannot be done."""


class RoundClosed(WrongStep):
    """An answer came after its round was closed, and was not counted."""


class RoundUnderWay(AppraisalError):
    """What members are answering about was to be changed."""


class NotAsked(AppraisalError):
    """The question was not asked of this seat in this round, or the answer is off its scale."""


class Replayed(AppraisalError):
    """The id of an act was used before for something else, or by another seat."""


class ReasonNeeded(AppraisalError):
    """An agreed value that is not the group's median needs a reason."""
