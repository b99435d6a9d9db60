"""People steer: what they decide about viewpoints is applied, told with who and when, kept in a re-run, and never in the way of
the words themselves. Posts and editors are made up."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hubbub
from hubbub.decisions import Decided
from hubbub.records import Findings, ViewpointFinding
from hubbub.steering import decisions, standing
from hubbub.write.json import dumps
from tests.made import TURNS, VIEWS, Row, export, rows
from tests.test_forget import everything

LONELY = "The gulls in the harbour were the best actors"
EXTRA: Row = ("5210009999", "made_up_lone", "2026-05-02T09:00:00Z", f"{LONELY}.", "en")
POSTS = [*rows(), EXTRA]


def entry(action: str, **more: object) -> str:
    """One entry of viewpoints.toml."""
    values = {"action": action, "by": "A. Editor"} | more
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(["[[decision]]", *lines, "when = 2026-11-20"]) + "\n"


def steered(folder: Path, *entries: str, posts: list[Row] | None = None) -> Findings:
    """The findings of posts under some decisions; they check."""
    path = folder / "viewpoints.toml"
    path.write_text("\n".join(entries), encoding="utf-8")
    options = hubbub.Options(viewpoints=path, quality="fast")
    found = hubbub.find([export(folder / "posts.csv", posts or POSTS)], folder / "out", options)
    assert hubbub.check(folder / "out") == []
    return found


def words(found: Findings, view: ViewpointFinding) -> str:
    """A viewpoint's key point."""
    return next(one.exact for one in found.quotations if one.quotation_id == view.key_point)


def view(found: Findings, said: str) -> ViewpointFinding:
    """The listed viewpoint with these words in its key point."""
    return next(one for one in found.viewpoints if said in words(found, one))


def people(found: Findings, said: str) -> int:
    """How many hold it."""
    count = view(found, said).prevalence.people
    assert count
    return count.count


def listed(found: Findings) -> list[str]:
    """All key points."""
    return [words(found, one) for one in found.viewpoints]


def only(found: Findings) -> Decided:
    """The one decision."""
    (one,) = found.decisions
    return one


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """Nobody decided anything."""
    return steered(tmp_path_factory.mktemp("plain"))


def test_nothing_decided_changes_nothing(plain: Findings, tmp_path: Path) -> None:
    found = hubbub.find([export(tmp_path / "posts.csv", POSTS)], tmp_path / "out", hubbub.Options(quality="fast"))
    assert dumps(found) == dumps(plain)
    assert found.decisions == ()


def test_a_name_stands_beside_the_key_point(plain: Findings, tmp_path: Path) -> None:
    one = view(plain, VIEWS[0])
    found = steered(tmp_path, entry("name", viewpoint=one.viewpoint_id, heading="An earned ending", why="shorter"))
    named = view(found, VIEWS[0])
    assert named.heading
    assert (named.heading.text, named.heading.by) == ("An earned ending", "person:A. Editor")
    assert replace(named, heading=None) == one
    page, article = ((tmp_path / "out" / name).read_text(encoding="utf-8") for name in ("report.html", "article.md"))
    for text in (page, article):
        assert "An earned ending" in text
        assert "A. Editor" in text
        assert "2026" in text
        assert VIEWS[0] in text
    nodes = {one["@id"]: one for one in json.loads((tmp_path / "out/findings.jsonld").read_bytes())["@graph"]}
    assert nodes["#report"]["contributor"] == [{"@type": "Person", "name": "A. Editor"}]
    assert [one["alternateName"] for one in nodes.values() if "alternateName" in one] == ["An earned ending"]


def test_a_merge_puts_one_under_the_other(plain: Findings, tmp_path: Path) -> None:
    one, other = view(plain, VIEWS[0]), view(plain, VIEWS[2])
    found = steered(tmp_path, entry("merge", viewpoint=one.viewpoint_id, into=other.viewpoint_id))
    assert VIEWS[0] not in " ".join(listed(found))
    assert people(found, VIEWS[2]) == people(plain, VIEWS[0]) + people(plain, VIEWS[2])
    done = only(found)
    assert (done.applied, done.found, done.moved) == (True, "id", 10)
    counts = {change.viewpoint_id: (change.people_before, change.people_after) for change in done.changes}
    assert counts == {one.viewpoint_id: (10, 0), other.viewpoint_id: (10, 20)}


