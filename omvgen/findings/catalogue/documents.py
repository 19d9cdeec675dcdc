"""OMV127–129, 172–173, 195–198: the PDF, and files that are a model or stand in the way."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

_INSTALL = mark(
    "Asenna LibreOffice (https://fi.libreoffice.org) tai kerro ympäristömuuttujassa "
    "OMVGEN_SOFFICE, missä sen ohjelma soffice on. Anna sitten sama komento uudelleen."
)
_FROM_WORD = mark(
    "Yritä uudelleen. Jos se ei auta, avaa asiakirja Wordissa ja tallenna se siellä "
    "PDF-tiedostoksi (Tiedosto, Tallenna nimellä)."
)
_OWN_TEMPLATE = mark(
    "Anna Word-asiakirja (.docx) tai mallipohja (.dotx), joka aukeaa Wordissa, "
    "tai jätä valitsin --reference-doc pois."
)
_KEEP_IT = mark(
    "Anna uudelle tiedostolle toinen nimi (-o), tai siirrä vanha talteen. "
    "Jos vanhaa ei tarvita, lisää komentoon --force."
)

RULES = (
    Rule(
        "OMV127",
        Severity.ERROR,
        mark("PDF-tiedostoon tarvitaan LibreOffice"),
        mark("PDF-tiedostoa ei tehty, koska LibreOfficea ei löydy tästä koneesta."),
        _INSTALL,
    ),
    Rule(
        "OMV128",
        Severity.ERROR,
        mark("LibreOffice ei ole siinä, missä sen sanotaan olevan"),
        mark(
            "PDF-tiedostoa ei tehty, koska ympäristömuuttujan OMVGEN_SOFFICE mukaista ohjelmaa "
            "{file} ei ole."
        ),
        mark("Korjaa muuttujan OMVGEN_SOFFICE arvo, tai poista muuttuja."),
    ),
    Rule(
        "OMV129",
        Severity.ERROR,
        mark("LibreOffice ei tehnyt PDF-tiedostoa"),
        mark("PDF-tiedostoa ei tehty, koska LibreOffice ({program}) ei saanut sitä valmiiksi."),
        _FROM_WORD,
    ),
    Rule(
        "OMV172",
        Severity.ERROR,
        mark("LibreOffice ei vastannut"),
        mark(
            "PDF-tiedostoa ei tehty, koska LibreOffice ({program}) ei saanut sitä valmiiksi "
            "{seconds} sekunnissa."
        ),
        _FROM_WORD,
    ),
    Rule(
        "OMV173",
        Severity.ERROR,
        mark("PDF-tiedosto on jo olemassa"),
        mark(
            "Tiedosto {file} on jo olemassa. Se on tehty muualla, tai sitä on muutettu tekemisen "
            "jälkeen. Sitä ei korvattu. Siitä katoaisi: {lost}."
        ),
        mark(
            "Komento omvgen verify {file} TYÖKIRJA kertoo, onko juuri se vahvistettu. Anna "
            "uudelle asiakirjalle toinen nimi (-o), tai siirrä vanha talteen. Jos vanhaa ei "
            "tarvita, lisää komentoon --force."
        ),
        why="Allekirjoitettua tai muualla tehtyä PDF-tiedostoa ei korvata kysymättä.",
    ),
    Rule(
        "OMV195",
        Severity.ERROR,
        mark("Mallipohjaa ei voi lukea"),
        mark("Mallipohjaa {file} ei voitu lukea: {reason}."),
        mark("Tarkista mallipohjan nimi ja kansio."),
    ),
    Rule(
        "OMV196",
        Severity.ERROR,
        mark("Mallipohja ei ole Word-asiakirja"),
        mark("Tiedostoa {file} ei voi käyttää mallipohjana: se ei ole ehjä Word-asiakirja."),
        _OWN_TEMPLATE,
    ),
    Rule(
        "OMV197",
        Severity.ERROR,
        mark("Asiakirjaa on muokattu"),
        mark(
            "Asiakirja {file} on muokattu tai tallennettu uudelleen sen jälkeen, kun se tehtiin. "
            "Sitä ei korvattu. Siitä katoaisi: {lost}."
        ),
        mark(
            "Komento omvgen verify {file} TYÖKIRJA näyttää, mitä suunnitelmassa on toisin kuin "
            "työkirjassa. Vie muutokset työkirjaan. Anna uudelle asiakirjalle toinen nimi (-o), "
            "tai siirrä vanha talteen. Jos vanhaa ei tarvita, lisää komentoon --force."
        ),
        why="Käsin tehty muutos tai allekirjoitus katoaisi, jos asiakirja korvattaisiin uudella.",
    ),
    Rule(
        "OMV198",
        Severity.ERROR,
        mark("Samanniminen tiedosto on jo olemassa"),
        mark(
            "Tiedosto {file} on jo olemassa, eikä sitä ole tehty tällä ohjelmalla. "
            "Sitä ei korvattu, sillä sen sisältö katoaisi."
        ),
        _KEEP_IT,
        why="Toisen tekemää tiedostoa ei korvata kysymättä.",
    ),
)
