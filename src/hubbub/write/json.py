"""findings.json: the findings in canonical bytes, back again, and the JSON Schema that describes them."""

import json
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from hubbub.errors import OutputError
from hubbub.records import Findings
from hubbub.write.base import Account
from hubbub.write.claim import restored

SCHEMA = Path(__file__).parent / "schema" / "findings-1.schema.json"
SIMPLE: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


class FindingsFile:
    """findings.json: every number and quotation, for programs."""

    path = "findings.json"

    def text(self, account: Account) -> str:
        """The canonical text."""
        return dumps(account.findings).decode()


def dumps(findings: Findings) -> bytes:
    """Canonical bytes: UTF-8, keys in the records' order, two spaces, one line feed at the end."""
    return orjson.dumps(findings, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def loads(text: bytes) -> Findings:
    """The findings `dumps` wrote. Raises OutputError where the bytes are no findings."""
    try:
        findings = typing.cast(Findings, build(Findings, orjson.loads(text)))
    except (KeyError, TypeError, ValueError) as error:
        raise OutputError(f"findings.json is not one that Hubbub wrote ({error}); run hubbub find again.") from error
    return findings


def load_findings(out: Path) -> Findings:
    """The findings of an output folder. Raises OutputError when it is none of ours."""
    try:
        text = (restored(out) / FindingsFile.path).read_bytes()
    except OSError:
        raise OutputError(f"{out}: is not an output folder of Hubbub (no findings.json); run hubbub find first.") from None
    return loads(text)


def schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of findings.json, made from the records."""
    records: dict[str, Any] = {}
    _describe(Findings, records)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:hubbub:findings-1.schema.json",
        "title": "Hubbub findings",
        "$ref": "#/$defs/Findings",
        "$defs": dict(sorted(records.items())),
    }


def schema_text() -> str:
    """The schema as it is published; to write it again after a record changed: `SCHEMA.write_text(schema_text())`."""
    return json.dumps(schema(), indent=2) + "\n"


@cache
def _hints(record: type) -> dict[str, Any]:
    return typing.get_type_hints(record)


def _optional(annotation: object) -> object:
    """What `X | None` may be besides None; None where the annotation is no such thing."""
    if typing.get_origin(annotation) not in {types.UnionType, typing.Union}:
        return None
    return next(one for one in typing.get_args(annotation) if one is not types.NoneType)


def build(annotation: object, value: object) -> object:
    """Parsed JSON as what it was before: a record, a tuple, or None. Raises KeyError on other fields than the record's."""
    inner = _optional(annotation)
    if inner is not None:
        return None if value is None else build(inner, value)
    if typing.get_origin(annotation) is tuple:
        return tuple(build(typing.get_args(annotation)[0], one) for one in typing.cast(Iterable[object], value))
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _record(annotation, typing.cast(Mapping[str, object], value))
    return float(typing.cast(float, value)) if annotation is float else value


def _record(record: type, value: Mapping[str, object]) -> object:
    if set(value) != set(_hints(record)):
        raise KeyError(f"{record.__name__}: {', '.join(sorted(set(value) ^ set(_hints(record))))}")
    return record(**{name: build(hint, value[name]) for name, hint in _hints(record).items()})


def _describe(annotation: object, records: dict[str, Any]) -> dict[str, Any]:
    inner = _optional(annotation)
    if inner is not None:
        return {"anyOf": [_describe(inner, records), {"type": "null"}]}
    if typing.get_origin(annotation) is tuple:
        return {"type": "array", "items": _describe(typing.get_args(annotation)[0], records)}
    if typing.get_origin(annotation) is typing.Literal:
        return {"enum": list(typing.get_args(annotation))}
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _describe_record(annotation, records)
    return {"type": SIMPLE[annotation]}


def _describe_record(record: type, records: dict[str, Any]) -> dict[str, Any]:
    name = record.__name__
    if name not in records:
        records[name] = {}
        records[name] |= {
            "description": " ".join((record.__doc__ or "").split()),
            "type": "object",
            "properties": {one.name: _describe(_hints(record)[one.name], records) for one in fields(record)},
            "required": [one.name for one in fields(record)],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
