"""OMV660–OMV670, OMV678: the ledger of confirmations, what it names, and its corrections."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

_BACKUP = mark("Palauta tiedosto varmuuskopiosta. Luetteloa ei pidä muokata.")

RULES = (
    Rule(
        Code.LEDGER_DAYS_FALL,
        Severity.ERROR,
        mark("Vahvistusten päivät eivät ole järjestyksessä"),
        mark(
            "Luettelon {file} rivin {line} vahvistus ({name}, {day}) on päivätty ennen edellistä "
            "({before})."
        ),
        _BACKUP,
        why="Ohjelma ei kirjaa vahvistusta aiemmalle päivälle kuin edellistä, joten luetteloa on "
        "muokattu.",
    ),
    Rule(
        Code.LEDGER_VERSIONS_FALL,
        Severity.ERROR,
        mark("Vahvistusten versiot eivät nouse"),
        mark(
            "Luettelon {file} rivin {line} vahvistuksen ({name}, {day}) versio {version} ei ole "
            "uudempi kuin edellisen versio {confirmed}."
        ),
        _BACKUP,
        why="Ohjelma ei kirjaa vahvistusta, jonka versio ei ole noussut, joten luetteloa on "
        "muokattu.",
    ),
    Rule(
        Code.LEDGER_DAY_TO_COME,
        Severity.ERROR,
        mark("Vahvistuksen päivä luettelossa on tulevaisuudessa"),
        mark("Luettelon {file} rivin {line} vahvistuksen ({name}) päivä {day} on vasta tulossa."),
        mark(
            "Tarkista, että tietokoneen päivä on oikea. Jos on, luetteloa on muokattu: palauta se "
            "varmuuskopiosta."
        ),
        why="Ohjelma ei kirjaa vahvistusta päivälle, joka on vasta tulossa.",
    ),
    Rule(
        Code.LEDGER_COPY,
        Severity.ERROR,
        mark("Vahvistusten luettelon vieressä on sen kopio"),
        mark(
            "Luettelon {file} kansiossa on myös {copy}. Sellainen syntyy, kun kaksi konetta on "
            "muuttanut luetteloa yhtä aikaa: vahvistuksia voi olla kummassakin."
        ),
        mark(
            "Vertaa tiedostoja ja jätä kansioon se, jossa ovat kaikki vahvistukset, nimellä "
            "{file}. Siirrä toinen muualle. Jos kopio on varmuuskopio, pidä se toisessa kansiossa."
        ),
        why="Kopioon jäänyt vahvistus ei näkyisi missään.",
    ),
    Rule(
        Code.LEDGER_KEY_MISMATCH,
        Severity.ERROR,
        mark("Vahvistusten luettelon avain puuttuu tai on toinen"),
        mark(
            "Luettelon {file} vahvistuksia ei voi verrata suunnitelmaan: avain {key_file} puuttuu "
            "tai ei ole tämän luettelon."
        ),
        mark("Palauta avain varmuuskopiosta. Siirrä luettelo, tarkiste ja avain aina yhdessä."),
        why="Luettelossa on vastauksista vain avaimella lasketut tiivisteet, ettei lyhyttä "
        "salaisuutta voi arvata niistä.",
    ),
    Rule(
        Code.CONFIRMED_CHANGE_NOT_LOGGED,
        Severity.WARNING,
        mark("Vahvistettua muutosta ei ole kirjattu muutoslokiin"),
        mark(
            "Kohta {number} muuttui ennen version {version} vahvistamista, mutta muutoslokissa ei "
            "ole siitä riviä."
        ),
        mark(
            "Kirjaa muutos välilehdelle {log_sheet}; kirjoita sarakkeeseen {place_column} {number}."
        ),
        why="Oleelliset muutokset kirjataan viivytyksettä (ohje 2.2). Vahvistaminen ei poista "
        "puutetta.",
    ),
    Rule(
        Code.KEPT_FILE_MISSING,
        Severity.ERROR,
        mark("Vahvistettu tiedosto puuttuu"),
        mark("Vahvistettua tiedostoa {file} ei ole."),
        mark("Palauta tiedosto varmuuskopiosta."),
        why="Vahvistettu suunnitelma on voitava näyttää vuosien päästä.",
    ),
    Rule(
        Code.KEPT_FILE_CHANGED,
        Severity.ERROR,
        mark("Vahvistettu tiedosto on muuttunut"),
        mark("Tiedosto {file} ei ole enää se, joka vahvistettiin, tai sitä ei voi lukea."),
        mark("Palauta tiedosto varmuuskopiosta."),
        why="Vahvistettu suunnitelma on voitava näyttää vuosien päästä.",
    ),
    Rule(
        Code.LEDGER_LOCK_FILE,
        Severity.ERROR,
        mark("Vahvistuksen lukkotiedosto on olemassa"),
        mark(
            "Levyllä ei ole lukkoja, joten vahvistusta suojaa lukkotiedosto {file}, ja se on jo "
            "olemassa: joku muu kirjaa vahvistusta, tai kirjaaminen on keskeytynyt."
        ),
        mark("Odota hetki. Jos kukaan ei kirjaa vahvistusta, poista lukkotiedosto."),
    ),
    Rule(
        Code.CORRECTION_IMPOSSIBLE,
        Severity.ERROR,
        mark("Vahvistusta ei voi oikaista"),
        mark("Vahvistusta {number} ei voi oikaista: {reason}."),
        mark(
            "Anna vahvistuksen numero (--correct; komento omvgen status kertoo sen), syy "
            "(--reason) ja oikea tieto (--date, --place, --by tai --role)."
        ),
    ),
    Rule(
        Code.RECORD_NOT_FOUND,
        Severity.ERROR,
        mark("Luettelossa ei ole vahvistusta, jolla on annettu tunniste"),
        mark("Luettelossa {file} ei ole vahvistusta, jonka tunniste on {id}."),
        mark(
            "Tarkista tunniste. Jos se on oikein, luettelo ei ole se, johon vahvistus kirjattiin: "
            "se on kirjoitettu uudelleen tai siitä on poistettu vahvistuksia. Palauta se "
            "varmuuskopiosta."
        ),
        why="Luettelon voi kirjoittaa uudelleen se, joka voi muuttaa koko kansiota. Sen näyttää "
        "vain muualle talletettu tunniste.",
    ),
    Rule(
        Code.LEDGER_GONE,
        Severity.ERROR,
        mark("Vahvistusten luettelo puuttuu"),
        mark(
            "Kansiossa {kept} on vahvistettuja tiedostoja, kuten {file}, mutta luettelo {ledger}, "
            "sen tarkiste ja avain puuttuvat: vahvistuksista ei ole kirjausta."
        ),
        mark(
            "Palauta kolme tiedostoa varmuuskopiosta kansion {kept} viereen. Jos kansio "
            "siirrettiin, siirrä ne sen mukana. Jos luettelo on tarkoitus aloittaa alusta, siirrä "
            "myös kansio {kept} talteen."
        ),
        why="Ilman luetteloa suunnitelma näyttäisi siltä, ettei sitä ole koskaan vahvistettu.",
    ),
)
