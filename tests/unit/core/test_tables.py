# SPDX-License-Identifier: EUPL-1.2
"""Reading and writing delimited text: every fault by line, column and code; nothing guessed."""

import csv
import io
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.tables import (
    MAX_FIELD,
    ProblemCode,
    Table,
    column_key,
    neutralised,
    read_table,
    write_table,
)

CODE = ProblemCode


def read(text: str | bytes, **options: object) -> Table:
    data = text.encode() if isinstance(text, str) else text
    wanted = {"required": ["name", "city"], "optional": ["note"]} | options
    return read_table(data, **wanted)


def plain(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, dict(row.values)) for row in table.rows]


def faults(table: Table) -> list[tuple[int, str | int | None, str]]:
    return [(problem.line, problem.column, problem.code.value) for problem in table.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_marks_and_line_ends_are_recognised(delimiter: str, start: bytes, end: str) -> None:
    text = end.join([delimiter.join(["name", "city"]), delimiter.join(["Žydrūnė", "Йонава"]), ""])
    table = read(start + text.encode())
    assert plain(table) == [(2, {"name": "Žydrūnė", "city": "Йонава"})]
    assert table.problems == ()
    assert table.delimiter == delimiter
    assert table.encoding == ("utf-8-sig" if start else "utf-8")


def test_delimiter_is_the_one_that_yields_the_expected_names() -> None:
    table = read('name;city;"a, b, c, d"\nX;Y, Z;1\n')
    assert table.delimiter == ";"
    assert plain(table) == [(2, {"name": "X", "city": "Y, Z"})]
    assert faults(table) == [(1, 3, "unknown_column")]


def test_a_separator_line_of_a_spreadsheet_is_obeyed() -> None:
    assert plain(read("sep=;\nname;city\nA;B\n")) == [(3, {"name": "A", "city": "B"})]


def test_quotes_newlines_and_physical_lines() -> None:
    table = read('name,city\r\n"A ""x"", B","one\r\ntwo\r\n\r\nthree"\r\nC,D\r\n')
    assert plain(table) == [
        (2, {"name": 'A "x", B', "city": "one\r\ntwo\r\n\r\nthree"}),
        (6, {"name": "C", "city": "D"}),
    ]


def test_a_quote_inside_an_unquoted_field_is_text() -> None:
    assert plain(read('name,city\nUAB "Talka",Jonava\n')) == [
        (2, {"name": 'UAB "Talka"', "city": "Jonava"}),
    ]


def test_last_line_without_line_end_and_empty_quoted_field() -> None:
    assert plain(read('name,city\n"",""\nA,""')) == [(3, {"name": "A", "city": ""})]


def test_ragged_rows_are_reported_and_left_out() -> None:
    table = read("name,city,note\nA,B\nA,B,C,D\nA,B,C,,\n\n,,\nE,F,G\n")
    assert [line for line, _ in plain(table)] == [4, 7]
    assert faults(table) == [(2, None, "too_few_fields"), (3, None, "too_many_fields")]
    assert dict(table.problems[0].facts) == {"expected": 3, "found": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name,city\n"A" x,B\nC,D\n', (2, "name", "text_after_quote")),
        ('name,city\nA,"B\nC,D\n', (2, "city", "unclosed_quote")),
        ("name,city\nA,B\x00\nC,D\n", (2, "city", "nul_byte")),
        ("name,city\nA\x08,B\nC,D\n", (2, "name", "control_character")),
        (f"name,city\nA,{'x' * (MAX_FIELD + 1)}\nC,D\n", (2, "city", "field_too_long")),
        ('name,city\nA,"' + "x" * 3 * MAX_FIELD + '"\nC,D\n', (2, "city", "field_too_long")),
    ],
)
def test_a_broken_row_never_takes_its_neighbour_along(text: str, expected: tuple[int, str, str]) -> None:
    table = read(text)
    assert faults(table) == [expected]
    assert plain(table) == [(3, {"name": "C", "city": "D"})]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("name", [(1, "city", "missing_column")]),
        ("name,city,Name", [(1, "name", "duplicate_column")]),
        ("note", [(1, "name", "missing_column"), (1, "city", "missing_column")]),
    ],
)
def test_a_wrong_header_refuses_the_file(head: str, expected: list[tuple[int, str, str]]) -> None:
    table = read(f"{head}\nA,B\n")
    assert table.refused
    assert table.rows == ()
    assert faults(table) == expected


def test_header_names_are_forgiving_and_have_aliases() -> None:
    table = read("\n Name ;MIESTAS\nA;B\n", aliases={"Miestas": "city"})
    assert plain(table) == [(3, {"name": "A", "city": "B"})]
    assert column_key("Register-Number ") == column_key("register  number") == "register_number"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b";;;\n,,\n"])
def test_an_empty_file_says_so(data: bytes) -> None:
    assert faults(read(data)) == [(1, None, "empty_file")]


def test_wrong_encoding_names_the_lines_and_bytes() -> None:
    table = read("name,city\nA,B\nŽydrė,C\n".encode("windows-1257"))
    assert faults(table) == [(3, None, "not_utf8")]
    assert dict(table.problems[0].facts) == {"byte": "0xde", "position": 1}
    wide = read("name,city\nA,B\n".encode("utf-16"))
    assert dict(wide.problems[0].facts) == {"looks_like": "utf-16"}
    assert wide.refused


def test_too_many_rows_refuses_the_file() -> None:
    text = "name,city\n" + "A,B\n" * 4
    assert len(read(text, max_rows=4).rows) == 4
    assert faults(read(text, max_rows=3)) == [(5, None, "too_many_rows")]
    assert read(text, max_rows=3).rows == ()


def test_hostile_quotes_cost_linear_time() -> None:
    text = "name,city\n" + 'A,"x\n' * 20_000
    began = time.process_time()
    table = read(text)
    assert table.problems
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+370 600", "'+370 600"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("-12", "-12"),
        ("+3,5", "+3,5"),
        ("12.50", "12.50"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_formulas_are_neutralised_and_numbers_stay(value: str, expected: str) -> None:
    assert neutralised(value) == expected


def test_writing_follows_rfc_4180() -> None:
    written = write_table(["a", "b"], [[None, -3], ['x"y', date(2027, 3, 14)], ["p,q", "l\nm"]])
    assert written.decode() == 'a,b\r\n,-3\r\n"x""y",2027-03-14\r\n"p,q","l\nm"\r\n'
    assert write_table(["a"], [], bom=True) == b"\xef\xbb\xbfa\r\n"


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(cells, cells), max_size=6))
def test_what_is_written_is_read_back(rows: list[tuple[str, str]]) -> None:
    table = read(write_table(["name", "city"], rows))
    assert table.problems == ()
    kept = [(neutralised(a), neutralised(b)) for a, b in rows if a or b]
    assert [(row.values["name"], row.values["city"]) for row in table.rows] == kept


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_the_standard_writer_is_understood(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([("name", "city", "note"), *rows])
    table = read(out.getvalue())
    assert table.problems == ()
    assert [tuple(row.values.values()) for row in table.rows] == [row for row in rows if any(row)]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text('name,city;\t"\n\r \x00é', max_size=200).map(str.encode))
def test_any_bytes_give_an_answer_within_the_file(data: bytes) -> None:
    for given_data in (data, b"name,city\n" + data):
        table = read(given_data)
        last = given_data.count(b"\n") + given_data.count(b"\r") + 1
        assert all(1 <= problem.line <= last for problem in table.problems)
        assert all(1 <= row.line <= last for row in table.rows)
        assert not (table.refused and table.rows)
