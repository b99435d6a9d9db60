"""BERTopic and EVoC on sets of texts whose groups are known. Runs in .venv-bench, not in Hubbub's own environment.

usage: groups.py SETS.json ANSWER.json POTION_FOLDER
       (SETS: lists of texts; ANSWER: method to a label a text, -1 for none, and CPU-seconds, a set after the other)
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from topics import encoder

Found = tuple[list[int], float]


def labels(found: Any) -> list[int]:  # noqa: ANN401 - lists and arrays of several kinds of numbers
    """As JSON has them."""
    return [int(one) for one in found]


def topics(name: str, model: Any, texts: list[str], **more: int) -> Iterator[tuple[str, Found]]:  # noqa: ANN401 - of either package
    """BERTopic, and with every text it left out put under its likeliest topic (`reduce_outliers`)."""
    from bertopic import BERTopic

    start = time.process_time()
    topic = BERTopic(embedding_model=model, **more)
    found, _ = topic.fit_transform(texts)
    yield f"BERTopic {name}", (labels(found), time.process_time() - start)
    if -1 in found and set(found) != {-1}:  # it refuses where nothing was left out, or there is no topic to put it under
        found = topic.reduce_outliers(texts, found)
    yield f"BERTopic {name}, outliers reduced", (labels(found), time.process_time() - start)


def evoc(model: Any, texts: list[str]) -> Iterator[tuple[str, Found]]:  # noqa: ANN401 - as above
    """EVoC as it comes, on MiniLM's vectors."""
    from evoc import EVoC

    start = time.process_time()
    found = EVoC().fit_predict(model.encode(texts))
    yield "EVoC", (labels(found), time.process_time() - start)


def main(sets: str, answer: str, folder: str) -> None:
    """Writes every method's labels after each set, so that what was done is not lost."""
    models = {kind: encoder(kind, folder) for kind in ("default", "potion")}
    methods: list[Callable[[list[str]], Iterator[tuple[str, Found]]]] = [
        *(lambda texts, kind=kind: topics(kind, models[kind], texts) for kind in models),
        lambda texts: topics("default, topics of 3", models["default"], texts, min_topic_size=3),
        lambda texts: evoc(models["default"], texts),
    ]
    made: dict[str, list[Found]] = {}
    given = json.loads(Path(sets).read_text(encoding="utf-8"))
    for method in methods:
        list(method(given[0]))  # two minutes of compiling, which no set shall be charged with
    for n, texts in enumerate(given):
        for method in methods:
            for name, found in method(texts):
                made.setdefault(name, []).append(found)
        print(n, len(texts), {name: round(each[-1][1], 1) for name, each in made.items()}, file=sys.stderr, flush=True)
        Path(answer).write_text(json.dumps(made), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
