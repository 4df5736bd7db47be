"""Texts of unknown origin made fit for a calendar, and ids made fit for a file's name."""

import re
from urllib.parse import quote

#: Whatever ends a line somewhere.
_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Controls, marks that turn the direction of all that follows, and byte order marks.
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
#: What no file in UTF-8 may hold, or no reader of XML takes: lone surrogates and noncharacters.
_BROKEN = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: What an address may hold besides letters and digits; a blank or a quote is escaped.
_ADDRESS = "%/:=&?~#+!$,;'@()*[]-._"


def clean_text(text: str) -> str:
    r"""Take out of a text what would break a calendar; lines end in a line feed.

    Examples
    --------
    >>> clean_text("One\r\ntwo\x00")
    'One\ntwo'
    """
    lines = _BREAKS.sub("\n", text).replace("\t", " ")
    return _BROKEN.sub("\ufffd", _HIDDEN.sub("", lines)).strip(" \n")


def one_line(text: str) -> str:
    r"""Clean a text and put it on one line, a blank for every break.

    Examples
    --------
    >>> one_line("One\r\n two")
    'One two'
    """
    return re.sub(r"[ \n]+", " ", clean_text(text))


def clean_address(text: str | None) -> str | None:
    """Give a web address with all that is no ASCII escaped; None if it is none.

    Examples
    --------
    >>> clean_address("https://example.com/été 2027")
    'https://example.com/%C3%A9t%C3%A9%202027'
    """
    clean = one_line(text or "")
    return quote(clean, safe=_ADDRESS) if re.match(r"https?://[^/\s]", clean) else None


def safe_name(text: str) -> str:
    """Write an id as a file's or folder's name, no two alike: percent escapes but for ``[A-Za-z0-9._-]``.

    Examples
    --------
    >>> safe_name("R&D/été")
    'R%26D%2F%C3%A9t%C3%A9'
    """
    name = quote(text, safe="", errors="surrogatepass").replace("~", "%7E")
    return name.replace(".", "%2E") if not name.strip(".") else name
