"""OMV127–OMV129, OMV172, OMV173, OMV195–OMV198, OMV761: making a Word document or a PDF."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
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
        Code.LIBREOFFICE_MISSING,
        Severity.ERROR,
        mark("PDF-tiedostoon tarvitaan LibreOffice"),
        mark("PDF-tiedostoa ei tehty, koska LibreOfficea ei löydy tästä koneesta."),
        _INSTALL,
    ),
    Rule(
        Code.PDF_LIBRARY_MISSING,
        Severity.ERROR,
        mark("PDF-tiedostoon tarvitaan kirjasto pypdf"),
        mark("PDF-tiedostoa ei tehty, koska kirjastoa pypdf ei ole tässä koneessa."),
        mark("Asenna se (docs/installing.md, kohta PDF), tai tallenna Word-asiakirja PDF:ksi."),
    ),
    Rule(
        Code.LIBREOFFICE_PATH_WRONG,
        Severity.ERROR,
        mark("LibreOffice ei ole siinä, missä sen sanotaan olevan"),
        mark(
            "PDF-tiedostoa ei tehty, koska ympäristömuuttujan OMVGEN_SOFFICE mukaista ohjelmaa "
            "{file} ei ole."
        ),
        mark("Korjaa muuttujan OMVGEN_SOFFICE arvo, tai poista muuttuja."),
    ),
    Rule(
        Code.LIBREOFFICE_FAILED,
        Severity.ERROR,
        mark("LibreOffice ei tehnyt PDF-tiedostoa"),
        mark("PDF-tiedostoa ei tehty, koska LibreOffice ({program}) ei saanut sitä valmiiksi."),
        _FROM_WORD,
    ),
    Rule(
        Code.LIBREOFFICE_TIMED_OUT,
        Severity.ERROR,
        mark("LibreOffice ei vastannut"),
        mark(
            "PDF-tiedostoa ei tehty, koska LibreOffice ({program}) ei saanut sitä valmiiksi "
            "{seconds} sekunnissa."
        ),
        _FROM_WORD,
    ),
    Rule(
        Code.PDF_EXISTS,
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
        Code.REFERENCE_DOCUMENT_UNREADABLE,
        Severity.ERROR,
        mark("Mallipohjaa ei voi lukea"),
        mark("Mallipohjaa {file} ei voitu lukea: {reason}."),
        mark("Tarkista mallipohjan nimi ja kansio."),
    ),
    Rule(
        Code.REFERENCE_DOCUMENT_NOT_WORD,
        Severity.ERROR,
        mark("Mallipohja ei ole Word-asiakirja"),
        mark("Tiedostoa {file} ei voi käyttää mallipohjana: se ei ole ehjä Word-asiakirja."),
        _OWN_TEMPLATE,
    ),
    Rule(
        Code.REFERENCE_DOCUMENT_OTHER_KIND,
        Severity.ERROR,
        mark("Mallipohja on toista tiedostomuotoa"),
        mark("Tiedostoa {file} ei voi käyttää mallipohjana: {reason}."),
        mark(
            "Avaa tiedosto Wordissa ja valitse Tallenna nimellä. Valitse muodoksi Word-asiakirja "
            "(.docx) tai Word-malli (.dotx), ilman salasanaa. Anna uusi tiedosto mallipohjaksi."
        ),
    ),
    Rule(
        Code.DOCUMENT_EDITED,
        Severity.ERROR,
        mark("Asiakirjaa on muokattu"),
        mark(
            "Asiakirja {file} on muokattu tai tallennettu uudelleen sen jälkeen, kun se tehtiin. "
            "Sitä ei korvattu. Siitä katoaisi: {lost}."
        ),
        mark(
            "Komento omvgen verify {file} TYÖKIRJA näyttää, mitä suunnitelmassa on toisin kuin "
            "työkirjassa, ja komento omvgen merge TYÖKIRJA {file} -o UUSI.xlsx tuo muutokset "
            "työkirjan kopioon. Anna uudelle asiakirjalle toinen nimi (-o), tai siirrä vanha "
            "talteen. Jos vanhaa ei tarvita, lisää komentoon --force."
        ),
        why="Käsin tehty muutos tai allekirjoitus katoaisi, jos asiakirja korvattaisiin uudella.",
    ),
    Rule(
        Code.OTHER_FILE_EXISTS,
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
