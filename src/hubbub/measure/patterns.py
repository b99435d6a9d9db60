"""Posting patterns, as facts: one text by many accounts within seconds, accounts that share many copies, young accounts.

Reads `posts`, `copies`; makes `patterns`, `pattern_posts`. People who agree also post alike, and what they copy may be a
song or a slogan: a pattern says what was posted when, never why. Only posts that their own author put there count: no
reposts, no embeds, no "RT @name". Short texts are no pattern: "goal" within a minute is what a crowd shouts. Times known
to the minute are taken at their latest where a window ends, so that no window is claimed to be shorter than it was.

Windows are counted by sweeping over their starts: a post fits every window that starts at or before it and ends at or
after it, so an account fits the union of its posts' starts, and the running sum over all accounts' unions is the number
of accounts in each window. That sorts once and grows as the posts do, however often a text was posted.
"""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hubbub.engines.base import Engine
from hubbub.measure.quotes import beginning, quotation
from hubbub.models.text import key
from hubbub.posting import Pattern, PatternCount, PatternFinding, PatternRules, Patterns
from hubbub.records import Quotation, schema

RULES = PatternRules()
LISTED = 40  # patterns of each kind in the findings; the tables hold all
SHOWN = 12  # posts of each
QUOTED = 3  # texts of each
BEGINNING = 140  # code points quoted of a post that is too long to be quoted whole
GROUP = pa.schema([("group_id", pa.string())])