def test_a_merge_with_the_contrary_says_so(tmp_path: Path) -> None:
    contrary = VIEWS[0].replace("was earned", "was not earned")
    posts = [*POSTS, *((f"62{n}", f"against_{n}", "2026-05-02T09:00:00Z", TURNS[n].format(contrary), "en") for n in range(6))]
    found = steered(tmp_path, entry("merge", key_point=contrary, into=VIEWS[0]), posts=posts)
    told = "the one says the contrary of the other, by its words"
    assert (only(found).applied, only(found).reason) == (True, told)
    assert told in (tmp_path / "out/report.html").read_text(encoding="utf-8")


def test_a_split_makes_a_viewpoint_of_the_sentences(plain: Findings, tmp_path: Path) -> None:
    whole = steered(tmp_path, entry("merge", key_point=VIEWS[0], into=VIEWS[2]))
    assert people(whole, VIEWS[2]) == 20
    said = pq.read_table(tmp_path / "out/tables/moves.parquet").num_rows
    assert said
    found = steered(tmp_path, entry("split", key_point=VIEWS[0], sentences=[f"{VIEWS[0]}!", "Nobody ever said this"]))
    done = only(found)
    assert not done.applied  # its only words are its key point's
    assert "key point" in (done.reason or "")
    assert found.viewpoints == plain.viewpoints


FOUR = (
    "We cooked lentils and rice for nine people while it ran in the other room.",
    "Rain drummed on our caravan roof in Wales and the signal kept going.",
    "Only caught up this morning because my shift at the bakery ended at six.",
    "Watched on a slow train to Leeds with a stranger looking over my shoulder.",
)


def test_a_split_takes_those_of_the_same_words(tmp_path: Path) -> None:
    second = "The ending of the harbour scene was so earned"
    posts = [
        *rows(),
        *((f"52100088{n}", f"second_{n}", "2026-05-02T09:00:00Z", f"{said} {second}!", "en") for n, said in enumerate(FOUR)),
    ]
    before = steered(tmp_path, posts=posts)
    assert people(before, "ending of the harbour scene") == 14
    sizes = {second: 4, VIEWS[0]: 10}
    key_point = words(before, view(before, "ending of the harbour scene")).rstrip(".!")
    other = next(one for one in sizes if one != key_point)
    found = steered(tmp_path, entry("split", key_point=key_point, sentences=[f"{other}?"]), posts=posts)
    assert {one: people(found, one) for one in sizes} == sizes
    assert (only(found).found, only(found).moved) == ("words", sizes[other])


def test_a_pinned_sentence_is_listed_though_one_person_says_it(plain: Findings, tmp_path: Path) -> None:
    assert LONELY not in " ".join(listed(plain))
    found = steered(tmp_path, entry("pin", key_point=f"{LONELY}!"))
    assert people(found, LONELY) == 1
    assert only(found).found == "sentence"


def test_what_is_rejected_fits_nowhere(plain: Findings, tmp_path: Path) -> None:
    found = steered(tmp_path, entry("reject", key_point=VIEWS[1]))
    assert VIEWS[1] not in " ".join(listed(found))
    assert found.unassigned.prevalence.texts.count > plain.unassigned.prevalence.texts.count
    assert (only(found).found, only(found).moved) == ("words", 10)
    moves = pq.read_table(tmp_path / "out/tables/moves.parquet")
    assert moves["after"].null_count == 10


