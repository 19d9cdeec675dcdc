"""The words of the first two sheets, which guide those who fill the workbook in.

The template writes them, and the reader knows by them what is not ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.form.form import Form
from omvgen.form.sheets import DOCUMENT, GUIDE, LOG, SUMMARY
from omvgen.locale import in_language, mark

GUIDE_TITLE = mark("Näin täytät työkirjan")
# What to do, in a few words, and how.
STEPS = (
    (
        mark("Aloita yhteenvedosta"),
        mark("Välilehti {summary} näyttää, mitä puuttuu. Sen linkeistä pääset osioihin."),
    ),
    (
        mark("Kirjoita vastaukset"),
        mark(
            "Vastaa sarakkeeseen {answer}. Uusi rivi soluun: Alt+Enter. Luettelon rivi alkaa "
            "merkillä - tai numerolla 1. Lihavointi, kursivointi ja linkit säilyvät."
        ),
    ),
    (
        mark("Täytä pakolliset kohdat"),
        mark("Kun pakollinen vastaus puuttuu, kohdan numeron perässä lukee ”{missing}”."),
    ),
    (
        mark("Ratkaise julkisuus"),
        mark(
            "Valitse jokaisen vastauksen julkisuus luettelosta. Jos numeron perässä lukee "
            "”{undecided}”, ratkaisu puuttuu. Salassa pidettävälle merkitään myös peruste."
        ),
    ),
    (
        mark("Merkitse salassa pidettävä osa"),
        mark(
            "Jos vain osa vastauksesta on salassa pidettävä, kirjoita se kaksinkertaisiin "
            "hakasulkeisiin: [[salassa pidettävä osa]]."
        ),
    ),
    (
        mark("Jatka pitkää vastausta"),
        mark(
            "Jos vastaus ei mahdu riville, lisää rivi sen alle ja jatka samaan sarakkeeseen. "
            "Jätä rivin muut sarakkeet tyhjiksi."
        ),
    ),
    (
        mark("Täytä taulukot"),
        mark(
            "Taulukot ovat kysymysten alla, yksi asia riville. Lisää rivejä taulukon sisään, jos "
            "ne loppuvat. Älä jätä väliin tyhjiä rivejä."
        ),
    ),
    (
        mark("Täytä asiakirjan tiedot"),
        mark("Välilehdellä {document} ovat suunnitelman otsikko, vuosi, versio ja laatijat."),
    ),
    (
        mark("Kirjaa muutokset"),
        mark("Kirjaa oleellinen muutos heti sekä vastaukseen että välilehdelle {log}."),
    ),
    (
        mark("Tallenna ja anna tarkistettavaksi"),
        mark(
            "Tallenna Excel-työkirjana (.xlsx). Älä lajittele rivejä äläkä poista välilehtiä "
            "tai kysymyksiä. Tyhjennä solu, kun haluat poistaa vastauksen."
        ),
    ),
)
SUMMARY_HEADERS = (
    mark("Osio"),
    mark("Kohtia"),
    mark("Vastattu"),
    mark("Pakollisia puuttuu"),
    mark("Salassa pidettäviä"),
    mark("Julkisuus ratkaisematta"),
    mark("Tilanne"),
)
ONE_MISSING = mark("Kesken: 1 vastaus puuttuu")
SOME_MISSING = mark("Kesken: {n} vastausta puuttuu")
NOTHING_REQUIRED = mark("Ei pakollisia kohtia")
COMPLETE = mark("Valmis")
UNDECIDED_LEFT = mark("Ratkaise julkisuus")
ALL_SECTIONS = mark("Osiot yhteensä")
ENTRY = mark("merkintä")
ENTRIES = mark("merkintää")
GO_TO = mark("Siirry: {sheet}")


def front_texts(form: Form) -> Iterator[str]:
    """What the template writes on the two sheets, with `{…}` where something is filled in."""
    yield from (form.heading, form.title, *(section.sheet for section in form.sections))
    yield from (sheet.name(form.language) for sheet in (GUIDE, SUMMARY, DOCUMENT, LOG))
    steps = (text for step in STEPS for text in step)
    status = (ONE_MISSING, SOME_MISSING, NOTHING_REQUIRED, COMPLETE, UNDECIDED_LEFT)
    others = (GUIDE_TITLE, GO_TO, ALL_SECTIONS, ENTRY, ENTRIES)
    for text in (*SUMMARY_HEADERS, *steps, *status, *others):
        yield in_language(form.language, text)
