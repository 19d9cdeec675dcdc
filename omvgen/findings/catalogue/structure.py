"""OMV126–OMV149, OMV171: sheets and questions that are missing, moved or changed."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

_NEW_WORKBOOK = mark(
    "Palauta kohta työkirjan aiemmasta versiosta, tai tee uusi työkirja komennolla "
    "omvgen template ja siirrä vastaukset siihen."
)

SHEETS = (
    Rule(
        "OMV126",
        Severity.NOTE,
        mark("Kysymyksen sanamuoto on muuttunut lomakkeessa"),
        mark("{item}: kysymys on työkirjassa ”{text}”. Lomakkeessa sen sanamuoto on toinen."),
        mark("Tarkista, että vastaus vastaa lomakkeen kysymykseen."),
    ),
    Rule(
        "OMV130",
        Severity.ERROR,
        mark("Välilehti puuttuu"),
        mark("Välilehteä ”{sheet}” ei ole työkirjassa."),
        mark(
            "Palauta välilehti työkirjan aiemmasta versiosta, tai tee uusi työkirja komennolla "
            "omvgen template ja siirrä vastaukset siihen."
        ),
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
    Rule(
        "OMV131",
        Severity.ERROR,
        mark("Välilehti on vioittunut"),
        mark("Välilehden ”{sheet}” sisältöä ei voitu lukea: tiedosto on vioittunut."),
        mark("Avaa työkirja Excelissä ja tallenna se, tai palauta aiempi versio."),
    ),
    Rule(
        "OMV132",
        Severity.NOTE,
        mark("Välilehden nimi on muutettu"),
        mark("Välilehden ”{sheet}” nimi on lomakkeessa ”{expected}”. Välilehti luettiin."),
        mark("Palauta nimi, jos sitä ei ole muutettu tarkoituksella."),
    ),
    Rule(
        "OMV133",
        Severity.WARNING,
        mark("Välilehti on kopio"),
        mark("Välilehti ”{sheet}” on kopio välilehdestä ”{other}”. Kopiota ei luettu."),
        mark("Siirrä kopioon kirjoitetut vastaukset välilehdelle ”{other}” ja poista kopio."),
    ),
    Rule(
        "OMV134",
        Severity.WARNING,
        mark("Välilehteä ei lueta"),
        mark(
            "Välilehti ”{sheet}” ei kuulu lomakkeeseen, joten siinä oleva teksti ei päädy "
            "suunnitelmaan: ”{text}”."
        ),
        mark("Siirrä teksti lomakkeen välilehdille, jos se kuuluu suunnitelmaan."),
        why="Suunnitelmaan luetaan vain lomakkeen välilehdet.",
    ),
    Rule(
        "OMV135",
        Severity.ERROR,
        mark("Kohta puuttuu"),
        mark("{item} puuttuu välilehdeltä ”{sheet}”: ”{text}”"),
        _NEW_WORKBOOK,
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
    Rule(
        "OMV136",
        Severity.NOTE,
        mark("Kohtaa ei ole työkirjan lomakeversiossa"),
        mark(
            "{item} on lomakkeessa mutta ei työkirjassa, joka on tehty lomakkeen toisesta "
            "versiosta: ”{text}”"
        ),
        mark("Vastaa kohtaan työkirjassa, joka on tehty nykyisestä lomakkeesta."),
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
    Rule(
        "OMV137",
        Severity.NOTE,
        mark("Kohdan aiempi tunniste"),
        mark("{item}: vastaus luettiin kohdan aiemmalla tunnisteella {id}."),
        mark("Ei vaadi toimia."),
    ),
    Rule(
        "OMV138",
        Severity.WARNING,
        mark("Lomakkeessa ei ole tällaista kohtaa"),
        mark(
            "Rivin tunniste {id} ei ole mikään lomakkeen kohta (”{text}”). "
            "Vastaus ei tule asiakirjaan."
        ),
        mark("Siirrä vastaus lomakkeen kohtaan ja poista rivi."),
        why="Vastaus säilyy suunnitelman tiedoissa, jotta mitään ei katoa.",
    ),
    Rule(
        "OMV139",
        Severity.WARNING,
        mark("Kohta on työkirjassa kahdesti"),
        mark(
            "{item} on myös solun {cell} rivillä. Vastaus luettiin solusta {other}; "
            "ylimääräisellä rivillä ei ole muuta vastausta."
        ),
        mark("Poista ylimääräinen rivi, jolla on solu {cell}."),
    ),
)

ANCHORS = (
    Rule(
        "OMV140",
        Severity.ERROR,
        mark("Ei voi sanoa, mihin kohtaan vastaus kuuluu"),
        mark(
            "{item}: kysymys on solun {cell} rivillä, mutta vastaussolun nimi on solussa "
            "{other}. Vastausta ei luettu, koska solun teksti voi kuulua toiseen kohtaan."
        ),
        mark(
            "Katso kumpaakin solua. Kumoa solujen siirto, tai kopioi oikea vastaus uuteen "
            "työkirjaan."
        ),
        why="Kun soluja siirretään eikä koko riviä, vastaukset voivat joutua väärälle riville.",
    ),
    Rule(
        "OMV141",
        Severity.ERROR,
        mark("Rivillä on toisen kohdan kysymys"),
        mark(
            "{item}: solun {cell} rivin tunniste ja kysymys kuuluvat eri kohtiin "
            "(tunniste: {of_id}, kysymys: {of_text}). Soluja {cells} ei luettu."
        ),
        mark(
            "Palauta kysymykset paikoilleen: kumoa lajittelu tai kopiointi, tai ota rivi "
            "työkirjan aiemmasta versiosta."
        ),
        why="Vastausta ei koskaan oteta väärästä kohdasta.",
    ),
    Rule(
        "OMV142",
        Severity.WARNING,
        mark("Rivit on lajiteltu"),
        mark(
            "Välilehden ”{sheet}” rivit on lajiteltu uuteen järjestykseen. Vastaukset luettiin "
            "riviltä, jolla kysymys on: {cells}."
        ),
        mark("Tarkista vastaukset ja palauta rivien järjestys."),
        why="Lajittelu siirtää rivit mutta jättää solujen nimet paikoilleen.",
    ),
    Rule(
        "OMV143",
        Severity.WARNING,
        mark("Rivien tunnisteita puuttuu"),
        mark(
            "Välilehden ”{sheet}” piilotetusta sarakkeesta A puuttuu tunnisteita. Vastaukset "
            "luettiin solun nimen ja kysymyksen perusteella: {cells}."
        ),
        mark("Tarkista vastaukset. Tee seuraava työkirja komennolla omvgen template."),
    ),
    Rule(
        "OMV144",
        Severity.WARNING,
        mark("Vastaussolujen nimiä puuttuu"),
        mark(
            "Välilehdellä ”{sheet}” vastaussolujen nimiä puuttuu tai on siirtynyt. Vastaukset "
            "luettiin rivin tunnisteen ja kysymyksen perusteella: {cells}."
        ),
        mark("Tarkista vastaukset. Tee seuraava työkirja komennolla omvgen template."),
    ),
    Rule(
        "OMV145",
        Severity.WARNING,
        mark("Kysymyksen tekstiä on muutettu"),
        mark(
            "{item}: kysymyksen paikalla solussa {cell} on muu teksti: ”{text}”. Vastaus "
            "luettiin rivin tunnisteen ja solun nimen perusteella."
        ),
        mark("Palauta kysymys. Jos solussa on vastaus, siirrä se sarakkeeseen Vastaus."),
    ),
    Rule(
        "OMV146",
        Severity.WARNING,
        mark("Vastaus on siirretty muualle"),
        mark(
            "{item}: vastauksen solu {cell} on tyhjä. Vastaus luettiin solusta {other}, "
            "johon se on siirretty."
        ),
        mark("Siirrä vastaus takaisin soluun {cell}."),
    ),
    Rule(
        "OMV147",
        Severity.ERROR,
        mark("Kohdalla on kaksi vastausta"),
        mark(
            "{item} on työkirjassa kahdesti, ja vastaukset eroavat. Solun {other} vastaus "
            "luettiin, solun {cell} ei."
        ),
        mark("Kokoa vastaus soluun {other} ja poista rivi, jolla on solu {cell}."),
        why="Kahdesta eri vastauksesta ei voi tietää, kumpi on tarkoitettu.",
    ),
    Rule(
        "OMV148",
        Severity.WARNING,
        mark("Vastaus tunnistettiin yhdestä tiedosta"),
        mark(
            "{item}: solun {cell} vastaus tunnistettiin vain yhdestä tiedosta, koska muut (rivin "
            "tunniste, solun nimi tai kysymys) puuttuvat."
        ),
        mark("Tarkista, että vastaus kuuluu tähän kohtaan."),
    ),
    Rule(
        "OMV149",
        Severity.ERROR,
        mark("Lajittelu on erottanut vastauksen osat"),
        mark(
            "{item}: rivit on lajiteltu, eikä voi sanoa, kuuluvatko solut {cells} solun {cell} "
            "vastaukseen. Vastausta ei luettu."
        ),
        mark("Kumoa lajittelu, tai siirrä vastauksen osat peräkkäisille riveille."),
        why="Vastauksen jatkoriveillä ei ole tunnistetta, josta niiden kohdan näkisi.",
    ),
    Rule(
        "OMV171",
        Severity.ERROR,
        mark("Solussa on toisen kohdan vastaus"),
        mark(
            "{item}: solun {cell} teksti kuuluu solun nimen mukaan muualle: {other_item}, jonka "
            "oma vastaussolu on {other}. Tekstiä ei luettu kumpaankaan."
        ),
        mark(
            "Katso kumpaakin solua. Kumoa solujen siirto, tai kopioi oikea vastaus uuteen "
            "työkirjaan."
        ),
        why="Vastausta ei koskaan oteta väärästä kohdasta.",
    ),
)

RULES = (*SHEETS, *ANCHORS)
