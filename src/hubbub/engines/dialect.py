"""From DuckDB's SQL, in which every step is written once, to Spark's: SQLGlot, and what SQLGlot leaves as it stands."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import cast

import sqlglot
from sqlglot import exp

Columns = Callable[[str], Sequence[str]]  # the columns of a table, in order

# strftime's letters as Java's DateTimeFormatter writes them. Letters that stand for themselves are quoted there.
PATTERNS = {"Y": "yyyy", "m": "MM", "d": "dd", "H": "HH", "M": "mm", "S": "ss"}


def spark_sql(query: str, columns: Columns) -> str:
    """A query for Spark that gives the same rows. Raises KeyError for a letter of `strftime` that PATTERNS lacks."""
    tree = parsed(query).copy()
    for select in list(tree.find_all(exp.Select)):
        select.set("expressions", [one for old in select.expressions for one in replaced(old, select, columns)])
    return str(tree.transform(translated).sql(dialect="spark"))


@lru_cache(maxsize=512)
def parsed(query: str) -> exp.Expression:
    """The query as a tree; stages ask the same ones again and again."""
    return cast(exp.Expression, sqlglot.parse_one(query, read="duckdb"))


def replaced(old: exp.Expression, select: exp.Select, columns: Columns) -> list[exp.Expression]:
    """`* REPLACE (…)`, which Spark does not have, as the columns it stands for; anything else as it is."""
    star = old.this if isinstance(old, exp.Column) else old
    swaps = star.args.get("replace") if isinstance(star, exp.Star) else None
    if not swaps:
        return [old]
    table = source(select, old.table if isinstance(old, exp.Column) else "")
    changed = {one.alias: one for one in swaps}
    return [changed.get(name) or exp.column(name, table=table.alias_or_name, quoted=True) for name in columns(table.name)]


def source(select: exp.Select, alias: str) -> exp.Table:
    """The table that a star stands for."""
    joined = [one.this for one in select.args.get("joins") or []]
    tables = [(select.args.get("from_") or select.args["from"]).this, *joined]
    return cast(exp.Table, next(one for one in tables if not alias or one.alias_or_name == alias))


def translated(node: exp.Expression) -> exp.Expression:
    """One part of a query. Row numbers and lengths are BIGINT, as in DuckDB, so that they fit the same Arrow schema."""
    if isinstance(node, exp.TimeToStr):
        return exp.func("DATE_FORMAT", node.this, exp.Literal.string(pattern(node.args["format"])), dialect="spark")
    whole = node.this if isinstance(node, exp.Window) else node
    if isinstance(whole, exp.RowNumber | exp.Length) and not isinstance(node.parent, exp.Window | exp.Cast):
        return cast(exp.Expression, exp.cast(node.copy(), "BIGINT"))
    return node


def pattern(format_: exp.Expression) -> str:
    """A format of `strftime` as a pattern of Java."""
    parts = format_.this.split("%")
    return quoted(parts[0]) + "".join(PATTERNS[part[0]] + quoted(part[1:]) for part in parts[1:])


def quoted(text: str) -> str:
    """What stands for itself in a pattern."""
    return f"'{text}'" if text else ""
