"""Disciplines: the first-level disciplines of the graduate catalogue, and the office's own words for them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from growthpole.errors import NameUnknownError
from growthpole.model.ledger import Record
from growthpole.model.text import Text

__all__ = ["Disciplines", "disciplines", "parted"]


@dataclass(frozen=True)
class Disciplines:
    """A list of disciplines and the words that mean them.

    Attributes
    ----------
    names : mapping of str to Text
        Name of each by its code; the first two digits are the field (08 engineering).
    words : mapping of str to str
        Code of each word, in plain form: names, codes and the office's own words.
    """

    names: Mapping[str, Text]
    words: Mapping[str, str]

    def code(self, word: str) -> str:
        """The code of a discipline named by its code or in words.

        Raises
        ------
        NameUnknownError
            If there is no such discipline; the nearest are offered.
        """
        found = self.words.get(_plain(word))
        if found is None:
            near = get_close_matches(_plain(word), self.words, n=3, cutoff=0.5)
            known = [f"{self.words[one]} {self.names[self.words[one]].get('zh')}" for one in near]
            raise NameUnknownError("discipline", word, known or [f"{c} {n.get('zh')}" for c, n in self.names.items()])
        return found

    def name(self, code: str) -> Text:
        """The name of a discipline by its code."""
        return self.names[code]


def disciplines(own: Iterable[Record] = ()) -> Disciplines:
    """The shipped first-level disciplines, with what the office adds or calls otherwise.

    Parameters
    ----------
    own : iterable of Record
        Rows of the ledger ``disciplines``: a code of the shipped list with further words or another name, or a new
        code with its names.

    Returns
    -------
    Disciplines
        106 of them where the office adds none.

    References
    ----------
    Academic Degrees Committee of the State Council and Ministry of Education (2022), Catalogue of disciplines for
    graduate education (研究生教育学科专业目录): the first-level disciplines of categories 01 to 10 and 12 to 14; of the
    117 in all, the eleven of category 11 (military science) are left out. The English names are this project's.

    Examples
    --------
    >>> known = disciplines()
    >>> known.code("材料科学与工程"), known.code("mechanical engineering"), known.code("802"), known.name("0802").en
    ('0805', '0802', '0802', 'Mechanical engineering')
    """
    names, words = dict(_shipped()[0]), dict(_shipped()[1])
    for row in own:
        code = _padded(row.text("code"))
        old = names.get(code, Text())
        names[code] = Text(row.text("name_en") or old.en, row.text("name_zh") or old.zh)
        for word in (code, names[code].en, names[code].zh, *parted(row.text("words"))):
            words[_plain(word)] = code
    words.pop("", None)
    return Disciplines(names, words)


def parted(cell: str) -> tuple[str, ...]:
    """The words of a cell that holds several, parted by semicolons, commas or enumeration marks; each once.

    Examples
    --------
    >>> parted("0802; 材料科学与工程、0802")
    ('0802', '材料科学与工程')
    """
    pieces = (piece.strip() for piece in re.split(r"[;；、,，\n]", cell))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


@cache
def _shipped() -> tuple[dict[str, Text], dict[str, str]]:
    text = (files("growthpole.chain") / "data" / "disciplines.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    names = {row["code"]: Text(row["en"], row["zh"]) for row in rows}
    words = {_plain(word): row["code"] for row in rows for word in (row["code"], row["en"], row["zh"])}
    return names, words


def _padded(code: str) -> str:
    """A code whose leading zero a workbook took away."""
    return code.zfill(4) if re.fullmatch(r"\d{3}", code) else code


def _plain(word: str) -> str:
    return re.sub(r"\s+", " ", _padded(word.strip())).casefold()
