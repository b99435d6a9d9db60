"""Sides of a target: stated by people, counted once each, both beside each other, derived again by `check`. Posts are made up."""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hubbub
from hubbub.decisions import shown
from hubbub.engines.duckdb import DuckDB
from hubbub.measure.sides import SHARED
from hubbub.records import Findings, Sides
from hubbub.viewpoints.targets import named, propose
from hubbub.write.decisions import UNLISTED
from hubbub.write.json import dumps
from tests.made import TURNS, VIEWS, Row, export, rows
from tests.test_forget import everything
from tests.test_steering import FOUR, entry, view

BOTH: list[Row] = [
    (f"77{n}", f"both_{n}", "2026-05-02T09:00:00Z", f"{said} {VIEWS[0]}. {VIEWS[1]}.", "en") for n, said in enumerate(FOUR)
]
TARGET = "the ending"


@pytest.mark.parametrize(
    ("target", "said", "found"),
    [
        ("North Quay", "South Quay is a threat to the bay", False),
        ("North Quay", "Everybody loves Quay", True),
        ("US", "They never told us", False),
        ("US", "The US must leave the bay", True),
        ("WHO", "Who decided to close the library", False),
        ("Die Hard", "The climb was hard work", False),
        ("Die Hard", "Die Hard is a film for the winter", True),
        ("Die Grünen", "Ich wähle Grüne, nicht die Grünen", True),
        ("Odile Marrow", "Lena Marrow rang the bell", False),
        ("Odile Marrow", "President Marrow rang the bell", True),
        ("Odile Marrow", "When Marrow rang the bell we cried", True),
        ("The Who", "Who knows what the keeper saw", False),
        ("The Lanterns", "I heard Lanterns play", True),
    ],
)
def test_what_names_a_target(target: str, said: str, found: bool) -> None:
    assert list(named({"v": said}, [target])) == ([("v", target)] if found else [])


def sided(folder: Path, *entries: str, targets: tuple[str, ...] = (TARGET,), posts: list[Row] | None = None) -> Findings:
    """The findings of posts under some decisions and targets; they check."""
    (folder / "viewpoints.toml").write_text("\n".join(entries), encoding="utf-8")
    (folder / "moment.toml").write_text(f'title = "A finale"\ntargets = {json.dumps(targets)}\n', encoding="utf-8")
    options = hubbub.Options(about=folder / "moment.toml", viewpoints=folder / "viewpoints.toml", quality="fast")
    return checked(folder, posts or [*rows(), *BOTH], options)


def checked(folder: Path, posts: list[Row], options: hubbub.Options) -> Findings:
    """The findings of posts; they check."""
    found = hubbub.find([export(folder / "posts.csv", posts)], folder / "out", options)
    assert hubbub.check(folder / "out") == []
    return found


def state(said: str, stance: str, target: str = TARGET) -> str:
    """A side, stated."""
    return entry("side", key_point=said, target=target, stance=stance)


def of(found: Findings, target: str = TARGET) -> Sides:
    """What is said of a target."""
    return next(one for one in found.sides if one.target == target)


def holders(folder: Path, *views: str) -> set[str]:
    """Who holds any of some viewpoints, by the tables alone."""
    tables = folder / "out/tables"
    authors = {row["uid"]: row["author_key"] for row in pq.read_table(tables / "posts.parquet").to_pylist()}
    return {
        authors[row["uid"]] for row in pq.read_table(tables / "assignments.parquet").to_pylist() if row["viewpoint_id"] in views
    }


def test_views_that_name_a_target_are_told_without_a_side(tmp_path: Path) -> None:
    found = sided(tmp_path)
    one = of(found)
    named = view(found, VIEWS[0])
    assert (named.target, named.stance) == (TARGET, None)
    assert one.unstated.views == (named.viewpoint_id,)
    assert one.unstated.prevalence == named.prevalence
    assert (one.favour.views, one.against.views, one.both.count, one.shared) == ((), (), 0, ())
    assert "No side" in (tmp_path / "out/report.html").read_text(encoding="utf-8")


def test_each_side_counts_its_people_once_and_both_are_told(tmp_path: Path) -> None:
    found = sided(tmp_path, state(VIEWS[0], "favour"), state(VIEWS[1], "against"), state(VIEWS[2], "against"))
    one = of(found)
    assert one.favour.views == (view(found, VIEWS[0]).viewpoint_id,)
    assert set(one.against.views) == {view(found, VIEWS[n]).viewpoint_id for n in (1, 2)}
    assert one.favour.prevalence == view(found, VIEWS[0]).prevalence
    sides = [holders(tmp_path, *side.views) for side in (one.favour, one.against)]
    assert one.against.prevalence.people
    assert one.against.prevalence.people.count == len(sides[1])
    assert one.both.count == len(sides[0] & sides[1]) >= len(BOTH)
    assert (view(found, VIEWS[0]).target, view(found, VIEWS[0]).stance) == (TARGET, "favour")
    page, article = ((tmp_path / "out" / name).read_text(encoding="utf-8") for name in ("report.html", "article.md"))
    for text in (page, article):
        assert "In favour" in text
        assert "Against" in text
        assert "A. Editor" in text


