"""Reading from Python: one text, one file, or any inputs that the command line takes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from itertools import islice

from selon.errors import DispatchError, SelonError
from selon.intake.assemble import build_dispatch
from selon.intake.decode import decode
from selon.intake.formats import read_input
from selon.intake.header import split_header
from selon.knowledge.own import load_own
from selon.model.ledger import Ledger
from selon.notices import Notice
from selon.pipeline import read_dispatch


def read(
    text: str | bytes,
    *,
    lang: str | None = None,
    date: str | None = None,
    id: str | None = None,
    header: str | None = None,
    headline: str | None = None,
    provider: str | None = None,
    url: str | None = None,
    knowledge: str | os.PathLike[str] | None = None,
) -> Ledger:
    """The ledger of one dispatch.

    In: its text, headline and dateline as they stand (bytes are decoded, and a first line of nothing but metadata becomes the header,
    as in a file); *lang* is ISO 639-1 and detected where None; *date* the publication date, EDTF as coarse as it is known ("2023-09");
    *id* is taken from the text's digest where None; *knowledge* is the folder of the user's own tables, the default one where None, none at all
    where empty. Out: the ledger, whose spans are ``[start, end)`` code points of
    ``ledger.dispatch.text``, which is *text* character for character unless *headline* had to be put before it.
    Raises LanguageError for a language that no installed pack reads, AnchorError for a date that is none, SettingError and TableError for
    own tables that cannot be read.
    """
    own = load_own(knowledge)
    notices: tuple[Notice, ...] = ()
    if isinstance(text, bytes):
        digest = hashlib.sha256(text).hexdigest()
        decoded = decode(text)
        text, notices = decoded.text, decoded.notices
        if header is None and headline is None:
            whole = text
            header, text = split_header(whole)
            if text != whole:
                notices = tuple(Notice(n.code, n.stage, None, n.detail) for n in notices)
    elif isinstance(text, str):
        digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    else:
        raise TypeError(f"a dispatch is str or bytes, not {type(text).__name__}")
    dispatch, more = build_dispatch(
        text, id=id or digest[:12], lang=lang, date=date, header=header, headline=headline, provider=provider, url=url, digest=digest
    )
    return read_dispatch(dispatch, (*notices, *more), own=own)


def read_file(path: str | os.PathLike[str], *, lang: str | None = None, date: str | None = None, knowledge: str | os.PathLike[str] | None = None) -> Ledger:
    """The ledger of a file that holds one dispatch (text, web page, JSON); *knowledge* as for ``read``.

    Raises DispatchError where it cannot be read, or holds none or several; ``read_all`` reads those.
    """
    found = list(islice(read_input(os.fspath(path), lang=lang, date=date), 2))
    if not found:
        raise DispatchError(f"{os.fspath(path)}: there is no dispatch in it")
    if isinstance(found[0], DispatchError):
        raise found[0]
    if len(found) > 1:
        raise DispatchError(f"{os.fspath(path)}: there are several dispatches in it; use selon.read_all")
    return read_dispatch(*found[0], own=load_own(knowledge))


def read_all(
    *names: str | os.PathLike[str], lang: str | None = None, date: str | None = None, knowledge: str | os.PathLike[str] | None = None
) -> Iterator[Ledger | DispatchError]:
    """The ledgers of inputs, in order, lazily: files, folders, ``-`` for standard input, http(s) addresses; *knowledge* as for ``read``.

    What cannot be read comes as the DispatchError that says which dispatch and why, in its place; the rest goes on.
    """
    own = load_own(knowledge)
    for given in names:
        name = os.fspath(given)
        for item in read_input(name, lang=lang, date=date):
            if isinstance(item, DispatchError):
                yield item
                continue
            dispatch, notices = item
            try:
                yield read_dispatch(dispatch, notices, own=own)
            except SelonError as error:
                yield DispatchError(f"{name}: dispatch {dispatch.id!r}: {error}")
