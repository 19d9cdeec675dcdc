"""OMV620–OMV638, OMV650–OMV651: the yearly confirmation and the ledger of confirmations."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.CONFIRMATION_IN_FUTURE,
        Severity.ERROR,
        mark("Vahvistuksen päivä on tulevaisuudessa"),
        mark("Vahvistamista ei voi kirjata päivälle {day}, joka on vasta tulossa."),
        mark("Anna päivä, jona suunnitelma allekirjoitettiin (--date, esimerkiksi 30.1.2026)."),
    ),
    Rule(
        Code.CONFIRMATION_BEFORE_PREVIOUS,
        Severity.ERROR,
        mark("Vahvistuksen päivä on ennen edellistä vahvistusta"),
        mark("Päivä {day} on ennen edellistä vahvistusta, joka on kirjattu päivälle {last}."),
        mark("Anna päivä, jona tämä suunnitelma allekirjoitettiin."),
    ),
    Rule(
        Code.CONFIRMATION_DATE_MISMATCH,
        Severity.ERROR,
        mark("Vahvistuksen päivä ei sovi suunnitelmaan"),
        mark("Päivä {day} ei sovi suunnitelmaan, jossa {what} on {date}."),
        mark(
            "Tarkista päivä (--date). Jos se on oikein, korjaa työkirja ja tee asiakirja "
            "uudelleen komennolla omvgen build, tai kirjaa valitsimella --force."
        ),
        why="Kirjattu vahvistus jää luetteloon, ja vuosi jää helposti vaihtamatta.",
    ),
    Rule(
        Code.CONFIRMATION_INCOMPLETE,
        Severity.ERROR,
        mark("Vahvistajan tieto puuttuu"),
        mark("Vahvistuksesta puuttuu tieto: {missing}."),
        mark("Anna vahvistajan nimi (--by), tehtävä (--role) ja paikka (--place)."),
    ),
    Rule(
        Code.DOCUMENT_NOT_OF_WORKBOOK,
        Severity.ERROR,
        mark("Asiakirja ei ole tämän työkirjan suunnitelma"),
        mark("Asiakirjan {file} sisältö ei vastaa työkirjaa, joten sitä ei voi vahvistaa."),
        mark(
            "Katso erot komennolla omvgen verify. Korjaa työkirja, tai tee asiakirja uudelleen "
            "komennolla omvgen build ja allekirjoita se."
        ),
        why="Vahvistetaan se teksti, joka allekirjoitetaan (ohje 2.2).",
    ),
    Rule(
        Code.DOCUMENT_NOT_COMPARED,
        Severity.WARNING,
        mark("Asiakirjaa ei voitu verrata kokonaan työkirjaan"),
        mark("Asiakirjassa {file} on sellaista, mitä ei voitu verrata työkirjaan. {what}."),
        mark(
            "Tarkista nämä kohdat itse. Vahvistus koskee juuri tätä tiedostoa, mutta ohjelma ei "
            "todista, että se sanoo saman kuin työkirja."
        ),
        why="Kuvaa, upotettua tiedostoa tai piilotettua rakennetta ohjelma ei osaa lukea.",
    ),
    Rule(
        Code.DOCUMENT_LOOKS_OTHERWISE,
        Severity.ERROR,
        mark("Asiakirja näyttää toiselta kuin työkirjasta tehty"),
        mark("Asiakirjan {file} sanat ovat työkirjan sanat, mutta lukija näkee ne toisin. {what}."),
        mark(
            "Palauta muotoilu, tai tee asiakirja uudelleen komennolla omvgen build. Jos se on "
            "tehty mallipohjasta, anna se valitsimella --reference-doc. Jos muotoilu on "
            "tarkoitettu, kirjaa valitsimella --force."
        ),
        why="Pienennetty tai syrjään siirretty teksti voi jäädä allekirjoittajalta lukematta.",
    ),
    Rule(
        Code.CONFIRMED_VERSION_NOT_RAISED,
        Severity.ERROR,
        mark("Versiota ei ole nostettu edellisestä vahvistuksesta"),
        mark("Versio {version} ei ole uudempi kuin {confirmed}, joka on vahvistettu {day}."),
        mark("Nosta versio välilehdelle {document_sheet} ennen vahvistamista."),
        why="Jokainen vahvistus on oma versionsa, vaikka muutoksia ei olisi.",
    ),
    Rule(
        Code.CONFIRMER_NOT_IN_PLAN,
        Severity.ERROR,
        mark("Vahvistaja on muu kuin suunnitelmassa"),
        mark("Vahvistaja {name} ei ole suunnitelman nimenselvennyksessä tai johtajana: {known}."),
        mark(
            "Tarkista nimi. Jos johtaja on vaihtunut, päivitä suunnitelma. Jos vahvistaja on "
            "apulaisjohtaja, kirjaa valitsimella --force."
        ),
        why="Suunnitelman vahvistaa toiminnasta vastaava johtaja tai apulaisjohtaja (ohje 2.2).",
    ),
    Rule(
        Code.NOT_A_WORD_DOCUMENT,
        Severity.ERROR,
        mark("Tiedosto ei ole Word-asiakirja, jonka voi lukea"),
        mark("Tiedostoa {file} ei voi verrata työkirjaan: {reason}."),
        mark(
            "Anna Word-asiakirja, joka aukeaa Wordissa. Jos siinä on salasana, poista se Wordissa."
        ),
    ),
    Rule(
        Code.CONFIRMER_NOT_DIRECTOR,
        Severity.ERROR,
        mark("Vahvistajan tehtävä ei ole johtaja tai apulaisjohtaja"),
        mark("Vahvistajan tehtävä olisi {role}."),
        mark(
            "Tarkista tehtävä: vahvistajan on oltava johtaja tai apulaisjohtaja. Jos johtajan "
            "tehtävänimike on muu, kirjaa valitsimella --force."
        ),
        why="Suunnitelman vahvistaa toiminnasta vastaava johtaja tai apulaisjohtaja (ohje 2.2).",
    ),
    Rule(
        Code.LEDGER_UNREADABLE,
        Severity.ERROR,
        mark("Vahvistusten luetteloa ei voi lukea"),
        mark("Vahvistusten luetteloa {file} ei voitu lukea: {reason}."),
        mark("Tarkista oikeudet ja sulje ohjelmat, joissa tiedosto on auki."),
    ),
    Rule(
        Code.LEDGER_LINE_INVALID,
        Severity.ERROR,
        mark("Vahvistusten luettelon rivi ei ole vahvistus"),
        mark(
            "Vahvistusten luettelon {file} rivi {line} ei ole ehjä vahvistus: se on katkennut, "
            "tai sitä on muokattu käsin."
        ),
        mark("Palauta tiedosto varmuuskopiosta. Luetteloa ei pidä muokata."),
        why="Luettelon on kestettävä valvojan tarkastus vuosia myöhemmin.",
    ),
    Rule(
        Code.LEDGER_RECORD_ALTERED,
        Severity.ERROR,
        mark("Vahvistusta on muutettu jälkikäteen"),
        mark("Luettelon {file} rivin {line} vahvistusta ({name}, {day}) on muutettu jälkikäteen."),
        mark("Palauta tiedosto varmuuskopiosta. Luetteloa ei pidä muokata."),
        why="Luettelon on kestettävä valvojan tarkastus vuosia myöhemmin.",
    ),
    Rule(
        Code.LEDGER_CHAIN_BROKEN,
        Severity.ERROR,
        mark("Vahvistusten ketju on poikki"),
        mark(
            "Luettelon {file} rivi {line} ({name}, {day}) ei seuraa edellistä riviä: "
            "rivejä on poistettu, lisätty tai vaihdettu keskenään."
        ),
        mark("Palauta tiedosto varmuuskopiosta. Luetteloa ei pidä muokata."),
        why="Luettelon on kestettävä valvojan tarkastus vuosia myöhemmin.",
    ),
    Rule(
        Code.LEDGER_RECORDS_MISSING,
        Severity.ERROR,
        mark("Vahvistuksia puuttuu luettelon lopusta"),
        mark(
            "Tarkisteen {seal} mukaan vahvistuksia on {sealed}, mutta luettelossa {file} "
            "niitä on {count}."
        ),
        mark(
            "Palauta molemmat tiedostot varmuuskopiosta. Siirrä ne aina yhdessä. Jos "
            "varmuuskopiota ei ole, siirrä luettelo, tarkiste ja avain talteen toiseen kansioon: "
            "komento omvgen confirm aloittaa uuden luettelon. Merkitse asianhallintaan, miksi."
        ),
        why="Luettelon on kestettävä valvojan tarkastus vuosia myöhemmin.",
    ),
    Rule(
        Code.LEDGER_BUSY,
        Severity.ERROR,
        mark("Toinen vahvistus on kesken"),
        mark("Joku muu kirjaa vahvistusta samaan aikaan."),
        mark("Odota hetki ja yritä uudelleen."),
    ),
    Rule(
        Code.LEDGER_SEAL_MISMATCH,
        Severity.ERROR,
        mark("Vahvistusten luettelon tarkiste puuttuu tai on toinen"),
        mark(
            "Luettelon {file} viimeistä vahvistusta ei voi todeta aidoksi: tarkiste {seal} "
            "puuttuu tai on toisesta luettelosta."
        ),
        mark("Palauta molemmat tiedostot varmuuskopiosta. Siirrä ne aina yhdessä."),
        why="Luettelon on kestettävä valvojan tarkastus vuosia myöhemmin.",
    ),
    Rule(
        Code.LEDGER_RESAVED,
        Severity.ERROR,
        mark("Vahvistusten luettelo on tallennettu toisella ohjelmalla"),
        mark(
            "Luettelon {file} rivi {line} ({name}, {day}) ei ole merkilleen sellainen kuin "
            "kirjattiin, vaikka vahvistuksen tiedot ovat ennallaan: tiedosto on tallennettu "
            "toisella ohjelmalla, tai riville on lisätty jotakin."
        ),
        mark("Palauta tiedosto varmuuskopiosta. Luetteloa ei pidä muokata."),
        why="Tallennus esimerkiksi Muistiossa muuttaa rivinvaihtoja ja merkistöä, vaikka teksti "
        "näyttää samalta.",
    ),
    Rule(
        Code.LEDGER_FOLDER_UNWRITABLE,
        Severity.ERROR,
        mark("Kansioon ei voi kirjata vahvistusta"),
        mark("Vahvistusta ei voitu kirjata kansioon {folder}: {reason}."),
        mark(
            "Pyydä oikeus kirjoittaa kansioon, tai siirrä työkirja, vahvistukset.jsonl, "
            "vahvistukset.tarkiste ja vahvistukset.avain yhdessä kansioon, johon saat kirjoittaa."
        ),
    ),
)
