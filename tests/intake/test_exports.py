"""Exports of Nexis, Factiva and Europresse."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from selon.errors import DispatchError
from selon.intake.formats import read_input
from tests.intake.exports import BAC, FERRY, MORE, SUITE, dispatches, document_xml, parted, raw_docx, rtf

UNI = [
    "Ferry sinks off Split, all saved",
    "The Harbour Post (London)",
    "June 3, 2019 Monday 6:12 PM GMT",
    "Copyright 2019 Harbour Post Ltd All Rights Reserved",
    "Section: WORLD; Pg. 7",
    "Length: 38 words",
    "Byline: Ann Reed",
    "Body",
    FERRY,
    MORE,
    "Classification",
    "Language: ENGLISH",
    "Publication-Type: Newspaper",
    "Subject: FERRIES (90%)",
    "Load-Date: June 4, 2019",
    "End of Document",
]
UNI_FR = [
    "Un bac coule au large de Split",
    "Le Phare",
    "3 juin 2019 lundi",
    "Copyright 2019 Le Phare Tous droits réservés",
    "Rubrique: MONDE",
    "Longueur: 35 mots",
    "Auteur: AFP",
    "Corps",
    BAC,
    SUITE,
    "Langue: FRENCH; FRANÇAIS",
    "Date de chargement: 4 juin 2019",
    "Fin du document",
]
COVER = ["User Name: reader", "Date and Time: Tuesday, June 4, 2019 9:00 AM", "Documents (2)", "1. Ferry sinks off Split, all saved", "Search Terms: ferry"]


def word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_nexis_uni_in_word() -> None:
    first, second = dispatches(word([*COVER, *UNI, *UNI_FR]), "nexis.docx")
    assert first.headline and first.headline.of(first.text) == "Ferry sinks off Split, all saved"
    assert (first.lang, first.date, first.carriage.outlet, first.provider) == ("en", "2019-06-03", "The Harbour Post (London)", "Reuters")
    assert first.dateline and first.dateline.place == "SPLIT, Croatia"
    assert [span.of(first.text) for span in first.paragraphs][-1] == MORE
    assert "Load-Date" not in first.text and "Copyright" not in first.text and "Ann Reed" not in first.text
    assert (second.lang, second.date, second.carriage.outlet, second.provider) == ("fr", "2019-06-03", "Le Phare", "AFP")
    assert [span.of(second.text) for span in second.paragraphs][-1] == SUITE
    assert first.digest != second.digest


def test_nexis_with_a_highlight_of_two_paragraphs_and_without_headline() -> None:
    lines = ["No Headline In Original", *UNI[1:7], "Highlight: Sixty people were aboard.", "None of them was hurt.", *UNI[7:]]
    (read,) = dispatches(raw_docx(document_xml(*lines)))
    assert read.headline is None or "No Headline" not in read.headline.of(read.text)
    assert read.text.startswith("Sixty people were aboard.\n\nNone of them was hurt.\n\nSPLIT")


def test_nexis_cover_with_a_date_and_lines_after_the_last_document() -> None:
    (read,) = dispatches(raw_docx(document_xml("June 4, 2019", "Tuesday, June 4, 2019", *COVER, *UNI, "Page 7 of 7")))
    assert (read.date, read.carriage.outlet) == ("2019-06-03", "The Harbour Post (London)")


def test_nexis_older_layout_with_the_copyright_first() -> None:
    first = OLDER.replace("                              The Harbour Post\n", "Copyright 2019 Harbour Post Ltd\nAll Rights Reserved\n\nThe Harbour Post\n")
    read = dispatches(first.encode())[0]
    assert read.carriage.outlet == "The Harbour Post" and read.headline and read.headline.of(read.text) == "Ferry sinks off Split, all saved"


def test_words_like_labels_in_a_text() -> None:
    lines = ["Ferry sinks", FERRY, "Update: the harbour is open again.", "Classement", "Type: car ferry", "Body", MORE]
    assert dispatches(word(lines))[0].text == "\n\n".join(lines)
    (read,) = dispatches(word([*UNI[:8], FERRY, *lines[2:], *UNI[10:]]))
    assert read.text.endswith("\n\n".join([FERRY, *lines[2:]]))


@pytest.mark.parametrize("label", [["Copyright 2019 Harbour Post Ltd"], []])
def test_nexis_without_labels(label: list[str]) -> None:
    (read,) = dispatches(raw_docx(document_xml(*UNI[:3], *label, FERRY, MORE, "End of Document")))
    assert (read.date, read.carriage.outlet) == ("2019-06-03", "The Harbour Post (London)")
    assert read.text == f"{UNI[0]}\n\n{FERRY}\n\n{MORE}"


def test_nexis_in_rich_text_reads_as_in_word() -> None:
    lines = [*UNI, *UNI_FR]
    assert [(d.text, d.date, d.carriage) for d in dispatches(rtf(*lines), "nexis.rtf")] == [(d.text, d.date, d.carriage) for d in dispatches(word(lines))]


OLDER = f"""


                               1 of 2 DOCUMENTS


                              The Harbour Post

                            June 3, 2019 Monday
                              Late Edition