COPYING = """
SELECT c.group_id, p.uid, p.author_key AS person, p.created_at AS posted, p.created_precision AS precision
FROM posts p JOIN copies c ON c.uid = p.uid
WHERE p.author_key IS NOT NULL AND p.repost_of IS NULL AND c.kind IN ('original', 'exact', 'near') AND p.text NOT LIKE 'RT @%'
"""
SEVERAL = "SELECT group_id, count(DISTINCT person) AS people FROM copying GROUP BY group_id HAVING count(DISTINCT person) > 1"
LONG = "SELECT p.uid AS group_id, p.text FROM posts p JOIN several s ON s.group_id = p.uid"
COPIED = """
SELECT c.*, s.people, CASE WHEN precision = 'minute' THEN posted + INTERVAL 59 SECOND ELSE posted END AS latest
FROM copying c JOIN several s ON s.group_id = c.group_id JOIN long_texts l ON l.group_id = c.group_id
"""
# A post fits the windows that start between `earliest` and `posted`.
FITTING = """
SELECT {window} AS span, group_id, uid, person, posted, latest - INTERVAL {window} SECOND AS earliest
FROM copied WHERE precision IN ('exact', 'minute') AND posted IS NOT NULL AND people >= {accounts}
"""
REACHED = """
SELECT span, group_id, person, posted, earliest, max(posted) OVER (
  PARTITION BY span, group_id, person ORDER BY earliest, posted, uid ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
FROM fitting
"""
# Each account once for every start: what its posts before do not cover already.
STEPS = """
SELECT span, group_id, CASE WHEN reached >= earliest THEN reached + INTERVAL 1 MICROSECOND ELSE earliest END AS start,
       1 AS step, 0 AS here FROM ({reached}) WHERE reached IS NULL OR reached < posted
UNION ALL
SELECT span, group_id, posted + INTERVAL 1 MICROSECOND, -1, 0 FROM ({reached}) WHERE reached IS NULL OR reached < posted
UNION ALL
SELECT span, group_id, posted, 0, 1 FROM fitting
"""
RUNNING = """
SELECT span, group_id, start, here, sum(step) OVER (
  PARTITION BY span, group_id ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS accounts
FROM (SELECT span, group_id, start, sum(step) AS step, max(here) AS here FROM steps GROUP BY span, group_id, start)
"""
# The fullest window, the earliest of several; a longer one only where it holds more accounts than the shorter.
FULLEST = """
SELECT span, group_id, start FROM (
  SELECT *, max(accounts) OVER (
    PARTITION BY group_id ORDER BY span ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS shorter FROM (
    SELECT *, row_number() OVER (PARTITION BY span, group_id ORDER BY accounts DESC, start) AS place
    FROM ({running}) WHERE here = 1 AND accounts >= {accounts}) WHERE place = 1)
WHERE shorter IS NULL OR accounts > shorter
"""
SAME_TEXT = """
SELECT 'same_text:' || CAST(f.span AS VARCHAR) || ':' || f.group_id AS pattern_id, f.uid
FROM fitting f JOIN fullest b ON b.span = f.span AND b.group_id = f.group_id
WHERE f.earliest <= b.start AND f.posted >= b.start
"""
SHARING = """
SELECT person, group_id FROM (
  SELECT person, group_id, count(*) OVER (PARTITION BY person) AS own FROM (
    SELECT DISTINCT person, group_id FROM copied WHERE people <= {crowd}))
WHERE own >= {texts}
"""
PARTNERS = """
SELECT a.person, b.person AS partner FROM sharing a JOIN sharing b ON b.group_id = a.group_id AND b.person <> a.person
GROUP BY a.person, b.person HAVING count(*) >= {texts}
"""
# A set is an account with all its partners, never a chain of them. Accounts choose the partner that has most partners as the
# centre of their set, so that those who all copied the same stand in one.
CENTRES = """
WITH sizes AS (SELECT person, count(*) AS size FROM partners GROUP BY person),
choices AS (
  SELECT p.person, p.partner AS centre, s.size FROM partners p JOIN sizes s ON s.person = p.partner
  UNION ALL SELECT person, person AS centre, size FROM sizes)
SELECT DISTINCT centre FROM (
  SELECT centre, row_number() OVER (PARTITION BY person ORDER BY size DESC, centre) AS place FROM choices)
WHERE place = 1
"""
SHARED_COPIES = """
WITH sets AS (
  SELECT c.centre, p.partner AS person FROM centres c JOIN partners p ON p.person = c.centre
  UNION ALL SELECT centre, centre AS person FROM centres),
theirs AS (
  SELECT s.centre, c.group_id, c.uid, c.person FROM sets s JOIN copied c ON c.person = s.person
  JOIN sharing h ON h.person = s.centre AND h.group_id = c.group_id)
SELECT 'shared_copies:' || centre AS pattern_id, uid FROM (
  SELECT *, min(person) OVER (PARTITION BY centre, group_id) AS one, max(person) OVER (PARTITION BY centre, group_id) AS other
  FROM theirs)
WHERE one <> other
"""
# When an account was made: the earliest time that any of its posts gives. One made after the post is no age at all.
AGED = """
SELECT p.uid, p.author_key, a.made, p.latest FROM (
  SELECT uid, author_key, CASE created_precision WHEN 'minute' THEN created_at + INTERVAL 59 SECOND
    WHEN 'day' THEN created_at + INTERVAL 86399 SECOND ELSE created_at END AS latest
  FROM posts WHERE created_precision IN ('exact', 'minute', 'day') AND created_at IS NOT NULL AND author_key IS NOT NULL) p
JOIN (SELECT author_key, min(author_created_at) AS made FROM posts WHERE author_created_at IS NOT NULL GROUP BY author_key) a
  ON a.author_key = p.author_key
WHERE a.made <= p.latest
"""
YOUNG = "SELECT 'young_account' AS pattern_id, uid FROM aged WHERE latest < made + INTERVAL {days} DAY"
POSTS = """
SELECT DISTINCT pattern_id, uid FROM (SELECT * FROM same_text UNION ALL SELECT * FROM shared_copies UNION ALL SELECT * FROM young)
ORDER BY pattern_id, uid
"""
COUNTED = """
SELECT s.pattern_id, split_part(s.pattern_id, ':', 1) AS kind, min(c.group_id) AS group_id,
       count(DISTINCT p.author_key) AS accounts, count(DISTINCT c.group_id) AS texts, count(*) AS posts,
       min(CASE WHEN p.created_precision IN ('exact', 'minute', 'day') THEN p.created_at END) AS first,
       max(CASE WHEN p.created_precision = 'minute' THEN p.created_at + INTERVAL 59 SECOND ELSE p.created_at END) AS last,
       (SELECT count(DISTINCT author_key) FROM aged) AS aged
FROM pattern_posts s JOIN posts p ON p.uid = s.uid JOIN copies c ON c.uid = s.uid GROUP BY s.pattern_id ORDER BY s.pattern_id
"""
MADE = (
    "copying",
    "several",
    "long_texts",
    "copied",
    "fitting",
    "steps",
    "fullest",
    "same_text",
    "sharing",
    "partners",
    "centres",
)
RANKED = f"""
SELECT * FROM (SELECT *, row_number() OVER (
  PARTITION BY kind ORDER BY accounts DESC, coalesce(seconds, 0), texts DESC, posts DESC, pattern_id) AS place FROM patterns)
WHERE place <= {LISTED} ORDER BY kind, place
"""
# The first posts of each, and the first post of each text.
SHOWN_POSTS = f"""
WITH theirs AS (
  SELECT s.pattern_id, s.uid, p.text, p.created_at, c.group_id,
         row_number() OVER (PARTITION BY s.pattern_id, c.group_id ORDER BY p.created_at NULLS LAST, s.uid) AS own
  FROM pattern_posts s JOIN ({RANKED}) r ON r.pattern_id = s.pattern_id
  JOIN posts p ON p.uid = s.uid JOIN copies c ON c.uid = s.uid)
SELECT pattern_id, uid, text, place, CASE WHEN own = 1 THEN nth END AS rank FROM (
  SELECT *, row_number() OVER (PARTITION BY pattern_id ORDER BY created_at NULLS LAST, uid) AS place,
         row_number() OVER (PARTITION BY pattern_id, own ORDER BY created_at NULLS LAST, uid) AS nth FROM theirs)
WHERE place <= {SHOWN} OR (own = 1 AND nth <= {QUOTED}) ORDER BY pattern_id, place
"""
WHOLE = """
SELECT count(*) AS posts, count(DISTINCT author_key) AS accounts FROM posts WHERE uid IN (SELECT uid FROM pattern_posts)
"""

