"""Encoders and matchers that ship, by name, and language models of the user's. Nothing is loaded before it is asked for."""

from functools import cache
from typing import TYPE_CHECKING

from hubbub.models.base import Encoder, Judge, Matcher, Writer

if TYPE_CHECKING:
    from hubbub.models.carried import Carried
    from hubbub.models.transformer import Transformer

ENCODERS = ("distilled", "potion", "minilm", "e5", "both")
MATCHERS = ("minilm",)
JUDGES = ("distilled", "minilm", "e5", "both")


def encoder(name: str) -> Encoder:
    """An encoder, its weights loaded. Raises UsageError on a name that is not in ENCODERS."""
    from hubbub.errors import UsageError

    if name not in ENCODERS:
        raise UsageError(f"No encoder is called {name!r}; choose one of: {', '.join(ENCODERS)}.")
    from hubbub.models.static import Static

    return judge(name) if name in JUDGES else Static(name)


def readable() -> bool:
    """Whether the encoder of many languages is installed."""
    from hubbub.models.carried import there

    return there()


@cache
def tongues() -> "Carried":
    """The encoder of many languages, loaded once a process. Raises UsageError where its package is not installed."""
    from hubbub.models.carried import Carried

    return Carried()


@cache
def joined() -> Judge:
    """The matcher that ships and the encoder of many languages, as one. Raises UsageError as `tongues` does."""
    from hubbub.models.both import Both

    return Both(loaded("minilm"), tongues())


def matcher(name: str) -> Matcher:
    """A matcher, its weights loaded. Raises UsageError on a name that is not in MATCHERS."""
    from hubbub.errors import UsageError

    if name not in MATCHERS:
        raise UsageError(f"No matcher is called {name!r}; choose one of: {', '.join(MATCHERS)}.")
    return loaded(name)


def judge(name: str) -> Judge:
    """An encoder that judges, its weights loaded. Raises UsageError on a name that is not in JUDGES."""
    from hubbub.errors import UsageError

    if name not in JUDGES:
        raise UsageError(f"No judge is called {name!r}; choose one of: {', '.join(JUDGES)}.")
    from hubbub.models.static import Likely

    if name == "e5":
        return tongues()
    if name == "both":
        return joined()
    return loaded(name) if name in MATCHERS else Likely(name)


def writer(name: str) -> Writer:
    """A language model that the `llm` package knows by this name. Raises UsageError where it cannot be asked."""
    from hubbub.models.llm import Model

    return Model(name)


@cache
def loaded(name: str) -> "Transformer":
    """A transformer, loaded once a process, whether it encodes or matches."""
    from hubbub.models.transformer import Transformer

    return Transformer(name)
