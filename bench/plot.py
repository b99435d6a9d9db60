"""docs/bench.svg: CPU-seconds against posts for every contender, both axes logarithmic.

Colours are of middling lightness on no ground, so that it reads in a light page and in a dark one.
"""

import math
from typing import TYPE_CHECKING

from bench.results import Runs, points

if TYPE_CHECKING:
    import altair as alt

INK, LINE = "#808080", "#80808055"
SHORT = {
    "hubbub": ("Hubbub", "#d9480f"),
    "bertopic_default": ("BERTopic, default", "#3b82c4"),
    "bertopic_fastest": ("BERTopic, potion", "#2f9e6e"),
    "chorus": ("chorus-discourse", "#9c6ade"),
}
WIDTH, HEIGHT = 620, 380
CLEAR = 1.7  # one name above another: so many times the CPU-seconds


def rows(runs: Runs) -> list[dict[str, object]]:
    """One row a finished run; the `label` of a contender's largest is how high its name is written."""
    found: list[dict[str, object]] = []
    highest = labels(runs)
    for name, label in highest.items():
        held = points(runs, name)
        row = {"name": SHORT[name][0], "label": None}
        found += [row | {"posts": size, "cpu": cpu} for size, cpu in held[:-1]]
        found.append(row | {"posts": held[-1][0], "cpu": held[-1][1], "label": label})
    return found


def labels(runs: Runs) -> dict[str, float]:
    """Where each contender's name goes: beside its last point, or lower, clear of the name above it."""
    ends = {name: held[-1] for name in SHORT if (held := points(runs, name))}
    below: dict[int, float] = {}
    found = {}
    for name, (size, cpu) in sorted(ends.items(), key=lambda end: -end[1][1]):
        found[name] = min(cpu, below.get(size, math.inf) / CLEAR)
        below[size] = found[name]
    return found


def domain(values: list[float]) -> list[float]:
    """Whole decades around the values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**low, 10.0 ** max(high, low + 1)]


def axis(field: str, title: str, values: list[float]) -> "dict[str, object]":
    """A logarithmic axis with a tick a decade."""
    import altair as alt

    low, high = domain(values)
    ticks = [10.0**power for power in range(round(math.log10(low)), round(math.log10(high)) + 1)]
    shape = alt.Axis(values=ticks, format=",~f", title=title, labelColor=INK, titleColor=INK, gridColor=LINE, domainColor=INK)
    return {"shorthand": f"{field}:Q", "scale": alt.Scale(type="log", domain=[low, high], nice=False), "axis": shape}


def chart(held: list[dict[str, object]]) -> "alt.LayerChart":
    """Lines, points, and each contender's name beside its last point."""
    import altair as alt

    names, colours = (list(part) for part in zip(*SHORT.values(), strict=True))
    place = {
        "x": alt.X(**axis("posts", "posts", [float(str(one["posts"])) for one in held])),
        "y": alt.Y(**axis("cpu", "CPU-seconds, whole process", [float(str(one["cpu"])) for one in held])),
        "color": alt.Color("name:N", scale=alt.Scale(domain=names, range=colours), legend=None),
    }
    base = alt.Chart(alt.InlineData(values=held)).encode(**place)
    label = base.transform_filter("datum.label !== null").mark_text(align="left", dx=9, dy=-2, fontSize=12, fontWeight="bold")
    layers = [
        base.mark_line(strokeWidth=2),
        base.mark_point(filled=True, size=60, opacity=1),
        label.encode(y=alt.Y("label:Q"), text="name:N"),
    ]
    made = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, padding={"left": 8, "right": 8, "top": 12, "bottom": 8})
    return made.configure(background="transparent", font="sans-serif").configure_view(stroke=None)


def drawn(runs: Runs) -> str:
    """The SVG; empty where nothing finished."""
    import vl_convert

    held = rows(runs)
    return str(vl_convert.vegalite_to_svg(chart(held).to_json(indent=None))) + "\n" if held else ""
