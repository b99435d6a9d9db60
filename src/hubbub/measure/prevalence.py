"""How many people, texts and posts hold each viewpoint, of how many, by platform and language.

Reads `posts`, `copies`, `assignments`, `key_points`, `pattern_posts`;
makes `members`, `held`, `counted`, `insides`, `listed`, `totals`, `classes`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from hubbub.engines.base import Engine
from hubbub.measure.intervals import count
from hubbub.records import Prevalence, Slice, Without

# One row a post. Times that are estimates are not placed on a timeline.
MEMBERS = """
SELECT c.group_id, p.uid, p.author_key AS person, p.platform, coalesce(p.lang, 'und') AS lang, c.kind = 'original' AS original,
       CASE WHEN p.created_precision IN ('exact', 'minute', 'day') THEN p.created_at END AS posted,
       p.created_precision AS precision, s.uid IS NOT NULL AS patterned,
       CASE WHEN t.group_id IS NULL THEN c.kind = 'original' ELSE h.uid IS NOT NULL END AS stands,
       CASE WHEN t.group_id IS NULL AND c.kind = 'original' OR h.rank < 2 THEN p.author_key END AS heir
FROM posts p JOIN copies c USING (uid) LEFT JOIN patterned s ON s.uid = p.uid
LEFT JOIN touched t ON t.group_id = c.group_id LEFT JOIN heirs h ON h.uid = p.uid
"""
PATTERNED = "SELECT DISTINCT uid FROM pattern_posts"
TOUCHED = "SELECT DISTINCT c.group_id FROM copies c JOIN patterned s ON s.uid = c.uid"
# Who stands for a text without the posts of patterns: its original, else the earliest copy left; see `records.Without`.
HEIRS = """
SELECT uid, rank FROM (
  SELECT uid, rank, row_number() OVER (PARTITION BY group_id ORDER BY rank, created_at NULLS LAST, uid) AS place FROM (
    SELECT p.uid, c.group_id, p.created_at,
           CASE WHEN c.kind = 'original' THEN 0 WHEN c.kind IN ('exact', 'near') THEN 1 ELSE 2 END AS rank
    FROM copies c JOIN touched t ON t.group_id = c.group_id JOIN posts p ON p.uid = c.uid
    LEFT JOIN patterned s ON s.uid = c.uid WHERE s.uid IS NULL))
WHERE place = 1
"""
HELD = "SELECT DISTINCT viewpoint_id, uid AS group_id FROM assignments"
# Copies do not add texts or people; `accounts` says how many published it, copies included. An author who is not known
# counts as one voice a text, for the minority rule alone. Who is distinct is found by grouping, in two steps: groups that
# do not fit into memory go to disk; what count(DISTINCT) kept for several columns at once did not (two million posts, 256 MB).
VOICE = "person, CASE WHEN person IS NULL THEN uid END AS nobody"
SUMS = """
count(*) AS posts, count(*) FILTER (original) AS texts, count(*) FILTER (NOT patterned) AS posts_left,
count(*) FILTER (stands) AS texts_left, count(*) FILTER (original) > 0 AS wrote, count(heir) > 0 AS remains
"""
COUNTS = """
coalesce(sum(posts), 0)::BIGINT AS posts, coalesce(sum(texts), 0)::BIGINT AS texts, count(person) FILTER (wrote) AS people,
count(person) AS accounts, count(*) FILTER (wrote) AS voices, coalesce(sum(posts_left), 0)::BIGINT AS posts_left,
coalesce(sum(texts_left), 0)::BIGINT AS texts_left, count(*) FILTER (remains) AS people_left
"""
COUNTED = f"""
SELECT {{names}}, {COUNTS} FROM (SELECT {{by}} {VOICE}, {SUMS} FROM {{rows}} GROUP BY {{by}} person, nobody) v {{grouped}}
"""
AXES = ("", "platform", "lang")  # by which viewpoints and everything are counted: as a whole, and in its parts
# Who holds a broad view or one inside it, each counted once.
INSIDE = """
SELECT k.parent AS viewpoint_id, h.group_id FROM held h JOIN key_points k USING (viewpoint_id) WHERE k.parent IS NOT NULL
UNION
SELECT h.viewpoint_id, h.group_id FROM held h WHERE h.viewpoint_id IN (SELECT parent FROM key_points)
"""
# What is listed: what enough people hold, and what a person pinned.
LISTED = """
SELECT viewpoint_id FROM counted WHERE platform IS NULL AND lang IS NULL AND (voices >= {least} OR viewpoint_id IN ({pinned}))
"""
# Each text, and each person, stands in one class: holds a listed viewpoint (0), only views of few (1), none (2).
CLASSES = """
SELECT group_id, coalesce(min(CASE WHEN l.viewpoint_id IS NOT NULL THEN 0 WHEN h.viewpoint_id IS NOT NULL THEN 1 END), 2)
  AS class
FROM (SELECT DISTINCT group_id FROM members) m LEFT JOIN held h USING (group_id)
LEFT JOIN listed l ON l.viewpoint_id = h.viewpoint_id
GROUP BY group_id
"""
# People: those whose best class it is, so that the classes add up to all. Who wrote such a text and a better one is known
# (`known`, `known_left`) and counted in the better class.
RESTS = """
WITH m AS (SELECT * FROM members JOIN classes USING (group_id)),
  wrote AS (SELECT best AS class, count(*) AS people FROM (
    SELECT person, min(class) AS best FROM m WHERE original AND person IS NOT NULL GROUP BY person) GROUP BY best),
  published AS (SELECT best AS class, count(*) AS accounts FROM (
    SELECT person, min(class) AS best FROM m WHERE person IS NOT NULL GROUP BY person) GROUP BY best),
  remain AS (SELECT best AS class, count(*) AS people_left FROM (
    SELECT heir, min(class) AS best FROM m WHERE heir IS NOT NULL GROUP BY heir) GROUP BY best)
