"""Charts as inline SVG: defined in Altair, drawn by vl-convert, then stripped of colours, fonts, ids and styles.

What is drawn must not depend on the machine: times are UTC, ticks and sizes are set here, no text is measured.
Colours are class names, so that the page's style sheet decides them, light and dark.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hubbub.counts import DAYS, core
from hubbub.records import Count, Timeline
from hubbub.write import display

if TYPE_CHECKING:
    import altair as alt
    from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
CLASSES = {"#010101": "ink", "#020202": "muted", "#030303": "line", "#040404": "mark", "#050505": "event"}
INK, MUTED, LINE, MARK, EVENT = CLASSES
FORMATS = {"hour": "%-d %b %H:%M", "day": "%-d %b", "month": "%b %Y", "year": "%Y"}
WIDE, NARROW = (760, 230, 6), (340, 210, 3)  # width, height, time labels
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 26, 30
GAP = 12  # the part of a bin left blank, so that bars stand apart
STEP = (1, 2, 5)


def timeline(line: Timeline, moment: datetime | None, value: str, size: tuple[int, int, int], name: str) -> str:
    """The SVG of posts over time. `value`: posts, texts or people; `name`: prefix of ids. Empty where nothing is dated."""
    bars = [bar for bar in (_bar(line.bin, one.start, getattr(one, value)) for one in line.points) if bar]
    if not bars:
        return ""
    shown = moment if moment and bars[0]["from"] <= _millis(moment) <= bars[-1]["to"] else None
    return _svg(_chart(bars, line.bin, shown, size), name, _title(value), _describe(line, value, shown))


def middle(line: Timeline) -> Timeline:
    """The line without the first and last hundredth of its texts, where these stand so far off that nothing could be seen of the
    others; see `counts.core`."""
    ends = [display.instant(one.start) for one in (*line.points[:1], *line.points[-1:])]
    known = [one for one in ends if one]
    if line.bin not in DAYS or not known or (known[-1] - known[0]).days < DAYS[line.bin]:
        return line
    first, last = core([one.texts for one in line.points])
    return replace(line, points=line.points[first : last + 1])


def bar(count: Count, limit: float) -> str:
    """The inline SVG of one share and its interval, on a scale from 0 to `limit` (a fraction)."""
    share, low, high = (min(round(1000 * part / limit), 1000) if limit else 0 for part in (count.share, count.low, count.high))
    drawn = (
        '<rect class="f-line" x="0" y="9" width="1000" height="2"/>'
        f'<rect class="f-mark" x="0" y="3" width="{share}" height="14"/>'
        f'<path class="s-ink" d="M{low} 10H{high}M{low} 5V15M{high} 5V15"/>'
    )
    text = f"{display.percent(count)}, 95 % interval {display.interval(count)}"
    return (
        '<svg class="bar" role="img" viewBox="0 0 1000 20" preserveAspectRatio="none" focusable="false">'
        f"<title>{text}</title><desc>A bar from 0, with a line across the interval.</desc>{drawn}</svg>"
    )


def scale(counts: Sequence[Count]) -> float:
    """The end of a common scale for bars: the largest interval's end, so that every bar fits."""
    return max((one.high for one in counts), default=0.0) or 1.0


