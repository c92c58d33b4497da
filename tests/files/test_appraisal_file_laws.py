"""Laws of the appraisal file: what is written reads back, and any bytes get an answer."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from appraisal.errors import AppraisalError
from appraisal.files.appraisal_file import read_appraisal, write_appraisal
from appraisal.model import Appraisal
from tests.strategies import appraisals, complete_appraisals
from tests.strategies_words import lines, paragraphs


@given(appraisals() | complete_appraisals(hostile=True))
def test_an_appraisal_written_to_a_file_reads_back_the_same(appraisal: Appraisal) -> None:
    assert read_appraisal(write_appraisal(appraisal).encode()) == appraisal


@given(appraisals())
def test_writing_again_gives_the_same_text(appraisal: Appraisal) -> None:
    text = write_appraisal(appraisal)

    assert write_appraisal(read_appraisal(text.encode())) == text


@given(lines() | paragraphs(), lines())
def test_a_reader_of_yaml_1_1_takes_every_text_for_text(text: str, line: str) -> None:
    appraisal = _smallest().changed(question=text, title=line)

    read = yaml.load(write_appraisal(appraisal), Loader=yaml.CSafeLoader)

    assert (read.get("question", ""), read["title"]) == (appraisal.question, appraisal.title)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_an_appraisal_or_a_fault(data: bytes) -> None:
    _read_or_refuse(data)


@given(appraisals(), st.data())
def test_a_damaged_file_gives_an_appraisal_or_a_fault(
    appraisal: Appraisal, data: st.DataObject
) -> None:
    whole = write_appraisal(appraisal).encode()
    at = data.draw(st.integers(0, len(whole)))
    gone = data.draw(st.integers(0, 40))
    put = data.draw(
        st.sampled_from([b"", b"\x00", b"[", b"{", b":", b"- ", b"&a ", b"\n", b'"', b"9" * 50])
    )

    _read_or_refuse(whole[:at] + put + whole[at + gone :])


def _read_or_refuse(data: bytes) -> None:
    try:
        read_appraisal(data, "any.yaml")
        message = ""
    except AppraisalError as error:
        message = str(error)
    assert not message or message.startswith("any.yaml")


def _smallest() -> Appraisal:
    return Appraisal.from_document(
        {
            "format": "appraisal/1",
            "title": "T",
            "baseline": "a",
            "options": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
            "criteria": [{"id": "c", "name": "C"}],
        }
    )
