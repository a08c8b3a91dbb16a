"""A book from file to findings: what is read, what is set aside, and that nothing goes in silence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import entracte as en
from entracte.audit.files import Place
from entracte.audit.mapping import Mapping, load_mapping, save_mapping
from entracte.audit.run import Days, judge
from entracte.audit.tables import CROWD, Book, read_book
from entracte.cli.audit import app
from entracte.core.fault import Mistake
from entracte.knowledge.rules import Rulebook

HEAD = "session,client,procedure,on,status,area,dose\n"
GOOD = "g1,z,botulinum-toxin,2026-01-01,done,forehead,20\ng2,z,microneedling,2026-01-03,done,face,\n"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return en.compile(en.load(), as_of=date(2026, 6, 15))


def written(folder: Path, rows: str | bytes, head: str = HEAD) -> Path:
    """A folder with a CSV of sessions."""
    body = rows if isinstance(rows, bytes) else rows.encode()
    (folder / "sessions.csv").write_bytes(head.encode() + body)
    return folder


def judged(
    book: Path, rulebook: Rulebook, mapping: Mapping | None = None
) -> tuple[Book, list[dict[str, Any]]]:
    """The book as read, and its findings."""
    with Place(book, None) as place:
        read = read_book(place, rulebook, mapping)
        return read, judge(rulebook, read, Days()).to_pyarrow().to_pylist()


BAD = {
    ",a,microneedling,2026-01-03,done,face,": "no session id",
    "b2,,microneedling,2026-01-03,done,face,": "no client",
    "b3,a,,2026-01-03,done,face,": "no procedure",
    "b4,a,microneedling,,done,face,": "no day",
    "b5,a,microneedling,2026-02-30,done,face,": "a day that cannot be read",
    "b6,a,microneedling,9999-12-31,done,face,": "a day outside 1900 to 2200",
    "b7,a,microneedling,2026-01-03,,face,": "no status",
    "b8,a,microneedling,2026-01-03,perhaps,face,": "a status that is none of",
    "b9,a,microneedling,2026-01-03,done,face,much": "a dose that is no number from zero",
    "b10,a,microneedling,2026-01-03,done,face,-1": "a dose that is no number from zero",
    "b11,a,=1+1,2026-01-03,done,face,": "a formula",
    "b12,a,microneedling": "missing columns",
    "b13,a,microneedling,2026-01-03,done,face,1,2,3": "too many columns",
    "b14,a,microneedling,2026-01-03,done,face,": "a session id that stands more than once",
    "b14,a,microneedling,2026-01-09,done,face,": "a session id that stands more than once",
}


def test_bad_rows_are_set_aside_with_their_reasons_and_the_good_are_judged(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    read, findings = judged(written(tmp_path, GOOD + "".join(f"{row}\n" for row in BAD)), rulebook)
    assert [(f["session"], f["other"]) for f in findings] == [("g2", "g1")]
    assert sum(read.counts.values()) == len(BAD)
    assert all(any(reason in told for told in read.counts) for reason in BAD.values()), read.counts
    assert all(aside.file.endswith("sessions.csv") for aside in read.aside)
    # The header is row 1 and the good rows are 2 and 3.
    placed = {aside.row: aside.reason for aside in read.aside if aside.row}
    for row, reason in enumerate(BAD.values(), start=4):
        assert row not in placed or reason in placed[row]
    assert len(placed) == len(BAD) - 2
    assert not read.whole


def test_a_file_in_latin_1_with_a_bom_loses_only_the_lines_that_are_not_text(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    rows = GOOD.encode() + "3,b,décolleté peel,2026-01-03,done,face,\n".encode("latin-1")
    read, findings = judged(written(tmp_path, rows, "\ufeff" + HEAD), rulebook)
    assert [a.row for a in read.aside] == [4]
    assert "encoding" in read.aside[0].reason
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ("2026-01-03T10:30:00", "2026-01-03"),
        ("20260103", "2026-01-03"),
        ("3 Jan 2026", "2026-01-03"),
        ("13/01/2026", "2026-01-13"),
        ("1/13/2026", "2026-01-13"),
        ("13.01.2026", "2026-01-13"),
    ],
)
def test_days_are_read_in_the_styles_that_exports_use(
    tmp_path: Path, rulebook: Rulebook, written_as: str, meant: str
) -> None:
    rows = f"g1,z,botulinum-toxin,2026-01-01,done,,\ng2,z,microneedling,{written_as},done,,\n"
    _, findings = judged(written(tmp_path, rows), rulebook)
    assert [f["on"].isoformat() for f in findings] == [meant]


def test_a_day_that_may_be_two_days_is_not_guessed(tmp_path: Path, rulebook: Rulebook) -> None:
    book = written(tmp_path, GOOD + "3,z,microneedling,02/03/2026,done,,\n")
    assert sum(judged(book, rulebook)[0].counts.values()) == 1
    told, findings = judged(book, rulebook, Mapping(dates="day-month"))
    assert told.whole
    assert date(2026, 3, 2) not in {f["on"] for f in findings if f["status"] == "wait"}


def test_a_crowd_is_no_client(tmp_path: Path, rulebook: Rulebook) -> None:
    count = 100_000
    assert count > CROWD
    table = pa.table(
        {
            "session": [f"w{n}" for n in range(count)] + ["g1", "g2"],
            "client": ["walk-in"] * count + ["z", "z"],
            "procedure": ["botulinum-toxin"] * (count + 1) + ["microneedling"],
            "on": [date(2026, 1, 1)] * (count + 1) + [date(2026, 1, 3)],
            "status": ["done"] * (count + 2),
        }
    )
    pq.write_table(table, tmp_path / "sessions.parquet")
    read, findings = judged(tmp_path, rulebook)
    assert sum(read.counts.values()) == count
    assert [f["session"] for f in findings] == ["g2"]


def test_files_that_cannot_be_read_are_refused_in_one_line(tmp_path: Path, rulebook: Rulebook) -> None:
    def refused(book: Path) -> str:
        with pytest.raises(Mistake) as told, Place(book, None) as place:
            read_book(place, rulebook)
        assert "\n" not in str(told.value.faults[0])
        return str(told.value)

    assert "no such folder" in refused(tmp_path / "nowhere")
    assert "no table of sessions" in refused(tmp_path)
    (tmp_path / "sessions.parquet").mkdir()
    assert "a folder where a file should be" in refused(tmp_path)
    (tmp_path / "sessions.parquet").rmdir()
    pq.write_table(pa.table({"session": ["1"] * 1000}), tmp_path / "whole.parquet")
    cut = (tmp_path / "whole.parquet").read_bytes()[:-20]
    (tmp_path / "sessions.parquet").write_bytes(cut)
    assert "cannot be read as Parquet" in refused(tmp_path)
    (tmp_path / "sessions.parquet").unlink()
    assert "no column 'client'" in refused(written(tmp_path, "1,2026-01-01\n", "session,on\n"))


NAMES = "1,a,Botox 3 areas,2026-01-01,done,T zone,\n2,a,B20,2026-02-01,done,face,\n"


def test_names_are_linked_or_asked_about_and_never_dropped(tmp_path: Path, rulebook: Rulebook) -> None:
    read, _ = judged(written(tmp_path, NAMES + "3,a,Dermapen w/ PRP,2026-01-03,done,face,\n"), rulebook)
    assert read.names.sure["Botox 3 areas"] == ("botulinum-toxin",)
    assert "prp" in read.names.unsure["Dermapen w/ PRP"]
    assert read.unlinked == {"B20": 1, "Dermapen w/ PRP": 1}
    assert read.anywhere == {"T zone": 1}


def test_a_mapping_settles_columns_states_names_and_areas(tmp_path: Path, rulebook: Rulebook) -> None:
    file = tmp_path / "mapping.yaml"
    file.write_text(
        "columns: {session: appt, procedure: service}\n"
        "states: {completed: done}\n"
        "names: {B20: botulinum-toxin, Dermapen w/ PRP: [microneedling, prp], Patch test: none}\n"
        "areas: {T zone: [forehead, nose]}\n"
    )
    mapping = load_mapping(file, rulebook)
    head = HEAD.replace("session", "appt").replace("procedure", "service")
    rows = "1,a,B20,2026-01-01,Completed,T zone,\n2,a,Dermapen w/ PRP,2026-01-03,done,face,\n"
    read, findings = judged(
        written(tmp_path, rows + "3,a,Patch test,2026-01-04,done,,\n", head), rulebook, mapping
    )
    assert read.whole
    assert not read.anywhere
    assert {"2", "2+2"} >= {f["session"] for f in findings} >= {"2"}
    save_mapping(file, mapping)
    assert load_mapping(file, rulebook) == mapping


def test_a_mapping_is_refused_with_its_lines(tmp_path: Path, rulebook: Rulebook) -> None:
    file = tmp_path / "mapping.yaml"
    file.write_text("names:\n  B20: botulinum-toxn\nstates: {x: y}\ncolumn: {}\n")
    with pytest.raises(Mistake) as told:
        load_mapping(file, rulebook)
    assert [fault.where.rsplit(":", 1)[1] for fault in told.value.faults] == ["2", "3", "4"]
    assert "did you mean" in str(told.value)


def test_the_exit_code_and_the_json_tell_what_was_set_aside(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, [str(written(tmp_path, GOOD + NAMES)), "--json"])
    assert run.exit_code == 4
    told = json.loads(run.stdout)
    assert told["unlinked"] == {"B20": 1}
    assert told["findings"]["done"]["wait"] == 1


def test_a_page_and_a_file_of_findings_are_written(tmp_path: Path) -> None:
    page, out = tmp_path / "report.html", tmp_path / "findings.csv"
    run = CliRunner().invoke(app, [str(written(tmp_path, GOOD)), "--html", str(page), "--out", str(out)])
    assert run.exit_code == 0, run.output
    assert "<svg" in page.read_text("utf-8")
    assert "g2,z,microneedling" in out.read_text("utf-8")


def test_only_the_days_asked_for_are_told_of(tmp_path: Path) -> None:
    rows = GOOD + "g3,z,microneedling,2026-01-05,booked,face,\n"
    run = CliRunner().invoke(app, [str(written(tmp_path, rows)), "--from", "2026-01-04", "--json"])
    told = json.loads(run.stdout)
    assert sum(told["findings"]["done"].values()) == 0
    assert sum(told["findings"]["booked"].values()) == 2


def test_a_database_is_read_where_it_lies_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "clinic.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            f"create table sessions as from read_csv('{written(tmp_path, GOOD)}/sessions.csv')"
        )
    run = CliRunner().invoke(app, ["tables", "--backend", f"duckdb://{file}", "--json"])
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["findings"]["done"]["wait"] == 1
    with duckdb.connect(str(file)) as connection:
        assert connection.execute("show tables").fetchall() == [("sessions",)]


def test_a_database_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["tables", "--backend", "nosuch://x"])
    assert isinstance(run.exception, Mistake)
    assert [fault.code for fault in run.exception.faults] == ["no-connection"]
