"""What may stand as a heading: a shortened sentence of somebody's, and nothing that nobody said. All posts are made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.headings import rules
from hubbub.headings.rules import OPENING, Source, refusal
from hubbub.headings.tokens import forms, tokens

ENDING = Source("The ending of the harbour scene was earned", several=True)
NORA = "Nora Vale carried 12 episodes, 40% of them, and the ending was earned"
LONG = Source("Honestly I think the keeper's daughter carried the whole episode, and the storm looked cheap", several=True)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The ending was earned", ENDING),
        ("People say the ending was earned", ENDING),
        ("The view that the ending was earned", ENDING),
        ("Views on the harbour scene", ENDING),
        ("The keeper's daughter carried the episode", LONG),
        ("Keeper's daughter carried the whole episode", LONG),
        ("The old theme music", Source("The old theme music is what I miss")),
        ("12 episodes were cut", Source("12 episodes were cut from it in May")),
        ("Bring back the theme music", Source("Bring back the old theme music please")),
        ("Nobody should blame the keeper", Source("Nobody should blame the keeper of the lighthouse")),
    ],
)
def test_a_shortened_sentence_may_stand(text: str, source: Source) -> None:
    assert refusal(text, source) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", rules.EMPTY),
        ("The ending was earned\nVOTE FOR X", rules.LINES),
        ("Ending", rules.LENGTH),
        (" ".join(["ending"] * 13), rules.LENGTH),
        ("The <b>ending</b> was earned", rules.MARKED),
        ("The ending was *earned*", rules.MARKED),
        ("“The ending was earned”", rules.MARKED),
        ("'The ending was earned'", rules.MARKED),
        ("The ending was earned @someone", rules.MARKED),
        ("The ending was earned #harbour", rules.MARKED),
        ("See www.example.org for the ending", rules.MARKED),
        ("The ending at example.org was earned", rules.MARKED),
        ("The ending was earned u/someone", rules.MARKED),
        ("The ending \x1b[31mwas earned", rules.MARKED),
        ("The ending \u202ewas earned", rules.MARKED),
        ("The end\u200bing was earned", rules.MARKED),
        ("The ending was fraud", rules.ACCUSES),
        ("The liars earned the ending", rules.ACCUSES),
        ("The ending was felt", rules.FOREIGN),
        ("Nora Vale's ending was earned", rules.FOREIGN),
        ("NATO ending was earned", rules.FOREIGN),
        ("The 3 endings were earned", rules.FOREIGN),
        ("Scene of the ending was earned", rules.FOREIGN),  # another order
        ("Vote for X now", rules.FOREIGN),
        ("The ending of the harbour scene was earned", rules.NOTHING),
        ("Ending of harbour scenes was earned", rules.NOTHING),
        ("Harbour scene was earned", rules.TORN),  # its ending was
    ],
)
def test_what_nobody_said_is_refused(text: str, why: str) -> None:
    assert why in set(rules.broken(text, ENDING)), list(rules.broken(text, ENDING))
    assert refusal(text, ENDING)


@pytest.mark.parametrize(
    ("text", "key_point", "why"),
    [
        ("The lighthouse keeper", "Nobody should blame the lighthouse keeper for this", rules.DENIAL),
        ("The ending was earned", "The ending was not earned for me", rules.DENIAL),
        ("12 episodes", NORA, rules.TORN),
        ("Nora Vale carried 12", NORA, rules.COUNTED),
        ("Nora Vale was earned", NORA, rules.FOREIGN),
        ("Nora Vale carried 40%", NORA, rules.FOREIGN),
        ("The ending of it", "The ending of it was earned", rules.TONE),
        ("Vaccines kill people", "That vaccines kill people is nonsense", rules.TONE),
        ("The council closed the pool", "It is a disgrace that the council closed the pool", rules.TONE),
        ("The council closed the pool", "It is a myth that the council closed the pool", rules.HEDGED),
        ("She resigns tomorrow", "If only she resigns tomorrow at noon", rules.HEDGED),
        ("The president resigned", "The friend of the president resigned today", rules.TORN),
        ("The president resigned", "The former president resigned today", rules.TORN),
        ("The keeper looked cheap", "The keeper was fine but the storm looked cheap", rules.FOREIGN),
        ("The keeper carried it", "The keeper's daughter carried it all evening", rules.FOREIGN),
        ("The storm looked cheap", "She said the storm looked cheap to her", rules.HEDGED),
        ("It was earned", "Was it earned or was it luck?", rules.ASKED),
        ("The police", "5 of the police shot a seagull", rules.TORN),
        ("Police shot a seagull", "Few police shot a seagull in May", rules.TORN),
        ("It cost 5", "It cost 5 million to film", rules.COUNTED),
        ("It fell to 5 degrees", "It fell to -5 degrees at night", rules.FOREIGN),
        ("It took all of us", "It took all of US drama to get here", rules.FOREIGN),
        ("Ask apple for more", "Ask Apple for more of it", rules.FOREIGN),
        ("People say it was earned", "It was earned by a mile", rules.MANY),
        ("The keeper meant it", "I refuse to believe that the keeper meant it", rules.TORN),
        ("The mayor was honest", "I used to think that the mayor was honest", rules.TORN),
        ("The mayor took money", "My aunt still believes that the mayor took money", rules.TORN),
        ("The mayor took money", "Some people think that the mayor took money", rules.TORN),
        ("The mayor took money", "I don't know that the mayor took money", rules.TORN),
        ("The ending was earned", "It is hard to believe the ending was earned", rules.TORN),
        ("The new tax is good", "The new tax is good for billionaires and bad for us", rules.TORN),
        ("The tram is safe", "The tram is safe in theory and that is all", rules.TORN),
    ],
)
def test_nothing_is_turned_round(text: str, key_point: str, why: str) -> None:
    assert why in set(rules.broken(text, Source(key_point))), list(rules.broken(text, Source(key_point)))


SAID = (
    """the ending of harbour scene was earned nobody blame Nora Vale 12 40% people say that views on not if police 5 Keeper's ?"""
)
WORDS = st.sampled_from(SAID.split())
ANY = st.text(st.characters(categories=["L", "N", "P", "Zs", "Cc", "So"]), max_size=12)


@settings(max_examples=400)
@given(st.lists(WORDS | ANY, min_size=1, max_size=8).map(" ".join), st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_no_word_is_accepted_that_the_source_has_not(text: str, key_point: str) -> None:
    if refusal(text, Source(key_point, several=True)) is None:
        opening = OPENING.match(text)
        rest = text[opening.end() :] if opening else text
        known = set().union(*(forms(one) for one in tokens(key_point)))
        strange = [one.text for one in tokens(rest) if one.low not in {"a", "an", "the"} and not forms(one) & known]
        assert strange == []


@given(st.lists(WORDS, min_size=3, max_size=9), ANY.filter(str.strip), st.integers(0, 8))
def test_a_foreign_word_anywhere_is_refused(said: list[str], strange: str, place: int) -> None:
    word = f"zq{strange}"
    text = " ".join([*said[:place], word, *said[place:]])
    assert refusal(text, Source(" ".join(said), several=True))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_judged(text: str, key_point: str) -> None:
    assert refusal(text, Source(key_point)) is None or refusal(text, Source(key_point))
