"""Zip and tar archives of readable files."""

from __future__ import annotations

import gzip
import json
import tarfile
import zipfile

import pytest

from tests.intake.exports import BAC, FERRY, MORE, dispatches, document_xml, parted, raw_docx, tarred, zipped
from tests.intake.test_exports import FACTIVA_FIELDS, FACTIVA_FRENCH, factiva_page

LINES = "".join(json.dumps({"id": f"l{n}", "text": text}) + "\n" for n, text in enumerate((FERRY, MORE))).encode()
MEMBERS = (
    ("wire/one.txt", FERRY.encode()),
    ("wire/two.jsonl.gz", gzip.compress(LINES, mtime=0)),
    ("wire/.hidden.txt", MORE.encode()),
    ("__MACOSX/wire/one.txt", b"\x00\x05"),
    ("wire/picture.png", b"\x89PNG"),
    ("three.html", factiva_page(FACTIVA_FIELDS, FACTIVA_FRENCH)),
    ("four.docx", raw_docx(document_xml("Ferry sinks", FERRY))),
)


@pytest.mark.parametrize("pack", [zipped, tarred, lambda *members: tarred(*members, mode="w:gz"), lambda *members: zipped(*members, method=zipfile.ZIP_STORED)])
def test_members_are_read_each_by_its_format(pack) -> None:  # type: ignore[no-untyped-def]
    read = dispatches(pack(*MEMBERS), "corpus.zip")
    assert [d.id for d in read] == ["wire/one", "l0", "l1", FACTIVA_FIELDS["AN"][9:], FACTIVA_FRENCH["AN"][9:], "four"]
    assert read[0].text == FERRY


def test_archives_within_archives() -> None:
    inner = zipped(("a.txt", FERRY.encode()), ("deep.tar", tarred(("b.txt", MORE.encode()))))
    read, errors = parted(tarred(("inner.zip", inner), ("c.txt", BAC.encode())), "corpus.tar")
    assert [d.text for d in read] == [FERRY, BAC]
    assert errors == ["corpus.tar!inner.zip!deep.tar: archives are read 2 deep; unpack this one by itself"]


NAMES = {
    "../../etc/one.txt": "the name climbs out of the archive (..); pack it under a name within it",
    "wire/../one.txt": "the name climbs out of the archive (..); pack it under a name within it",
    "..\\one.txt": "the name climbs out of the archive (..); pack it under a name within it",
    "/etc/one.txt": "the name begins at a root; pack it under a name within the archive",
    "C:\\one.txt": "the name begins at a root; pack it under a name within the archive",
    "one\x1b[2J.txt": "the name holds control characters; pack it under another",
}


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_away_are_refused(pack, name: str) -> None:  # type: ignore[no-untyped-def]
    read, (error,) = parted(pack((name, MORE.encode()), ("fine.txt", FERRY.encode())), "corpus")
    assert [d.text for d in read] == [FERRY]
    assert error.endswith(f": {NAMES[name]}") and "\x1b" not in error


def test_links_and_devices_are_not_followed() -> None:
    entries = []
    for kind, name in ((tarfile.SYMTYPE, "soft.txt"), (tarfile.LNKTYPE, "hard.txt"), (tarfile.CHRTYPE, "device.txt"), (tarfile.FIFOTYPE, "pipe.txt")):
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, "/etc/passwd"
        entries.append(entry)
    read, errors = parted(tarred(*entries, ("fine.txt", FERRY.encode())), "corpus.tar")
    assert [d.text for d in read] == [FERRY]
    assert [error.split(": ")[1].split(",")[0] for error in errors] == [
        "a link",
        "a link",
        "neither a file nor a folder; it is not read",
        "neither a file nor a folder; it is not read",
    ]


def test_links_in_a_zip() -> None:
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("soft.txt")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("fine.txt", FERRY)
    read, errors = parted(out.getvalue(), "corpus.zip")
    assert [d.text for d in read] == [FERRY] and errors == ["corpus.zip!soft.txt: a link, which is not followed"]


def test_nothing_to_read() -> None:
    assert parted(zipped(("a.png", b"x")), "corpus.zip") == ([], ["corpus.zip: no member of the archive is of a format that is read"])
    assert parted(zipped(), "corpus.zip")[1] == ["corpus.zip: no member of the archive is of a format that is read"]
