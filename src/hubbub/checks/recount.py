"""The counts made again in NumPy: sets of whole numbers, no SQL, and the interval by solving its quadratic."""

from collections.abc import Iterator, Mapping, Sequence
from math import isclose, sqrt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from hubbub.records import Count, Findings, Prevalence, ViewpointFinding

Numbers = NDArray[np.int64]
Counted = tuple[int, int, int, int, int]  # people, texts, posts, accounts, texts of no known author
Left = tuple[int, int, int]  # people, texts, posts without those of posting patterns
Whole = tuple[Counted, Left, int]  # and how many posts
NEVER = 2**62  # stands for a time that is not known: after all others
LISTED, FEW, NOWHERE = 0, 1, 2
RANKS = {"original": 0, "exact": 1, "near": 1}
Z2 = 1.959963984540054**2


class Members:
    """Posts as whole numbers: person (-1: not known), group (the original's place), platform, language."""

    def __init__(self, tables: Path) -> None:
        posts = pq.read_table(tables / "posts.parquet", columns=["uid", "author_key", "platform", "lang", "created_at"])
        copies = pq.read_table(tables / "copies.parquet", columns=["uid", "group_id", "kind"])
        self.uid = posts.column("uid").combine_chunks()
        self.person = coded(posts.column("author_key"))[0]
        self.group = np.empty(len(self.uid), dtype=np.int64)
        self.group[self.places(copies.column("uid"))] = self.places(copies.column("group_id"))
        self.kind = np.empty(len(self.uid), dtype=object)
        self.kind[self.places(copies.column("uid"))] = copies.column("kind").to_pylist()
        self.time = micros(posts.column("created_at"), NEVER)
        self.original = self.group == np.arange(len(self.uid))
        unsure = pc.fill_null(posts.column("lang"), "und")
        self.axes = {"platforms": coded(posts.column("platform")), "languages": coded(unsure)}
        self.patterned, self.stands, self.heir = left(self, tables)
        self.order = np.argsort(self.group, kind="stable")
        self.bounds = np.searchsorted(self.group[self.order], np.arange(len(self.uid) + 1))

    def places(self, uids: pa.ChunkedArray) -> Numbers:
        """Where posts stand. Raises KeyError on a uid that is no post's."""
        return places(self.uid, uids)

    def of(self, groups: Numbers) -> Numbers:
        """All posts of some groups."""
        parts = [self.order[self.bounds[one] : self.bounds[one + 1]] for one in groups]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)

    def people(self, posts: Numbers) -> int:
        """Distinct known authors."""
        known = self.person[posts]
        return len(np.unique(known[known >= 0]))

    def left(self, posts: Numbers) -> Left:
        """People, texts and posts without the posts of posting patterns."""
        heirs = self.heir[posts]
        return len(np.unique(heirs[heirs >= 0])), int(self.stands[posts].sum()), int((~self.patterned[posts]).sum())

    def counts(self, posts: Numbers) -> Counted:
        """People and texts (of originals), posts and accounts (of all), texts whose author is not known."""
        originals = posts[self.original[posts]]
        nameless = int((self.person[originals] < 0).sum())
        return self.people(originals), len(originals), len(posts), self.people(posts), nameless


def places(known: pa.Array, uids: pa.ChunkedArray) -> Numbers:
    """Where uids stand among those known. Raises KeyError on one that is not."""
    found = pc.index_in(uids, value_set=known)
    if found.null_count:
        raise KeyError("a uid that no post has")
    return np.asarray(found.to_numpy(), dtype=np.int64)


def micros(column: pa.ChunkedArray, never: int) -> Numbers:
    """Times in microseconds since 1970; `never` where there is none."""
    return np.asarray(pc.fill_null(column.cast(pa.int64()), never).to_numpy(), dtype=np.int64)


def left(members: Members, tables: Path) -> tuple[NDArray[np.bool_], NDArray[np.bool_], Numbers]:
    """Which posts are in patterns; which post stands for its text without those; whom the text then counts for (-1: nobody)."""
    shown = pq.read_table(tables / "pattern_posts.parquet", columns=["uid"]).column("uid")
    patterned, stands = np.zeros(len(members.uid), dtype=bool), np.zeros(len(members.uid), dtype=bool)
    patterned[members.places(shown)] = True
    rank = np.array([RANKS.get(one, 2) for one in members.kind], dtype=np.int64)
    names = np.asarray(pc.rank(members.uid, sort_keys="ascending", tiebreaker="first").to_numpy(), dtype=np.int64)
    rest = np.flatnonzero(~patterned)
    rest = rest[np.lexsort((names[rest], members.time[rest], rank[rest], members.group[rest]))]
    first = np.ones(len(rest), dtype=bool)
    first[1:] = members.group[rest][1:] != members.group[rest][:-1]
    stands[rest[first]] = True
    return patterned, stands, np.where(stands & (rank < 2), members.person, -1)


