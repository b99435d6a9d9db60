"""Posting patterns told again without the SQL that found them: windows by two pointers, ages and sums in NumPy."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from hubbub.checks.recount import Numbers, coded, micros, places
from hubbub.engines.base import Engine
from hubbub.measure import texts
from hubbub.models.text import key
from hubbub.posting import PatternRules
from hubbub.records import Findings

SECOND, DAY = 1_000_000, 86_400_000_000
SLACK = {"exact": 0, "minute": 59 * SECOND, "day": 86_399 * SECOND}  # how much later a post may have been made
COLUMNS = ["uid", "author_key", "created_at", "created_precision", "author_created_at", "repost_of"]
NEVER = -1

Row = dict[str, Any]


class Posted:
    """Posts as whole numbers: person and group (-1: none), first and last microsecond at which each may have been made."""

    def __init__(self, tables: Path) -> None:
        posts = pq.read_table(tables / "posts.parquet", columns=COLUMNS)
        copies = pq.read_table(tables / "copies.parquet", columns=["uid", "group_id", "kind"])
        self.uid = posts.column("uid").combine_chunks()
        self.person, self.people = coded(posts.column("author_key"))
        self.precision = np.array(posts.column("created_precision").to_pylist(), dtype=object)
        self.time = micros(posts.column("created_at"), NEVER)
        self.latest = self.time + np.array([SLACK.get(one, 0) for one in self.precision], dtype=np.int64)
        self.made = micros(posts.column("author_created_at"), NEVER)
        self.group = np.full(len(self.uid), NEVER, dtype=np.int64)
        there = self.places(copies.column("uid"))
        self.group[there] = self.places(copies.column("group_id"))
        own = np.zeros(len(self.uid), dtype=bool)
        own[there] = np.isin(copies.column("kind").to_numpy(), ["original", "exact", "near"])
        self.own = own & (self.person >= 0) & pc.is_null(posts.column("repost_of")).to_numpy() & ~reposts(tables)
        self.timed = (self.time != NEVER) & np.isin(self.precision, ["exact", "minute"])

    def places(self, uids: pa.ChunkedArray) -> Numbers:
        """Where posts stand. Raises KeyError on a uid that is no post's."""
        return places(self.uid, uids)


def reposts(tables: Path) -> NDArray[np.bool_]:
    """Which texts say that they are reposts; read batch by batch, for texts are large."""
    with pq.ParquetFile(tables / "posts.parquet") as file:
        parts = [
            pc.starts_with(one.column(0), "RT @").to_numpy(zero_copy_only=False) for one in file.iter_batches(columns=["text"])
        ]
    return np.concatenate([np.zeros(0, dtype=bool), *parts])


def repatterned(engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """Patterns that the posts do not show, or show and that are not in the tables."""
    posts, rules = Posted(out / "tables"), findings.patterns.rules
    listed = {row["pattern_id"]: row for row in pq.read_table(out / "tables/patterns.parquet").to_pylist()}
    table = pq.read_table(out / "tables/pattern_posts.parquet")
    codes, names = coded(table.column("pattern_id"))
    there = posts.places(table.column("uid"))
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(len(names) + 1))
    shown = {name: there[order[bounds[n] : bounds[n + 1]]] for n, name in enumerate(names)}
    for name, row in listed.items():
        yield from recounted(name, row, posts, shown.get(name, there[:0]))
    yield from windows(engine, posts, listed, rules)
    yield from young(posts, shown.get("young_account", there[:0]), listed, rules)
    yield from summed(findings, posts, there, Counter(row["kind"] for row in listed.values()))