def test_a_decision_is_kept_when_posts_are_added(plain: Findings, tmp_path: Path) -> None:
    old = "v:000000000000"  # as it was called before
    made = [entry("name", viewpoint=old, key_point=VIEWS[0], heading="An earned ending"), entry("pin", key_point=LONELY)]
    more = [(f"53{n}", f"later_{n}", "2026-05-09T09:00:00Z", f"Late to this, but {VIEWS[3].lower()}.", "en") for n in range(9)]
    found = steered(tmp_path, *made, posts=[*POSTS, *more])
    assert all(one.applied for one in found.decisions)
    assert view(found, VIEWS[0]).heading
    assert people(found, LONELY) == 1


def test_a_decision_without_its_viewpoint_is_told(tmp_path: Path) -> None:
    found = steered(tmp_path, entry("reject", viewpoint="v:0123456789ab", key_point="Nobody said this"))
    done = only(found)
    assert (done.applied, done.moved, done.changes) == (False, 0, ())
    assert "collection" in (done.reason or "")
    assert "not applied" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert "ot applied" in (tmp_path / "out/article.md").read_text(encoding="utf-8")


def test_contradictions_that_only_the_posts_show_are_told(plain: Findings, tmp_path: Path) -> None:
    ident = view(plain, VIEWS[0]).viewpoint_id
    found = steered(tmp_path, entry("reject", viewpoint=ident), entry("name", key_point=VIEWS[0], heading="No"))
    assert [one.applied for one in found.decisions] == [True, False]
    assert "contradicts decision 1" in (found.decisions[1].reason or "")


GOOD = {"viewpoint": "v:0123456789ab"}
BAD = [
    ("decision = 3", "list of entries"),
    ("verdict = 1", "unknown key 'verdict'"),
    ("[[decision]]\naction = ", "cannot be read as TOML"),
    (entry("praise", **GOOD), "action = 'praise'"),
    (entry("name", **GOOD), "heading"),
    (entry("name", **GOOD, heading=3), "heading is no text"),
    (entry("name", **GOOD, heading="a\nb"), "one line"),
    (entry("reject", **GOOD, heading="x"), "heading"),
    (entry("reject", viewpoint="v:12"), "no id"),
    (entry("reject"), "names no viewpoint"),
    (entry("reject", **GOOD, by=""), "who decided"),
    (entry("reject", **GOOD, whom="x"), "unknown key 'whom'"),
    (entry("reject", **GOOD).replace("when = 2026-11-20", ""), "when it was decided"),
    (entry("reject", **GOOD).replace("2026-11-20", '"yesterday"'), "is no date"),
    (entry("reject", **GOOD).replace("2026-11-20", "20"), "when it was decided"),
    (entry("split", **GOOD, sentences="x"), "list of texts"),
    (entry("merge", **GOOD, into="v:0123456789ab"), "itself"),
    (entry("reject", **GOOD) + entry("pin", **GOOD), "decisions 1 and 2 contradict"),
    (entry("name", **GOOD, heading="a") + entry("name", **GOOD, heading="b"), "decisions 1 and 2 contradict"),
    (
        entry("side", **GOOD, target="the keeper | Varn", stance="favour")
        + entry("side", **GOOD, target="The Keeper", stance="against"),
        "decisions 1 and 2 contradict",
    ),
    (entry("side", **GOOD, target="| Varn", stance="favour"), "has no word"),
    (
        entry("merge", **GOOD, into="v:aaaaaaaaaaaa") + entry("merge", viewpoint="v:aaaaaaaaaaaa", into="v:0123456789ab"),
        "goes away",
    ),
    (entry("name", **GOOD, heading="  "), "name has no heading"),
    (entry("side", **GOOD, target="The bell", stance=" "), "side has no stance"),
    (f"a = {'[' * 5000}", "cannot be read as TOML"),
    (f"a = {'9' * 5000}", "cannot be read as TOML"),
]


@pytest.mark.parametrize(("text", "why"), BAD)
def test_a_bad_file_is_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "viewpoints.toml").write_text(text, encoding="utf-8")
    posts = export(tmp_path / "posts.csv", rows(10))
    with pytest.raises(hubbub.UsageError, match=r"viewpoints\.toml") as error:
        hubbub.find([posts], tmp_path / "out", hubbub.Options(viewpoints=tmp_path / "viewpoints.toml"))
    assert why in str(error.value)
    assert not (tmp_path / "out").exists()


