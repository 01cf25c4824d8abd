"""Mail: EML and mbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.errors import DispatchError
from selon.intake.formats import read_bytes, read_input
from selon.model.dispatch import Dispatch

SAMPLES = Path(__file__).parent / "samples"
HEAD = "From: Desk <desk@agency.example>\nSubject: Ferry sinks\nMessage-ID: <1@agency.example>\nDate: Wed, 3 Jul 2019 23:15:00 -0500\n"


def mail(words: str, head: str = HEAD) -> Dispatch:
    (found,) = read_bytes(f"{head}{words}".encode(), "x", id="x")
    assert not isinstance(found, DispatchError), found
    return found[0]


def test_message() -> None:
    (found,) = read_input(str(SAMPLES / "note.eml"))
    assert not isinstance(found, DispatchError)
    ferry = found[0]
    assert ferry.text == (
        "CORRECTION - Un ferry coule à Split\n\nSPLIT (AFP) - Un ferry a coulé mercredi, a annoncé la capitainerie.\n\nQuarante passagers ont été recueillis."
    )
    assert (ferry.id, ferry.lang, ferry.date, ferry.provider, ferry.status) == ("2@agency.example", "fr", "2019-07-03", "AFP", "correction")
    assert ferry.carriage.outlet == "Agence du Large"
    assert [(link.relation, link.target) for link in ferry.carriage.links] == [("corrects", "0@agency.example"), ("corrects", "1@agency.example")]


def test_mbox() -> None:
    first, second = read_input(str(SAMPLES / "desk.mbox"))
    assert not isinstance(first, DispatchError)
    assert not isinstance(second, DispatchError)
    assert first[0].id == "2@agency.example"
    assert second[0].text == "Port reopens\n\nThe port reopened, the mayor said.\n\nFrom there, ships sail."
    assert second[0].provider == "Desk"


def test_an_answer_changes_nothing_by_itself() -> None:
    assert mail("In-Reply-To: <0@agency.example>\n\nA ferry sank.").carriage.links == ()


def test_html_alone_and_attachments() -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nnot this\n"
    assert (
        mail(f"{head}--b\nContent-Type: text/html; charset=utf-8\n\n<p>A ferry sank.</p><p>It rose.</p>\n--b--\n").text
        == "Ferry sinks\n\nA ferry sank.\n\nIt rose."
    )


@pytest.mark.parametrize("charset", ["utf-8", "us-ascii", "iso-8859-1", "no-such-code", "utf-16", "punycode", "hex"])
def test_charsets_are_not_believed_blindly(charset: str) -> None:
    found = mail(f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\nUn bateau a coulé près de l'île, a dit la mairie.")
    assert found.text.endswith("Un bateau a coulé près de l'île, a dit la mairie.")


@pytest.mark.parametrize(
    "head",
    [
        "From: <<>>@@\nMessage-ID: <<<\nDate: soon\nSubject: =?utf-8?b?!!!?= Ferry\n",
        "From: \nMessage-ID:\nDate: Wed, 99 Foo 99999\nSubject: Ferry\n",
        'From: "Desk\nMessage-ID: \nContent-Type: ;;;\nSubject: Ferry\n',
        "From: Desk\nReceived: x\nContent-Type: multipart/mixed\nContent-Transfer-Encoding: base64\nSubject: Ferry\n",
        "From: =?x?x?x?=\nMessage-ID: [\nContent-Type: text/plain; charset*0*=x'\nContent-Transfer-Encoding: uuencode\nSubject: Ferry\n",
    ],
)
def test_broken_headers(head: str) -> None:
    assert "Ferry" in mail("\nA ferry sank.", head).text
