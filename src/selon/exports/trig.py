"""TriG, written statement by statement: the part of the syntax that needs no blank nodes (W3C Recommendation of 2014)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.exports.iris import TERMS

#: Prefix -> namespace of the vocabularies that the export uses.
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "selon": TERMS,
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile('[\\\\"\n\r\t]')


@dataclass(frozen=True, slots=True)
class Iri:
    """The address of a thing."""

    value: str

    def __str__(self) -> str:
        return f"<{self.value}>"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of one of the PREFIXES: ``prov:Entity``."""

    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Text:
    """Words, with their language or their *type* (a term) if any."""

    value: str
    lang: str = ""
    type: str = ""

    def __str__(self) -> str:
        quoted = '"' + _UNSAFE.sub(lambda found: _ESCAPES[found[0]], self.value) + '"'
        return quoted + (f"@{self.lang}" if self.lang else f"^^{self.type}" if self.type else "")


Value = Iri | Term | Text | bool | int
Pairs = list[tuple[str, Value | None]]


def head() -> str:
    """The prefixes."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()) + "\n"


def about(subject: Iri, pairs: Pairs, indent: str = "") -> str:
    """All that is said of *subject*, in order; a pair whose value is None says nothing."""
    told = [f"{predicate} {_value(value)}" for predicate, value in pairs if value is not None]
    return f"{indent}{subject} " + f" ;\n{indent}  ".join(told) + " .\n" if told else ""


def graph(name: Iri, statements: list[str]) -> str:
    """A named graph of *statements* (made by ``about``)."""
    return f"{name} {{\n{''.join(statements)}}}\n"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
