# SPDX-License-Identifier: EUPL-1.2
"""Files of ranked papers: what is read, what is written, and which line a refusal names."""

import pytest

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.formats import source
from council.tally.formats.blt import read_blt, write_blt
from council.tally.formats.preflib import PrefLibHeader, PrefLibType, write_preflib
from council.tally.formats.ranked_csv import read_ranked_csv, write_ranked_csv
from council.tally.formats.source import Broken, text_of_file
from tests.builders.ranked import ranked

pytestmark = pytest.mark.requirement("R050")

SMALL = """\
# counted by hand
3 2
-3            # stood down
4 1 2 0
2 2 0  # two papers
1 2 0
1 3 1 0

1 0
0
"Ana \\"Anni\\" O'Neil"
"Иван ""Ваня"" # Петров"
עדה
"A title"
"""


def refusal(text: str, broken: Broken = Broken.REFUSE) -> tuple[int, str]:
    with pytest.raises(TallyError) as refused:
        read_blt(text, broken)
    assert refused.value.code is TallyErrorCode.FILE_MALFORMED
    return int(refused.value.facts["line"]), str(refused.value.facts["what"])


def test_blt_is_read_with_all_it_may_say() -> None:
    read = read_blt(SMALL)
    assert read.seats == 2
    profile = read.profile
    assert [each.name for each in profile.candidates] == ['Ana "Anni" O\'Neil', 'Иван "Ваня" # Петров', "עדה"]
    assert profile.withdrawn == bytes((3,))
    assert profile.orders == (bytes((1, 2)), bytes((2,)), bytes((3, 1)))
    assert profile.papers == (4, 3, 1)
    assert (profile.blank, profile.title) == (1, "A title")


def test_what_is_written_reads_the_same() -> None:
    read = read_blt(SMALL)
    assert read_blt(write_blt(read.profile, read.seats)) == read


def test_blt_is_written_in_one_way() -> None:
    read = read_blt(SMALL)
    assert write_blt(read.profile, read.seats) == (
        "3 2\n-3\n1 0\n4 1 2 0\n3 2 0\n1 3 1 0\n0\n"
        '"Ana \\"Anni\\" O\'Neil"\n"Иван \\"Ваня\\" # Петров"\n"עדה"\n"A title"\n'
    )
    several = ranked({"A": 1, "B": 1, "C": 1}, withdrawn="AC")
    assert write_blt(several, 1).splitlines()[:3] == ["3 1", "-1 -3", "1 1 0"]
    assert read_blt(write_blt(several, 1)).profile == several
    slashed = read_blt('1 1\n1 1 0\n0\n"a\\\\b  c"\n')
    assert slashed.profile.candidates[0].name == "a\\b  c"
    assert write_blt(slashed.profile, 1).splitlines()[3:] == ['"a\\\\b c"', '""']


@pytest.mark.parametrize(
    "raw",
    [
        "\ufeff" + SMALL,
        SMALL.replace("\n", "\r\n"),
        SMALL.replace("\n", "\r"),
        "  " + SMALL.replace("\n", "  \n"),
        SMALL.replace('\n0\n"', '\n"'),
    ],
    ids=["mark", "windows", "old mac", "spaces", "no closing zero"],
)
def test_harmless_differences_change_nothing(raw: str) -> None:
    assert read_blt(text_of_file(raw.encode())) == read_blt(SMALL)


def test_files_with_byte_order_marks_are_read() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert text_of_file(SMALL.encode(encoding)) == SMALL
    assert text_of_file(b"\xfe\xff" + SMALL.encode("utf-16-be")) == SMALL


def test_a_file_in_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(TallyError) as refused:
        text_of_file(b'1 1\n1 1 0\n0\n"Andr\xe9"\n')
    assert refused.value.facts == {"line": 4, "what": "not utf-8 text"}