def _bar(bin_name: str, start: str, count: int | None) -> dict[str, int] | None:
    begin = display.instant(start)
    if begin is None or count is None:
        return None
    end = _millis(_next(begin, bin_name))
    return {"from": _millis(begin), "to": end - (end - _millis(begin)) // GAP, "count": count, "none": 0}


def _next(begin: datetime, bin_name: str) -> datetime:
    if bin_name == "year":
        return begin.replace(year=min(begin.year + 1, 9999))
    if bin_name == "month":
        return (begin.replace(day=1) + timedelta(days=32)).replace(day=1)
    return begin + (timedelta(hours=1) if bin_name == "hour" else timedelta(days=1))


def _millis(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def _ticks(bars: Sequence[dict[str, int]], most: int) -> list[int]:
    """At most `most` times to label, about evenly apart, among the bars' own; of two close together, one."""
    begin, end = bars[0]["from"], bars[-1]["from"]
    wanted = min(most, len(bars))
    apart = max((end - begin) // max(wanted - 1, 1), 1)
    starts, ticks = [one["from"] for one in bars], [begin]
    for step in range(1, wanted):
        tick = starts[bisect_right(starts, begin + (end - begin) * step // (wanted - 1)) - 1]
        ticks += [tick] if (tick - ticks[-1]) * 10 >= apart * 7 else []
    return ticks


def _levels(most: int) -> list[int]:
    """Round numbers from 0 to above the tallest bar, at most five steps."""
    steps = (factor * 10**power for power in range(12) for factor in STEP)
    step = next(one for one in steps if one * 4 >= most)
    return list(range(0, most + step, step))


def _chart(
    bars: Sequence[dict[str, int]], bin_name: str, moment: datetime | None, size: tuple[int, int, int]
) -> "alt.LayerChart":
    import altair as alt

    width, height, most = size
    levels = _levels(max(one["count"] for one in bars))
    span = [bars[0]["from"], bars[-1]["to"]]
    layers = [_columns(bars, span, levels, FORMATS.get(bin_name, "%Y-%m-%d"), most)]
    if moment:
        layers += _event(_millis(moment), late=2 * _millis(moment) > sum(span))
    room = {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM}
    chart = alt.layer(*layers).properties(width=width - LEFT - RIGHT, height=height - TOP - BOTTOM)
    chart = chart.properties(padding=room, autosize=alt.AutoSizeParams(type="none"))
    return chart.configure(background="transparent").configure_view(stroke=None)


def _columns(bars: Sequence[dict[str, int]], span: list[int], levels: list[int], label: str, most: int) -> "alt.Chart":
    import altair as alt

    colours = {"labelColor": MUTED, "domainColor": LINE, "tickColor": LINE, "gridColor": LINE, "labelFontSize": 12}
    time = {"values": _ticks(bars, most), "labelExpr": f"utcFormat(datum.value, '{label}')", "grid": False}
    count = {"values": levels, "format": ",d", "domain": False, "ticks": False}
    axes = [
        alt.Axis(labelOverlap=False, labelBound=False, labelFlush=False, title=None, **colours, **one) for one in (time, count)
    ]
    return (
        alt.Chart(alt.InlineData(values=list(bars)))
        .mark_rect(color=MARK, strokeWidth=0)
        .encode(
            x=alt.X("from:T", scale=alt.Scale(type="utc", domain=span, nice=False), axis=axes[0]),
            x2=alt.X2("to:T"),
            y=alt.Y("count:Q", scale=alt.Scale(domain=[0, levels[-1]], nice=False), axis=axes[1]),
            y2=alt.Y2("none:Q"),
        )
    )


def _event(at: int, late: bool) -> "list[alt.Chart]":
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"at": at}])).encode(x=alt.X("at:T", scale=alt.Scale(type="utc")))
    text = base.mark_text(text="what happened", align="right" if late else "left", color=EVENT, fontSize=12, dx=-5 if late else 5)
    return [base.mark_rule(color=EVENT, strokeWidth=1.5, strokeDash=[4, 3]), text.encode(y=alt.value(-10))]


def _title(value: str) -> str:
    names = {"posts": "Original posts", "texts": "Distinct texts", "people": "People"}
    return f"{names[value]} over time"


def _describe(line: Timeline, value: str, moment: datetime | None) -> str:
    """The chart in a sentence, for who cannot see it."""
    top = max(line.points, key=lambda one: getattr(one, value) or 0)
    first, last = display.when(line.points[0].start), display.when(line.points[-1].start)
    most = f"The most, {display.number(getattr(top, value) or 0)}, in the {line.bin} of {display.when(top.start)}"
    at = display.clock if line.bin == "hour" else display.day
    marked = f" A line marks {at(moment)}, when it happened." if moment else ""
    return f"By {line.bin}, from {first} to {last}. {most}.{marked} A table follows."


def _svg(chart: "alt.LayerChart", name: str, title: str, words: str) -> str:
    """The chart drawn and cleaned: only shapes, places and class names are left."""
    import vl_convert
    from lxml import etree

    root = etree.fromstring(vl_convert.vegalite_to_svg(chart.to_json(indent=None)).encode())
    box = root.get("viewBox")
    for node in root.iter():
        _clean(node, name)
    root.attrib.clear()
    for key, value in {"class": "chart", "role": "img", "viewBox": box, "aria-labelledby": f"{name}-t {name}-d"}.items():
        root.set(key, value)
    for at, (tag, text) in enumerate((("title", title), ("desc", words))):
        child = etree.Element(f"{SVG}{tag}", id=f"{name}-{tag[0]}")
        child.text = text
        root.insert(at, child)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _clean(node: "etree._Element", name: str) -> None:
    """Colours become classes, ids get the chart's prefix, and what styles or describes is dropped."""
    kinds = [f"{part[0]}-{_class(node.get(part))}" for part in ("fill", "stroke") if _class(node.get(part))]
    for key in list(node.attrib):
        if key in {"style", "class", "role", "pointer-events", "font-family"} or key.startswith("aria-") or _class(node.get(key)):
            del node.attrib[key]
        elif key == "id":
            node.set(key, f"{name}-{node.get(key)}")
        elif "url(#" in node.get(key):
            node.set(key, node.get(key).replace("url(#", f"url(#{name}-"))
    if kinds:
        node.set("class", " ".join(kinds))


def _class(colour: str | None) -> str | None:
    return CLASSES.get((colour or "").lower())