def recounted(name: str, row: Row, posts: Posted, shown: Numbers) -> Iterator[str]:
    """A pattern whose numbers are not those of its posts."""
    again = {"accounts": len(np.unique(posts.person[shown])), "texts": len(np.unique(posts.group[shown])), "posts": len(shown)}
    if row["kind"] == "same_text" and len(shown):
        last = int(posts.latest[shown].max() - posts.time[shown].min())
        again["seconds"] = max(1, -(-last // SECOND))
    for what, number in again.items():
        if row[what] != number:
            yield f"patterns: {name}: {what}: the table says {row[what]}, its posts {number}"


def windows(engine: Engine, posts: Posted, listed: Mapping[str, Row], rules: PatternRules) -> Iterator[str]:
    """Windows that hold another number of accounts than the table says."""
    said = {
        (row["group_id"], int(name.split(":")[1])): row["accounts"] for name, row in listed.items() if name[:10] == "same_text:"
    }
    again = {(str(posts.uid[group]), span): most for (group, span), most in fullest(posts, rules).items()}
    lengths = texts(engine, [group for group, _ in again])
    again = {one: most for one, most in again.items() if len(key(lengths[one[0]])) >= rules.characters}
    for group, span in sorted(set(said) | set(again)):
        if said.get((group, span)) != again.get((group, span)):
            told = f"the table says {said.get((group, span), 'nothing')}, the posts {again.get((group, span), 'nothing')}"
            yield f"patterns: accounts that posted {group} within {span} seconds: {told}"


def fullest(posts: Posted, rules: PatternRules) -> dict[tuple[int, int], int]:
    """The most accounts in a window, by group and span; a longer span only where it holds more than the shorter."""
    here = np.flatnonzero(posts.own & posts.timed)
    here = here[np.lexsort((posts.time[here], posts.group[here]))]
    starts = np.flatnonzero(np.diff(posts.group[here], prepend=-2))
    found: dict[tuple[int, int], int] = {}
    for members in np.split(here, starts[1:]):
        shorter = rules.accounts - 1
        for span in sorted(rules.windows) if len(np.unique(posts.person[members])) >= rules.accounts else ():
            most = accounts_within(posts, members, span * SECOND)
            if most > shorter:
                found[int(posts.group[members[0]]), span], shorter = most, most
    return found


def accounts_within(posts: Posted, members: Numbers, span: int) -> int:
    """The most accounts in any window of so many microseconds: posts enter by their latest time, leave by their own.

    `members` are in order of time. No post leaves before it entered: windows are longer than a minute is vague.
    """
    entering = members[np.argsort(posts.latest[members], kind="stable")]
    inside: Counter[int] = Counter()
    entered = left = here = most = 0
    for begin in posts.time[members].tolist():
        while entered < len(entering) and posts.latest[entering[entered]] <= begin + span:
            person = int(posts.person[entering[entered]])
            here, entered = here + (inside[person] == 0), entered + 1
            inside[person] += 1
        while posts.time[members[left]] < begin:
            person = int(posts.person[members[left]])
            inside[person] -= 1
            here, left = here - (inside[person] == 0), left + 1
        most = max(most, here)
    return most


def young(posts: Posted, shown: Numbers, listed: Mapping[str, Row], rules: PatternRules) -> Iterator[str]:
    """Posts of young accounts that are not in the table, or the other way round."""
    made = np.full(int(posts.person.max(initial=-1)) + 2, np.iinfo(np.int64).max)
    told = np.flatnonzero((posts.made != NEVER) & (posts.person >= 0))
    np.minimum.at(made, posts.person[told], posts.made[told])
    dated = (posts.person >= 0) & (posts.time != NEVER) & np.isin(posts.precision, list(SLACK))
    aged = dated & (made[posts.person] <= posts.latest)
    fresh = np.flatnonzero(aged & (posts.latest < made[posts.person] + rules.days * DAY * aged))
    if set(fresh.tolist()) != set(shown.tolist()):
        yield f"patterns: young_account: the table shows {len(shown)} posts, the posts {len(fresh)}"
    known = len(np.unique(posts.person[aged]))
    said = listed.get("young_account", {"of": known})["of"]
    if said != known:
        yield f"patterns: young_account: the table says that the age of {said} accounts is known, the posts {known}"


def summed(findings: Findings, posts: Posted, there: Numbers, kinds: Counter[str]) -> Iterator[str]:
    """Whether the findings count all patterns, and their posts and accounts once."""
    said, people = findings.patterns, posts.person[np.unique(there)]
    again = (len(people), len(np.unique(people[people >= 0])), dict(kinds))
    if (said.posts, said.accounts, {one.kind: one.count for one in said.found}) != again:
        yield f"patterns: the findings say {said.posts} posts, {said.accounts} accounts, the tables {again[0]} and {again[1]}"