NAMES = '0\n"A"\n"B"\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "the first line must be the number of candidates and of seats"),
        ("2\n" + NAMES, 1, "the first line must be the number of candidates and of seats"),
        ("2 x\n" + NAMES, 1, "the first line must be the number of candidates and of seats"),
        ("2 -1\n" + NAMES, 1, "the first line must be the number of candidates and of seats"),
        ("2 \u0662\n" + NAMES, 1, "the first line must be the number of candidates and of seats"),
        ("0 1\n" + NAMES, 1, "between 1 and 250 candidates are possible"),
        ("251 1\n" + NAMES, 1, "between 1 and 250 candidates are possible"),
        ("2 0\n" + NAMES, 1, "between 1 and 200 seats are possible"),
        ("2 201\n" + NAMES, 1, "between 1 and 200 seats are possible"),
        ("2 1\n1 1 2\n" + NAMES, 2, "a paper must end with 0"),
        ("2 1\n3\n" + NAMES, 2, "a paper must end with 0"),
        ("2 1\n\n1 3 0\n" + NAMES, 3, "not a candidate number"),
        ("2 1\n1 0 2 0\n" + NAMES, 2, "not a candidate number"),
        ("2 1\n1 -2 0\n" + NAMES, 2, "not a candidate number"),
        ("2 1\n1 900 0\n" + NAMES, 2, "not a candidate number"),
        ("2 1\n1 one 0\n" + NAMES, 2, "not a candidate number"),
        ("2 1\n1 1 2 1 0\n" + NAMES, 2, "a candidate appears twice on one paper"),
        ("2 1\n0.5 1 0\n" + NAMES, 2, "not a number of papers: 0.5"),
        ("2 1\n00 1 0\n" + NAMES, 2, "not a number of papers: 00"),
        ("2 1\n1000000000001 1 0\n" + NAMES, 2, "not a number of papers: 1000000000001"),
        ("2 1\n1 1=2 0\n" + NAMES, 2, "equal preferences"),
        ("2 1\n1 1 - 2 0\n" + NAMES, 2, "a skipped preference"),
        ("2 1\n-3\n" + NAMES, 2, "withdrawn candidates must be negative candidate numbers"),
        ("2 1\n-1 2\n" + NAMES, 2, "withdrawn candidates must be negative candidate numbers"),
        ("2 1\n1 1 0\n-2\n" + NAMES, 3, "a paper must end with 0"),
        ("2 1\n1 1 0\n", 2, "the file ends before the names of the candidates"),
        ("2 1\n1 1 0\n0\n", 3, "2 candidates but 0 names"),
        ('2 1\n1 1 0\n0\n"A"\n', 4, "2 candidates but 1 names"),
        ('2 1\n1 1 0\n0\n"A\n"B"\n', 4, "a name without its closing quote"),
        ('2 1\n1 1 0\n0\n"A" B\n"B"\n', 4, "a name without its closing quote"),
    ],
)
def test_malformed_blt_is_refused_with_line_and_reason(text: str, line: int, what: str) -> None:
    assert refusal(text) == (line, what)


def test_a_name_of_nothing_is_refused() -> None:
    with pytest.raises(TallyError) as refused:
        read_blt('2 1\n1 1 0\n0\n""\n"B"\n')
    assert refused.value.facts == {"what": "name of candidate 1"}


def test_a_broken_paper_may_count_up_to_its_fault() -> None:
    read = read_blt("3 1\n2 1 2=3 0\n3 2 - 1 0\n1 1=2 3 0\n" + NAMES + '"C"\n', Broken.CUT)
    assert dict(zip(read.profile.orders, read.profile.papers, strict=True)) == {bytes((1,)): 2, bytes((2,)): 3}
    assert read.profile.blank == 1


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_LINES", 5)
    assert refusal("2 1\n" + "1 1 0\n" * 9 + NAMES) == (6, "more than 5 lines")
    monkeypatch.setattr(source, "MOST_LINES", 50)
    monkeypatch.setattr(source, "LONGEST_LINE", 10)
    assert refusal("2 1\n1 1 2          0\n" + NAMES) == (2, "more than 10 characters")
    assert read_blt("2 1\n1 1 2    0\n" + NAMES).seats == 1
    monkeypatch.setattr(source, "MOST_BYTES", 3)
    with pytest.raises(TallyError) as refused:
        text_of_file(b"2 1\n")
    assert refused.value.facts["what"] == "more than 3 bytes"
    assert text_of_file(b"2 1") == "2 1"


def test_preflib_files_carry_their_header() -> None:
    profile = ranked({"A": 1, "BA": 3, "CAB": 1})
    header = PrefLibHeader(file_name="x.soi", day="2026-11-23", description="made up")
    assert write_preflib(profile, PrefLibType.SOI, header) == (
        "# FILE NAME: x.soi\n# TITLE: \n# DESCRIPTION: made up\n# DATA TYPE: soi\n# MODIFICATION TYPE: original\n"
        "# RELATES TO: \n# RELATED FILES: \n# PUBLICATION DATE: 2026-11-23\n# MODIFICATION DATE: 2026-11-23\n"
        "# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 5\n# NUMBER UNIQUE ORDERS: 3\n"
        "# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n"
        "3: 2,1\n1: 1\n1: 3,1,2\n"
    )


