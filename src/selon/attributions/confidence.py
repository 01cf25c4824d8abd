"""Calibrated probabilities of an attribution's spans, from what the encoder thinks of it and how far the rules agree.

A logistic model for each role (Platt 1999, with the agreement of the two readers as further features); its coefficients stand in the network's card,
where ``training/calibrate.py`` has put them with the data they were fitted on.
"""

from __future__ import annotations

import math

from selon.attributions.scene import Report, Weight
from selon.encoder.model import load_encoder
from selon.model.attribution import Confidence

ROLES = ("source", "cue", "content")


def features(weight: Weight, role: int) -> list[float]:
    """What the model of *role* (a number of ROLES) looks at: one, log-odds of the cue and of the span, whether the encoder drew the relation, whether
    a rule found it, and how far the two agree."""
    drawn = weight.sure is not None
    span = _odds(weight.sure[role]) if weight.sure is not None else 0.0
    agreed = weight.alike[0 if role == 0 else 1]
    return [1.0, _odds(weight.chance), span, float(drawn), float(not weight.alone), agreed]


def confidence(report: Report) -> Confidence | None:
    """The calibrated probabilities of *report*, to two places; None where the encoder was not asked."""
    if report.weight is None:
        return None
    coefficients: dict[str, list[float]] = load_encoder().card["calibration"]
    found = []
    for number, role in enumerate(ROLES):
        odds = sum(c * x for c, x in zip(coefficients[role], features(report.weight, number), strict=True))
        found.append(round(1 / (1 + math.exp(-max(-20.0, min(20.0, odds)))), 2))
    return Confidence(*found)


def _odds(probability: float) -> float:
    kept = min(max(probability, 0.001), 0.999)
    return math.log(kept / (1 - kept))
