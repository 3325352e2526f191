"""Hold the words of the report, in Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aftalegraf.profiles import ASSUMED, EARLIER, ENDED, OWN
from aftalegraf.review import DRAFT, IN_FORCE, LATER, MET, NOT_MET, UNDECIDED, UNKNOWN

_DA: Final = {
    "title": "Gennemgang mod vejledningen",
    "unofficial": "Uofficielt værktøj. Gennemgangen er ingen godkendelse; den viser kun, hvad der står i kilderne.",
    "draft": "Vejledningen foreligger her kun som udateret høringsudkast (2023); udkastet er ikke i kraft.",
    "dated": "Aftalens dokument er fra {}.",
    "younger": "Hvor en bestemmelse er yngre end aftalen eller kun findes i udkast, er en mangel ikke et brud.",
    "undated": "Aftalen har ingen dato i dokumenterne; om en bestemmelse gjaldt, kan derfor ikke afgøres.",
    "partly": ("Tilnærmelse betyder, at prøven kun dækker en del af bestemmelsen; et menneske må vurdere resten."),
    "quoted": "",
    "none": "Der er ingen aftaler at gennemgå.",
    "short": "Kort sagt",
    "first": "Det skal I se på først",
    "first-none": "Intet, der kan afgøres, mangler at være opfyldt.",
    "departures": "Afvigelser fra udgangspunktet (lovlige)",
    "departures-lead": "Parterne må gerne aftale noget andet end udgangspunktet. Det er kun til orientering.",
    "open": "Det kan ikke afgøres",
    "open-lead": "Det er ikke mangler. Grunde, der dækker flest bestemmelser, står først.",
    "met": "Det er opfyldt",
    "skal": "Skal",
    "boer": "Bør",
    "kan": "Kan og oplysninger",
    "omAftalen": "Aftalen selv",
    "omSamarbejdsaftalen": "Samarbejdsaftalerne",
    "omForummet": "Udvalg, klynger og andre fora",
    "omMyndigheden": "Region, kommuner og andre myndigheder",
    "says": "Bestemmelsen",
    "where": "Gælder",
    "found": "Fundet",
    "default": "Udgangspunktet",
    "why": "Hvorfor",
    "because": "{} bestemmelser kan ikke afgøres, fordi",
    "because-one": "1 bestemmelse kan ikke afgøres, fordi",
    "source": "Kilde",
    "do": "Gør",
    "obtain": "Næste skridt",
    "chapter": "kapitel",
    "also": "også",
    "approximate": "tilnærmelse",
    "all_open": "Ingen af de {} bestemmelser kan afgøres.",
    MET: "Opfyldt",
    NOT_MET: "Ikke opfyldt",
    UNDECIDED: "Kan ikke afgøres",
    "departure": "Afvigelse fra udgangspunktet (lovlig)",
    f"{NOT_MET}-{IN_FORCE}": "Ikke opfyldt",
    f"{NOT_MET}-{ASSUMED}": "Ikke opfyldt, hvis vejledningsudkastet gælder som antaget",
    f"{NOT_MET}-{OWN}": "Aftalens egen forpligtelse er ikke opfyldt",
    f"{NOT_MET}-{UNKNOWN}": "Mangel; om bestemmelsen gjaldt, er ukendt",
    f"{NOT_MET}-{EARLIER}": "Mangel i forhold til vejledningen fra 2018 (kun kendt i dele)",
    f"{NOT_MET}-{LATER}": "Mangel i forhold til senere regler",
    f"{NOT_MET}-{DRAFT}": "Mangel i forhold til senere vejledning (udkast)",
    f"{NOT_MET}-{ENDED}": "Mangel; retsgrundlaget er efter det oplyste bortfaldet",
    "excused": "Begrundet undtagelse til {}",
    "exempt": "Begrundede undtagelser",
    "exempt-lead": "Parterne har besluttet at leve med dem en tid. De tæller ikke med, før undtagelsen udløber.",
    "exemption": "Undtagelse",
    "exempted": "{reason} ({role}; til og med {until})",
    "expired": "udløb {until} og gælder ikke mere: {reason} ({role})",
    "day": (
        "Gennemgået efter de regler, der gjaldt {}. En regel, der er yngre end aftalen, giver stadig kun en mangel i"
        " forhold til senere regler."
    ),
    "assumed": "Antagelse: vejledningsudkastet regnes for at gælde fra {}. Det er ikke i kraft.",
    "partial": (
        "Profilen vejledning-2018 er delvis. Vejledningen fra 2018 er ikke i samlingen; kun de bestemmelser er med, som"
        " kapitel 1.1 i udkastet fra 2023 siger fortsat gælder, og ordlyden i 2018 kendes ikke."
    ),
    "ended": (
        "Sundhedsaftaler afskaffes i deres nuværende form. Efter redaktionens oplysning sker det {}; dagen er ikke"
        " efterprøvet i loven. Fra den dag er en mangel ikke et brud."
    ),
    # What to do about a fact that the sources do not tell, by how they were read.
    "ikkeISamlingen": "Skaf dokumentet, og tag det med i samlingen.",
    "tabtIUdtraek": "Se efter i det oprindelige dokument: det gik tabt, da teksten blev trukket ud.",
    "ikkeAngivet": "Spørg parterne: dokumenterne siger det ikke.",
    "ikkeOpregnet": "Spørg efter den fulde liste: dokumenterne opregner det ikke.",
    "ikkeUdfyldt": "Spørg efter den udfyldte udgave: feltet står tomt i dokumentet.",
    "fuldstaendig": "Lad en fagperson vurdere det: kilden er læst, men prøven dækker kun en del.",
    "unread": "Se efter i kilden, eller skaf dokumentet, og skriv det ind.",
}
_EN: Final = {
    "title": "Review against the guidance",
    "unofficial": "Unofficial tool. The review is no approval; it only tells what stands in the sources.",
    "draft": "The guidance is at hand only as an undated consultation draft (2023); the draft is not in force.",
    "dated": "The document of the agreement is from {}.",
    "younger": "Where a provision is younger than the agreement or exists only as a draft, a shortcoming is no breach.",
    "undated": "The agreement has no date in the documents; whether a provision applied cannot be decided.",
    "partly": ("Approximation means that the test covers only part of the provision; a person must judge the rest."),
    "quoted": "Provisions, reasons and names that are quoted from the collection are in Danish.",
    "none": "There are no agreements to review.",
    "short": "In short",
    "first": "Look at this first",
    "first-none": "Of what can be decided, nothing is missing.",
    "departures": "Departures from the starting point (lawful)",
    "departures-lead": "The parties may depart from the starting point. This is for information only.",
    "open": "This cannot be decided",
    "open-lead": "These are not shortcomings. The reasons that cover most provisions come first.",
    "met": "This is met",
    "skal": "Must",
    "boer": "Should",
    "kan": "May and information",
    "omAftalen": "The agreement itself",
    "omSamarbejdsaftalen": "The cooperation agreements",
    "omForummet": "Committees, clusters and other forums",
    "omMyndigheden": "Region, municipalities and other authorities",
    "says": "Provision",
    "where": "Concerns",
    "found": "Found",
    "default": "Starting point",
    "why": "Why",
    "because": "{} provisions cannot be decided because",
    "because-one": "1 provision cannot be decided because",
    "source": "Source",
    "do": "Do",
    "obtain": "Next step",
    "chapter": "chapter",
    "also": "also",
    "approximate": "approximation",
    "all_open": "None of the {} provisions can be decided.",
    MET: "Met",
    NOT_MET: "Not met",
    UNDECIDED: "Cannot be decided",
    "departure": "Departure from the starting point (lawful)",
    f"{NOT_MET}-{IN_FORCE}": "Not met",
    f"{NOT_MET}-{ASSUMED}": "Not met, if the draft guidance applies as assumed",
    f"{NOT_MET}-{OWN}": "The agreement's own commitment is not met",
    f"{NOT_MET}-{UNKNOWN}": "Missing; whether the provision applied is unknown",
    f"{NOT_MET}-{EARLIER}": "Missing with regard to the guidance of 2018 (known only in part)",
    f"{NOT_MET}-{LATER}": "Missing with regard to later rules",
    f"{NOT_MET}-{DRAFT}": "Missing with regard to later guidance (draft)",
    f"{NOT_MET}-{ENDED}": "Missing; the legal base is said to have ended",
    "excused": "Reasoned exemption until {}",
    "exempt": "Reasoned exemptions",
    "exempt-lead": "The parties have decided to live with these for a time. They do not count until they expire.",
    "exemption": "Exemption",
    "exempted": "{reason} ({role}; up to and including {until})",
    "expired": "expired on {until} and no longer applies: {reason} ({role})",
    "day": (
        "Reviewed by the rules that applied on {}. A rule that is younger than the agreement still gives only a"
        " shortcoming with regard to later rules."
    ),
    "assumed": "Assumption: the draft guidance is taken to apply from {}. It is not in force.",
    "partial": (
        "The profile vejledning-2018 is partial. The guidance of 2018 is not at hand; it holds only the provisions that"
        " chapter 1.1 of the draft of 2023 says continue to apply, and the wording of 2018 is not known."
    ),
    "ended": (
        "Health agreements are abolished in their present form. The editors have entered that this happens on {}; the"
        " day has not been checked in the law. From that day nothing missing is a breach."
    ),
    "ikkeISamlingen": "Obtain the document and add it to the collection.",
    "tabtIUdtraek": "Look in the original document: it was lost when the text was extracted.",
    "ikkeAngivet": "Ask the parties: the documents do not say.",
    "ikkeOpregnet": "Ask for the full list: the documents do not enumerate it.",
    "ikkeUdfyldt": "Ask for the completed version: the field is empty in the document.",
    "fuldstaendig": "Let an expert judge: the source has been read, but the test covers only part.",
    "unread": "Look in the source, or obtain the document, and enter it.",
}
TEXTS: Final[Mapping[str, Mapping[str, str]]] = {"da": _DA, "en": _EN}
ABOUTS: Final = ("omAftalen", "omSamarbejdsaftalen", "omForummet", "omMyndigheden")
STANDINGS: Final = tuple(key for key in _DA if key.startswith(f"{NOT_MET}-"))  # the gravest first


def sentence(text: str) -> str:
    """The text with a capital first and a stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def capital(words: str) -> str:
    """The words with a capital first, as headings and cells have them."""
    return words[:1].upper() + words[1:]
