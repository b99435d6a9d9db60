"""What each stage costs: wall and CPU-seconds, and bytes of tables written. For run.json: true of one run only."""

import os
import time
from collections.abc import Callable
from typing import Any

from hubbub.engines.base import Engine

Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known)


class Clock:
    """Stands between the stages and whoever shows their progress: a stage lasts until another one is told of."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.engine: Engine | None = None
        self.stage = ""
        self.before = (0.0, 0.0, 0)
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
        wall, cpu, written = (later - earlier for later, earlier in zip(now, self.before, strict=True))
        if self.stage:
            self.stages.append(
                {"stage": self.stage, "seconds": round(wall, 2), "cpu_seconds": round(cpu, 2), "bytes_written": int(written)}
            )
        self.stage, self.before = "", now
        return self.stages

    def now(self) -> tuple[float, float, int]:
        """Wall seconds, CPU-seconds of this process and of the engine's workers, bytes of tables written; all so far."""
        own = sum(os.times()[:4])
        return time.monotonic(), own + (self.engine.spent() if self.engine else 0), self.engine.written if self.engine else 0
