"""French: wiring only; tables lie beside this file, code in ``syntax``."""

from __future__ import annotations

from selon.lang.fr import syntax
from selon.lang.pack import LanguagePack

PACK = LanguagePack(
    code="fr",
    name="French",
    model="fr_core_news_md",
    adapt=syntax.adapt,
    verbal=syntax.verbal,
    separable=syntax.separable,
    prepositions={"au": "à", "aux": "à", "du": "de", "des": "de", "d'": "de", "d": "de"},
    abbreviations=frozenset(
        (
            "m mm mme mmes mlle mlles dr pr me st ste gén col cdt lt cap adj vol art p pp n no nos tél éd cf ex etc env janv févr avr "
            "juil sept oct nov déc av bd"
        ).split()
    ),
    relatives=frozenset("qui que qu' dont lequel laquelle lesquels lesquelles auquel à".split()),
    joins_hyphens=True,
    liaison=frozenset({"-t"}),
    generic_pronouns=frozenset({"on", "-on", "-t-on", "l'on"}),
    pronouns={
        "il": (3, "sing", "any"),
        "elle": (3, "sing", "any"),
        "ils": (3, "plur", "any"),
        "elles": (3, "plur", "any"),
        "lui": (3, "sing", "person"),
        "celui-ci": (3, "sing", "any"),
        "celle-ci": (3, "sing", "any"),
        "ce dernier": (3, "sing", "any"),
        "ceux-ci": (3, "plur", "any"),
        "eux": (3, "plur", "any"),
        "leur": (3, "plur", "any"),
        "l'": (3, "sing", "any"),
        "le": (3, "sing", "any"),
        "la": (3, "sing", "any"),
        "les": (3, "plur", "any"),
        "je": (1, "sing", "self"),
        "j'": (1, "sing", "self"),
        "moi": (1, "sing", "self"),
        "me": (1, "sing", "self"),
        "m'": (1, "sing", "self"),
        "nous": (1, "plur", "self"),
        "-il": (3, "sing", "any"),
        "-elle": (3, "sing", "any"),
        "-ils": (3, "plur", "any"),
        "-elles": (3, "plur", "any"),
        "t-il": (3, "sing", "any"),
        "t-elle": (3, "sing", "any"),
        "-t-il": (3, "sing", "any"),
        "-t-elle": (3, "sing", "any"),
        "-t-ils": (3, "plur", "any"),
    },
    articles=frozenset("le la l' les un une des du de d' ce cet cette ces au aux leur leurs son sa ses notre nos mon ma mes".split()),
    definite=frozenset("le la l' les du au aux des ce cet cette ces".split()),
    demonstratives=frozenset("ce cet cette ces".split()),
    possessives={
        "son": (3, "sing", "any"),
        "sa": (3, "sing", "any"),
        "ses": (3, "sing", "any"),
        "leur": (3, "plur", "any"),
        "leurs": (3, "plur", "any"),
        "mon": (1, "sing", "self"),
        "ma": (1, "sing", "self"),
        "mes": (1, "sing", "self"),
        "notre": (1, "plur", "self"),
        "nos": (1, "plur", "self"),
    },
    honorifics=frozenset("m. mme mlle mm. mmes dr me mgr monsieur madame".split()),
    dative=frozenset({"à", "auprès_de"}),
    of=frozenset({"de"}),
    membership=frozenset(),
    agent=frozenset({"par"}),
    pair_words=frozenset({"deux", "trois"}),
    negative_determiners=frozenset({"aucun", "aucune", "nul", "nulle"}),
    negative_pronouns=frozenset("rien personne aucun aucune nul".split()),
    negative_particles=frozenset({"ne", "n'"}),
    negation_line=("ne", "pas"),
    alternatives=frozenset({"ou", "ni"}),
    negative_conjunctions=frozenset({"ni"}),
    kept_adverbs=frozenset("plus ni non sans tout".split()),
    subordinators=frozenset("que qu' si".split()),
    question_words=frozenset({"si", "s'"}),
    condition_words=frozenset("si s'".split()),
    as_words=frozenset({"comme", "ainsi"}),
    carrier_cases=frozenset("sur dans".split()),
    informant_case="auprès_de",
    source_words=frozenset("source proche avocat habitant voisin famille entourage".split()),
    document_words=frozenset(
        (
            "rapport étude sondage information média statistique chiffre estimation communiqué document enquête analyse "
            "presse bilan donnée projection baromètre témoignage article livre texte message lettre dépêche décompte "
            "constatation rumeur légende tradition récit calcul prévision recensement mémo note câble carnet"
        ).split()
    ),
    particles=frozenset(),
    modals=frozenset(),
    contrast_words=frozenset({"tandis", "alors"}),
    cause_cases=frozenset("de pour contre".split()),
    title_case=False,
    matter_cases=frozenset("de contre sur devant face_à quant_à".split()),
    purpose_marks=frozenset({"pour", "afin"}),
    aim_marks=frozenset({"pour", "afin"}),
    means_verbs=frozenset({"utiliser", "employer"}),
    plan_verbs=frozenset("compter prévoir envisager projeter entendre".split()),
    conformity_words=frozenset(
        (
            "cas besoin plan loi règle règlement horaire calendrier mode type nature époque lieu jour saison niveau ordre "
            "principe critère quantité intensité modalité norme usage coutume habitude heure année mois taille poids âge "
            "sexe couleur forme goût humeur circonstance méthode procédure formule disposition article condition "
            "température vent civilisation bactérie image roman œuvre modèle dessin"
        ).split()
    ),
    place_cases=frozenset("à en dans vers depuis sur près_de lors_de".split()),
    holder_cases=frozenset("auprès_de à pour chez".split()),
    hearsay_conditional=True,
    adverb_suffix="ment",
)