def test_preflib_ties_stand_at_the_end_and_complete_orders_must_be_complete() -> None:
    profile = ranked({"A": 1, "BA": 3})
    level = write_preflib(profile, PrefLibType.TOC, PrefLibHeader(file_name="x.toc")).splitlines()
    assert level[-2:] == ["3: 2,1", "1: 1,2"]
    wider = ranked({"A": 1}, letters="C")
    assert write_preflib(wider, PrefLibType.TOC, PrefLibHeader(file_name="x")).splitlines()[-1] == "1: 1,{2,3}"
    complete = ranked({"AB": 2, "BA": 1})
    assert write_preflib(complete, PrefLibType.SOC, PrefLibHeader(file_name="x")).splitlines()[-2:] == [
        "2: 1,2",
        "1: 2,1",
    ]
    assert write_preflib(complete, PrefLibType.TOC, PrefLibHeader(file_name="x")).splitlines()[-1] == "1: 2,1"
    assert write_preflib(wider, PrefLibType.TOI, PrefLibHeader(file_name="x")).splitlines()[-1] == "1: 1"
    with pytest.raises(TallyError) as refused:
        write_preflib(profile, PrefLibType.SOC, PrefLibHeader(file_name="x.soc"))
    assert refused.value.facts == {"what": "soc needs every paper to rank everybody"}


TABLE = 'papers,Ana,\'=SUM(1),"Ó, Niamh"\nwithdrawn,,x,\n2,1,,2\n3,,1,\n1,,,\n'


def test_a_table_is_read_and_written() -> None:
    read = read_ranked_csv(TABLE)
    assert [each.name for each in read.profile.candidates] == ["Ana", "=SUM(1)", "Ó, Niamh"]
    assert read.profile.withdrawn == bytes((2,))
    assert dict(zip(read.profile.orders, read.profile.papers, strict=True)) == {bytes((1, 3)): 2, bytes((2,)): 3}
    assert (read.profile.blank, read.seats) == (1, 0)
    written = write_ranked_csv(read.profile)
    assert written.splitlines()[0] == 'papers,Ana,\'=SUM(1),"Ó, Niamh"'
    assert read_ranked_csv(written) == read
    assert read_ranked_csv("papers;Ana;B\r\n2;1;2\r\n").profile == read_ranked_csv("papers,Ana,B\n2,1,2\n\n").profile


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "the first cell must say papers"),
        ("votes,A,B\n", 1, "the first cell must say papers"),
        ("papers\n", 1, "between 1 and 250 candidates are possible"),
        ("papers,A,\n", 1, "a candidate without a name, or with one too long"),
        ("papers,A,B\n1,1\n", 2, "3 cells expected, 2 found"),
        ("papers,A,B\n0,1,2\n", 2, "not a number of papers: 0"),
        ("papers,A,B\n1.5,1,2\n", 2, "not a number of papers: 1.5"),
        ("papers,A,B\n1,2,2\n", 2, "rank 1 is skipped"),
        ("papers,A,B\n1,1,1\n", 2, "rank 1 is given twice"),
        ("papers,A,B\n1,1,3\n", 2, "rank 2 is skipped"),
        ("papers,A,B\n1,0,1\n", 2, "not a rank: 0"),
        ("papers,A,B\n1,first,\n", 2, "not a rank: first"),
        ("papers,A,B\nwithdrawn,y,\n", 2, "only x marks a withdrawn candidate"),
        ("papers,A,B\n1,1,\nwithdrawn,x,\n", 3, "not a rank: x"),
        ('papers,A,B\n1,"1"x,\n', 2, "',' expected after '\"'"),
    ],
)
def test_malformed_tables_are_refused_with_line_and_reason(text: str, line: int, what: str) -> None:
    with pytest.raises(TallyError) as refused:
        read_ranked_csv(text)
    assert refused.value.facts == {"line": line, "what": what}


def test_a_broken_row_may_count_up_to_its_fault() -> None:
    read = read_ranked_csv("papers,A,B,C\n2,1,2,2\n1,1,,3\n4,2,,\n", Broken.CUT)
    assert (read.profile.orders, read.profile.papers, read.profile.blank) == ((bytes((1,)),), (3,), 4)
