"""Countries and regions of the world: one code for every word an office writes for them, and a name to print."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global

__all__ = ["territory_code", "territory_name", "territory_nearest"]

_WRITTEN_IN = ("en", "zh", "zh_Hant", "zh_Hant_HK")
"""The languages in which an office may write a name; traditional characters come with forms from Hong Kong."""
_NOWHERE = frozenset({"001", "QO", "UN", "XA", "XB", "ZZ"})
"""Entries of the repository that are no place to sell to: the world itself, the unknown, trial languages."""
_NOTHING = frozenset({"na"})
"""Words that more often say that nothing is known than what they are the code of (Namibia)."""


@lru_cache(maxsize=4096)
def territory_code(word: str) -> str:
    """The code of a country, region or continent, however it is written.

    Parameters
    ----------
    word : str
        A name in Chinese (either script) or English, an ISO 3166-1 code of two or three letters, or a form that
        offices use (``"香港"``, ``"UAE"``, ``"Russian Federation"``). Case, spaces, points and accents do not matter.
        Codes of digits are not read: those of customs and those of the United Nations contradict each other.

    Returns
    -------
    str
        The code of two letters; of three digits for continents and their parts (``"035"`` Southeast Asia); empty
        where no territory, or more than one, bears the name.

    References
    ----------
    Unicode Common Locale Data Repository, territory names and aliases, through Babel.

    Examples
    --------
    >>> [territory_code(word) for word in ("德国", "Germany", "DE", "deu", "韩国", "香港", "USA", "Atlantis")]
    ['DE', 'DE', 'DE', 'DE', 'KR', 'HK', 'US', '']
    """
    return _codes().get(_plain(word), "")


def territory_name(code: str, language: str) -> str:
    """The name of a territory, as customs statistics print it where they differ from the repository.

    Parameters
    ----------
    code : str
        As :func:`territory_code` gives it.
    language : {"en", "zh"}

    Returns
    -------
    str
        Empty where there is no such code.

    Examples
    --------
    >>> territory_name("KR", "en"), territory_name("KR", "zh"), territory_name("HK", "zh"), territory_name("??", "en")
    ('South Korea', '韩国', '中国香港', '')
    """
    return _names().get(code, {}).get(language, "")


def territory_nearest(word: str) -> tuple[str, ...]:
    """Names of territories that a word may have been meant for, at most two.

    Examples
    --------
    >>> territory_nearest("Germny")
    ('Germany',)
    """
    known = [name for names in _names().values() for name in names.values()]
    return tuple(get_close_matches(word, known, n=2, cutoff=0.75))


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """Names by code and language."""
    english, chinese = Locale.parse("en").territories, Locale.parse("zh").territories
    own = {row["code"]: row for row in _rows()}
    return {
        code: {
            "en": own.get(code, {}).get("en") or english[code],
            "zh": own.get(code, {}).get("zh") or chinese[code],
        }
        for code in sorted(english.keys() & chinese.keys() - _NOWHERE)
    }


@cache
def _codes() -> Mapping[str, str]:
    """Code by word in plain form; a word that two territories bear stands for neither."""
    found: dict[str, set[str]] = {}
    for word, code in (*_repository(), *_office()):
        if code in _names():
            found.setdefault(_plain(word), set()).add(code)
    return {word: codes.pop() for word, codes in found.items() if len(codes) == 1 and word not in _NOTHING}


def _repository() -> Iterator[tuple[str, str]]:
    """Names and codes: an alias is a code of three letters, or one that is no longer used."""
    for language in _WRITTEN_IN:
        yield from ((name, code) for code, name in Locale.parse(language).territories.items())
    yield from ((code, code) for code in _names() if code.isalpha())
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    yield from ((alias, codes[0]) for alias, codes in aliases.items() if alias.isalpha() and len(codes) == 1)


def _office() -> Iterator[tuple[str, str]]:
    for row in _rows():
        yield from ((word, row["code"]) for word in (row["en"], row["zh"], *row["words"].split(";")) if word)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (files("growthpole.catalogue") / "data" / "territory_words.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


def _plain(word: str) -> str:
    """Letters and digits alone: ``"St. Lucia"`` as ``"Saint Lucia"``, ``"Trinidad & Tobago"`` with ``and``."""
    parted = unicodedata.normalize("NFKD", word).replace("&", " and ").casefold()
    letters = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "", re.sub(r"\bst\b", "saint", re.sub(r"^\s*the\b", "", letters)))