SELECT class, posts, texts, coalesce(people, 0) AS people, coalesce(accounts, 0) AS accounts, posts_left, texts_left,
  coalesce(people_left, 0) AS people_left, known, known_left
FROM (SELECT class, count(*) AS posts, count(*) FILTER (original) AS texts, count(*) FILTER (NOT patterned) AS posts_left,
  count(*) FILTER (stands) AS texts_left, count(person) FILTER (original) AS known, count(heir) AS known_left
  FROM m GROUP BY class)
LEFT JOIN wrote USING (class) LEFT JOIN published USING (class) LEFT JOIN remain USING (class)
"""
COUNTED_AS = ("posts", "texts", "people", "accounts", "voices", "posts_left", "texts_left", "people_left")
NONE = dict.fromkeys(COUNTED_AS, 0)

Row = Mapping[str, Any]


def tally(engine: Engine, least: int, pinned: Sequence[str] = ()) -> None:
    """Makes the tables of counts. `least`: voices from which a viewpoint is listed; `pinned`: viewpoints that are anyway."""
    for table, query in (("patterned", PATTERNED), ("touched", TOUCHED), ("heirs", HEIRS), ("members", MEMBERS)):
        engine.sql(query, table)
    engine.sql(HELD, "held")
    count_up(engine, "held JOIN members USING (group_id)", "counted", "viewpoint_id")
    engine.sql(counted(f"({INSIDE}) JOIN members USING (group_id)", "viewpoint_id"), "insides")
    count_up(engine, "members", "totals")
    engine.sql(LISTED.format(least=least, pinned=", ".join(f"'{one}'" for one in ("", *pinned))), "listed")
    engine.sql(CLASSES, "classes")


def counted(rows: str, *keys: str) -> str:
    """A query of COUNTS of some rows of `members`, by some of their columns."""
    by = "".join(f"{key}, " for key in keys)
    grouped = f"GROUP BY {', '.join(keys)}" if keys else ""
    return COUNTED.format(names=", ".join(keys) or "1 AS all_", by=by, rows=rows, grouped=grouped)


def count_up(engine: Engine, rows: str, table: str, *keys: str) -> None:
    """Makes `table` of COUNTS of some rows of `members` as a whole, by platform and by language; an axis that a row is not about
    is NULL. One after the other, for each holds its groups."""
    parts = {}
    for axis in AXES:
        part = f"{table}_{axis or 'whole'}"
        engine.sql(counted(rows, *keys, *filter(None, [axis])), part)
        names = ", ".join([*keys, *(one if one == axis else f"CAST(NULL AS VARCHAR) AS {one}" for one in AXES if one)])
        parts[part] = f"SELECT {names}, {', '.join(COUNTED_AS)} FROM {part}"
    engine.sql(" UNION ALL ".join(parts.values()), table)
    for part in parts:
        engine.drop(part)


def knows(authors: int, texts: int, everyone: int) -> bool:
    """Whether a number of people can be told, of texts of so many known authors in a collection: unknown is never zero."""
    return everyone > 0 and (authors > 0 or texts == 0)


def prevalence(row: Row, total: Row) -> Prevalence:
    """Counts over their totals; people are unknown, not zero, where no author of the texts is known."""
    known = knows(row.get("known", row["people"]), row["texts"], total["people"])
    return Prevalence(
        people=count(row["people"], total["people"]) if known else None,
        texts=count(row["texts"], total["texts"]),
        posts=count(row["posts"], total["posts"]),
        accounts=row["accounts"] if known else None,
        nameless=row["texts"] - row["known"] if "known" in row else row["voices"] - row["people"],
        without=without(row, total),
    )


def without(row: Row, total: Row) -> Without | None:
    """The same counts without the posts of posting patterns; None where there are none in what is counted."""
    if total["posts_left"] == total["posts"]:
        return None
    known = knows(row.get("known_left", row["people_left"]), row["texts_left"], total["people_left"])
    return Without(
        people=count(row["people_left"], total["people_left"]) if known else None,
        texts=count(row["texts_left"], total["texts_left"]),
        posts=count(row["posts_left"], total["posts_left"]),
    )


class Totals:
    """The denominators: of everything, of each platform, of each language."""

    def __init__(self, engine: Engine) -> None:
        rows = engine.rows("SELECT * FROM totals").to_pylist()
        self.all: Row = next((row for row in rows if row["platform"] is None and row["lang"] is None), NONE)
        self.by = {axis: {row[axis]: row for row in rows if row[axis] is not None} for axis in ("platform", "lang")}

    def slices(self, rows: list[Row], axis: str) -> tuple[Slice, ...]:
        """One slice a platform or language, most texts first."""
        ordered = sorted((row for row in rows if row[axis] is not None), key=lambda row: (-row["texts"], row[axis]))
        return tuple(Slice(name=row[axis], prevalence=prevalence(row, self.by[axis][row[axis]])) for row in ordered)

    def everyone(self, axis: str) -> tuple[Slice, ...]:
        """Each platform's or language's share of the whole collection."""
        ordered = sorted(self.by[axis].values(), key=lambda row: (-row["texts"], row[axis]))
        return tuple(Slice(name=row[axis], prevalence=prevalence(row, self.all)) for row in ordered)


def rest(engine: Engine, total: Row, which: int) -> Prevalence:
    """The prevalence of a class of CLASSES."""
    rows = {row["class"]: row for row in engine.rows(RESTS).to_pylist()}
    return prevalence(rows.get(which, NONE), total)
