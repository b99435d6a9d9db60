"""Containers around an input, and damage to the containers themselves."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from random import Random
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from evals.fuzzing.bytewise import BYTEWISE, delete, flip, insert, repeat, swap, truncate

SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
Members = Mapping[str, bytes]
DAMAGE = (flip, flip, delete, insert, repeat, truncate, swap, *BYTEWISE)


def zipped(members: Members, form: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", form) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, form)
    return out.getvalue()


def tarred(members: Members) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in members.items():
            one = tarfile.TarInfo(name)
            one.size = len(data)
            archive.addfile(one, io.BytesIO(data))
    return out.getvalue()


def parquet(members: Members) -> bytes:
    """A Parquet table: a line a row."""
    lines = [line.decode("utf-8", "replace") for data in members.values() for line in data.split(b"\n")[:40]]
    out = io.BytesIO()
    pq.write_table(pa.table({"id": [str(one) for one in range(len(lines))], "text": lines}), out)
    return out.getvalue()


def workbook(members: Members) -> bytes:
    """A workbook: a sheet a member, a line a row. The same bytes at any time, which libraries do not give."""
    names = [f"s{number}" for number in range(len(members))]
    sheets = "".join(f'<sheet name="{one}" sheetId="{n + 1}" r:id="{one}"/>' for n, one in enumerate(names))
    links = "".join(f'<Relationship Id="{one}" Type="{OFFICE}/worksheet" Target="worksheets/{one}.xml"/>' for one in names)
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">{links}</Relationships>',
    }
    parts |= {f"xl/worksheets/{name}.xml": sheet(data) for name, data in zip(names, members.values(), strict=True)}
    return zipped({"[Content_Types].xml": b"<Types/>", **{name: one.encode() for name, one in parts.items()}})


def sheet(data: bytes) -> str:
    """A sheet of numbered lines."""
    lines = [line.decode("utf-8", "replace")[:300] for line in data.split(b"\n")[:12]]
    rows = [("id", "text"), *((str(n), "".join(filter(str.isprintable, one))) for n, one in enumerate(lines))]
    cells = (
        f'<row><c t="inlineStr"><is><t>{a}</t></is></c><c t="inlineStr"><is><t>{escape(b)}</t></is></c></row>' for a, b in rows
    )
    return f'<worksheet xmlns="{SHEETS}"><sheetData>{"".join(cells)}</sheetData></worksheet>'


def warc(members: Members) -> bytes:
    """A WARC file: a response a member."""
    found = b""
    for number, data in enumerate(members.values()):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + data
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.invalid/{number}\r\n"
        found += head.encode() + f"Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"
    return found


def first(pack: Callable[[bytes], bytes]) -> Callable[[Members], bytes]:
    """A packing of one member alone."""
    return lambda members: pack(next(iter(members.values())))


CONTAINERS: tuple[Callable[[Members], bytes], ...] = (
    *(
        first(lambda data: gzip.compress(data, mtime=0)),
        first(bz2.compress),
        first(lambda data: lzma.compress(data, preset=0)),
        first(zstandard.compress),
        zipped,
        tarred,
        warc,
        parquet,
    ),
    lambda members: zipped(members, zipfile.ZIP_STORED),
    lambda members: gzip.compress(tarred(members), mtime=0),
    lambda members: zipped({"in.tar": tarred(members), "../out.csv": b"text\nx", "__MACOSX/a": b"x"}),
    lambda members: gzip.compress(warc(members), mtime=0),
    lambda members: lzma.compress(next(iter(members.values())), check=lzma.CHECK_NONE, preset=0),
    workbook,
)


def packed(chance: Random, members: Members) -> bytes:
    """Members in a container, whose own bytes are damaged three times in four."""
    data = chance.choice(CONTAINERS)(members)
    for _ in range(chance.choice((0, 1, 1, 2))):
        data = chance.choice(DAMAGE)(chance, data)
    return data
