"""OMV710–OMV716: files in the place of an output that are not replaced."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

_OTHER_NAME = mark("Anna tulosteelle toinen nimi (-o).")

RULES = (
    Rule(
        Code.FILE_CONFIRMED,
        Severity.ERROR,
        mark("Tiedosto on vahvistettu"),
        mark(
            "Tiedosto {file} on vahvistettu {day} (versio {version}). Sitä ei korvattu, sillä "
            "vahvistettua ei saisi takaisin."
        ),
        mark(
            "Anna uudelle tiedostolle toinen nimi (-o), tai siirrä vahvistettu talteen. Komento "
            "omvgen verify ASIAKIRJA TYÖKIRJA kertoo, mikä asiakirja vahvistettiin. Vain jos "
            "vahvistettu on tallessa muualla, lisää komentoon --force."
        ),
        why=(
            "Tiedosto vahvistukset.jsonl nimeää vahvistetut tiedostot, ja vahvistuksen voi "
            "todentaa vain, jos ne säilyvät muuttumattomina."
        ),
    ),
    Rule(
        Code.OUTPUT_EDITED,
        Severity.ERROR,
        mark("Tulostetta on muokattu"),
        mark(
            "Tiedostoa {file} on muokattu sen jälkeen, kun se tehtiin. Sitä ei korvattu. Siitä "
            "katoaisi: {lost}."
        ),
        mark(
            "Anna uudelle tiedostolle toinen nimi (-o), tai siirrä vanha talteen. Jos vanhaa ei "
            "tarvita, lisää komentoon --force."
        ),
    ),
    Rule(
        Code.ANNOTATED_COPY_EDITED,
        Severity.ERROR,
        mark("Kopiota on muokattu"),
        mark(
            "Kopiota {file} on muokattu tai se on tallennettu uudelleen sen jälkeen, kun havainnot "
            "merkittiin siihen. Sitä ei korvattu, sillä siihen tehdyt korjaukset katoaisivat."
        ),
        mark(
            "Komento omvgen merge TYÖKIRJA {file} -o UUSI.xlsx tuo korjaukset työkirjan kopioon. "
            "Poista sitten kopio {file}. Jos korjauksia ei ole, lisää komentoon --force."
        ),
        why="Havaintoja korjataan helposti kopioon, vaikka korjaukset kuuluvat työkirjaan.",
    ),
    Rule(
        Code.OUTPUT_EXISTS,
        Severity.ERROR,
        mark("Tiedosto on jo olemassa"),
        mark(
            "Tiedosto {file} on jo olemassa, ja siinä on muuta kuin tässä tulosteessa. Sitä ei "
            "korvattu, sillä tiedostosta ei näe, onko sitä muokattu."
        ),
        mark(
            "Anna uudelle tiedostolle toinen nimi (-o), tai siirrä vanha talteen. Jos vanhaa ei "
            "tarvita, lisää komentoon --force."
        ),
        why="JSONissa ja tekstitiedostossa ei ole paikkaa merkille, josta muokkauksen näkisi.",
    ),
    Rule(
        Code.OUTPUT_IS_LEDGER,
        Severity.ERROR,
        mark("Tiedosto on vahvistusten luettelo"),
        mark("{file} on vahvistusten luettelo, eikä sitä korvata."),
        _OTHER_NAME,
    ),
    Rule(
        Code.OUTPUT_IS_INPUT,
        Severity.ERROR,
        mark("Komento lukee tiedostoa, johon se kirjoittaisi"),
        mark("Komento lukee tiedostoa {file}, joten siihen ei kirjoiteta."),
        _OTHER_NAME,
    ),
    Rule(
        Code.OUTPUT_IS_WORKBOOK_OR_DOCUMENT,
        Severity.ERROR,
        mark("Tiedosto on työkirja tai asiakirja"),
        mark("{file} on työkirja tai asiakirja, eikä sitä korvata tekstillä."),
        _OTHER_NAME,
    ),
)
