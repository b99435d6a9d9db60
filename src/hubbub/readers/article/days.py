"""Dates as embedded posts are signed, in the languages X writes them: "May 8, 2021", "8 de mayo de 2021", "2021年5月8日".

A date is read only where it has one meaning: "8/5/2021" is none, because nothing says which number is the month.
"""

from datetime import UTC, datetime

import regex

MONTHS = (
    "january february march april may june july august september october november december",  # English
    "januar februar märz april mai juni juli august september oktober november dezember",  # German
    "jänner feber mrz apr mai jun jul aug sept okt nov dez",  # Austrian, and short
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",  # Spanish
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",  # Portuguese
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",  # French
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",  # Italian
    "januari februari maart april mei juni juli augustus september oktober november december",  # Dutch
    "januari februari mars april maj juni juli augusti september oktober november december",  # Swedish
    "januar februar marts april maj juni juli august september oktober november desember",  # Danish, Norwegian
    "januari februari maret april mei juni juli agustus september oktober november desember",  # Indonesian
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",  # Polish
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",  # Turkish
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",  # Russian
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",  # Ukrainian
)
SPACE = r"[ \xa0\u202f]"
MONTH = r"(?P<month>\p{L}{3,12})\.?"
YEAR = r"(?P<year>20\d\d)(?!\d)"
DATE = (
    rf"(?:{MONTH}{SPACE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?{SPACE}{YEAR}"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?{SPACE}(?:(?:de|of){SPACE})?{MONTH},?{SPACE}(?:(?:de|del){SPACE})?{YEAR}(?:{SPACE}г\.)?"
    r"|(?P<year>20\d\d)[年년]\s?(?P<month>\d{1,2})[月월]\s?(?P<day>\d{1,2})[日일]"
    r"|(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"
    r"|(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)(?!\d)"
    r"|\d{1,2}/\d{1,2}/20\d\d(?!\d))"
)
CLOCK = rf"\d{{1,2}}[:.]\d\d(?:{SPACE}?[AaPp]\.?[Mm]\b\.?)?(?:{SPACE}(?:UTC|GMT|[A-Z]{{2,3}}T))?"
SHARED = frozenset({"lip", "lis", "list", "listo", "listop", "listopad"})  # other months in Croatian or Czech
LEAST = 3  # letters of a month's name that may stand for it


def stems() -> dict[str, int]:
    """Every name of a month and every beginning of one that means no other month."""
    found: dict[str, set[int]] = {}
    whole: dict[str, int] = {}
    for names in MONTHS:
        for number, name in enumerate(names.split(), 1):
            whole[name] = number
            for size in range(LEAST, len(name) + 1):
                found.setdefault(name[:size], set()).add(number)
    return {stem: min(numbers) for stem, numbers in found.items() if len(numbers) == 1 and stem not in SHARED} | whole


STEMS = stems()


def day(found: "regex.Match[str]") -> datetime | None:
    """The day that a match of DATE names; None where its month is in no language known here or no such day is."""
    month = (found["month"] or "").lower()
    number = int(month) if month.isdecimal() else STEMS.get(month)
    if number is None:
        return None
    try:
        return datetime(int(found["year"]), number, int(found["day"]), tzinfo=UTC)
    except ValueError:
        return None
