"""From verified pairs to groups that a chain of small edits cannot join: every near-copy is like its original itself.

A text leads a group when no text linked to it comes before it in the order of leaders: posts of their own before reposts
and embeds, then those with most links (what others were copied from is like all of them), then the earliest. What a leader
is linked to joins it; the rest is ordered anew, until no link is left. That is the greedy maximal independent set in a
fixed order, found in rounds (Luby 1986; Blelloch, Fineman and Shun 2012), each round a few SQL steps on any engine.
"""

from itertools import count

import pyarrow as pa

from hubbub.engines.base import Engine

LED = pa.schema([("second", pa.int64()), ("first", pa.int64()), ("similarity", pa.float64()), ("reason", pa.string())])
ROUNDS = 64  # rounds are about the logarithm of the largest component, but for texts that were moved on step by step, each
# like the one before: in the order of time a round would find one leader. From then on texts of equal rank are in no order.
SHUFFLED = """
SELECT id, peer, similarity, reason,
       CASE WHEN place >= {ones} THEN {later} ELSE 0 END + id * 40503 % 65536 * {texts} + id AS place,
       CASE WHEN peer_place >= {ones} THEN {later} ELSE 0 END + peer * 40503 % 65536 * {texts} + peer AS peer_place
FROM links
"""

TEXTS = 1 << 40  # more than there are
MOST = (1 << 20) - 1  # links: more count as so many
ONES = TEXTS * (MOST + 1)  # what a text that nobody posted by itself comes behind
# Both ways round, with the rank of each end: smaller leads. The rank is one number of its parts, so that nothing is sorted.
LINKS = """
WITH ways AS (SELECT first AS id, second AS peer, similarity, reason FROM {pairs}
              UNION ALL SELECT second, first, similarity, reason FROM {pairs}),
     degrees AS (SELECT id, count(*) AS links FROM ways GROUP BY id),
     ranked AS (SELECT d.id, (1 - t.own) * {ones} + ({most} - least(d.links, {most})) * {texts} + d.id AS place
                FROM degrees d JOIN texts t ON t.id = d.id)
SELECT b.id, b.peer, b.similarity, b.reason, r.place AS place, q.place AS peer_place
FROM ways b JOIN ranked r ON r.id = b.id JOIN ranked q ON q.id = b.peer
"""
# Leaders of a round: those that come before all they are still linked to.
LEADERS = "SELECT id, min(place) AS place FROM links GROUP BY id HAVING min(place) < min(peer_place)"
# What is linked to several leaders goes to the first of them.
JOINED = """
SELECT second, first, similarity, reason FROM (
  SELECT l.id AS second, l.peer AS first, l.similarity, l.reason,
         row_number() OVER (PARTITION BY l.id ORDER BY l.peer_place) AS turn
  FROM links l JOIN leaders d ON d.id = l.peer)
WHERE turn = 1
"""
LEFT = """
SELECT l.* FROM links l
LEFT JOIN (SELECT id FROM leaders UNION SELECT second FROM joined) a ON a.id = l.id
LEFT JOIN (SELECT id FROM leaders UNION SELECT second FROM joined) b ON b.id = l.peer
WHERE a.id IS NULL AND b.id IS NULL
"""


def lead(engine: Engine, pairs: str, table: str) -> None:
    """Makes `table` (second, first, similarity, reason): each near-copy under its leader. Reads `pairs` and `texts`."""
    engine.sql(LINKS.format(pairs=pairs, ones=ONES, most=MOST, texts=TEXTS), "links")
    with engine.sink({table: LED}):  # empty so far
        pass
    for turn in count():
        if turn == ROUNDS:
            engine.sql(SHUFFLED.format(ones=ONES, later=TEXTS << 16, texts=TEXTS), "links")
        engine.sql(LEADERS, "leaders")
        engine.sql(JOINED, "joined")
        if not engine.rows("SELECT count(*) AS n FROM joined").column("n")[0].as_py():
            break
        engine.sql(f"SELECT * FROM {table} UNION ALL SELECT * FROM joined", table)
        engine.sql(LEFT, "links")
    for name in ("links", "leaders", "joined"):
        engine.drop(name)