def coded(column: pa.ChunkedArray) -> tuple[Numbers, list[str]]:
    """Values as numbers (-1: null), and what they stand for."""
    coded = column.combine_chunks().dictionary_encode()
    return np.asarray(pc.fill_null(coded.indices, -1).to_numpy(), dtype=np.int64), coded.dictionary.to_pylist()


def recount(findings: Findings, members: Members, held: dict[str, Numbers], tables: Path) -> Iterator[str]:
    """Every prevalence that does not come out again; `held`: see `holders`."""
    whole = whole_of(members, np.arange(len(members.uid)))
    total, remaining, everyone = whole
    kin, parts = families(tables), wholes(members)
    for found in findings.viewpoints:
        posts = members.of(held.get(found.viewpoint_id, np.empty(0, dtype=np.int64)))
        yield from compare(found.viewpoint_id, found.prevalence, members.counts(posts), total)
        yield from without(found.viewpoint_id, found.prevalence, members.left(posts), remaining, everyone)
        for axis, (codes, names) in members.axes.items():
            for one in getattr(found, axis):
                inside, name = posts[codes[posts] == names.index(one.name)], f"{found.viewpoint_id} {axis} {one.name}"
                counted, rest, number = parts[axis, one.name]
                yield from compare(name, one.prevalence, members.counts(inside), counted)
                yield from without(name, one.prevalence, members.left(inside), rest, number)
        yield from kindred(found, members, [held[one] for one in kin.get(found.viewpoint_id, ()) if one in held], whole)
    yield from rests(findings, members, held, total)
    yield from flow(findings, total)


def whole_of(members: Members, posts: Numbers) -> Whole:
    """What shares of some posts are shares of."""
    return members.counts(posts), members.left(posts), len(posts)


def wholes(members: Members) -> dict[tuple[str, str], Whole]:
    """The whole of each platform and language, counted once for all viewpoints: by axis and name."""
    found: dict[tuple[str, str], Whole] = {}
    for axis, (codes, names) in members.axes.items():
        order = np.argsort(codes, kind="stable")
        bounds = np.searchsorted(codes[order], np.arange(len(names) + 1))
        found |= {(axis, name): whole_of(members, order[bounds[n] : bounds[n + 1]]) for n, name in enumerate(names)}
    return found


def families(tables: Path) -> dict[str, list[str]]:
    """Each broad view with itself and the views inside it."""
    inside: dict[str, list[str]] = {}
    for row in pq.read_table(tables / "viewpoints.parquet", columns=["viewpoint_id", "parent"]).to_pylist():
        if row["parent"]:
            inside.setdefault(row["parent"], [row["parent"]]).append(row["viewpoint_id"])
    return inside


def union(parts: Sequence[Numbers]) -> Numbers:
    """The originals that are in any of some parts."""
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)


def kindred(found: ViewpointFinding, members: Members, held: Sequence[Numbers], whole: Whole) -> Iterator[str]:
    """Whether a broad view and those inside it, everyone once, come out again."""
    name = f"{found.viewpoint_id} and the views inside it"
    if (found.within is None) != (not held):
        yield f"{name}: are {'not ' * (found.within is None)}counted together in the findings, the tables say otherwise"
    elif found.within:
        posts, (total, remaining, everyone) = members.of(union(held)), whole
        yield from compare(name, found.within, members.counts(posts), total)
        yield from without(name, found.within, members.left(posts), remaining, everyone)


def holders(members: Members, path: Path, name: str) -> dict[str, Numbers]:
    """The distinct originals under each value of a column: those that hold each viewpoint, or speak of each topic."""
    table = pq.read_table(path, columns=[name, "uid"])
    codes, names = coded(table.column(name))
    places = members.places(table.column("uid"))
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(len(names) + 1))
    return {name: np.unique(places[order[bounds[n] : bounds[n + 1]]]) for n, name in enumerate(names)}


def rests(findings: Findings, members: Members, held: dict[str, Numbers], total: Counted) -> Iterator[str]:
    """Views of few, and what fits nowhere. Texts, posts: by their own class; people: by the best class they are in."""
    own = classes(findings, members, held)[members.group]
    for name, which, found in (("few", FEW, findings.few.prevalence), ("unassigned", NOWHERE, findings.unassigned.prevalence)):
        posts = np.flatnonzero(own == which)
        people = best(members.person[members.original], own[members.original], which)
        authors, texts, every, _, nameless = members.counts(posts)
        yield from compare(name, found, (people, texts, every, best(members.person, own, which), nameless), total, authors)
        heirs = members.heir[members.heir >= 0], own[members.heir >= 0]
        some = members.left(posts)
        left, remaining = (best(*heirs, which), *some[1:]), members.left(np.arange(len(own)))
        yield from without(name, found, left, remaining, len(own), some[0])


