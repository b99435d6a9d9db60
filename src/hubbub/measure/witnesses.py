"""Of whose sentences under a viewpoint one is testimony: of its people, or of its texts where no author of it is known.

Reads `pointed`, `spoken`, `counted`, `members`; makes `kinds`.
"""

from hubbub.engines.base import Engine

KINDS = """
SELECT k.viewpoint_id, k.kind, CASE WHEN c.people > 0 THEN coalesce(w.people, 0) ELSE coalesce(w.texts, 0) END AS witnesses
FROM pointed k JOIN counted c ON c.viewpoint_id = k.viewpoint_id LEFT JOIN (
  SELECT s.viewpoint_id, count(DISTINCT m.person) AS people, count(DISTINCT s.uid) AS texts
  FROM spoken s JOIN members m ON m.uid = s.uid WHERE s.kind = 'testimony' GROUP BY s.viewpoint_id
) w ON w.viewpoint_id = k.viewpoint_id
WHERE c.platform IS NULL AND c.lang IS NULL
"""


def witnesses(engine: Engine) -> None:
    """Makes the table of kinds: `viewpoint_id, kind, witnesses`."""
    engine.sql(KINDS, "kinds")
    engine.drop("spoken")
    engine.drop("pointed")