Row = dict[str, Any]


def patterns(engine: Engine, rules: PatternRules = RULES) -> None:
    """Makes the tables `patterns` and `pattern_posts`."""
    copied(engine, rules)
    same_text(engine, rules)
    shared_copies(engine, rules)
    engine.sql(AGED, "aged")
    engine.sql(YOUNG.format(days=rules.days), "young")
    engine.sql(POSTS, "pattern_posts")
    engine.map(COUNTED, timed, "patterns", schema(Pattern))
    for table in (*MADE, "shared_copies", "aged", "young"):
        engine.drop(table)


def copied(engine: Engine, rules: PatternRules) -> None:
    """Makes `copied`: the posts of texts that are long enough and that several accounts posted."""
    engine.sql(COPYING, "copying")
    engine.sql(SEVERAL, "several")
    engine.map(LONG, lambda rows: long_enough(rows, rules.characters), "long_texts", GROUP)
    engine.sql(COPIED, "copied")


def long_enough(rows: pa.RecordBatch, characters: int) -> pa.RecordBatch:
    """`group_id, text` to the groups whose text is long enough to be told from what everybody says."""
    long = [len(key(text)) >= characters for text in rows.column("text").to_pylist()]
    return rows.select(["group_id"]).filter(pa.array(long, pa.bool_()))


def same_text(engine: Engine, rules: PatternRules) -> None:
    """Makes `same_text`: for each text the posts in the window with most accounts."""
    windows = (FITTING.format(window=one, accounts=rules.accounts) for one in sorted(rules.windows))
    engine.sql(" UNION ALL ".join(windows), "fitting")
    engine.sql(STEPS.format(reached=REACHED), "steps")
    engine.sql(FULLEST.format(running=RUNNING, accounts=rules.accounts), "fullest")
    engine.sql(SAME_TEXT, "same_text")


