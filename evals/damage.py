"""What sanitizers, lazy loaders and consent boxes do to an embed: each takes markup and labels and gives both back."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from html import escape

import regex

from evals.made import PARAGRAPH, SIGNED, Label

Piece = tuple[str, list[Label]]
Damage = Callable[[str, list[Label]], Piece | None]  # None: it does not apply
LINKED_DATE = regex.compile(
    r"(?P<foot>(?:—|–|&mdash;|&#8212;)\s*(?P<name>[^<(]{1,80})\((?P<who>@\w+)\))\s*(?P<date><a [^>]*>[^<]*</a>)"
)

ATTRIBUTE = regex.compile(r'\s[\w-]+(?:="[^"]*"|=[^\s>]+)?')


def intact(markup: str, labels: list[Label]) -> Piece | None:
    """As it was."""
    return markup, labels


def class_lost(markup: str, labels: list[Label]) -> Piece | None:
    """The outer element's class is gone."""
    return (regex.sub(r'^(<\w+[^>]*?)\sclass="[^"]*"', r"\1", markup), labels) if 'class="' in markup[:400] else None


def class_changed(markup: str, labels: list[Label]) -> Piece | None:
    """A lazy loader has renamed the class."""
    return (
        (regex.sub(r'^(<\w+[^>]*?)\sclass="([\w-]+)', r'\1 class="lazy-\2-blocked', markup), labels)
        if 'class="' in markup[:400]
        else None
    )


def attributes_lost(markup: str, labels: list[Label]) -> Piece | None:
    """Every attribute but addresses is gone."""
    kept = regex.compile(r'\s(?:href|src|cite|datetime|alt|title)="[^"]*"')
    changed = regex.sub(r"<(\w+)((?:\s[^>]*)?)>", lambda found: f"<{found[1]}{''.join(kept.findall(found[2]))}>", markup)
    return (changed, labels) if "blockquote" in markup[:20] and 'href="' in changed else None


def signature_split(markup: str, labels: list[Label]) -> Piece | None:
    """The signature is three paragraphs."""
    changed = LINKED_DATE.sub(r"<p>— \g<name></p><p>(\g<who>)</p><p>\g<date></p>", markup)
    return (changed, labels) if changed != markup else None


def escaped_twice(markup: str, labels: list[Label]) -> Piece | None:
    """Marks in the words are escaped once more."""
    parts = regex.split(r"(<[^>]*>)", markup)
    changed = "".join(part if part.startswith("<") else part.replace("&", "&amp;").replace("—", "&amp;mdash;") for part in parts)
    return (changed, labels) if changed != markup else None


def breaks_lost(markup: str, labels: list[Label]) -> Piece | None:
    """Line breaks have become blanks."""
    folded = [replace(one, text=" ".join(one.text.replace("\n", " ").split(" ")) if one.text else None) for one in labels]
    folded = [replace(one, text=regex.sub(" +", " ", one.text) if one.text else None) for one in folded]
    return (regex.sub(r"(?:<br\s*/?>)+", " ", markup), folded) if "<br" in markup else None


def wrapped(markup: str, labels: list[Label]) -> Piece | None:
    """Wrapped outside and inside."""
    inside = PARAGRAPH.sub(r'\g<open><span style="x"><font>\g<words></font></span>\g<close>', markup)
    return f'<figure class="embed-block"><div class="inner">{inside}</div></figure>', labels


def upper_case(markup: str, labels: list[Label]) -> Piece | None:
    """Tags in capitals, attributes the other way round."""

    def turned(found: "regex.Match[str]") -> str:
        return f"<{found[1].upper()}{''.join(reversed(ATTRIBUTE.findall(found[2])))}>"

    return regex.sub(r"<(/?\w+)((?:\s[^>]*)?)>", turned, markup), labels


def unclosed(markup: str, labels: list[Label]) -> Piece | None:
    """End tags of paragraphs and of the blockquote are missing."""
    return (regex.sub(r"</(?:blockquote|p)>", "", markup), labels) if "</blockquote>" in markup else None


def unwrapped(markup: str, labels: list[Label]) -> Piece | None:
    """The blockquote is stripped, what it held is not."""
    signed = labels[0].platform == "x" and labels[0].text is not None and LINKED_DATE.search(markup) is not None
    return (regex.sub(r"</?blockquote[^>]*>", "", markup), labels) if signed else None


def template(markup: str, labels: list[Label]) -> Piece | None:
    """Kept in a template until the reader agrees."""
    return f"<div class='consent'><button>Show</button><template>{markup}</template></div>", labels


def noscript(markup: str, labels: list[Label]) -> Piece | None:
    """Kept for browsers without scripts."""
    return f"<div class='lazy'></div><noscript>{markup}</noscript>", labels


def attribute(markup: str, labels: list[Label]) -> Piece | None:
    """Kept escaped in an attribute."""
    return f'<div class="consent" data-html="{escape(markup)}"><button>Show</button></div>', labels


def base64(markup: str, labels: list[Label]) -> Piece | None:
    """Kept in base 64 in an attribute."""
    return f'<div data-cookie-content="{b64encode(markup.encode()).decode()}"></div>', labels


def lazy(markup: str, labels: list[Label]) -> Piece | None:
    """A frame that gets its address later, with its twin for browsers without scripts."""
    changed = regex.sub(r'\ssrc="', ' data-lazy-src="', markup)
    return (f"{changed}<noscript>{markup}</noscript>", labels) if markup.startswith("<iframe") else None


def amp(markup: str, labels: list[Label]) -> Piece | None:
    """The AMP element with the blockquote as its placeholder."""
    one = labels[0]
    inner = markup.replace("<blockquote", "<blockquote placeholder", 1)
    return (
        (f'<amp-twitter width="1" height="1" data-tweetid="{one.post_id}">{inner}</amp-twitter>', labels)
        if one.platform == "x"
        else None
    )


def link_only(_: str, labels: list[Label]) -> Piece | None:
    """The address alone, as a content system leaves it when the platform does not answer."""
    bare = [replace(one, text=None, handle=one.handle if one.platform == "x" else None) for one in labels]
    return f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n{labels[0].url}\n</div></figure>', bare


def with_script(markup: str, labels: list[Label]) -> Piece | None:
    """With the platform's script, as most pages have it."""
    return f'{markup}<p><script async="" src="https://platform.example/widgets.js" charset="utf-8"></script></p>', labels


def text_signature(markup: str, labels: list[Label]) -> Piece | None:
    """The signature in a paragraph of its own, as WordPress leaves it."""
    changed = LINKED_DATE.sub(r"<p>\g<foot> \g<date></p>", markup)
    return (changed, labels) if changed != markup and SIGNED.search(markup) else None


DAMAGES: tuple[Damage, ...] = (
    *(intact, with_script, class_lost, class_changed, attributes_lost, signature_split, text_signature, escaped_twice),
    *(breaks_lost, wrapped, upper_case, unclosed, unwrapped, template, noscript, attribute, base64, lazy, amp, link_only),
)
