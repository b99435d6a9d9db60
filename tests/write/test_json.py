"""findings.json: canonical, there and back, as its schema says; and the linked data beside it."""

import json

import jsonschema
import pytest

from hubbub.errors import OutputError
from hubbub.write.json import SCHEMA, dumps, loads, schema, schema_text
from hubbub.write.linked import Crate, Linked
from tests.write.sample import account, bare, hostile

ALL = {"plain": account(), "texts": account(known=False), "bare": bare(), "hostile": hostile()}


@pytest.mark.parametrize("name", ALL)
def test_there_and_back(name: str) -> None:
    findings = ALL[name].findings
    text = dumps(findings)
    assert loads(text) == findings
    assert dumps(loads(text)) == text
    assert text.endswith(b"}\n")
    assert not text.endswith(b"\n\n")


@pytest.mark.parametrize("name", ALL)
def test_findings_are_as_the_schema_says(name: str) -> None:
    jsonschema.Draft202012Validator(schema()).validate(json.loads(dumps(ALL[name].findings)))


def test_schema_refuses_what_is_not_there() -> None:
    document = json.loads(dumps(ALL["plain"].findings))
    document["flow"]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(document)


def test_published_schema_is_the_records() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert SCHEMA.read_text() == schema_text(), "a record changed: SCHEMA.write_text(schema_text())"


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'"x"', b"null", b'{"schema": "hubbub/findings/1"}', b"\xff"])
def test_other_files_are_refused_in_a_sentence(text: bytes) -> None:
    with pytest.raises(OutputError, match=r"findings\.json"):
        loads(text)


@pytest.mark.parametrize("name", ALL)
def test_linked_data_selects_every_quotation(name: str) -> None:
    document = json.loads(Linked().text(ALL[name]))
    notes = [one for one in document["@graph"] if one["@type"] == "oa:Annotation"]
    chosen = [{**notes[at]["target"]["selector"][0], **notes[at]["target"]["selector"][1]} for at in range(len(notes))]
    expected = [(one.start, one.end, one.exact) for one in ALL[name].findings.quotations]
    assert [(one["start"], one["end"], one["exact"]) for one in chosen] == expected
    assert not isinstance(document["@context"], str)
    assert not any("javascript" in one["target"]["source"] for one in notes)


@pytest.mark.parametrize("name", ALL)
def test_crate_lists_the_folder(name: str) -> None:
    nodes = {one["@id"]: one for one in json.loads(Crate().text(ALL[name]))["@graph"]}
    assert nodes["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert {one["@id"] for one in nodes["./"]["hasPart"]} <= set(nodes)
    assert nodes["./"].get("datePublished") == (None if name == "bare" else "2026-05-16")
