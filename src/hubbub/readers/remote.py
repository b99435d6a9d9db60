"""Object stores and web addresses, through fsspec: asked only when the user names one."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast
from urllib.parse import urlsplit

from hubbub.errors import InputError
from hubbub.readers.given import Given

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
WEB = frozenset({"http", "https"})
MAGIC = re.compile(r"[*?\[]")
EXTRA = "addresses need an extra: pip install 'hubbub[objects]'"
MARKS = ("ETag", "etag", "md5Hash", "generation")  # by which stores tell one content of a file from another
# What the stores' own libraries raise beside OSError, by the module that defines it.
STRANGE = (
    ("aiohttp", "ClientError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("gcsfs.retry", "HttpError"),
    ("azure.core.exceptions", "AzureError"),
)


def is_address(one: str) -> bool:
    """Whether an argument is an address, not a file."""
    return ADDRESS.match(one) is not None


def remote(address: str) -> Iterator[Given]:
    """The files an address stands for: one, all below it, or those that match. Raises InputError, without any secret in it."""
    label = public(address)
    with speaking(label):
        try:
            from fsspec.core import url_to_fs

            store, place = url_to_fs(address)
        except ImportError as fault:
            raise InputError(f"{label}: {EXTRA} ({fault})") from fault
        places = below(store, place, address)
        if not places:
            raise InputError(f"{label}: there is nothing there; check the address")
        for one in places:
            yield found(store, one, place, label)


def below(store: Any, place: str, address: str) -> list[str]:  # noqa: ANN401  any file system of fsspec
    """The places an address stands for, sorted."""
    if urlsplit(address).scheme.lower() in WEB:
        return [place]
    if MAGIC.search(place):
        return sorted(one for one in store.glob(place) if store.isfile(one))
    return sorted(store.find(place)) if store.isdir(place) else [place]


def found(store: Any, place: str, top: str, label: str) -> Given:  # noqa: ANN401
    """One file of a store, at the address `label`. Raises what the store raises when it cannot be opened."""

    def stamp() -> object:
        with speaking(label):
            return stamped(store, place, anew=True)

    size = store.info(place).get("size")
    with store.open(place, "rb") as stream:
        sought = stream.seekable()
    inner = place.removeprefix(top.rstrip("/") + "/") if place != top else place
    name = inner if inner != place else (urlsplit(place).path.rstrip("/").rpartition("/")[2] or "page")
    given = Given(name, size or 0, opener(store, place), packed=not sought, stamp=stamp)
    given.before = stamped(store, place)
    return given


def stamped(store: Any, place: str, anew: bool = False) -> object:  # noqa: ANN401
    """What changes when a file of a store does, and is the same on every machine: of one file stores tell other things when a
    folder is listed than when the file is asked for. `anew`: what was told before does not count."""
    if anew:
        store.invalidate_cache(place)
    told = store.info(place)
    mark = next((str(told[name]).strip('"') for name in MARKS if told.get(name)), None)
    return (told.get("size"), mark) if mark else store.ukey(place)


def opener(store: Any, place: str) -> Callable[[], IO[bytes]]:  # noqa: ANN401
    """What opens a file of a store; its faults are OSError."""

    def opened() -> IO[bytes]:
        try:
            return cast(IO[bytes], io.BufferedReader(Fetched(store.open(place, "rb"))))
        except faults() as fault:
            raise OSError(f"the store does not answer ({fault})") from fault

    return opened


class Fetched(io.RawIOBase):
    """A file of a store, whose faults are OSError."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self.stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """Whether the store gives parts."""
        return self.stream.seekable()

    def tell(self) -> int:
        """Where it stands."""
        return self.stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves."""
        return self.stream.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Reads on. Raises OSError."""
        try:
            data = self.stream.read(len(buffer))
        except faults() as fault:
            raise OSError(f"the store stopped answering ({fault})") from fault
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes the file."""
        self.stream.close()
        super().close()


@contextmanager
def speaking(label: str) -> Iterator[None]:
    """A store's faults as one sentence."""
    try:
        yield
    except faults() as fault:
        raise InputError(
            f"{label}: it cannot be read; check the address, the network and your keys ({type(fault).__name__})"
        ) from fault


def faults() -> tuple[type[BaseException], ...]:
    """What a store may raise, by the libraries that are loaded."""
    own = [getattr(sys.modules[name], kind) for name, kind in STRANGE if name in sys.modules]
    return (OSError, ValueError, RuntimeError, *own)


def public(address: str) -> str:
    """An address without user, password and query: those may be secrets."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"{address.partition('://')[0]}://"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