@pytest.mark.parametrize(("least", "told"), [(3, False), (50, True)])
def test_a_side_on_which_nobody_is_counted_is_told_so(tmp_path: Path, least: int, told: bool) -> None:
    (tmp_path / "viewpoints.toml").write_text(state(VIEWS[0], "favour"), encoding="utf-8")
    options = hubbub.Options(viewpoints=tmp_path / "viewpoints.toml", quality="fast", min_people=least)
    found = checked(tmp_path, rows(), options)
    assert found.decisions[0].applied
    assert (found.decisions[0].viewpoint_id in {one.viewpoint_id for one in found.viewpoints}) is not told
    for name in ("report.html", "article.md"):
        assert (UNLISTED.lower() in (tmp_path / "out" / name).read_text(encoding="utf-8").lower()) is told


def test_what_both_sides_share_is_told_with_its_sizes(tmp_path: Path) -> None:
    extra = [
        (f"88{n}", f"sharer_{n}", "2026-05-02T09:00:00Z", f"{said} {VIEWS[0]}. {VIEWS[3]}.", "en") for n, said in enumerate(FOUR)
    ]
    found = sided(tmp_path, state(VIEWS[0], "favour"), state(VIEWS[1], "against"), posts=[*rows(), *extra])
    third = view(found, VIEWS[3]).viewpoint_id
    shared = next(one for one in of(found).shared if one.viewpoint_id == third)
    sides = [holders(tmp_path, *side.views) for side in (of(found).favour, of(found).against)]
    both = [len(side & holders(tmp_path, third)) for side in sides]
    assert (shared.favour.count, shared.against.count) == tuple(both)
    assert both[0] >= len(FOUR)
    assert [shared.favour.of, shared.against.of] == [len(side) for side in sides]
    assert shared.apart == (shared.favour.low > shared.against.high)


def test_who_is_on_both_sides_shares_a_view_once(tmp_path: Path) -> None:
    engine = DuckDB(tmp_path, threads=1)
    made = {
        "camps": "SELECT 't' AS target, * FROM (VALUES ('favour', 'ann'), ('against', 'ann'), ('favour', 'bob')) c(stance, who)",
        "held": "SELECT 'v:other' AS viewpoint_id, g AS group_id FROM (VALUES ('1'), ('2')) h(g)",
        "listed": "SELECT 'v:other' AS viewpoint_id",
        "members": "SELECT * FROM (VALUES ('1', 'ann', true), ('2', 'bob', true)) m(group_id, person, original)",
        "sided": "SELECT 'v:x' AS viewpoint_id, 't' AS target, 'favour' AS stance",
    }
    for name, query in made.items():
        engine.sql(query, name)
    told = [engine.rows(SHARED.format(who="person", least=least)).to_pylist() for least in (2, 3)]
    assert [[(row["favour"], row["against"], row["everyone"]) for row in each] for each in told] == [[(2, 1, 2)], []]


def test_a_target_of_a_decision_needs_no_moment(tmp_path: Path) -> None:
    found = sided(tmp_path, state(VIEWS[3], "favour", "Die Fähre"), targets=())
    assert [one.target for one in found.sides] == ["Die Fähre"]
    assert of(found, "Die Fähre").favour.views == (view(found, VIEWS[3]).viewpoint_id,)


def test_one_viewpoint_may_speak_of_two_targets(tmp_path: Path) -> None:
    found = sided(tmp_path, state(VIEWS[0], "favour"), state(VIEWS[0], "against", "the network"))
    assert of(found).favour.views == of(found, "the network").against.views


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (entry("side", key_point="x", stance="favour"), "no target"),
        (entry("side", key_point="x", target="y"), "no stance"),
        (entry("side", key_point="x", target="y", stance="pro"), "stance = 'pro'"),
        (entry("name", key_point="x", heading="y", target="z"), "target says nothing"),
        (state("x", "favour", "Y") + state("x", "against", "y"), "contradict"),
        (state("x", "favour") + entry("reject", key_point="x"), "contradict"),
    ],
)
def test_a_bad_side_is_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(hubbub.UsageError, match=r"viewpoints\.toml") as error:
        sided(tmp_path, text)
    assert why in str(error.value)


