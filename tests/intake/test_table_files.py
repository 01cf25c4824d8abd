"""CSV, TSV and Parquet: which column is which, and rows that break."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from selon.errors import DispatchError
from selon.intake.formats import read_input
from tests.intake.exports import BAC, FERRY, MORE, SUITE, dispatches, parted

QUOTED = f'"{FERRY}\n\n{MORE}"'


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def test_usual_names_quoted_lines_and_byte_order_mark() -> None:
    data = f"\ufeffID,Title,Body,Pub-Date,Source,Language,Link,shares\r\n7,Ferry sinks,{QUOTED},2019-06-03 10:15:00,The Harbour Post,EN,https://post.example/7,12\r\n"
    (read,) = dispatches(data.encode(), "wire.csv")
    assert (read.id, read.lang, read.date, read.url, read.carriage.outlet) == ("7", "en", "2019-06-03", "https://post.example/7", "The Harbour Post")
    assert read.headline and read.headline.of(read.text) == "Ferry sinks"
    assert read.text.endswith(f"{FERRY}\n\n{MORE}")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(mark: str) -> None:
    rows = [["titre", "texte", "date", "journal", "langue"], ["Un bac, coulé; hier", f'"{SUITE}"', "3 juin 2019", "Le Phare", "français"]]
    rows[1][0] = f'"{rows[1][0]}"'
    (read,) = dispatches("\n".join(mark.join(row) for row in rows).encode(), "table")
    assert (read.lang, read.date, read.carriage.outlet, read.id) == ("fr", "2019-06-03", "Le Phare", "2")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8"])
def test_encodings(encoding: str) -> None:
    rows = "".join(f"{n};Le bac a coulé près de l’île, là où l’été dernier un chalutier s’était échoué.;3 juin 2019\n" for n in range(40))
    read = dispatches(f"id;texte;date\n{rows}".encode(encoding), "wire.csv", lang="fr")
    assert len(read) == 40 and {d.text for d in read} == {"Le bac a coulé près de l’île, là où l’été dernier un chalutier s’était échoué."}


def test_old_mac_line_ends() -> None:
    assert [d.text for d in dispatches(f'text,date\r{FERRY.replace(",", "")},2019-06-03\r"{MORE}",2019-06-04\r'.encode(), "wire.csv")][1] == MORE


def test_spreadsheets_say_what_parts_the_cells() -> None:
    (read,) = dispatches(f"sep=;\r\ntexte;date\r\n{SUITE};2019-06-03\r\n".encode("utf-16"), "wire.csv")
    assert read.text == SUITE and read.date == "2019-06-03"


def test_map_of_columns() -> None:
    fields = {"blob": "text", "when": "date", "who": "outlet"}
    (read,) = dispatches(f"blob,when,who,title\n{QUOTED},June 3 2019,The Harbour Post,Ferry sinks\n".encode(), "wire.csv", fields=fields)
    assert (read.date, read.carriage.outlet) == ("2019-06-03", "The Harbour Post")
    assert read.headline and read.headline.of(read.text) == "Ferry sinks"


@pytest.mark.parametrize(
    ("header", "fields", "line"),
    [
        ("nr,blob,when", {}, "wire.csv: no column holds the text; it has nr, blob, when; say which one does (their name = text)"),
        ("nr,blob,when", {"bolb": "text"}, "wire.csv: no column 'bolb'; it has nr, blob, when"),
        ("nr,blob,when", {"blob": "txt"}, "wire.csv: 'txt' is no field of a dispatch; a column can be id, text, lang, date, "),
        ("", {}, "wire.csv: the table is empty; its first row must name the columns"),
    ],
)
def test_columns_that_do_not_fit(header: str, fields: dict[str, str], line: str) -> None:
    read, (error,) = parted(f"{header}\n1,x,2019\n".encode() if header else b"", "wire.csv", fields=fields)
    assert not read and error.startswith(line)


def test_rows_that_break_are_errors_and_the_others_are_read() -> None:
    rows = ["text,date,lang", f'"{FERRY}",2019-06-03,en', "short row", f'"{MORE}",soon,en', ",2019-06-03,en", f'"{MORE}",2019,tongues', "", f'"{MORE}",NA,NA']
    read, errors = parted("\n".join(rows).encode(), "wire.csv")
    assert [d.id for d in read] == ["2", "8"] and read[1].date is None
    assert errors == [
        "wire.csv:3: the row has 1 cells, the first row 3; quote cells that hold the delimiter",
        "wire.csv:4: the date 'soon' is no date: write 2023-09-14, 2023-09 or 2023",
        "wire.csv:5: the text is empty",
        "wire.csv:6: 'tongues' is no language; write its code (fr, en)",
    ]


def test_errors_keep_the_row() -> None:
    from tests.intake.exports import read

    (error,) = [item for item in read(b'text,date\n"a ""b""\nc",x,y\n', "wire.csv") if isinstance(item, DispatchError)]
    assert error.raw == b'"a ""b""\nc",x,y'


def test_prose_is_no_table() -> None:
    (read,) = dispatches(f"Text, date and place of a wreck\n\n{FERRY}\n".encode(), "wreck.txt")
    assert FERRY in read.text


def test_a_folder_is_searched_for_tables(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text,date\n"{FERRY}",2019-06-03\n', encoding="utf-8")
    (tmp_path / "b.parquet").write_bytes(parquet({"text": [MORE]}))
    assert len([item for item in read_input(str(tmp_path)) if not isinstance(item, DispatchError)]) == 2


def test_parquet() -> None:
    columns = {
        "article_id": [11, 12],
        "content": [FERRY, BAC],
        "title": ["Ferry sinks", None],
        "published": [datetime.datetime(2019, 6, 3, 10, tzinfo=datetime.UTC), datetime.datetime(2019, 6, 4, tzinfo=datetime.UTC)],
        "source": pa.array(["The Harbour Post", "Le Phare"]).dictionary_encode(),
        "tags": [["sea"], []],
        "meta": [{"a": 1}, {"a": 2}],
    }
    first, second = dispatches(parquet(columns), "wire.parquet")
    assert (first.id, first.date, first.carriage.outlet, first.provider) == ("11", "2019-06-03", "The Harbour Post", "Reuters")
    assert (second.id, second.date, second.lang, second.carriage.outlet) == ("12", "2019-06-04", "fr", "Le Phare")


def test_parquet_map_and_errors() -> None:
    (read,) = dispatches(parquet({"a": [MORE], "b": ["x"]}), "wire.parquet", fields={"a": "text"})
    assert read.text == MORE and read.id == "1"
    none, errors = parted(parquet({"a": [MORE], "l": [["x"]]}), "wire.parquet")
    assert not none and errors == ["wire.parquet: no column holds the text; it has a; say which one does (their name = text)"]
    some, errors = parted(parquet({"text": [MORE, None, FERRY]}), "wire.parquet")
    assert len(some) == 2 and errors == ["wire.parquet:2: the text is empty"]


def test_same_bytes_same_reading() -> None:
    data = parquet({"text": [FERRY], "date": ["2019-06-03"]})
    assert dispatches(data) == dispatches(data)
