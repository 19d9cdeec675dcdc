"""OMV130–OMV135, OMV138–OMV149, OMV171: sheets, questions and answers missing or moved."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

_NEW_WORKBOOK = mark(
    "Palauta kohta työkirjan aiemmasta versiosta, tai siirrä vastaukset ehjään työkirjaan "
    "komennolla omvgen repair."
)

RULES = (
    Rule(
        Code.SHEET_MISSING,
        Severity.ERROR,
        mark("Välilehti puuttuu"),
        mark("Välilehteä ”{sheet}” ei ole työkirjassa."),
        mark(
            "Palauta välilehti työkirjan aiemmasta versiosta, tai siirrä vastaukset ehjään "
            "työkirjaan komennolla omvgen repair."
        ),
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
    Rule(
        Code.SHEET_DAMAGED,
        Severity.ERROR,
        mark("Välilehti on vioittunut"),
        mark("Välilehden ”{sheet}” sisältöä ei voitu lukea: tiedosto on vioittunut."),
        mark(
            "Palauta työkirjan aiempi versio. Jos sitä ei ole, komento omvgen repair siirtää "
            "ehjään työkirjaan kaiken, mitä välilehdeltä saa luettua."
        ),
    ),
    Rule(
        Code.SHEET_RENAMED,
        Severity.NOTE,
        mark("Välilehden nimi on muutettu"),
        mark("Välilehden ”{sheet}” nimi on lomakkeessa ”{expected}”. Välilehti luettiin."),
        mark("Palauta nimi, jos sitä ei ole muutettu tarkoituksella."),
    ),
    Rule(
        Code.SHEET_DUPLICATED,
        Severity.WARNING,
        mark("Välilehti on kopio"),
        mark("Välilehti ”{sheet}” on kopio välilehdestä ”{other}”. Kopiota ei luettu."),
        mark("Siirrä kopioon kirjoitetut vastaukset välilehdelle ”{other}” ja poista kopio."),
    ),
    Rule(
        Code.SHEET_NOT_READ,
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
        Code.QUESTION_MISSING,
        Severity.ERROR,
        mark("Kohta puuttuu"),
        mark("{item} puuttuu välilehdeltä ”{sheet}”: ”{text}”"),
        _NEW_WORKBOOK,
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
    Rule(
        Code.UNKNOWN_QUESTION_ID,
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
        Code.QUESTION_REPEATED,
        Severity.WARNING,
        mark("Kohta on työkirjassa kahdesti"),
        mark(
            "{item} on myös solun {cell} rivillä. Vastaus luettiin solusta {other}; "
            "ylimääräisellä rivillä ei ole muuta vastausta."
        ),
        mark("Poista ylimääräinen rivi, jolla on solu {cell}."),
    ),
    Rule(
        Code.ANSWER_AMBIGUOUS,
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
        Code.ROW_ID_CONTRADICTS_QUESTION,
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
        Code.ROWS_SORTED,
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
        Code.ROW_IDS_MISSING,
        Severity.WARNING,
        mark("Rivien tunnisteita puuttuu"),
        mark(
            "Välilehden ”{sheet}” piilotetusta sarakkeesta A puuttuu tunnisteita. Vastaukset "
            "luettiin solun nimen ja kysymyksen perusteella: {cells}."
        ),
        mark("Tarkista vastaukset. Komento omvgen repair siirtää ne ehjään työkirjaan."),
    ),
    Rule(
        Code.CELL_NAMES_MISSING,
        Severity.WARNING,
        mark("Vastaussolujen nimiä puuttuu"),
        mark(
            "Välilehdellä ”{sheet}” vastaussolujen nimiä puuttuu tai on siirtynyt. Vastaukset "
            "luettiin rivin tunnisteen ja kysymyksen perusteella: {cells}."
        ),
        mark("Tarkista vastaukset. Komento omvgen repair siirtää ne ehjään työkirjaan."),
    ),
    Rule(
        Code.QUESTION_TEXT_CHANGED,
        Severity.WARNING,
        mark("Kysymyksen tekstiä on muutettu"),
        mark(
            "{item}: kysymyksen paikalla solussa {cell} on muu teksti: ”{text}”. Vastaus "
            "luettiin rivin tunnisteen ja solun nimen perusteella."
        ),
        mark("Palauta kysymys. Jos solussa on vastaus, siirrä se sarakkeeseen {answer_column}."),
    ),
    Rule(
        Code.ANSWER_MOVED,
        Severity.WARNING,
        mark("Vastaus on siirretty muualle"),
        mark(
            "{item}: vastauksen solu {cell} on tyhjä. Vastaus luettiin solusta {other}, "
            "johon se on siirretty."
        ),
        mark("Siirrä vastaus takaisin soluun {cell}."),
    ),
    Rule(
        Code.TWO_ANSWERS,
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
        Code.SINGLE_ANCHOR,
        Severity.WARNING,
        mark("Vastaus tunnistettiin yhdestä tiedosta"),
        mark(
            "{item}: solun {cell} vastaus tunnistettiin vain yhdestä tiedosta, koska muut (rivin "
            "tunniste, solun nimi tai kysymys) puuttuvat."
        ),
        mark("Tarkista, että vastaus kuuluu tähän kohtaan."),
    ),
    Rule(
        Code.ANSWER_SPLIT_BY_SORTING,
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
        Code.ANSWER_OF_ANOTHER_QUESTION,
        Severity.ERROR,
        mark("Solussa on toisen kohdan vastaus"),
        mark(
            "{item}: solun {cell} teksti kuuluu solun nimen mukaan muualle: {other_item}"
            "{own_cell}. Tekstiä ei luettu kumpaankaan."
        ),
        mark(
            "Katso kumpaakin solua. Kumoa solujen siirto, tai kopioi oikea vastaus uuteen "
            "työkirjaan."
        ),
        why="Vastausta ei koskaan oteta väärästä kohdasta.",
    ),
)