@pytest.mark.parametrize(("field", "value"), [("favour", 1), ("both", 1), ("against", 1)])
def test_a_tampered_side_is_found(tmp_path: Path, field: str, value: int) -> None:
    sided(tmp_path, state(VIEWS[0], "favour"), state(VIEWS[1], "against"))
    path = tmp_path / "out/findings.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    side = given["sides"][0][field]
    (side if field == "both" else side["prevalence"]["people"])["count"] += value
    path.write_text(json.dumps(given), encoding="utf-8")
    lines = [one for one in hubbub.check(tmp_path / "out") if TARGET in one]
    assert [one for one in lines if field in one], "counted again without the SQL that counted"


def test_who_is_taken_out_is_in_no_side(tmp_path: Path) -> None:
    found = sided(tmp_path, state(VIEWS[0], "favour"), state(VIEWS[1], "against", "both_1 as a critic"))
    before = of(found).favour.prevalence.people
    after = hubbub.forget(tmp_path / "out", ["@both_1"])
    assert "both_1" not in everything(tmp_path / "out")
    now = of(after).favour.prevalence.people
    assert before
    assert now
    assert now.count == before.count - 1
    assert hubbub.check(tmp_path / "out") == []


def test_without_authors_texts_take_sides(tmp_path: Path) -> None:
    posts = [(row[0], "", *row[2:]) for row in [*rows(), *BOTH]]
    one = of(sided(tmp_path, state(VIEWS[0], "favour"), state(VIEWS[1], "against"), posts=posts))
    assert one.favour.prevalence.people is None
    assert one.both.count >= len(BOTH)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["favour", "against", ""]), min_size=5, max_size=5))
def test_sides_never_count_more_than_their_views(tmp_path_factory: pytest.TempPathFactory, stances: list[str]) -> None:
    made = [state(said, stance) for said, stance in zip(VIEWS, stances, strict=False) if stance]
    found = sided(tmp_path_factory.mktemp("some"), *made, targets=())
    for one in found.sides:
        for side in (one.favour, one.against):
            counts = [view.prevalence.people for view in found.viewpoints if view.viewpoint_id in side.views]
            sizes = [count.count for count in counts if count]
            held = side.prevalence.people
            assert (held.count if held else 0) <= sum(sizes)
            assert (held.count if held else 0) >= max(sizes, default=0)
        assert one.both.count <= min(
            side.prevalence.people.count if side.prevalence.people else 0 for side in (one.favour, one.against)
        )
    plain = replace(found, sides=(), decisions=(), moment=None)
    assert "side" not in json.loads(dumps(plain))


@pytest.mark.parametrize(
    ("target", "text", "found"),
    [
        ("the referee", "That referee was blind", True),
        ("the referee", "The referees were blind", True),
        ("the referee", "Refereeing is hard", False),
        ("Ilse Varn", "Varn's last line", True),
        ("Ilse Varn", "the varnish on the boat", False),
        ("Jurassic Park", "a theme park", False),
        ("Ilse Varn | the dockmaster", "our dockmaster waits", True),
        ("Ilse Varn | the dockmaster", "Varn waits", False),
        ("La réforme", "Cette réforme passe", True),
        ("フェリー", "最後のフェリーが出た", True),
        ("???", "what ???", False),
    ],
)
def test_a_target_is_named_by_its_words(target: str, text: str, found: bool) -> None:
    assert list(named({"v": text}, [target])) == [("v", shown(target))] * found


def test_names_are_proposed_where_nobody_gave_targets(tmp_path: Path) -> None:
    names = (
        "They filmed all of the rain in London anyway",
        "Half the money was wasted on London hotels",
        "My cousin from London says real boats do sink faster",
    )
    extra = [
        (f"9{n}{m}", f"namer_{n}_{m}", "2026-05-02T09:00:00Z", TURNS[3 + m].format(said), "en")
        for n, said in enumerate(names)
        for m in range(5)
    ]
    found = sided(tmp_path, targets=(), posts=[*rows(), *extra])
    assert [(one.target, one.proposed, len(one.unstated.views)) for one in found.sides] == [("London", True, 3)]
    assert "proposed" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert found.moment
    assert found.moment.targets == ()


def test_what_is_shouted_or_begins_a_sentence_is_no_name() -> None:
    said = {
        f"v{n}": text for n, text in enumerate(("THE BOAT SANK LATE", "Boats sink", "Boats sail", "I'm sure I'm late, I've said"))
    }
    assert propose(said | {"w": "Boats again"}, dict.fromkeys([*said, "w"], 3)) == []
