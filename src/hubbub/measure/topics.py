"""How many speak of what: topics counted as viewpoints are.

Reads `topic_points`, `topic_posts`, `members`, `classes`, `posts`; makes `topics`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from hubbub.engines.base import Engine
from hubbub.measure.prevalence import NONE, counted, prevalence
from hubbub.records import TopicFinding, Topics

MOST = 12  # topics in the findings; the tables hold all
QUOTED = 2  # texts of each, beside the sentence that names it
SPOKEN = "(SELECT t.topic_id, m.* FROM topic_posts t JOIN members m ON m.group_id = t.uid)"
TOPICS = """
SELECT k.topic_id, k.words, k.uid, k.start, k."end", nullif(c.people, 0) AS people, c.texts, c.posts,
       nullif(c.accounts, 0) AS accounts
FROM topic_points k JOIN spoken c USING (topic_id) ORDER BY c.texts DESC, k.topic_id
"""
LARGEST = f"""
SELECT c.*, k.words, k.uid, k.start, k."end", h.held FROM spoken c JOIN topic_points k USING (topic_id) JOIN (
  SELECT t.topic_id, count(*) FILTER (x.class = 0) AS held FROM topic_posts t JOIN classes x ON x.group_id = t.uid GROUP BY 1
) h USING (topic_id) ORDER BY c.texts DESC, c.topic_id LIMIT {MOST}
"""
# Those first that hold no viewpoint: what they are about is shown nowhere else.
OTHERS = f"""
WITH largest AS ({LARGEST})
SELECT topic_id, uid, 0 AS start, length AS "end" FROM (
  SELECT t.topic_id, t.uid, length(p.text) AS length,
         row_number() OVER (PARTITION BY t.topic_id ORDER BY x.class DESC, md5(p.text), t.uid) AS place
  FROM topic_posts t JOIN largest l ON l.topic_id = t.topic_id JOIN posts p ON p.uid = t.uid
  JOIN classes x ON x.group_id = t.uid WHERE t.uid <> l.uid)
WHERE place <= {QUOTED} ORDER BY topic_id, place
"""

Row = Mapping[str, Any]


def speak(engine: Engine) -> list[dict[str, Any]]:
    """Makes `topics`; gives the spans to quote of the largest, the one that names each first, with `topic_id`."""
    engine.sql(counted(f"{SPOKEN} s", "topic_id"), "spoken")
    engine.sql(TOPICS, "topics")
    keys, others = (engine.rows(query).to_pylist() for query in (LARGEST, OTHERS))
    return [row for key in keys for row in (key, *(one for one in others if one["topic_id"] == key["topic_id"]))]


def topics(engine: Engine, total: Row, quoted: Mapping[str, Sequence[str]]) -> Topics:
    """The findings of `topics`; by topic the ids of its quotations."""
    every = engine.rows(counted(f"{SPOKEN} s")).to_pylist()
    return Topics(
        found=engine.rows("SELECT count(*) AS n FROM topics").column("n")[0].as_py(),
        prevalence=prevalence(every[0] if every else NONE, total),
        listed=tuple(
            TopicFinding(
                topic_id=row["topic_id"],
                words=tuple(row["words"]),
                prevalence=prevalence(row, total),
                held=row["held"],
                quotations=tuple(quoted[row["topic_id"]]),
            )
            for row in engine.rows(LARGEST).to_pylist()
        ),
    )
