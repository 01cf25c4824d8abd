"""NewsML-G2."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.errors import DispatchError
from selon.intake.formats import read_bytes, read_input
from selon.model.dispatch import Dispatch

SAMPLE = Path(__file__).parent / "samples" / "message.newsml"
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" version="1"><itemMeta>{}
<versionCreated>2019-07-03T10:00:00Z</versionCreated></itemMeta>
<contentMeta><language tag="en"/><headline>Ferry sinks</headline>{}</contentMeta><contentSet>{}</contentSet></newsItem>"""
BODY = '<inlineData contenttype="text/plain">A ferry sank, police said.</inlineData>'


def item(meta: str = "", content: str = "", body: str = BODY) -> Dispatch:
    (found,) = read_bytes(ITEM.format(meta, content, body).encode(), "x", id="x")
    assert not isinstance(found, DispatchError), found
    return found[0]


def test_message() -> None:
    found = list(read_input(str(SAMPLE)))
    ferry, gone, port, tug = (each[0] for each in found if not isinstance(each, DispatchError))
    photo, package = (str(each) for each in found if isinstance(each, DispatchError))
    assert (ferry.lang, ferry.date, ferry.provider, ferry.status) == ("fr", "2019-07-03", "AFP", "correction")
    assert ferry.text.startswith("Un ferry coule au large de Split\n\nPar Léa SY\n\nSPLIT, 3 juil 2019 (AFP) Un ferry a coulé")
    assert ferry.dateline is not None
    assert (ferry.dateline.place, ferry.credits[0].names) == ("SPLIT", ("Léa SY",))
    assert [p.of(ferry.text).split()[0] for p in ferry.paragraphs] == ["Un", "Quarante"]
    assert (ferry.carriage.outlet, ferry.carriage.version, ferry.carriage.named_source) == ("Agence du Large", "3", "Capitainerie de Split")
    assert [(link.relation, link.target.rsplit(":", 1)[1]) for link in ferry.carriage.links] == [("corrects", "0"), ("translates", "hr"), ("corrects", "1")]
    assert (gone.status, [(link.relation, link.target) for link in gone.carriage.links]) == ("kill", [("kills", gone.id)])
    assert (port.status, port.provider) == ("embargo", "AP")
    assert port.text == "Port to reopen\n\nSPLIT (AP) -- The port will reopen, the mayor said."
    assert (tug.provider, tug.carriage.guid) == ("Reuters", "urn:newsml:agence.example:2019:4")
    assert "a news item without text (ninat:picture, urn:" in photo
    assert package.endswith("a package names items that are not in the document (urn:newsml:agence.example:2019:elsewhere); give their files too")


@pytest.mark.parametrize(
    ("meta", "status"),
    [
        ('<pubStatus qcode="stat:usable"/>', "new"),
        ('<pubStatus qcode="stat:withheld"/>', "embargo"),
        ('<pubStatus qcode="stat:canceled"/>', "kill"),
        ('<signal qcode="sig:update"/>', "update"),
        ('<signal uri="http://cv.iptc.org/newscodes/signal/correction"/><signal qcode="sig:update"/>', "correction"),
        ("<edNote>Corrects the name of the ship</edNote>", "correction"),
        ("<embargoed>2019-07-03T09:00:00Z</embargoed>", "new"),
        ("<embargoed>2019-07-03T12:30:00+02:00</embargoed>", "embargo"),
        ("<embargoed/>", "new"),
    ],
)
def test_status(meta: str, status: str) -> None:
    assert item(meta).status == status


def test_provider_that_is_no_known_agency_stands_back_behind_the_text() -> None:
    meta = '<provider literal="x"><name>Agence du Large</name></provider>'
    assert item(meta).provider == "Agence du Large"
    assert item(meta, body='<inlineData contenttype="text/plain">SPLIT (AFP) - A ferry sank, police said.</inlineData>').provider == "AFP"
    assert item(meta, content="<creditline>AFP/Agence du Large</creditline>").provider == "AFP"


def test_escaped_html() -> None:
    body = '<inlineData contenttype="text/html">&lt;p&gt;A ferry sank.&lt;/p&gt;&lt;p&gt;It &amp;amp; a tug rose.&lt;/p&gt;</inlineData>'
    assert item(body=body).text == "Ferry sinks\n\nA ferry sank.\n\nIt & a tug rose."


def test_no_news_item() -> None:
    (error,) = read_bytes(b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet/></newsMessage>', "x", id="x")
    assert isinstance(error, DispatchError)
    assert "no news item" in str(error)
