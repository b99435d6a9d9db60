"""Archives: each member is an input of its own, told by content, in archives in archives up to a named depth.

Nothing is ever written under a member's name: members that must be kept lie in nameless temporary files, gone on every exit.
"""

import re
import struct
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from hubbub.errors import InputError
from hubbub.readers import parquet, tarball, workbook, zips
from hubbub.readers.base import Settings, shown
from hubbub.readers.compress import CHUNK, FAULTS, BrokenError, pieces
from hubbub.readers.given import FIRST, Given, Meter, View, broken, deep, failed, gathered, peeled

ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
SMALL = 2**20  # members up to here are kept in memory
ENTRY = 1024  # bytes that a member may take in a zip archive's directory, on average
DRIVE = re.compile(r"[A-Za-z]:[\\/]")
ASTRAY = (ValueError, LookupError, OverflowError, struct.error)  # what `zipfile` raises on offsets and names that are none
UNSAFE = "its name leads out of the archive: such members are not read"
LOCKED = "it is encrypted; unpack the archive with its password and give the files"
EMPTY = "the archive holds no files"
OFFICE = "an office document; save it as CSV (UTF-8) or plain text and give that file"


def unfold(givens: Iterable[Given], settings: Settings) -> Iterator[Given]:
    """The inputs with every archive replaced by its members, one at a time, names distinct.

    Raises InputError when a file was changed while it was read.
    """
    seen: Counter[str] = Counter()
    for given in givens:
        given.meter = Meter(given.size, settings)
        for one in opened(given):
            seen[one.name] += 1
            if seen[one.name] > 1:
                one.name = f"{one.name}~{seen[one.name]}"
            yield one
        given.settled()
        if given.spool:
            given.spool.close()


def opened(given: Given) -> Iterator[Given]:
    """The input itself, or the members of the archive it is and of those within. An archive that breaks off ends in itself."""
    try:
        layers, head = told(given)
    except FAULTS as fault:
        given.fault = given.fault or f"it cannot be opened: {fault}"
        layers, head = 0, b""
    within = None if given.fault else archive(head)
    if within is None:
        yield given
        return
    try:
        check_depth(given, layers)
        for member in within(given, layers):
            yield from opened(member) if member.rows is None and not member.fault else iter([member])
    except BrokenError as fault:
        yield failed(given, fault.reason)
    except FAULTS as fault:
        yield failed(given, f"the archive is damaged: {fault}")


def told(given: Given) -> tuple[int, bytes]:
    """The layers of compression around an input, and its first bytes without them."""
    with closing(given.raw()) as tap:
        layers, chunks = peeled(given, tap)
        return layers, gathered(chunks, FIRST)[0]


def archive(head: bytes) -> Callable[[Given, int], Iterator[Given]] | None:
    """What opens an archive that begins so, None for what is none."""
    if head.startswith(ZIPS):
        return zipped
    if head.startswith(parquet.MAGIC):
        return table
    return tarred if tarball.is_tar(head) else None


def check_depth(given: Given, layers: int) -> None:
    """Raises BrokenError when archives lie too deep in each other."""
    limit = given.meter.settings.depth_limit if given.meter else 0
    if given.depth + layers >= limit:
        raise BrokenError(deep(limit), 0)


def sought(given: Given, layers: int) -> IO[bytes]:
    """An input's bytes, unpacked, in a file that can be sought: itself where it can, else a temporary one."""
    if not layers and not given.packed:
        return given.stream()
    with closing(given.bare()) as stream:
        return kept(stream)


def kept(stream: BinaryIO) -> IO[bytes]:
    """A nameless temporary file with what a stream still holds. Raises InputError on a full disk."""
    with ExitStack() as opened_files:
        file = opened_files.enter_context(tempfile.SpooledTemporaryFile(max_size=SMALL))
        for piece in pieces(stream, CHUNK):
            fill(file, piece)
        file.seek(0)
        opened_files.pop_all()  # the caller closes it
    return cast(IO[bytes], file)


def fill(file: tempfile.SpooledTemporaryFile[bytes], piece: bytes) -> None:
    """Adds to a temporary file. Raises InputError on a full disk."""
    try:
        file.write(piece)
    except OSError as fault:
        where = tempfile.gettempdir()
        raise InputError(f"{where}: no room to unpack an archive ({fault}); free some, or set TMPDIR") from fault


def zipped(given: Given, layers: int) -> Iterator[Given]:
    """The members of a zip archive, by name; the sheets of a workbook. Raises what `zipfile` raises, or BrokenError."""
    with closing(sought(given, layers)) as file:
        limit = given.meter.settings.member_limit if given.meter else 0
        if directory(file) > limit * ENTRY:
            raise BrokenError(crowded(limit), 0)
        with listed(file) as whole:
            names = {one.filename for one in whole.infolist()}
            if workbook.PART in names:
                yield from workbook.sheets(given, cast(BinaryIO, file), layers)
            elif fault := documents(names):
                raise BrokenError(fault, 0)
            else:
                yield from zip_members(given, whole, layers)


def listed(file: IO[bytes]) -> zipfile.ZipFile:
    """A zip archive with its directory read. Raises BrokenError."""
    try:
        return zipfile.ZipFile(cast(BinaryIO, file))
    except (*FAULTS, *ASTRAY) as fault:
        raise BrokenError(f"the zip archive cannot be opened: {fault}", 0) from fault