Ferry sinks off Split,
all saved

BYLINE: Ann Reed

SECTION: WORLD; Pg. 7

LENGTH: 38 words

DATELINE: SPLIT

A ferry sank off Split on Monday,
the harbour office said.

{MORE}

Source: harbour office

LOAD-DATE: June 4, 2019

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                       Copyright 2019 Harbour Post Ltd
                             All Rights Reserved


                               2 of 2 DOCUMENTS


                                 Le Phare

                             lundi 3 juin 2019

Un bac coule au large de Split

AUTEUR: Léa Sy

RUBRIQUE: MONDE

LONGUEUR: 35 mots

{BAC}

{SUITE}

DATE-CHARGEMENT: 4 juin 2019

LANGUE: FRENCH; FRANÇAIS

                        Copyright 2019 Le Phare
                          Tous droits réservés
"""


def test_nexis_older_layout_as_text() -> None:
    first, second = dispatches(OLDER.encode(), "nexis.txt")
    assert first.headline and first.headline.of(first.text) == "Ferry sinks off Split, all saved"
    assert (first.lang, first.date, first.carriage.outlet) == ("en", "2019-06-03", "The Harbour Post")
    assert first.dateline and first.dateline.place == "SPLIT"
    assert first.text.endswith("Source: harbour office")
    assert (second.lang, second.date, second.carriage.outlet, second.provider) == ("fr", "2019-06-03", "Le Phare", "AFP")
    assert second.text.endswith(SUITE)


def test_nexis_older_layout_as_page() -> None:
    blocks = [f'<div class="c0"><p class="c1"><span class="c2">{block.strip()}</span></p></div>' for block in OLDER.split("\n\n") if block.strip()]
    halves = "\n".join(blocks).split('<div class="c0"><p class="c1"><span class="c2">2 of 2')
    page = (
        "<html><body><!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->"
        + halves[0]
        + "<!-- Hide XML section from browser\n</DOC> -->\n<!-- Hide XML section from browser\n<DOC NUMBER=2>\n<DOCFULL> --><div><p><span>2 of 2"
        + halves[1]
        + "</body></html>"
    )
    first, second = dispatches(page.encode(), "nexis.html")
    assert (first.date, first.carriage.outlet) == ("2019-06-03", "The Harbour Post")
    assert first.headline and first.headline.of(first.text) == "Ferry sinks off Split, all saved"
    assert (second.date, second.carriage.outlet, second.lang) == ("2019-06-03", "Le Phare", "fr")


def test_word_boxes_are_read_once_and_links_read_through() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    twice = f"<mc:AlternateContent {space}><mc:Choice>{box.format(FERRY)}</mc:Choice><mc:Fallback>{box.format(FERRY)}</mc:Fallback></mc:AlternateContent>"
    linked = f'<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:hyperlink><w:r><w:t xml:space="preserve">{MORE[:20]}</w:t></w:r></w:hyperlink>'
    linked += f"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>{MORE[20:]}</w:t></w:r></w:p>"
    xml = document_xml("HERE").replace(b"<w:p><w:r><w:t>HERE</w:t></w:r></w:p>", (twice + linked).encode())
    (read,) = dispatches(raw_docx(xml), "wire.docx")
    assert read.text == f"{FERRY}\n\n{MORE}"


def test_word_document_without_marks_is_one_dispatch() -> None:
    (read,) = dispatches(word(["Ferry sinks off Split", FERRY, MORE]), "wire.docx")
    assert read.provider == "Reuters" and read.carriage.outlet is None and read.id == "export"


def test_nexis_document_without_text_is_an_error_and_the_next_is_read() -> None:
    read, errors = parted(raw_docx(document_xml(*UNI[:8], *UNI[10:], *UNI)), "nexis.docx")
    assert [d.carriage.outlet for d in read] == ["The Harbour Post (London)"]
    assert errors == ["nexis.docx:1: no text between the fields of the document; export it with its full text"]


FACTIVA_FIELDS = {
    "SE": "World",
    "HD": "Ferry sinks off Split, all saved",
    "BY": "By Ann Reed",
    "CR": "Reuters",
    "WC": "38 words",
    "PD": "3 June 2019",
    "ET": "06:12",
    "SN": "The Harbour Post",
    "SC": "HRBP",
    "LA": "English",
    "CY": "© 2019 Harbour Post Ltd",
    "LP": FERRY,
    "TD": MORE,
    "CO": "hrbpst : Harbour Post Ltd",
    "NS": "gtrans : Transport | gcat : Political/General News",
    "RE": "cro : Croatia",
    "PUB": "Harbour Post Ltd",
    "AN": "Document HRBP000020190603ef6300001",
}
FACTIVA_FRENCH = {
    "HD": "Un bac coule au large de Split",
    "WC": "35 mots",
    "PD": "3 juin 2019",
    "SN": "Agence France Presse",
    "SC": "AFPFR",
    "LA": "Français",
    "CY": "Tous droits réservés. ©Agence France-Presse",
    "LP": BAC,
    "TD": SUITE,
    "AN": "Document AFPFR00020190603ef63000xx",
}


def factiva_page(*articles: dict[str, str]) -> bytes:
    found = []
    for fields in articles:
        rows = "".join(
            f"<tr><td><b>{code}</b>&nbsp;</td><td>"
            + (f'<p class="articleParagraph enarticleParagraph">{value}</p>' if code in ("LP", "TD") else f"<span>{value}</span>")
            + "</td></tr>"
            for code, value in fields.items()
        )
        found.append(f'<div id="article-{fields["AN"][9:]}"><div class="article enArticle"><table><tbody>{rows}</tbody></table><br></div></div>')
    return f'<html><head><meta charset="utf-8"><title>Factiva</title><style>b {{}}</style></head><body>{"".join(found)}</body></html>'.encode()


def check_factiva(data: bytes, name: str) -> None:
    first, second = dispatches(data, name)
    assert first.headline and first.headline.of(first.text) == FACTIVA_FIELDS["HD"]
    assert (first.id, first.carriage.guid) == ("HRBP000020190603ef6300001", "HRBP000020190603ef6300001")
    assert (first.lang, first.date, first.carriage.outlet, first.carriage.named_source, first.provider) == (
        "en",
        "2019-06-03",
        "The Harbour Post",
        "Reuters",
        "Reuters",
    )
    assert first.text.endswith(MORE)
    assert (second.lang, second.date, second.carriage.outlet, second.provider) == ("fr", "2019-06-03", "Agence France Presse", "AFP")
    assert second.text.endswith(SUITE)


def test_factiva_page_with_codes() -> None:
    check_factiva(factiva_page(FACTIVA_FIELDS, FACTIVA_FRENCH), "Factiva.html")


def test_factiva_rich_text_with_codes() -> None:
    rows = []
    for fields in (FACTIVA_FIELDS, FACTIVA_FRENCH):
        for code, value in fields.items():
            letters = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in value)
            rows.append(f"\\trowd\\cellx800\\cellx9000\\pard\\intbl {{\\b {code}}}\\cell {letters}\\par \\cell\\row")
    check_factiva(("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}}\n" + "\n".join(rows) + "\\par}").encode("ascii"), "Factiva.rtf")


PLAIN = [
    "Ferry sinks off Split, all saved",
    "Ann Reed",
    "38 words",
    "3 June 2019",
    "06:12",
    "The Harbour Post",
    "HRBP",
    "English",
    "(c) 2019 Harbour Post Ltd",
    FERRY,
    MORE,
    "Document HRBP000020190603ef6300001",
]


@pytest.mark.parametrize("kind", ["rtf", "html"])
def test_factiva_without_codes(kind: str) -> None:
    if kind == "rtf":
        data = rtf(*PLAIN, "", *PLAIN, "Search Summary", "Text", "ferry", "Date", "All Dates", "Source", "All Sources")
    else:
        article = '<div class="article enArticle">' + "".join(f"<div>{line}</div>" for line in PLAIN) + "</div>"
        data = f"<html><body>{article}{article}</body></html>".encode()
    first, second = dispatches(data, f"Factiva.{kind}")
    assert first.headline and first.headline.of(first.text) == PLAIN[0]
    assert (first.lang, first.date, first.carriage.outlet, first.carriage.guid) == ("en", "2019-06-03", "The Harbour Post", "HRBP000020190603ef6300001")
    assert first.text.endswith(MORE) and "Harbour Post Ltd" not in first.text
    assert first.text == second.text


def test_factiva_without_codes_under_a_section() -> None:
    (read,) = dispatches(rtf("World News", *PLAIN), "Factiva.rtf")
    assert read.headline and read.headline.of(read.text) == PLAIN[0] and read.carriage.outlet == "The Harbour Post"
    headed = f'<div class="article enArticle"><div>World</div><div id="hd"><span class="enHeadline">{PLAIN[0]}</span></div>'
    (read,) = dispatches(f"<html>{headed}{''.join(f'<div>{line}</div>' for line in PLAIN[2:])}</div></html>".encode(), "Factiva.html")
    assert read.headline and read.headline.of(read.text) == PLAIN[0]


def test_factiva_article_without_text_is_an_error_and_the_next_is_read() -> None:
    empty = {code: value for code, value in FACTIVA_FIELDS.items() if code not in ("LP", "TD")}
    read, errors = parted(factiva_page(empty, FACTIVA_FRENCH), "Factiva.html")
    assert len(read) == 1
    assert errors == ["Factiva.html:1: no text in the fields LP and TD; save it from Factiva with full text"]


NEWER = f"""<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Phare, no. 4301</span></div>
<div><span class="DocHeader">Monde, lundi 3 juin 2019 - 08:15 UTC +02:00 350 mots, p. 4</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Un bac <mark>coule</mark> au large de Split</p></div>
<p class="sm-margin-bottomNews docAuthors">Léa Sy avec AFP, AFP</p></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer"><p>{BAC}</p><p>{SUITE}</p></div></div></section>
<footer><small>© 2019 Le Phare. Tous droits réservés.</small>
<div class="publiC-lblNodoc">news·20190603·LP·1234567</div></footer></article>"""
OLDEST = f"""<table><tbody><tr><td><span class="DocPublicationName">Le Phare, no. 4301</span><br><span class="DocHeader">Monde, </span>
<span class="DocHeader">lundi</span>, <span class="DocHeader">3 juin 2019</span>, <span class="DocHeader">p. 4</span><br><br>
<span class="TitreArticleVisu">Un bac coule au large de Split</span><br>Léa Sy<br><br>{BAC}<br><br>{SUITE}<br><br>© 2019 Le Phare. Tous droits réservés.<br>
</td></tr><tr><td align="center">news·20190603·LP·1234567</td></tr></tbody></table>"""
SECOND = NEWER.replace('<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">', '<p class="titreArticleVisu">').replace(
    "</mark> au large de Split</p></div>", "</mark> au large de Split</p>"
)


@pytest.mark.parametrize("article", [NEWER, SECOND, OLDEST], ids=["newer", "second", "oldest"])
def test_europresse(article: str) -> None:
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Europresse</title></head><body>{article}\n{article}</body></html>'
    first, second = dispatches(page.encode(), "europresse.HTML")
    assert first.headline and first.headline.of(first.text) == "Un bac coule au large de Split"
    assert (first.lang, first.date, first.carriage.outlet, first.provider) == ("fr", "2019-06-03", "Le Phare", "AFP")
    assert (first.id, first.carriage.guid) == ("news·20190603·LP·1234567", "news·20190603·LP·1234567")
    assert [span.of(first.text) for span in first.paragraphs][-1] == SUITE
    assert first.text == second.text


def test_europresse_article_without_text_is_an_error_and_the_next_is_read() -> None:
    empty = NEWER.replace(BAC, "").replace(SUITE, "")
    read, errors = parted(f"<html><body>{empty}{NEWER}</body></html>".encode("cp1252"), "europresse.html")
    assert len(read) == 1 and "Split, a annoncé la capitainerie" in read[0].text
    assert errors == [
        "europresse.html:1: no text in the article (it has neither docOcurrContainer nor DocText); save it with its full text",
    ]


@pytest.mark.parametrize(("start", "words"), [(b"%PDF-1.7", "a PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"), (b"BZh91AY&SY", "bzip2")])
def test_what_is_not_read_is_said(start: bytes, words: str) -> None:
    read, (error,) = parted(start + bytes(range(256)), "export.txt")
    assert not read and words in error and "which is not read; " in error


def test_marks_within_texts_of_other_formats_tell_nothing() -> None:
    words = f"{NEWER}\nEnd of Document\n1 of 2 DOCUMENTS\n".replace('"', "'")
    (read,) = dispatches(json.dumps({"id": "a", "text": words}).encode() + b"\n", "wire.jsonl")
    assert read.id == "a"
    (read,) = dispatches(f'id,text\nb,"{words}"\n'.encode(), "wire.csv")
    assert read.id == "b"


def test_a_named_format_goes_before_what_the_bytes_say(tmp_path: Path) -> None:
    for name, data, format in (
        ("n.txt", OLDER.encode(), "nexis"),
        ("n.bin", word(UNI), "nexis"),
        ("f.bin", rtf(*PLAIN), "factiva"),
        ("f.txt", "\n".join(PLAIN).encode(), "factiva"),
    ):
        (tmp_path / name).write_bytes(data)
        first = next(read_input(str(tmp_path / name), format=format))
        assert not isinstance(first, DispatchError) and first[0].date == "2019-06-03" and first[0].carriage.outlet, name


def test_spans_slice_to_their_text() -> None:
    for read in dispatches(word([*UNI, *UNI_FR])):
        for span in (read.headline, *read.paragraphs):
            assert span and read.text[span.start : span.end].strip() == read.text[span.start : span.end]
