"""The address that phones are told, for each way in which the tool may run."""

from __future__ import annotations

import pytest

from appraisal.pages.widgets.qr import qr_svg
from appraisal.pages.workshop.desk.joining import join_address


@pytest.mark.parametrize(
    ("here", "shown", "join"),
    [
        ("http://localhost:8501/workshop", "192.168.1.20", "http://192.168.1.20:8501/j"),
        ("http://localhost:8501/workshop", "localhost", "http://localhost:8501/j"),
        ("http://10.0.0.5:8501/big_screen", "localhost", "http://10.0.0.5:8501/j"),
        ("https://appraisal.example.gov.uk/workshop", "localhost",
         "https://appraisal.example.gov.uk/j"),
    ],
)  # fmt: skip
def test_phones_are_told_an_address_that_they_can_reach(here: str, shown: str, join: str) -> None:
    assert join_address(here, shown) == join


def test_the_qr_code_is_a_picture_that_stands_in_the_page_itself() -> None:
    svg = qr_svg("https://example.gov.uk/j#ABCDEFGH0123456789")

    assert svg.startswith("<svg")
    assert "example" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