def shared_copies(engine: Engine, rules: PatternRules) -> None:
    """Makes `shared_copies`: an account, its partners and the posts of the texts they share."""
    engine.sql(SHARING.format(crowd=rules.crowd, texts=rules.texts), "sharing")
    engine.sql(PARTNERS.format(texts=rules.texts), "partners")
    engine.sql(CENTRES, "centres")
    engine.sql(SHARED_COPIES, "shared_copies")


def timed(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Counted patterns as records: only one text's has a span of seconds, only the young ones a number whose age is known."""
    kind = rows.column("kind")
    own, young = pc.equal(kind, "same_text"), pc.equal(kind, "young_account")
    micros = pc.subtract(pc.cast(rows.column("last"), pa.int64()), pc.cast(rows.column("first"), pa.int64()))
    seconds = pc.max_element_wise(pc.divide(pc.add(micros, 999_999), 1_000_000), 1)
    columns = {name: rows.column(name) for name in ("pattern_id", "kind", "accounts", "texts", "posts", "first")}
    columns["group_id"] = kept(own, rows.column("group_id"))
    columns |= {"seconds": kept(own, seconds), "of": kept(young, rows.column("aged"))}
    return pa.RecordBatch.from_arrays([columns[one.name].cast(one.type) for one in schema(Pattern)], schema=schema(Pattern))


def kept(where: pa.Array, values: pa.Array) -> pa.Array:
    """The values where they mean something, null elsewhere."""
    return pc.if_else(where, values, pa.scalar(None, values.type))


def shown(engine: Engine) -> dict[str, list[Row]]:
    """The posts to show of each pattern that the findings list, in order of time; `rank` numbers those to be quoted."""
    posts: dict[str, list[Row]] = {}
    for row in engine.rows(SHOWN_POSTS).to_pylist():
        posts.setdefault(row["pattern_id"], []).append(row)
    return posts


def cited(posts: dict[str, list[Row]]) -> dict[str, list[Quotation]]:
    """The first posts of the first texts of each pattern, quoted whole where they are short, else from their beginning."""
    first = {name: [row for row in rows if (row["rank"] or QUOTED + 1) <= QUOTED] for name, rows in posts.items()}
    return {name: list(map(begun, rows)) for name, rows in first.items()}


def begun(row: Row) -> Quotation:
    """A quotation of a short post, or of the beginning of a long one."""
    return quotation(None, row["uid"], row["text"], beginning(row["text"], BEGINNING))


def reported(engine: Engine, posts: dict[str, list[Row]], quoted: dict[str, list[Quotation]]) -> Patterns:
    """The patterns as the findings hold them, the largest of each kind first."""
    found = engine.rows("SELECT kind, count(*) AS count FROM patterns GROUP BY kind ORDER BY kind").to_pylist()
    whole = engine.rows(WHOLE).to_pylist()[0]
    return Patterns(
        rules=RULES,
        found=tuple(PatternCount(**row) for row in found),
        posts=whole["posts"],
        accounts=whole["accounts"],
        listed=tuple(finding(row, posts[row["pattern_id"]], quoted) for row in engine.rows(RANKED).to_pylist()),
    )


def finding(row: Row, posts: list[Row], quoted: dict[str, list[Quotation]]) -> PatternFinding:
    """One pattern with its words and the first of its posts."""
    same = {name: row[name] for name in ("pattern_id", "kind", "accounts", "of", "texts", "posts", "seconds")}
    return PatternFinding(
        **same,
        first=f"{row['first']:%Y-%m-%dT%H:%M:%SZ}" if row["first"] else None,
        quotations=tuple(one.quotation_id for one in quoted[row["pattern_id"]]),
        shown=tuple(one["uid"] for one in posts if one["place"] <= SHOWN),
    )
