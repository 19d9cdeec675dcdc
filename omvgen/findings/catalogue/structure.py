"""OMV126–OMV171: the workbook's structure, and texts that were or were not read."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

_NEW_WORKBOOK = mark(
    "Palauta kohta työkirjan aiemmasta versiosta, tai tee uusi työkirja komennolla "
    "omvgen template ja siirrä vastaukset siihen."
)
_MOVE_OR_CLEAR = mark("Siirrä teksti oikeaan soluun, tai poista se, jos sitä ei tarvita.")

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
            "(tunniste: {of_id}, kysymys: {of_text}). Solun {other} vastausta ei luettu."
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

TEXTS = (
    Rule(
        "OMV150",
        Severity.WARNING,
        mark("Teksti on solussa, jota ei lueta"),
        mark("Teksti katoaisi, koska sen solua ei lueta ({cells}): ”{text}”"),
        _MOVE_OR_CLEAR,
        why="Suunnitelmaan luetaan kysymysten ja taulukoiden solut, ei muita.",
    ),
    Rule(
        "OMV151",
        Severity.ERROR,
        mark("Tekstiä yhdistetyn solun alla"),
        mark(
            "Solussa {cell} on tekstiä, joka ei näy, koska solut {area} on yhdistetty: ”{text}” "
            "Sitä ei luettu."
        ),
        mark("Poista solujen yhdistäminen ja tarkista teksti."),
        why="Excel näyttää yhdistetyistä soluista vain ensimmäisen tekstin.",
    ),
    Rule(
        "OMV152",
        Severity.WARNING,
        mark("Soluja on yhdistetty"),
        mark(
            "Solut {area} on yhdistetty. Näkyvä teksti kuuluu vain yhdistetyn alueen ensimmäiseen "
            "soluun."
        ),
        mark("Poista solujen yhdistäminen ja kirjoita kunkin kohdan vastaus sen omaan soluun."),
    ),
    Rule(
        "OMV153",
        Severity.WARNING,
        mark("Piilotettuja rivejä tai sarakkeita"),
        mark(
            "Välilehdellä ”{sheet}” on piilotettu rivejä tai sarakkeita, joilla on tekstiä: "
            "{names}. Teksti luettiin silti."
        ),
        mark("Tuo ne näkyviin ja tarkista teksti."),
        why="Piilotettu teksti tulee asiakirjaan, vaikka sitä ei näe työkirjassa.",
    ),
    Rule(
        "OMV154",
        Severity.NOTE,
        mark("Kommentit eivät kuulu suunnitelmaan"),
        mark("Välilehdellä ”{sheet}” on kommentteja ({cells}). Niitä ei lueta."),
        mark("Kirjoita vastaukseen kuuluva teksti vastauksen soluun."),
    ),
    Rule(
        "OMV155",
        Severity.WARNING,
        mark("Vastaus on kaava"),
        mark("Solussa {cell} on kaava. Siitä luettiin viimeksi laskettu tulos: ”{text}”."),
        mark("Kirjoita soluun tulos tekstinä."),
        why="Kaavan tulos voi muuttua, kun työkirja avataan.",
    ),
    Rule(
        "OMV156",
        Severity.ERROR,
        mark("Solussa on virhearvo"),
        mark("Solussa {cell} on virhearvo {text} eikä vastausta."),
        mark("Kirjoita vastaus tekstinä. Yhtäsuuruusmerkillä alkava teksti on Excelille kaava."),
    ),
    Rule(
        "OMV157",
        Severity.ERROR,
        mark("Kaavalla ei ole tulosta"),
        mark("Solussa {cell} on kaava, jota ei ole laskettu."),
        mark("Kirjoita soluun vastaus tekstinä, tai avaa työkirja Excelissä ja tallenna se."),
    ),
    Rule(
        "OMV158",
        Severity.NOTE,
        mark("Tekstin paikalla on luku tai päivämäärä"),
        mark("Solussa {cell} on luku tai päivämäärä eikä tekstiä. Se luettiin muodossa {text}."),
        mark("Tarkista, ettei alusta puutu nollia. Muotoile solu tekstiksi ja kirjoita uudelleen."),
        why=(
            "Excel pudottaa luvun alusta nollat ja muuttaa päivämäärältä näyttävän tekstin "
            "päiväksi."
        ),
    ),
    Rule(
        "OMV159",
        Severity.ERROR,
        mark("Solua ei voi lukea"),
        mark("Solun {cell} sisältö on vioittunut, eikä sitä luettu: ”{text}”"),
        mark("Kirjoita solun sisältö uudelleen."),
    ),
    Rule(
        "OMV160",
        Severity.ERROR,
        mark("Tuntematon julkisuus"),
        mark("Solussa {cell} on julkisuutena ”{text}”."),
        mark("Valitse luettelosta Julkinen, Osittain salassa pidettävä tai Salassa pidettävä."),
        why="Julkiseen kappaleeseen otetaan vain julkiseksi merkitty; muu jää pois (ohje 2.4).",
    ),
    Rule(
        "OMV161",
        Severity.ERROR,
        mark("Julkisuus on merkitty jatkoriville"),
        mark(
            "Vastauksen jatkorivillä ({cells}) on julkisuus tai peruste, joka poikkeaa kysymyksen "
            "rivistä. Sitä ei luettu."
        ),
        mark("Merkitse julkisuus ja peruste kysymyksen riville ({other}) ja tyhjennä jatkorivi."),
        why="Kun merkinnät eroavat, ei voi tietää, kumpi on tarkoitettu.",
    ),
    Rule(
        "OMV162",
        Severity.WARNING,
        mark("Välilehti on piilotettu"),
        mark("Välilehti ”{sheet}” on piilotettu. Sen vastaukset luettiin silti."),
        mark("Tuo välilehti näkyviin ja tarkista vastaukset."),
        why="Piilotettu teksti tulee asiakirjaan, vaikka sitä ei näe työkirjassa.",
    ),
    Rule(
        "OMV163",
        Severity.NOTE,
        mark("Kuvat ja tekstiruudut eivät kuulu suunnitelmaan"),
        mark("Välilehdellä ”{sheet}” on kuvia, kaavioita tai tekstiruutuja. Niitä ei lueta."),
        mark("Kirjoita tekstiruudun teksti vastauksen soluun."),
    ),
    Rule(
        "OMV164",
        Severity.WARNING,
        mark("Vastaus jatkuu tyhjän rivin jälkeen"),
        mark("Solun {other} vastaukseen luettiin myös solu {cell}, joka on tyhjän rivin jälkeen."),
        mark("Poista tyhjä rivi, jos teksti kuuluu vastaukseen. Muuten siirrä teksti muualle."),
        why="Tyhjän rivin jälkeinen teksti voi olla tarkoitettu muuksi kuin vastaukseksi.",
    ),
)

TABLES = (
    Rule(
        "OMV165",
        Severity.ERROR,
        mark("Taulukon sarakkeita ei tunnisteta"),
        mark("Taulukon ”{table}” otsikot eivät ole lomakkeen mukaiset. Taulukkoa ei luettu."),
        mark("Palauta taulukon sarakkeiden otsikot."),
    ),
    Rule(
        "OMV166",
        Severity.WARNING,
        mark("Sarakkeen otsikkoa on muutettu"),
        mark(
            "Taulukko ”{table}”: sarake ”{column}” luettiin paikkansa perusteella, koska sen "
            "otsikko (solu {cell}) on muutettu."
        ),
        mark("Palauta soluun {cell} otsikko ”{column}”."),
    ),
    Rule(
        "OMV167",
        Severity.WARNING,
        mark("Taulukosta puuttuu sarake"),
        mark("Taulukosta ”{table}” puuttuu sarake ”{column}”."),
        mark("Palauta sarake työkirjan aiemmasta versiosta."),
    ),
    Rule(
        "OMV168",
        Severity.WARNING,
        mark("Taulukko jatkuu tyhjän rivin jälkeen"),
        mark(
            "Taulukkoon ”{table}” luettiin myös rivit tyhjän rivin jälkeen, solusta {cell} alkaen."
        ),
        mark("Poista tyhjä rivi, jos rivit kuuluvat taulukkoon. Muuten siirrä teksti muualle."),
        why="Tyhjän rivin jälkeinen teksti voi olla tarkoitettu muuksi kuin taulukon riviksi.",
    ),
    Rule(
        "OMV169",
        Severity.WARNING,
        mark("Taulukon tunniste puuttuu"),
        mark(
            "Taulukko ”{table}” tunnistettiin sarakkeiden otsikoista, koska sen tunniste puuttuu "
            "sarakkeesta A."
        ),
        mark("Tarkista taulukon rivit. Tee seuraava työkirja komennolla omvgen template."),
    ),
    Rule(
        "OMV170",
        Severity.ERROR,
        mark("Taulukko puuttuu"),
        mark("Taulukkoa ”{table}” ei ole välilehdellä ”{sheet}”."),
        mark("Palauta taulukko työkirjan aiemmasta versiosta."),
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
)

RULES = (*SHEETS, *ANCHORS, *TEXTS, *TABLES)
