"""What listed viewpoints speak of: targets that their key points name, by words, and the side people put them on. Where nobody
gave targets, the names that most hold a key point with are proposed.

Which side a sentence takes is not guessed. On targets that a model has not seen, it is right too seldom (evals/README.md, T5).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import regex

from hubbub.decisions import OR, Decided, Stance, shown
from hubbub.engines.base import Engine
from hubbub.models.static import vocabulary
from hubbub.models.text import key
from hubbub.viewpoints.candidates import ANYTHING

ARTICLES = "the a an la le les el los las der die das den il lo gli i o os as un una une ein eine"
LEADING = frozenset(ARTICLES.split())
ENGLISH = frozenset(["the", "a", "an"])
# What a name is not: words of any sentence, and what stands before names.
COMMON_ELSE = "us it who he she we i un ice aids mr mrs ms dr sir president king queen pope minister judge"
COMMON = ANYTHING | frozenset(COMMON_ELSE.split())
ENDINGS = r"(?: ?s)?"  # several, or somebody's: keys have a space for an apostrophe
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
LEAST = 4  # letters of a last name that is looked for by itself
WORD = re.compile(r"[^\W\d_]+")
RUN = regex.compile(
    r"(?<![\w#@'’])\p{Lu}\p{L}{2,}(?![\w'’])(?: \p{Lu}\p{L}{2,}(?![\w'’])){0,2}"
)  # one to three; contractions are none
OPENING = " \t\"'“‘«¿¡(*-–—"
SEVERAL, PROPOSED = 3, 5  # key points that have a name; names
SIDED = pa.schema(
    [
        pa.field("viewpoint_id", pa.string(), nullable=False),
        pa.field("target", pa.string(), nullable=False),
        pa.field("stance", pa.string()),
        pa.field("turn", pa.int64(), nullable=False),
    ]
)
SPOKEN = """
SELECT k.viewpoint_id, k.start, k."end", p.text, c.voices FROM key_points k JOIN listed l ON l.viewpoint_id = k.viewpoint_id
JOIN counted c ON c.viewpoint_id = k.viewpoint_id JOIN posts p ON p.uid = k.key_point_uid
WHERE c.platform IS NULL AND c.lang IS NULL ORDER BY k.viewpoint_id
"""
# What stands in the table of viewpoints: of several targets, the first in turn.
FIRST = """
SELECT viewpoint_id, target, stance FROM (
  SELECT *, row_number() OVER (PARTITION BY viewpoint_id ORDER BY turn) AS place FROM sided) WHERE place = 1
"""
Key = tuple[str, str]  # viewpoint_id and target


def aim(engine: Engine, targets: Sequence[str], done: Sequence[Decided]) -> tuple[tuple[str, ...], bool]:
    """Makes `sided`: listed viewpoints, the targets they speak of, the side where one was stated; and `aimed`, the first target
    of each: one a person put it towards, else one that its key point names. Gives all names, the moment's before decisions', and
    whether they are only proposed."""
    stated, rows = sides(done), engine.rows(SPOKEN).to_pylist()
    said = {row["viewpoint_id"]: row["text"][row["start"] : row["end"]] for row in rows}
    given = targets if targets or stated else propose(said, {row["viewpoint_id"]: row["voices"] for row in rows})
    spelt: dict[str, str] = {}  # by key: as it is spelt first
    for one in (*map(shown, given), *(target for _, target in stated)):
        spelt.setdefault(key(one), one)
    found: dict[Key, Stance | None] = {(view, spelt[key(one)]): None for view, one in named(said, given)}
    found |= {(view, spelt[key(one)]): stance for (view, one), stance in stated.items() if view in said}
    with engine.sink({"sided": SIDED}) as sink:
        sink.append("sided", pa.RecordBatch.from_pylist(turns(found, list(spelt.values())), SIDED))
    engine.sql(FIRST, "aimed")
    return tuple(spelt.values()), not (targets or stated)


def propose(said: Mapping[str, str], voices: Mapping[str, int]) -> list[str]:
    """Names that several key points have, those of most holders first. A name is capitalised inside a sentence, in most key
    points that have it; where writing knows no capitals, there is none. Of names inside each other the first stays."""
    inner, anywhere, held = Counter[str](), Counter[str](), Counter[str]()
    for view, words in said.items():
        runs = list(capitalised(words))
        inner.update({one for one, first in runs if not first})
        anywhere.update({one for one, _ in runs})
        held.update(dict.fromkeys({one for one, _ in runs}, voices[view]))
    kept: list[str] = []
    for one in sorted(inner, key=lambda one: (-held[one], one)):
        often = anywhere[one] >= SEVERAL and 2 * inner[one] >= anywhere[one]
        if often and not any(one in other or other in one for other in kept):
            kept.append(one)
    return kept[:PROPOSED]


def capitalised(words: str) -> Iterator[tuple[str, bool]]:
    """Capitalised words running, and whether they begin the sentence; none of a sentence that is shouted."""
    capitals = sum(one.isupper() for one in words)
    if 2 * capitals < sum(one.isalpha() for one in words):
        for one in RUN.finditer(words):
            yield one.group(), not words[: one.start()].strip(OPENING)


def turns(found: Mapping[Key, Stance | None], names: Sequence[str]) -> list[dict[str, object]]:
    """SIDED's rows; what a person stated comes first."""
    place = {one: turn for turn, one in enumerate(names)}
    return [
        {"viewpoint_id": view, "target": target, "stance": stance, "turn": place[target] + len(names) * (stance is None)}
        for (view, target), stance in sorted(found.items())
    ]