def test_what_lost_its_words_is_handed_out_as_a_comment(tmp_path: Path) -> None:
    """A person's words go with them, and with these what a decision needs; what `steer` prints can be given back all the same."""
    (tmp_path / "viewpoints.toml").write_text(entry("name", viewpoint="v:0123456789ab", heading="An earned ending"), "utf-8")
    (whole,) = decisions(tmp_path / "viewpoints.toml")
    lost = replace(whole, heading=None)
    assert next(standing(whole)) == "[[decision]]"
    text = "\n".join(standing(lost))
    assert all(line.startswith("#") for line in text.split("\n"))
    (tmp_path / "viewpoints.toml").write_text("\n".join([text, *standing(whole)]), encoding="utf-8")
    assert decisions(tmp_path / "viewpoints.toml") == (whole,)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(hubbub.UsageError, match="hubbub steer"):
        hubbub.find([export(tmp_path / "p.csv", rows(3))], tmp_path / "o", hubbub.Options(viewpoints=tmp_path / "none.toml"))


ALL = [
    entry("name", key_point=VIEWS[0], heading="An earned ending"),
    entry("merge", key_point=VIEWS[1], into=VIEWS[2]),
    entry("reject", key_point=VIEWS[3]),
    entry("pin", key_point=LONELY),
]


