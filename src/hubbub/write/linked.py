"""Linked data: the findings as JSON-LD with W3C Web Annotation selectors, and the folder as an RO-Crate 1.1."""

from typing import Any
from urllib.parse import quote

import orjson

from hubbub.records import Findings, Quotation, ViewpointFinding
from hubbub.write import display, inert
from hubbub.write.base import Account
from hubbub.write.excerpts import Excerpt, Excerpts

CONTEXT = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "target": {"@id": "oa:hasTarget"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "broader": {"@id": "http://www.w3.org/2004/02/skos/core#broader", "@type": "@id"},
}
FILES = {  # what the crate holds: path, media type, description
    "report.html": ("text/html", "The account for readers"),
    "article.md": ("text/markdown", "A roundup in newsroom form"),
    "findings.json": ("application/json", "Every number and quotation"),
    "findings.jsonld": ("application/ld+json", "The findings as linked data"),
    "hubbub.db": ("application/vnd.sqlite3", "Posts, viewpoints and quotations in SQLite, with a full-text index"),
}
HEADINGS = {"headings.json": ("application/json", "Headings that a language model wrote, checked")}
MEASURED = {"position": "share the view", "testimony": "tell of it in like words", "emotion": "say that they feel so"}


class Linked:
    """findings.jsonld."""

    path = "findings.jsonld"

    def text(self, account: Account) -> str:
        """The findings as a schema.org Report whose quotations are Web Annotations."""
        excerpts = Excerpts(account)
        notes = [_annotation(excerpts.get(one.quotation_id)) for one in account.findings.quotations]
        return _text({"@context": CONTEXT, "@graph": [_report(account), *_viewpoints(account), *notes]})


class Crate:
    """ro-crate-metadata.json."""

    path = "ro-crate-metadata.json"

    def text(self, account: Account) -> str:
        """An RO-Crate 1.1 of the output folder; `datePublished` is the last post's day, for there is no clock here."""
        about = {"@id": self.path, "@type": "CreativeWork", "about": {"@id": "./"}}
        about["conformsTo"] = {"@id": "https://w3id.org/ro/crate/1.1"}
        tables = {"@id": "tables/", "@type": "Dataset", "name": "tables", "description": "Every record, as Parquet"}
        graph = [about, _root(account), *_files(account), tables, _software(account)]
        return _text({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph})


def iri(kind: str, name: str) -> str:
    """A name for something the collection holds, without an address."""
    return f"urn:hubbub:{kind}:{quote(name, safe='')}"


def _report(account: Account) -> dict[str, Any]:
    findings = account.findings
    node: dict[str, Any] = {
        "@id": "#report",
        "@type": "Report",
        "name": display.title(findings.moment),
        "about": findings.moment.what if findings.moment else None,
        "temporalCoverage": _period(account),
        "creativeWorkStatus": "made from findings.json; counts and intervals are there",
        "size": f"{findings.flow.posts} posts, {findings.flow.texts} distinct texts",
        "mentions": [{"@id": iri("viewpoint", one.viewpoint_id)} for one in findings.viewpoints],
        "contributor": _deciders(findings) or None,
    }
    return {key: value for key, value in node.items() if value is not None}


def _deciders(findings: Findings) -> list[dict[str, Any]]:
    """Who decided about viewpoints; what they decided is in findings.json."""
    names = sorted({one.decision.by for one in findings.decisions if one.applied})
    return [{"@type": "Person", "name": inert.label(name)} for name in names]


def _viewpoints(account: Account) -> list[dict[str, Any]]:
    return [_viewpoint(one, account) for one in account.findings.viewpoints]


def _viewpoint(one: ViewpointFinding, account: Account) -> dict[str, Any]:
    count = display.main_count(one.prevalence, account.findings.method)
    noun = display.counted(one.prevalence, account.findings.method)
    node: dict[str, Any] = {
        "@id": iri("viewpoint", one.viewpoint_id),
        "@type": "Observation",
        "measuredProperty": f"{'people who' if noun == 'person' else 'distinct texts that'} {MEASURED[one.kind]}",
        "value": count.count,
        "variableMeasured": {"@type": "PropertyValue", "value": count.share, "minValue": count.low, "maxValue": count.high},
        "citation": {"@id": iri("quotation", one.key_point)},
        "about": inert.label(one.target) if one.target else None,
        "broader": iri("viewpoint", one.parent) if one.parent else None,
        "alternateName": inert.label(one.heading.text) if one.heading else None,
    }
    return {key: value for key, value in node.items() if value is not None}


def _annotation(excerpt: Excerpt | None) -> dict[str, Any]:
    if excerpt is None:
        return {}
    one = excerpt.quotation
    node: dict[str, Any] = {
        "@id": iri("quotation", one.quotation_id),
        "@type": "oa:Annotation",
        "target": {"@type": "oa:SpecificResource", "source": _source(excerpt), "selector": _selectors(one)},
    }
    return node | ({"body": iri("viewpoint", one.viewpoint_id)} if one.viewpoint_id else {})


def _source(excerpt: Excerpt) -> str:
    one = excerpt.quotation
    return excerpt.url or (iri("article", one.article_id) if one.article_id else iri("post", one.uid or ""))


def _selectors(one: Quotation) -> list[dict[str, Any]]:
    position = {"@type": "oa:TextPositionSelector", "start": one.start, "end": one.end}
    words = {"@type": "oa:TextQuoteSelector", "exact": one.exact, "prefix": one.prefix, "suffix": one.suffix}
    return [position, words]


def _held(account: Account) -> dict[str, tuple[str, str]]:
    """What this crate holds."""
    return FILES | (HEADINGS if account.wording else {})


def _root(account: Account) -> dict[str, Any]:
    flow, last = account.findings.flow, account.findings.coverage.last
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": display.title(account.findings.moment),
        "description": f"What {flow.posts} public posts say, by viewpoint, with sources. Posts belong to those who wrote them.",
        "hasPart": [{"@id": path} for path in [*_held(account), "tables/"]],
        "mentions": {"@id": "#hubbub"},
    }
    return root | ({"datePublished": last[:10]} if last else {}) | ({"temporalCoverage": _period(account)} if last else {})


def _files(account: Account) -> list[dict[str, Any]]:
    return [
        {"@id": path, "@type": "File", "name": path, "encodingFormat": kind, "description": words}
        for path, (kind, words) in _held(account).items()
    ]


def _software(account: Account) -> dict[str, Any]:
    version = account.findings.method.hubbub
    return {"@id": "#hubbub", "@type": "SoftwareApplication", "name": "Hubbub", "version": version}


def _period(account: Account) -> str | None:
    coverage = account.findings.coverage
    return f"{coverage.first[:10]}/{coverage.last[:10]}" if coverage.first and coverage.last else None


def _text(document: dict[str, Any]) -> str:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
