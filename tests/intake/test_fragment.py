"""HTML fragments as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.intake.formats.fragment import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A <b>ferry</b>\n sank.</p><p>It rose.</p>", "A ferry sank.\n\nIt rose."),
        ("A ferry sank.<br>It rose.<br/><br>It sailed.", "A ferry sank.\nIt rose.\n\nIt sailed."),
        ("<ul><li>Ferry</li><li><p>Tug</p></li></ul>after", "• Ferry\n\n• Tug\n\nafter"),
        ("<table><tr><th>Saved</th><td>40</td></tr><tr><th>Lost</th><td>0</td></tr></table>", "Saved | 40\n\nLost | 0"),
        ("<table><tr><td><p>A ferry sank.</p><p>It rose.</p></td><td></td></tr></table>", "A ferry sank.\n\nIt rose."),
        ("<pre>one\n two</pre>", "one\ntwo"),
        ("<p>A<script>x()</script><style>p{}</style><!-- c --> ferry</p><figure><figcaption>Port</figcaption></figure>", "A ferry"),
        ("R&amp;D &lt;3 &nbsp;&eacute;", "R&D <3 \xa0é"),
        ("plain\r\n\r\n\r\ntext ", "plain\n\ntext"),
        ("<p></p>", ""),
        ("", ""),
        ("<!-- only -->", ""),
        ("<p>a\x00b</p>", "a b"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_nested_too_deep_for_a_tree() -> None:
    text = html_to_text("<div>" * 30000 + "A ferry sank.<script>no()</script><p>It &amp; a tug rose.")
    assert text == "A ferry sank.\n\nIt & a tug rose."


@given(st.text(alphabet="<>/apbrtd !-&;é\n\x00", max_size=200))
def test_anything(html: str) -> None:
    assert html_to_text(html) == html_to_text(html)