def documents(names: set[str]) -> str | None:
    """Why a zip archive as a whole is not read."""
    if names & {"[Content_Types].xml", "mimetype"}:
        return OFFICE
    return None if any(wanted(one) or leads_out(one) for one in names) else EMPTY


def directory(file: IO[bytes]) -> int:
    """The size that a zip archive's directory claims, 0 where it is not found: `zipfile` reads all of it at once."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 2**16 - 22))
    end = file.read()
    place = end.rfind(b"PK\x05\x06")
    claimed = int.from_bytes(end[place + 12 : place + 16], "little") if place >= 0 else 0
    return claimed if claimed < 2**32 - 1 else size


def zip_members(given: Given, whole: zipfile.ZipFile, layers: int) -> Iterator[Given]:
    """The members of an open zip archive, by name."""
    for one in sorted(whole.infolist(), key=lambda each: each.filename):
        if one.filename.endswith("/"):
            continue
        fault = LOCKED if one.flag_bits & 1 else link(one)
        yield from counted(given, one.filename, fault, Given("", one.file_size, opener(whole, one), packed=True), layers)


def opener(whole: zipfile.ZipFile, one: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    """What opens a member of a zip archive. It raises BadZipFile where the directory leads astray."""

    def stream() -> IO[bytes]:
        try:
            return zips.member(whole, one)
        except ASTRAY as fault:
            raise zipfile.BadZipFile(f"the zip archive's directory is damaged ({fault})") from fault

    return stream


def link(one: zipfile.ZipInfo) -> str | None:
    """Why a member is not read, where its mode says that it is a link."""
    return tarball.KINDS[b"2"] if one.create_system == 3 and one.external_attr >> 28 == 0xA else None


def tarred(given: Given, layers: int) -> Iterator[Given]:
    """The members of a tar archive, in its order; those that are packed are kept one at a time."""
    direct = not layers and not given.packed
    with closing(given.stream() if direct else tarball.Forward(given.bare())) as stream:
        file, empty = cast(IO[bytes], stream), True
        for one in tarball.entries(file):
            empty = empty and not (one.fault or wanted(one.name) or leads_out(one.name))
            if not one.name:
                yield failed(given, one.fault or tarball.DAMAGED)
            elif direct or one.fault:
                inner = Given("", one.size, window(file, one.start, one.size))
                yield from counted(given, one.name, one.fault, inner, layers)
            elif wanted(one.name):
                part = Limited(file, one.size)
                with closing(kept(cast(BinaryIO, part))) as member:
                    yield from counted(given, one.name, None, Given("", one.size, window(member, 0, one.size)), layers)
                if part.fault:
                    raise part.fault
        if empty:
            yield failed(given, EMPTY)


class Limited:
    """At most so many bytes of a stream. A fault of the stream ends them: what came before it is read first."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self.stream = stream
        self.left = size
        self.fault: BrokenError | None = None

    def read(self, size: int) -> bytes:
        """Reads on; nothing more after a fault, which is kept."""
        try:
            data = self.stream.read(min(size, self.left))
        except BrokenError as fault:
            self.fault = fault
            return b""
        self.left -= len(data)
        return data


def window(file: IO[bytes], start: int, size: int) -> Callable[[], IO[bytes]]:
    """What opens a part of a file."""
    return lambda: cast(IO[bytes], View(file, start, size))


def table(given: Given, layers: int) -> Iterator[Given]:
    """A Parquet table, its rows as JSON."""
    with closing(sought(given, layers)) as file:
        given.kind = "a Parquet table"
        meter = given.meter or Meter(given.size, Settings())
        given.rows = lambda: parquet.rows(file, meter.afford)
        given.fault = parquet.fault(file)
        yield given


def counted(given: Given, name: str, fault: str | None, member: Given, layers: int) -> Iterator[Given]:
    """A member under its name, with why it is not read. Raises BrokenError when there are too many."""
    fault = UNSAFE if leads_out(name) else fault
    if not fault and not wanted(name):
        return
    meter = given.meter
    if meter:
        meter.members += 1
        if meter.members > meter.settings.member_limit:
            raise BrokenError(crowded(meter.settings.member_limit), 0)
    member.name = f"{given.name}/{titled(name)}"
    member.fault, member.meter, member.depth = fault, meter, given.depth + layers + 1
    yield broken(member.name, fault) if fault else member


def crowded(limit: int) -> str:
    """Why an archive of too many members is not read on."""
    return f"it holds more than {limit:,} files; if it is sound, raise --limit member=…"


def titled(name: str) -> str:
    """A member's name as the ledger shows it: no leading `./`, control characters as escapes."""
    plain = "/".join(part for part in name.split("/") if part not in {"", "."}) if not leads_out(name) else name
    return "".join(map(shown, plain[:1000].encode("utf-8", "replace").decode("utf-8"))) or "unnamed"


def leads_out(name: str) -> bool:
    """Whether a member's name is absolute or climbs."""
    parts = name.replace("\\", "/").split("/")
    return (name != "" and not parts[0]) or ".." in parts or DRIVE.match(name) is not None


def wanted(name: str) -> bool:
    """Whether an archive member is a file a person put there."""
    parts = PurePosixPath(name).parts
    return not name.endswith("/") and not hidden(parts) and "__MACOSX" not in parts[:1]


def hidden(parts: Sequence[str]) -> bool:
    """Whether any part of a path starts with a dot."""
    return any(part.startswith(".") for part in parts)