def test_the_same_bytes_whatever_the_order_of_posts(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    once = dumps(steered(tmp_path, *ALL))
    shuffled = random.Random(7).sample(POSTS, len(POSTS))
    assert dumps(steered(tmp_path_factory.mktemp("again"), *ALL, posts=shuffled)) == once
    assert dumps(steered(tmp_path, *ALL)) == once


def test_the_starter_can_be_read_again(tmp_path: Path) -> None:
    hostile = ("99", "host", "2026-05-02T09:00:00Z", 'Quote " backslash \\ bell\x07 and # hash [[decision]]', "en")
    found = steered(tmp_path, *ALL, posts=[*POSTS, hostile])
    text = hubbub.steer(tmp_path / "out")
    assert all(one.viewpoint_id in text for one in found.viewpoints)
    again = steered(tmp_path, text, posts=[*POSTS, hostile])
    assert dumps(again) == dumps(found)
    filled = text.replace("# [[decision]]", "[[decision]]").replace("# action", "action").replace("# viewpoint =", "viewpoint =")
    filled = filled.replace("# key_point", "key_point").replace('# by = ""', 'by = "B"').replace("# when", "when")
    filled = filled.replace('# why = ""', "").replace('# heading = ""', 'heading = "Said so"').split("[[decision]]", 5)[-1]
    new = steered(tmp_path, "[[decision]]" + filled, posts=[*POSTS, hostile])
    assert any(one.heading and one.heading.text == "Said so" for one in new.viewpoints)


HOSTILE = "<script>alert(1)</script> **bold** [x](javascript:1) \u202e {{ 7*7 }}"


def test_a_hostile_heading_is_inert(tmp_path: Path) -> None:
    found = steered(tmp_path, entry("name", key_point=VIEWS[0], heading=HOSTILE, by="<b>Ed", why=HOSTILE))
    assert view(found, VIEWS[0]).heading
    page, article = ((tmp_path / "out" / name).read_text(encoding="utf-8") for name in ("report.html", "article.md"))
    assert "<script" not in page
    assert "<b>Ed" not in page
    assert "\u202e" not in page + article
    assert "<script" not in article
    assert "**bold**" not in article


@pytest.mark.parametrize("table", ["moves", "grouped", "assignments"])
def test_tampering_is_found(tmp_path: Path, table: str) -> None:
    steered(tmp_path, *ALL)
    path = tmp_path / f"out/tables/{table}.parquet"
    kept = pq.read_table(path)
    pq.write_table(kept.slice(1), path)
    assert hubbub.check(tmp_path / "out")


def test_a_tampered_number_of_a_decision_is_found(tmp_path: Path) -> None:
    steered(tmp_path, *ALL)
    path = tmp_path / "out/findings.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    given["decisions"][1]["changes"][0]["people_after"] += 1
    path.write_text(json.dumps(given), encoding="utf-8")
    assert [one for one in hubbub.check(tmp_path / "out") if "decisions[1].changes[0].people_after" in one]


@pytest.mark.parametrize(("name", "value"), [("applied", False), ("reason", "made up"), ("found", "id"), ("viewpoint_id", None)])
def test_a_tampered_outcome_of_a_decision_is_found(tmp_path: Path, name: str, value: object) -> None:
    steered(tmp_path, *ALL)
    path = tmp_path / "out/findings.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    given["decisions"][1][name] = value
    path.write_text(json.dumps(given), encoding="utf-8")
    assert [one for one in hubbub.check(tmp_path / "out") if f"decisions[1].{name}:" in one]


THEIRS = "My grandmother painted that lighthouse in nineteen sixty"
PERSON: Row = ("777000111", "gone_person", "2026-05-02T09:00:00Z", f"{THEIRS}. The keeper looked like her brother Osbert.", "en")
NEEDLES = ("gone_person", "grandmother painted", "brother Osbert")


def test_forgetting_keeps_decisions_and_takes_the_person_out_of_them(tmp_path: Path) -> None:
    made = [
        *ALL,
        entry("pin", key_point="The keeper looked like her brother Osbert"),
        entry("name", key_point=VIEWS[4], heading="As gone_person said", why=f"because {THEIRS.lower()}"),
        entry("pin", key_point=f"{THEIRS}.", by="gone_person"),
    ]
    before = steered(tmp_path, *made, posts=[*POSTS, PERSON])
    assert all(one.applied for one in before.decisions)
    assert all(needle in everything(tmp_path / "out") for needle in NEEDLES)
    ids = [one.viewpoint_id for one in before.viewpoints if "Osbert" in words(before, one)]
    found = hubbub.forget(tmp_path / "out", ["@gone_person"])
    left = everything(tmp_path / "out")
    assert not [one for one in (*NEEDLES, *ids) if one.casefold() in left.casefold()]
    assert hubbub.check(tmp_path / "out") == []
    assert [one.applied for one in found.decisions] == [True, True, True, True, False, True, False]
    assert view(found, VIEWS[0]).heading
    options = hubbub.Options(viewpoints=tmp_path / "viewpoints.toml", quality="fast")
    again = hubbub.find([tmp_path / "posts.csv"], tmp_path / "out", options)
    assert not [one for one in (*NEEDLES, *ids) if one.casefold() in everything(tmp_path / "out").casefold()]
    assert dumps(again) == dumps(found)


CHOICES = st.lists(st.tuples(st.sampled_from(["merge", "reject", "pin", "name"]), st.permutations(VIEWS)), max_size=6)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICES)
def test_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory, choices: list[tuple[str, list[str]]]) -> None:
    folder = tmp_path_factory.mktemp("some")
    more = {"merge": lambda said: {"into": said[1]}, "name": lambda said: {"heading": said[1]}}
    made = {said[0]: entry(action, key_point=said[0], **more.get(action, lambda _: {})(said)) for action, said in choices}
    try:
        found = steered(folder, *made.values())
    except hubbub.UsageError:
        return
    tables = {
        one: pq.read_table(folder / f"out/tables/{one}.parquet").to_pylist() for one in ("moves", "assignments", "sentences")
    }
    held = [row["sentence_id"] for row in tables["assignments"]]
    nowhere = [row["sentence_id"] for row in tables["moves"] if row["after"] is None]
    assert len(held) == len(set(held))
    assert not set(held) & set(nowhere)
    plain = steered(folder)
    before = {row["sentence_id"] for row in pq.read_table(folder / "out/tables/assignments.parquet").to_pylist()}
    assert before <= set(held) | set(nowhere)
    assert found.flow == plain.flow
