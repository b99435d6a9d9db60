"""What each stage costs: wall and CPU-seconds, bytes of tables written, on Spark bytes of shuffles. For run.json: true of one run
only."""

import os
import time
from collections.abc import Callable
from typing import Any

from hubbub.engines.base import Engine

Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known)
Cost = tuple[float, float, int, int | None]


class Clock:
    """Stands between the stages and whoever shows their progress: a stage lasts until another one is told of."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.engine: Engine | None = None
        self.stage = ""
        self.before: Cost = (0.0, 0.0, 0, None)
        self.stages: list[dict[str, Any]] = []

    def __call__(self, stage: str, done: int, total: int) -> None:
        """One step of progress."""
        if stage != self.stage:
            self.end()
            self.stage = stage
        self.progress(stage, done, total)

    def end(self) -> list[dict[str, Any]]:
        """Ends the stage that is going on; all that ended."""
        now = self.now()
        if self.stage:
            self.stages.append({"stage": self.stage} | spent(self.before, now))
        self.stage, self.before = "", now
        return self.stages

    def now(self) -> Cost:
        """Wall seconds, CPU-seconds of this process and of the engine's workers, bytes of tables and of shuffles; all so far."""
        wall, own = time.monotonic(), sum(os.times()[:4])
        if not self.engine:
            return wall, own, 0, None
        return wall, own + self.engine.spent(), self.engine.written, self.engine.shuffled()


def spent(before: Cost, now: Cost) -> dict[str, float]:
    """What a stage took, between two times."""
    wall, cpu, written = (later - earlier for later, earlier in zip(now[:3], before[:3], strict=True))
    found = {"seconds": round(wall, 2), "cpu_seconds": round(cpu, 2), "bytes_written": int(written)}
    return found if now[3] is None else found | {"bytes_shuffled": now[3] - (before[3] or 0)}
