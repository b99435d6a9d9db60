"""A Mastodon status: a post, or a repost of one."""

import re
from collections.abc import Mapping

from hubbub.readers.base import PRIVATE, Item, Register, Row
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean, count, plain, word

PUBLIC = ("public", "unlisted")
OPTED_OUT = "opted_out"
NO_BOTS = re.compile(r"#(?:<span>)?+nobot\b", re.I)
# What a server adds to the text for readers that cannot show a quoted post.
INLINE = re.compile(r'<(p|span) class="quote-inline">(?:[^<]++|<(?!/\1>))*+</\1>')


def is_status(one: Record) -> bool:
    """Whether an object is a status, perhaps one just deleted."""
    account, body = one.get("account"), one.get("content", one.get("text"))
    return isinstance(body, str) and isinstance(account, dict) and "acct" in account and "uri" in one


def status(one: Record, row: Row, register: Register, known: Mapping[str, str], collected: object) -> Item:
    """The post or exclusion of one status. `known` gives the uri of a number, where the page holds that status."""
    inner = one["reblog"] if isinstance(one.get("reblog"), dict) and is_status(one["reblog"]) else one
    uri, author = word(one, "uri", "url"), signed(one["account"])
    if one.get("visibility") not in PUBLIC or inner.get("visibility") not in PUBLIC:
        return register.unreadable(row.offset, PRIVATE, b"")
    if "content" not in one or "content" not in inner:  # what the API answers to a deletion
        return register.excluded(row.sha256, f"mastodon:{uri or 'unknown'}", "deleted", "by its author", author["author_key"])
    content = said(inner)
    content |= author
    content |= linked(one, inner, known)
    content["post_id"] = uri
    content["url"] = word(one, "url", "uri")
    content["created_at"], content["created_precision"] = instant(one.get("created_at"))
    content["collected_at"] = instant(collected)[0]
    content["moderation"] = moderation(one, inner)
    if inner is one:
        content |= counted(one)
    return register.post(row.sha256, content)


def linked(one: Record, inner: Record, known: Mapping[str, str]) -> Record:
    """The posts it answers, repeats and quotes."""
    quote, parent = one.get("quote"), known.get(word(one, "in_reply_to_id") or "")
    return {
        "parent_uid": f"mastodon:{parent}" if parent else None,
        "repost_of": reference(inner) if inner is not one else None,
        "quote_of": reference(quote.get("quoted_status", quote)) if isinstance(quote, dict) else None,
    }


def moderation(one: Record, inner: Record) -> str | None:
    """What was done to the account, or what its owner asks: not to be indexed, or not to be read by programs."""
    accounts = (one["account"], inner["account"])
    if any(account.get("suspended") is True for account in accounts):
        return "removed"
    return OPTED_OUT if any(map(is_shy, accounts)) else None


def is_shy(account: Record) -> bool:
    """Whether an account asks not to be indexed."""
    note = account.get("note")
    named = isinstance(note, str) and "nobot" in note.lower() and NO_BOTS.search(note) is not None
    return account.get("noindex") is True or named


def said(one: Record) -> Record:
    """What a status says. Its content warning is no part of its text."""
    markup, lang = one["content"], one.get("language")
    if "quote-inline" in markup:
        markup = INLINE.sub("", markup)
    return {
        "platform": "mastodon",
        "text": clean(plain(markup)),
        "text_origin": "content",
        "lang": clean(lang) if isinstance(lang, str) and lang else None,
    }


def counted(one: Record) -> Record:
    """How often it was answered, as its server knows."""
    return {
        "likes": count(one.get("favourites_count")),
        "replies": count(one.get("replies_count")),
        "reposts": count(one.get("reblogs_count")),
        "quotes": count(one.get("quotes_count")),
    }


def reference(one: object) -> str | None:
    """The uid of a status that is shown inside another."""
    uri = word(one, "uri") if isinstance(one, dict) else None
    return f"mastodon:{uri}" if uri else None


def signed(account: Record) -> Record:
    """Who wrote it: the name with its server, the same wherever it was read."""
    handle, name, url = word(account, "acct"), account.get("display_name"), account.get("url")
    if handle and "@" not in handle:
        parts = url.split("/", 3) if isinstance(url, str) else []
        handle = f"{handle}@{parts[2]}" if len(parts) > 2 and parts[2] else handle
    return {
        "author_key": f"mastodon:@{clean(handle).lower()}" if handle and "@" in handle else None,
        "author_handle": clean(handle) if handle else None,
        "author_name": clean(name) if isinstance(name, str) and name.strip() else None,
        "author_flags": ("bot",) if account.get("bot") is True else (),
        "author_created_at": instant(account.get("created_at"))[0],
    }
