"""Ctrl-C and its like: what they end is ended, also where a library swallows them; what must be tidied up is."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALS = (*ENDING, signal.SIGALRM)
AGAIN = 0.1  # seconds
Handler = Callable[[int, FrameType | None], object] | int | None


@contextmanager
def listening() -> Iterator[list[int]]:
    """What would end this process raises KeyboardInterrupt in the block, and is added to what it is given.

    Libraries drop exceptions, in the end of some object or while they look for a name. So the exception comes again and again
    until something is at work on one: as long as that is unwound and tidied up, it is not disturbed.
    """

    heard: list[int] = []

    def interrupt(number: int, _: object) -> None:
        heard.append(number)
        signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
        raise KeyboardInterrupt

    def again(*_: object) -> None:
        if sys.exception() is None:
            raise KeyboardInterrupt

    before = {one: signal.getsignal(one) for one in SIGNALS}, sys.unraisablehook
    for one in ENDING:
        if before[0][one] != signal.SIG_IGN:  # as under nohup
            signal.signal(one, interrupt)
    signal.signal(signal.SIGALRM, again)
    sys.unraisablehook = dropped
    try:
        yield heard
    finally:
        deaf()
        sys.unraisablehook = before[1]
        restore(before[0])


def dropped(one: "sys.UnraisableHookArgs") -> None:
    """Says what Python had to drop, but for an interruption, which comes again."""
    if one.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(one)


def deaf() -> None:
    """From now on nothing is interrupted: it is done, or its end has begun."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    for one in SIGNALS:
        signal.signal(one, signal.SIG_IGN)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Puts off what would end this process until what must be tidied up is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, signal.SIG_IGN) for one in SIGNALS}
    try:
        yield
    finally:
        restore(before)


def restore(handlers: Mapping[signal.Signals, Handler]) -> None:
    """Hears signals as before."""
    for one, handler in handlers.items():
        signal.signal(one, handler)
