"""The triples and fours of opposites, and what is counted of them."""

from evals.viewpoints.opposites import PARTS, shares


def test_every_row_says_different_things_and_stands_once() -> None:
    sizes = {"first": (40, 3), "dev": (40, 3), "held": (40, 3), "fours": (1_260, 4)}
    assert {name: (len(rows), *{len(row) for row in rows}) for name, rows in PARTS.items()} == sizes
    assert all(len({*row}) == len(row) and all(map(str.strip, row)) for rows in PARTS.values() for row in rows)
    every = [tuple(row) for rows in PARTS.values() for row in rows]
    assert len({*every}) == len(every)


def test_each_kind_is_counted_by_itself() -> None:
    rows = [["p", "same", "contrary", "beside"], ["q", "same", "no", "beside"]]

    def way(pairs: list[tuple[str, str]]) -> float:
        return sum(one in {"same", "contrary"} and point in "pq" for one, point in pairs) / len(pairs)

    assert shares(way, rows) == {"reworded_together": 1, "contrary_together": 0.5, "beside_together": 0}
    assert shares(way, [row[:3] for row in rows]) == {"reworded_together": 1, "contrary_together": 0.5}
