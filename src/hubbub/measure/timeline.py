"""Original posts over time, in bins as fine as the time stamps allow. A post without a usable time is counted, never placed."""

from datetime import date

from hubbub.counts import DAYS, core
from hubbub.engines.base import Engine
from hubbub.records import Point, Tally, Timeline

SPAN = "SELECT min(posted) AS first, max(posted) AS last, count(posted) AS dated FROM members WHERE original"
DAILY = """
SELECT strftime(date_trunc('day', posted), '%Y-%m-%d') AS day, count(*) AS n FROM members WHERE original AND posted IS NOT NULL
GROUP BY 1 ORDER BY 1
"""
FORMATS = {"hour": "%Y-%m-%dT%H:00Z", "day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
# Posts known to the day only have no hour: on an hourly line they are undated.
PLACED = "SELECT *, posted IS NOT NULL AND NOT (precision = 'day' AND '{bin}' = 'hour') AS placed FROM members WHERE original"
POINTS = """
SELECT {group} strftime(date_trunc('{bin}', posted), '{format}') AS start, sum(size)::BIGINT AS posts, count(*) AS texts,
       count(DISTINCT person) AS people, count(person) AS known
FROM ({placed}) m JOIN (SELECT group_id, count(*) AS size FROM members GROUP BY group_id) USING (group_id) {join}
WHERE placed GROUP BY ALL ORDER BY ALL
"""


def timeline(engine: Engine) -> Timeline:
    """The timeline of everything."""
    bin_ = width(engine)
    precision = engine.rows("SELECT precision AS name, count(*) AS count FROM members WHERE original GROUP BY 1 ORDER BY 1")
    undated = engine.rows(f"SELECT count(*) AS n FROM ({PLACED.format(bin=bin_)}) WHERE NOT placed").column("n")[0].as_py()
    return Timeline(
        bin=bin_,
        points=points(engine, bin_).get("", ()),
        undated=undated,
        precision=tuple(Tally(**row) for row in precision.to_pylist()),
    )


def points(engine: Engine, bin_: str, viewpoints: bool = False) -> dict[str, tuple[Point, ...]]:
    """Points by viewpoint_id, or under "" for everything."""
    group, join = ("viewpoint_id,", "JOIN held USING (group_id)") if viewpoints else ("", "")
    query = POINTS.format(group=group, join=join, bin=bin_, format=FORMATS[bin_], placed=PLACED.format(bin=bin_))
    found: dict[str, list[Point]] = {}
    for row in engine.rows(query).to_pylist():
        point = Point(start=row["start"], posts=row["posts"], texts=row["texts"], people=row["people"] if row["known"] else None)
        found.setdefault(row.get("viewpoint_id", ""), []).append(point)
    return {name: tuple(line) for name, line in found.items()}


def width(engine: Engine) -> str:
    """The bin, by what most texts span: hours for a moment of a few days whose posts carry hours, else days, months, years."""
    row = engine.rows(f"{SPAN}").to_pylist()[0]
    if not row["dated"]:
        return "day"
    daily = engine.rows("SELECT count(*) AS n FROM members WHERE original AND precision = 'day' AND posted IS NOT NULL")
    by_day = engine.rows(DAILY)
    first, last = (date.fromisoformat(by_day["day"][place].as_py()) for place in core(by_day["n"].to_pylist()))
    days = min((row["last"] - row["first"]).days, (last - first).days)
    fine = daily.column("n")[0].as_py() * 10 <= row["dated"]
    return next((bin_ for bin_, most in DAYS.items() if days < most and (bin_ != "hour" or fine)), "year")