def classes(findings: Findings, members: Members, held: Mapping[str, Numbers]) -> Numbers:
    """The class of each original: it holds a listed viewpoint, only views of few, or none."""
    listed = {one.viewpoint_id for one in findings.viewpoints}
    found = np.full(len(members.uid), NOWHERE)
    for name, groups in sorted(held.items(), key=lambda one: one[0] in listed):
        found[groups] = LISTED if name in listed else FEW
    return found


def best(person: Numbers, own: Numbers, which: int) -> int:
    """How many people's best class is the given one."""
    if not len(person):
        return 0
    least = np.full(int(person.max()) + 2, NOWHERE + 1)
    np.minimum.at(least, person, own)
    return int((least[: int(person.max()) + 1] == which).sum())


def compare(name: str, found: Prevalence, again: Counted, total: Counted, authors: int | None = None) -> Iterator[str]:
    """The numbers of one prevalence that differ; `authors`: known ones of the texts, where not all of them count here."""
    people, texts, posts, accounts, nameless = again
    if (found.people is None) != unknown(people if authors is None else authors, texts, total[0]):
        yield f"{name}: people are {'unknown' if found.people is None else 'known'} in the findings, not in the tables"
    elif found.people is not None:
        yield from differing(f"{name}: people", found.people, people, total[0])
        if found.accounts != accounts:
            yield f"{name}: accounts: the findings say {found.accounts}, the tables {accounts}"
    if found.nameless != nameless:
        yield f"{name}: texts of no known author: the findings say {found.nameless}, the tables {nameless}"
    yield from differing(f"{name}: texts", found.texts, texts, total[1])
    yield from differing(f"{name}: posts", found.posts, posts, total[2])


def unknown(authors: int, texts: int, everyone: int) -> bool:
    """Whether people cannot be told: no author of these texts is known."""
    return everyone == 0 or (authors == 0 and texts > 0)


def without(
    name: str,
    found: Prevalence,
    again: Left,
    remaining: Left,
    posts: int,
    authors: int | None = None,
) -> Iterator[str]:
    """The numbers that differ once the posts of patterns are left out: `again` of `remaining`, out of so many posts with them."""
    said, (people, texts, rest) = found.without, again
    if (said is None) != (remaining[2] == posts):
        yield f"{name}: without patterns: the findings {'lack' if said is None else 'hold'} it, the tables say otherwise"
    elif said is not None:
        if (said.people is None) != unknown(people if authors is None else authors, texts, remaining[0]):
            yield f"{name}: without patterns: people are known in one of findings and tables only"
        elif said.people is not None:
            yield from differing(f"{name}: people without patterns", said.people, people, remaining[0])
        yield from differing(f"{name}: texts without patterns", said.texts, texts, remaining[1])
        yield from differing(f"{name}: posts without patterns", said.posts, rest, remaining[2])


def differing(name: str, found: Count, number: int, of: int) -> Iterator[str]:
    """What differs between a count and its recount."""
    if (found.count, found.of) != (number, of):
        yield f"{name}: the findings say {found.count} of {found.of}, the tables {number} of {of}"
    elif of:
        root = sqrt(Z2 * Z2 + 4 * Z2 * number * (1 - number / of))
        low, high = (2 * number + Z2 - root) / (2 * (of + Z2)), (2 * number + Z2 + root) / (2 * (of + Z2))
        for what, said, right in (("share", found.share, number / of), ("low", found.low, low), ("high", found.high, high)):
            if not isclose(said, right, abs_tol=2e-9):
                yield f"{name}: {what}: the findings say {said}, it is {right:.9f}"


def flow(findings: Findings, total: Counted) -> Iterator[str]:
    """Whether the flow adds up."""
    said = findings.flow
    left_out = sum(one.count for one in said.excluded) + sum(one.count for one in said.unreadable)
    if said.rows != said.posts + left_out:
        yield f"flow: {said.rows} rows, but {said.posts} posts and {left_out} left out"
    again = (said.people or 0, said.texts, said.posts, said.accounts or 0)
    if again != total[: len(again)]:
        yield f"flow: the findings say {again} people, texts, posts, accounts; the tables {total[: len(again)]}"
    if sum(one.count for one in said.copies) != said.posts:
        yield "flow: the kinds of copies do not add up to the posts"
