"""Who is counted: every post read is kept, or excluded with a reason; the flow adds up.

Reads the `raw_*` tables that `read` fills; makes `posts`, `excluded`, `unreadable`, `inputs`, `articles`, `ledger` and
`passages` (the quotations found in articles).
"""

from dataclasses import fields

from hubbub.engines.base import Engine
from hubbub.records import Post
from hubbub.screen.echoes import unechoed
from hubbub.screen.pseudonyms import hide, pseudonym
from hubbub.screen.reasons import SCREENED, Screen
from hubbub.screen.removal import EVERYTHING, Gone, covered, remove, removed
from hubbub.screen.takedown import Takedown, load_takedown
from hubbub.screen.whom import ALIAS, theirs

__all__ = [
    "EVERYTHING",
    "Gone",
    "Takedown",
    "covered",
    "hide",
    "honour",
    "load_takedown",
    "pseudonym",
    "screen",
    "theirs",
    "unechoed",
]

# Posts without an id are told apart by an occurrence number; rows of one hash hold the same content, so which is first
# does not matter. Of two rows with one id the export beats the page's embed, then the later collected, then the longer.
NUMBERED = """
SELECT input_file, input_row, raw_uid, CASE WHEN hashed THEN raw_uid || ':' || again ELSE raw_uid END AS uid,
       CASE WHEN hashed THEN 1 ELSE again END AS again
FROM (SELECT input_file, input_row, uid AS raw_uid, starts_with(uid, 'h:') AS hashed, row_number() OVER (
        PARTITION BY uid ORDER BY text_origin = 'embed', collected_at DESC NULLS LAST, length(text) DESC,
        input_sha256, input_file, input_row) AS again FROM raw_posts)
"""
# Who is known by handle alone, in an embed say, is the account that an export knows by id under that handle, where it is one:
# two ids of one handle may be two people. Engines lower other letters than these in ways of their own.
ALIASES = f"""
SELECT k.author_key AS alias, min(p.author_key) AS author_key
FROM (SELECT DISTINCT author_key FROM raw_posts WHERE author_key LIKE '%:@%') k
JOIN ({ALIAS.format(posts="raw_posts")} AND regexp_matches(author_handle, '^[!-~]+$')) p ON p.alias = k.author_key
GROUP BY k.author_key HAVING count(*) = 1
"""
# A notice that a post or an account was deleted, or a post withheld, covers what was read anywhere, before it or after, and
# reposts of it. One that could be of either names the same id as both.
TO_SCREEN = """
WITH deleted AS (SELECT uid, min(reason) AS reason FROM raw_excluded WHERE reason IN ('deleted', 'withheld') GROUP BY uid),
    accounts AS (SELECT DISTINCT coalesce(n.author_key, e.author_key) AS author_key, 'account_deleted' AS reason
        FROM raw_excluded e LEFT JOIN aliases n ON n.alias = e.author_key
        WHERE e.reason = 'account_deleted' OR (e.reason = 'deleted' AND e.author_key = e.uid))
SELECT n.uid, n.again, p.text, coalesce(p.moderation, d.reason, o.reason, a.reason) AS moderation, p.lang,
    p.input_file, p.input_row
FROM raw_posts p JOIN numbered n USING (input_file, input_row)
LEFT JOIN deleted d ON d.uid = p.uid LEFT JOIN deleted o ON o.uid = p.repost_of
LEFT JOIN aliases k ON k.alias = p.author_key LEFT JOIN accounts a ON a.author_key = coalesce(k.author_key, p.author_key)
"""
# The languages that at least one in 200 of the posts are in whose language is sure; any, where those are too few to say.
TONGUES = """
SELECT lang FROM screened WHERE reason IS NULL AND lang IS NOT NULL GROUP BY lang
HAVING 200 * count(CASE WHEN NOT vague THEN 1 END) >= (SELECT count(*) FROM screened WHERE {sure})
    OR (SELECT count(*) FROM screened WHERE {sure}) < 200
"""
SURE = "reason IS NULL AND lang IS NOT NULL AND NOT vague"
# "dont leave us pls" is taken for French. Where nobody writes French at length, its language is not known.
KEPT = """
SELECT {columns} FROM raw_posts p JOIN screened s USING (input_file, input_row) LEFT JOIN tongues k ON k.lang = s.lang
LEFT JOIN aliases n ON n.alias = p.author_key
WHERE s.reason IS NULL
"""
LEFT_OUT = """
SELECT uid, reason, detail, author_key, input_file, input_row, input_sha256 FROM raw_excluded
UNION ALL
SELECT s.uid, s.reason, s.detail, p.author_key, p.input_file, p.input_row, p.input_sha256
FROM raw_posts p JOIN screened s USING (input_file, input_row) WHERE s.reason IS NOT NULL
"""
INPUTS = """
SELECT i.* REPLACE (coalesce(p.posts, 0) AS posts, coalesce(e.posts, 0) AS excluded) FROM raw_inputs i
LEFT JOIN (SELECT input_file, count(*) AS posts FROM posts GROUP BY ALL) p USING (input_file)
LEFT JOIN (SELECT input_file, count(*) AS posts FROM excluded GROUP BY ALL) e USING (input_file)
ORDER BY input_file
"""
# A recovered post is known by its place in the input; a quotation that is a post, by lying inside that post's passage.
LEDGER = """
SELECT l.* REPLACE (n.uid AS uid) FROM raw_ledger l JOIN numbered n USING (input_file, input_row)
"""
# Narration that paraphrases a post lies elsewhere: it is known by the uid that the post had when read.
PASSAGES = """
SELECT q.* REPLACE (coalesce((SELECT min(l.uid) FROM ledger l WHERE q.uid IS NOT NULL AND l.article_id = q.article_id
    AND q.start >= l.article_start AND q."end" <= l.article_end),
    (SELECT min(n.uid) FROM raw_ledger l JOIN numbered n USING (input_file, input_row)
    WHERE l.uid = q.uid AND l.article_id = q.article_id)) AS uid) FROM raw_quotations q
"""


