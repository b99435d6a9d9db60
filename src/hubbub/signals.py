"""Ctrl-C and its like: what they end is ended, also where a library swallows them; what must be tidied up is."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALS = (*ENDING, signal.SIGALRM)
AGAIN = 0.1  # seconds
THRICE = 3  # signals: who sends so many does not want to wait for what is tidied up
Handler = Callable[[int, FrameType | None], object] | int


@dataclass(slots=True)
class Job:
    """What runs while it is listened to: the signals heard so far, whether what was asked for is in place, and whether the end
    has begun. From then on nothing is interrupted."""

    heard: list[int] = field(default_factory=list)
    landed: bool = False
    over: bool = False

    def end(self) -> bool:
        """Begins the end; whether nothing was heard before it, or what was asked for was in place by then."""
        self.over = True
        return self.landed or not self.heard

    def interrupt(self, number: int, _: object) -> None:
        """Ends what runs, unless it is at work on an exception, such as an earlier signal's."""
        if self.over:
            return
        self.heard.append(number)
        signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
        if len(self.heard) == 1 or len(self.heard) >= THRICE or sys.exception() is None:
            raise KeyboardInterrupt

    def again(self, *_: object) -> None:
        """Ends what runs on after an earlier signal."""
        if not self.over and sys.exception() is None:
            raise KeyboardInterrupt

    def dropped(self, one: "sys.UnraisableHookArgs") -> None:
        """Says what Python had to drop, but for an interruption, which comes again."""
        if one.exc_type is KeyboardInterrupt:
            signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
        else:
            sys.__unraisablehook__(one)


running: list[Job] = []  # of this process, innermost last; none but on the command line


def landed() -> None:
    """Says that what was asked for is in place: on the command line nothing is interrupted from here on."""
    for job in running:
        job.landed = job.over = True


@contextmanager
def listening() -> Iterator[Job]:
    """What would end this process raises KeyboardInterrupt in the block. For the command line alone: it takes the alarm, too.

    Libraries drop exceptions, in the end of some object or while they look for a name. So the exception comes again and again
    until something is at work on one, which is unwound and tidied up undisturbed; where a library is at work on one of its own
    for long, it is heard when that ends.
    """
    job, hook = Job(), sys.unraisablehook
    timer = signal.setitimer(signal.ITIMER_REAL, 0)
    before = handled(SIGNALS)
    running.append(job)
    assign({one: job.again if one == signal.SIGALRM else job.interrupt for one in before})
    sys.unraisablehook = job.dropped
    try:
        yield job
    finally:
        job.over = True
        running.remove(job)
        sys.unraisablehook = hook
        signal.setitimer(signal.ITIMER_REAL, *timer)
        assign(before)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Puts off what would end this process, or sound its alarm, until the block ends. In the main thread, where signals are
    heard; another is not disturbed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came, before = dict[int, None](), handled(SIGNALS)
    try:
        try:
            assign(dict.fromkeys(before, lambda number, _: came.setdefault(number)))
        except KeyboardInterrupt:  # it fell on the way in
            came[signal.SIGINT] = None
        yield
    finally:
        assign(before)
        for number in came:
            signal.raise_signal(number)


def handled(signals: Sequence[signal.Signals]) -> dict[signal.Signals, Handler]:
    """Who handles signals, without those that are ignored, as under nohup, and those that another language handles."""
    found = {one: signal.getsignal(one) for one in signals}
    return {one: handler for one, handler in found.items() if handler is not None and handler != signal.SIG_IGN}


def assign(handlers: Mapping[signal.Signals, Handler]) -> None:
    """Has signals handled so, all of them; raises KeyboardInterrupt afterwards where one fell meanwhile."""
    fell = False
    for one, handler in handlers.items():
        while signal.getsignal(one) != handler:
            try:
                signal.signal(one, handler)
            except KeyboardInterrupt:
                fell = True
    if fell:
        raise KeyboardInterrupt