def sides(done: Sequence[Decided]) -> dict[Key, Stance]:
    """The sides people stated, by viewpoint and target."""
    applied = [one for one in done if one.applied and one.decision.action == "side"]
    found = [(one.viewpoint_id, shown(one.decision.target or ""), one.decision.stance) for one in applied]
    return {(view, target): stance for view, target, stance in found if view and target and stance}


def named(said: Mapping[str, str], targets: Sequence[str]) -> Iterator[Key]:
    """The viewpoints whose words name a target."""
    wanted = [(shown(one), pattern(one), shouted(one), surname(one, targets)) for one in targets]
    for view, words in said.items():
        spelt, apart = key(words), set(surnames(words))
        looks = ((one, looked.search(spelt) or exact.search(words) or last in apart) for one, looked, exact, last in wanted)
        yield from ((view, one) for one, found in looks if found)


def shouted(target: str) -> re.Pattern[str]:
    """What finds those names of a target that are another word in small letters, as they are spelt: US, WHO."""
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in map(str.strip, target.split(OR)) if small(form)) or "(?!)"
    )


def small(form: str) -> bool:
    """Whether a name in capitals is another word in small letters."""
    return form.isupper() and form.casefold() in COMMON


def surnames(words: str) -> Iterator[str]:
    """The words that may be somebody's last name: none that another name stands before, as in "Melania Trump"."""
    before = ""
    for one in WORD.finditer(words):
        first = before.istitle() and words[one.start() - 1 : one.start()] == " " and before.casefold() not in COMMON
        if not first:
            yield one.group()
        before = one.group()


def pattern(target: str) -> re.Pattern[str]:
    """What finds a target in the key of a text: any of its names, without a leading article, or with an ending."""
    forms = [one for one in (bare(form) for form in target.split(OR) if not small(form.strip())) if one]
    return re.compile("|".join(map(looked, forms)) or "(?!)")


def surname(target: str, targets: Sequence[str]) -> str:
    """The last of several capitalised words, unless other names are given or another target ends so: looked for as spelt."""
    last = target.rsplit(maxsplit=1)[-1] if OR not in target and target.istitle() and " " in target.strip() else ""
    return last if len(last) >= LEAST and sum(shown(one).endswith(last) for one in targets) == 1 else ""


def looked(form: str) -> str:
    """The expression of one name; languages without spaces have it anywhere."""
    return re.escape(form) if UNSPACED.search(form) else rf"(?<!\S){re.escape(form)}{ENDINGS}(?!\S)"


def bare(form: str) -> str:
    """A name's key without a leading article, unless what is left of a title is a common word: Die Hard, The Who."""
    words = key(form).split()
    titled = form.istitle() and len(words) == 2 and (words[1] in COMMON or (words[0] not in ENGLISH and words[1] in vocabulary()))
    return " ".join(words[1:] if len(words) > 1 and words[0] in LEADING and not titled else words)