def screen(engine: Engine, takedown: Takedown, languages: tuple[str, ...] = ()) -> Gone:
    """Keeps or excludes every post read, and honours the takedown in everything that was read."""
    engine.sql(NUMBERED, "numbered")
    engine.sql(ALIASES, "aliases")
    engine.map(TO_SCREEN, Screen(languages), "screened", SCREENED)
    engine.sql(TONGUES.format(sure=SURE), "tongues")
    engine.sql(KEPT.format(columns=columns()), "posts")
    engine.sql(LEFT_OUT, "excluded")
    engine.sql(LEDGER, "ledger")
    engine.sql(PASSAGES, "passages")
    for table in ("articles", "unreadable"):
        engine.sql(f"SELECT * FROM raw_{table}", table)
    for table in ("numbered", "aliases", "screened", "tongues", "raw_posts"):
        engine.drop(table)
    return honour(engine, takedown)


def honour(engine: Engine, takedown: Takedown) -> Gone:
    """Takes out what the takedown covers, and counts again what became of each input's rows in `inputs`. Says what went."""
    gone = removed(engine, takedown)
    if gone.posts:
        remove(engine, takedown, gone)
    engine.sql(INPUTS, "inputs")
    return gone


def columns() -> str:
    """The columns of a kept post: its new uid, whose account it is, and the language found."""
    changed = {
        "uid": "s.uid",
        "author_key": "coalesce(n.author_key, p.author_key)",
        "lang": "CASE WHEN NOT s.vague OR k.lang IS NOT NULL THEN s.lang END",
    }
    return ", ".join(f'{changed.get(one.name, f"p.{one.name}")} AS "{one.name}"' for one in fields(Post))
