# SPDX-License-Identifier: EUPL-1.2
"""Names as they can be compared: without case, marks, hyphens and look-alike letters; by sound; as consonants.

Spellings of one name in Latin letters differ by country and decade; `sound` levels the usual differences and
`skeleton` nearly all of them. Neither decides anything alone: see `duplicates`.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

Romanise = Callable[[str], str]


def _letters(pairs: str, gone: str = "") -> dict[int, str | None]:
    """A table for str.translate from words like "ж=zh", and letters that vanish."""
    table: dict[int, str | None] = {ord(pair[0]): pair[2:] for pair in pairs.split()}
    return table | {ord(letter): None for letter in gone}


# The last ones are apostrophes that Unicode counts among the letters.
_SPECIAL = _letters("ł=l ø=o đ=d ı=i æ=ae œ=oe þ=th ð=d ə=a", gone="ʹʻʼʾʿ")
# Cyrillic letters that look like Latin ones, for words in which the two scripts are mixed.
_LOOK_ALIKES = _letters("а=a е=e о=o р=p с=c у=y х=x і=i к=k м=m т=t в=b н=h")
# Persian, Urdu and careless forms of Arabic letters; the tatweel only stretches a word.
_ARABIC_FORMS = _letters("ي=ی ى=ی ئ=ی ك=ک ة=ه ؤ=و ٱ=ا أ=ا إ=ا آ=ا", gone="\u0640ء")
_CYRILLIC = _letters(
    "а=a б=b в=v г=h ґ=g д=d е=e є=e ё=e ж=zh з=z и=y і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=u "
    "ф=f х=kh ц=ts ч=ch ш=sh щ=shch ы=y э=e ю=iu я=ia қ=q ғ=gh ң=ng ҳ=h ҷ=j һ=h ұ=u ү=u ө=o ә=a ј=j",
    gone="ьъ",
)
_ARABIC = _letters(
    "ا=a ب=b پ=p ت=t ث=th ج=j چ=ch ح=h خ=kh د=d ذ=dh ر=r ز=z ژ=zh س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f "
    "ق=q ک=k گ=g ل=l م=m ن=n و=w ه=h ی=y"
)
_SOUNDS = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        ("[yj]", "i"),
        ("w", "v"),
        ("ph", "f"),
        ("[sc]h|sz|cz|t[sz]", "c"),
        ("zh", "z"),
        ("[kg]h|g", "h"),
        ("q", "k"),
        ("i+e", "e"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS_AND_H = re.compile("[aeiouh]")
_HISSES = str.maketrans("zcx", "sss")

# East Slavic given names that papers of a neighbouring language put into another form.
_FORMS = (
    "Olena Elena Alena Yelena Jelena",
    "Oleksandr Aleksandr Aliaksandr Alexander",
    "Oleksandra Aleksandra Aliaksandra",
    "Oleksii Aleksei Aliaksei",
    "Mykola Nikolai Mikalai",
    "Hanna Anna Ganna",
    "Kateryna Ekaterina Yekaterina Katsiaryna",
    "Dmytro Dmitrii Dzmitryi",
    "Serhii Sergei Siarhei",
    "Andrii Andrei",
    "Volodymyr Vladimir Uladzimir",
    "Tetiana Tatiana Tatstsiana Tatyana",
    "Nataliia Natalia Natallia Natalya",
    "Iryna Irina",
    "Mariia Maria Maryia",
    "Mykhailo Mikhail",
    "Yevhen Evgenii Yevgeny Yauhen Yauheni",
    "Yevheniia Evgeniia Yauheniia",
    "Nadiia Nadezhda Nadzeia",
    "Svitlana Svetlana Sviatlana",
    "Olha Olga Volha",
    "Daryna Daria Dariia",
    "Petro Petr Piotr",
    "Hryhorii Grigorii Ryhor",
    "Kyrylo Kirill Kiryl",
    "Yurii Iurii Yury",
    "Vitalii Vital",
    "Pavlo Pavel",
    "Danylo Daniil Danila",
    "Fedir Fedor",
    "Stepan Stsiapan",
    "Vasyl Vasilii Vasil",
    "Kostiantyn Konstantin Kanstantsin",
    "Yosyp Iosif",
)


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Letters only, in one case, without marks; words that mix Latin and Cyrillic are read as Latin."""
    return "".join(words(text))


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a name; hyphens and spaces separate words, apostrophes do not."""
    if text.isascii():
        plain = text.lower()
    else:
        bare = unicodedata.normalize("NFKD", text.replace("ё", "е").casefold())
        plain = "".join(c for c in bare if not unicodedata.combining(c))
        plain = plain.translate(_SPECIAL).translate(_ARABIC_FORMS)
    parts = ("".join(filter(str.isalpha, part)) for part in re.split(r"[\s\-\u2010-\u2015\u200c]+", plain))
    return tuple(_one_script(part) for part in parts if part)


def _one_script(word: str) -> str:
    has_latin = any("a" <= c <= "z" for c in word)
    return word.translate(_LOOK_ALIKES) if has_latin and not word.isascii() else word


def is_latin(word: str) -> bool:
    """True for a folded word in Latin letters."""
    return word.isascii()


def romanised(word: str) -> str:
    """A folded Cyrillic or Arabic word in Latin letters; other scripts stay as they are."""
    return word.translate(_CYRILLIC).translate(_ARABIC)


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """A folded Latin word with the usual differences of transliteration levelled."""
    for pattern, into in _SOUNDS:
        word = pattern.sub(into, word)
    return word


def skeleton(word: str) -> str:
    """The consonants of a sound, all hisses alike; the first letter when nothing else is left."""
    return _VOWELS_AND_H.sub("", sound(word)).translate(_HISSES) or word[:1]


def _form_groups() -> dict[str, int]:
    return {sound(folded(name)): group for group, names in enumerate(_FORMS) for name in names.split()}


_FORM_GROUPS = _form_groups()


def same_given_name(one: str, other: str) -> bool:
    """True for two forms of one East Slavic given name, as sounds."""
    group = _FORM_GROUPS.get(one)
    return group is not None and group == _FORM_GROUPS.get(other)


def one_slip_apart(one: str, other: str) -> bool:
    """True when one letter, not the first, was dropped, added, changed, or changed over with its neighbour."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) < 4 or len(other) - len(one) > 1 or one[0] != other[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return one[start + 1 :] == other[start + 1 :] or (swapped and one[start + 2 :] == other[start + 2 :])
