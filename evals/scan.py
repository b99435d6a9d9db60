"""What the embed blockquotes of a real page hold, by a plain scan of its bytes with Python's own parser: none of our code."""

import re
from html.parser import HTMLParser

from evals.made import Label

CLASSES = {
    "twitter-tweet": "x",
    "twitter-video": "x",
    "instagram-media": "instagram",
    "tiktok-embed": "tiktok",
    "bluesky-embed": "bluesky",
}
STATUS = re.compile(r"(?:twitter|x)\.com/(\w+)/status(?:es)?/(\d+)")
CODE = re.compile(r"instagram\.com/(?:p|reel|tv)/([\w-]+)")
FACEBOOK = re.compile(r"facebook\.com/[^?]*/(?:posts|videos|photos)/(?:[^?]*/)?(\w+)")
SHARED = re.compile(r"\(@([\w.]+)\)")
FOOT = re.compile(r"\s*[—–]\s*[^\n]*?\(@\w+\)[^\n]*$")


class Scan(HTMLParser):
    """Collects blockquotes: their platform, the text of their paragraphs, all their text, their addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.platform: str | None = None
        self.labels: list[Label] = []
        self.forget()

    def forget(self) -> None:
        """Begins a blockquote."""
        self.paragraphs: list[str] = []
        self.whole = ""
        self.addresses: list[str] = []
        self.inside = False
        self.cite = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        values = {name: value or "" for name, value in attrs}
        if tag == "blockquote":
            names = values.get("class", "").lower().split()
            self.forget()
            self.platform = next((CLASSES[name] for name in names if name in CLASSES), None)
            self.addresses.append(values.get("data-instgrm-permalink", ""))
            self.cite = values.get("cite", "")
            if "fb-xfbml-parse-ignore" in names and FACEBOOK.search(self.cite):
                self.platform = "facebook"
        if self.platform is None:
            return
        if tag == "p":
            self.paragraphs.append("")
        self.inside = self.inside or tag == "p"
        if tag == "br":
            self.handle_data("\u2028")
        if tag == "a":
            self.addresses.append(values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag == "p":
            self.inside = False
        if tag == "blockquote" and self.platform:
            self.labels.append(self.label(self.platform))
            self.platform = None

    def handle_data(self, data: str) -> None:
        """Text."""
        if self.platform:
            self.whole += data
            if self.inside and self.paragraphs:
                self.paragraphs[-1] += data

    def label(self, platform: str) -> Label:
        """The blockquote's post."""
        folded = [re.sub(r" *\u2028 *", "\n", re.sub(r"[ \t\r\n\f]+", " ", one)).strip() for one in self.paragraphs]
        words = [cut for one in folded if (cut := FOOT.sub("", one).strip())]
        shared = SHARED.findall(self.whole)
        if platform == "instagram":
            known = [found[1] for one in self.addresses if (found := CODE.search(one))]
            words = [one for one in words if not SHARED.search(one) and "Instagram" not in one][:1]
            return Label(platform, known[0] if known else "", shared[0] if shared else None, words[0] if words else None)
        if platform == "facebook":
            known = FACEBOOK.findall(self.cite)
            return Label(platform, known[0], None, "\n".join(words) or None)
        status = [found for one in self.addresses if (found := STATUS.search(one))]
        handle = shared[-1] if shared else status[-1][1] if status else None
        return Label(platform, status[-1][2] if status else "", handle, "\n".join(words) or None)


def scan(page: str) -> list[Label]:
    """The posts in a page's embed blockquotes."""
    parser = Scan()
    parser.feed(page)
    return parser.labels
