"""List the pages that the browser tests and the benchmark visit, room by room, those that tell of an error too."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

AGREEMENT = "agr-midt-2019-2023"
FLAGSHIP = "/spoergsmaal/indikatorer-for-nationalt-maal"
BROKEN = quote("SELECT ?x WHERE {\n  ?x a aft:Indikator \n  ?y }")
TABLE = quote("SELECT ?x ?y WHERE { ?x aft:harIndikator ?y } ORDER BY ?x ?y")
TRIPLES = quote("CONSTRUCT { ?x aft:harIndikator ?y } WHERE { ?x aft:harIndikator ?y }")


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its Danish address, and the status it answers with.

    `heavy` tells that it has so much on it that the slowest checks are left to `make long`; `bound` is the most it may
    weigh in kB, with all it fetches; `refused` is the name of a file that its form is given and refuses; `by_name` that
    it asks by a name that two things have here, and nothing in a graph with other labels.
    """

    path: str
    status: int = 200
    heavy: bool = False
    bound: int = 150
    refused: str = ""
    by_name: bool = False

    def at(self, language: str) -> str:
        """Its address in a language."""
        return self.path if language == "da" else f"/en{self.path}".rstrip("/") or "/"


FRONT = (
    Page("/"),
    Page("/soeg?q=dagligrygere"),
    Page("/soeg?q=sundhedstyrelsen+midtjyland"),
    Page("/soeg?q="),
    Page("/soeg?q=xyzzyqqq"),
    Page("/soeg?q=rygning&slags=Forum"),
)
GOALS = (
    Page("/maal"),
    Page("/maal?vis=obj-midt-akut"),
    Page("/maal?aftale=agr-syd-2024-2027"),
    Page("/roed-traad"),
    Page("/roed-traad?grundlag=redaktionel"),
    Page("/roed-traad?aftale=agr-syd-2024-2027"),
)
COUPLING = (
    Page("/sammenhaeng"),
    Page("/sammenhaeng?grundlag=redaktionel"),
    Page("/sammenhaeng?aftale=agr-syd-2024-2027"),
    Page("/sammenhaeng?kaede=bestemmelser", heavy=True),
    Page("/sammenhaeng/tabeller"),
    Page("/sammenhaeng/tabeller/maalsaetning-maal"),
    Page("/sammenhaeng/tabeller/aktoer-pligt", heavy=True),
    Page("/sammenhaeng/hvorfor-ikke"),
    Page("/sammenhaeng/hvorfor-ikke?fra=obj-midt-akut&til=ng-forloeb"),
)
DUTIES = (
    Page("/sammenhaeng/hvem-skal-hvad"),
    Page("/sammenhaeng/hvem-skal-hvad/for-koordination-syd"),
    Page("/sammenhaeng/side-om-side"),
)
DEPENDENCE = (
    Page("/sammenhaeng/afhaengigheder"),
    Page("/sammenhaeng/afhaengigheder?ting=ind-midt-genindl-psyk&ting=for-ssu-syd&grundlag=redaktionel"),
    Page("/sammenhaeng/over-tid"),
    Page("/sammenhaeng/forskelle", heavy=True),
)
QUESTIONS = (
    Page("/spoergsmaal"),
    Page(FLAGSHIP),
    Page(f"{FLAGSHIP}?maal=ng-forloeb"),
    Page(f"{FLAGSHIP}?maal=ng-forloeb&grundlag=redaktionel"),
    Page("/spoergsmaal/hvad-sker-1-januar-2027"),
    Page("/spoergsmaal/kommuner-i-sundhedsraad"),
)
REVIEW = (
    Page("/gennemgang"),
    Page(f"/gennemgang/{AGREEMENT}"),
    Page("/gennemgang/agr-syd-2024-2027?udfald=kan-ikke-afgoeres"),
    Page(f"/gennemgang/{AGREEMENT}/tjekliste"),
    Page("/gennemgang/egen-fil"),
    Page("/bestemmelser", heavy=True),
    Page("/bestemmelser?kapitel=kapitel-5-1"),
    Page("/bestemmelser/V5.1-6b"),
)
FIGURES = (
    Page("/tal"),
    Page("/tal/maa-ryger-dagligt", heavy=True),
    Page("/tal/maa-ryger-dagligt?sted=sundhedsraad-fyn"),
    Page("/tal/maa-ryger-dagligt?fra=2099"),
)
THINGS = (
    Page("/fora"),
    Page("/fora?vis=act-region-syd"),
    Page("/aktoerer"),
    Page("/kilder"),
    Page("/kilder?vis=mangler"),
    Page("/id/forum/for-ssg-midt"),
    Page("/id/kildehenvisning/000-l327-329"),
    Page("/id/dokument/doc-000", heavy=True),
    Page(f"/id/sundhedsaftale/{AGREEMENT}"),
)
DEVELOPERS = (
    Page("/udviklere"),
    Page("/udviklere/sparql", bound=250),
    Page(f"/udviklere/sparql?query={TABLE}", bound=250),
    Page(f"/udviklere/sparql?query={TRIPLES}", bound=250),
    Page("/udviklere/sparql?eksempel=nationale-maal", bound=250),
    Page("/docs"),
    Page("/ns", heavy=True),
    Page("/shapes"),
    Page("/.well-known/void"),
)
HELP = (
    Page("/hjaelp"),
    Page("/rundtur"),
    Page("/rundtur?trin=3"),
    Page("/rundtur?trin=8"),
    Page("/om"),
    Page("/tilgaengelighed"),
)
DUTY_ERRORS = (
    Page("/sammenhaeng/hvem-skal-hvad?aftale=agr-midt", 404),
    Page("/sammenhaeng/hvem-skal-hvad/for-ssu-sy", 404),
    Page("/sammenhaeng/side-om-side?aftale=agr-midt-2019-2023&aftale=agr-midt-2019-2023", 400),
)
ERRORS = (
    Page("/findes-ikke", 404),
    Page("/sammenhaeng/afhaengigheder?ting=for-ssg-mit", 404),
    Page("/sammenhaeng/afhaengigheder?ting=praksisplanudvalget", 400, by_name=True),
    Page("/sammenhaeng/over-tid?dato=1900-01-01", 400),
    Page("/sammenhaeng/forskelle?fra=2027-01-01&til=2027-01-01", 400),
    Page("/id/forum/for-ssg-mit", 404),
    Page("/roed-traad?grundlag=gaet", 400),
    Page("/maal?vis=obj-midt-akkut", 404),
    Page("/sammenhaeng?aftale=agr-midt", 404),
    Page("/sammenhaeng?dato=snart", 400),
    Page("/sammenhaeng?status=koblt", 400),
    Page("/sammenhaeng/tabeller/forum-opgaver", 400),
    Page("/sammenhaeng/tabeller/forum-opgave?raekke=for-sku-mit", 404),
    Page("/sammenhaeng/hvorfor-ikke?fra=KL&til=obj-midt-akut", 400, by_name=True),
    Page("/sammenhaeng/hvorfor-ikke?fra=rygnig&til=ng-leveaar", 404),
    Page("/spoergsmaal/nationale-mal", 404),
    Page(f"{FLAGSHIP}?maal=ng-forlob", 400),
    Page("/gennemgang/agr-midt", 404),
    Page(f"/gennemgang/{AGREEMENT}?dato=snart", 400),
    Page("/gennemgang/egen-fil", 422, refused="aftale.ttl"),
    Page("/bestemmelser/V99-1", 404),
    Page("/bestemmelser?kapitel=99", 400),
    Page("/tal/maa-rygning", 404),
    Page("/tal/maa-ryger-dagligt?sted=sundhedsraad-aarhus-samsoe", 400),
    Page(f"/udviklere/sparql?query={BROKEN}", 400, bound=250),
    Page("/udviklere/sparql?query=DROP%20ALL", 400, bound=250),
    Page("/udviklere/sparql?eksempel=nationale-mal", 404),
    Page("/rundtur?trin=99", 404),
    Page("/shapes/kapitel-99.ttl", 404),
)
DUTY_VIEWS = (
    Page("/sammenhaeng/hvem-skal-hvad?aftale=agr-syd-2024-2027&grundlag=fremgaar"),
    Page("/sammenhaeng/hvem-skal-hvad?aftale=agr-nord-2024-2027"),
    Page("/sammenhaeng/hvem-skal-hvad?uden-ejer=true"),
    Page("/sammenhaeng/hvem-skal-hvad/adr-ssu"),
    Page("/sammenhaeng/hvem-skal-hvad/act-sst"),
    Page("/sammenhaeng/hvem-skal-hvad/for-dks"),
    Page("/sammenhaeng/hvem-skal-hvad/act-almen-praksis?grundlag=fremgaar"),
    Page("/sammenhaeng/side-om-side?aftale=agr-midt-2019-2023"),
    Page("/sammenhaeng/side-om-side?aftale=agr-syd-2019-2023&aftale=agr-sjaelland-2019-2023&aftale=agr-midt-2019-2023"),
)
VIEWS = (
    *DUTY_VIEWS,
    Page("/sammenhaeng/afhaengigheder?ting=doc-000&grundlag=redaktionel", heavy=True),
    Page("/sammenhaeng/afhaengigheder?ting=for-ssu-syd&dato=2027-06-01"),
    Page("/sammenhaeng/afhaengigheder?ting=for-ssu-syd&dato=2027-06-01&grundlag=redaktionel"),
    Page("/sammenhaeng/over-tid?dato=2020-05-05"),
    Page("/sammenhaeng/forskelle?fra=2022-01-01&til=2022-07-01&grundlag=redaktionel"),
    Page("/soeg?q=KOSU"),
    Page("/soeg?q=sundhedsplatform"),
    Page("/maal?aftale=agr-syd-2024-2027&omraade=vis-syd-trivsel"),
    Page("/roed-traad?aftale=agr-nord-2019-2023"),
    Page("/roed-traad?omraade=foc-midt-psykiatri&grundlag=fremgaar"),
    Page("/sammenhaeng/tabeller/maalsaetning-maal?grundlag=redaktionel&raekke=obj-midt-svaer-psyk&kolonne=ng-forloeb"),
    Page("/sammenhaeng?status=koblet&dato=2027-01-01"),
    Page("/sammenhaeng?aftale=agr-nord-2019-2023"),
    Page("/sammenhaeng?kaede=bestemmelser&aftale=agr-syd-2024-2027&status=delvistKoblet"),
    Page("/sammenhaeng/tabeller/indikator-maalsaetning"),
    Page("/sammenhaeng/tabeller/datakilde-maalepunkt?kolonne=mea-syd-trives"),
    Page("/sammenhaeng/tabeller/forum-opgave?raekke=for-sku-midt"),
    Page("/sammenhaeng/tabeller/bestemmelse-regel?side=2"),
    Page("/sammenhaeng/tabeller/maalsaetning-maal?aftale=agr-midt-2019-2023&omraade=foc-midt-psykiatri"),
    Page("/sammenhaeng/tabeller/maalsaetning-maal?aftale=agr-nord-2019-2023"),
    Page("/sammenhaeng/hvorfor-ikke?fra=obj-midt-svaer-psyk&til=ng-forloeb&grundlag=redaktionel"),
    Page("/sammenhaeng/hvorfor-ikke?fra=adr-kl&til=act-kl"),
    Page("/spoergsmaal?q=klynge"),
    Page("/spoergsmaal?q=qwerty"),
    Page("/spoergsmaal/hvor-hoerer-kommunen-til?kommune=arhus", 400),
    Page("/spoergsmaal/kommuner-i-region?grundlag=redaktionel&sorter=-folketal"),
    Page("/spoergsmaal/frister-efter-vejledningen"),
    Page("/spoergsmaal/udsagn-om-ting"),
    Page("/tal/maa-social-stoette"),
    Page("/tal/maa-ak-opfoelgning"),
    Page("/fora?vis=vejledningen"),
    Page("/fora?vis=beslutninger"),
    Page("/fora?vis=over-tid"),
    Page("/kilder?vis=retskilder"),
    Page("/kilder?vis=net"),
    Page("/id/dokument/doc-003?afsnit=5"),
    Page("/id/kildehenvisning/000-l316"),
    Page("/id/forum/for-dks"),
    Page("/id/sundhedsklynge/clu-randers", 410),
    Page("/id/forum/for-ssg", 404),
    Page("/gennemgang/agr-midt-2019-2023?dato=2024-01-01"),
)  # other views of the same pages
PAGES = FRONT + GOALS + COUPLING + DEPENDENCE + DUTIES + QUESTIONS + REVIEW + FIGURES + THINGS + DEVELOPERS + HELP
ALL = PAGES + ERRORS + DUTY_ERRORS
LANGUAGES = ("da", "en")
