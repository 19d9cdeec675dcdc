"""OMV6xx: against last year, the change log and the confirmations."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        "OMV601",
        Severity.WARNING,
        mark("Nimenselvennyksessä on eri henkilö kuin johtajan tiedoissa"),
        mark("Nimenselvennys ”{name}” ei vastaa kohtaa {number} ”{question}”: {director}."),
        mark("Korjaa solu {cell}, tai päivitä johtajan nimi kohtaan {number}."),
        why="Suunnitelman vahvistaa toiminnasta vastaava johtaja tai apulaisjohtaja (ohje 2.2).",
    ),
    Rule(
        "OMV602",
        Severity.WARNING,
        mark("Suunnitelma on muuttunut, mutta versio on sama"),
        mark("Suunnitelma on muuttunut, mutta versio on yhä {version}."),
        mark("Nosta versio soluun {cell} ja kirjaa muutokset välilehdelle Muutosloki."),
        why="Kahta eri tekstiä ei voi myöhemmin erottaa toisistaan, jos versio on sama.",
    ),
    Rule(
        "OMV603",
        Severity.WARNING,
        mark("Allekirjoituksen paikka tai päivä puuttuu"),
        mark("Kohdassa {number} ”{question}” on ”{text}”: siinä ei ole sekä paikkaa että päivää."),
        mark(
            "Kirjoita soluun {cell} molemmat, esimerkiksi Esimerkkilä 30.1.2026, tai jätä solu "
            "tyhjäksi ja kirjoita ne asiakirjaan käsin."
        ),
        why="Vahvistamisesta on näyttävä, missä ja milloin se tehtiin (ohje 2.2).",
    ),
    Rule(
        "OMV604",
        Severity.WARNING,
        mark("Allekirjoitus on päivätty ennen suunnitelmaa"),
        mark("Kohdassa {number} ”{question}” on ”{text}”, mutta suunnitelma on päivätty {date}."),
        mark("Tarkista solu {cell} ja suunnitelman päiväys."),
        why="Päivämäärä jää helposti vaihtamatta, kun pohjana on edellisen vuoden työkirja.",
    ),
    Rule(
        "OMV610",
        Severity.WARNING,
        mark("Muutosta ei ole kirjattu muutoslokiin"),
        mark("Kohta {number} on muuttunut, mutta muutoslokissa ei ole siitä riviä."),
        mark(
            "Kirjaa muutos välilehdelle Muutosloki; kirjoita sarakkeeseen Osio tai kohta {number}."
        ),
        why="Oleelliset muutokset kirjataan viivytyksettä (ohje 2.2).",
    ),
    Rule(
        "OMV611",
        Severity.NOTE,
        mark("Muutoslokin rivillä ei ole muutosta"),
        mark("Muutoslokin rivi ({row}) puhuu kohdasta, joka ei ole muuttunut."),
        mark("Tarkista, onko muutos jäänyt kirjoittamatta vastaukseen vai onko rivi turha."),
        why="Muutosloki ja suunnitelma kertovat samat muutokset (ohje 2.2).",
    ),
    Rule(
        "OMV612",
        Severity.WARNING,
        mark("Oleellisesta muutoksesta ei ole tiedotettu henkilöstölle"),
        mark("Muutoslokin rivi ({row}) on oleellinen, mutta tiedottamisen päivä puuttuu."),
        mark("Tiedota henkilöstölle ja kirjoita soluun {cell}, milloin ja miten se tehtiin."),
        why="Muutoksista vähintään tiedotetaan henkilöstölle (ohje 2.2).",
    ),
    Rule(
        "OMV613",
        Severity.NOTE,
        mark("Muutoslokin rivistä ei selviä, mitä kohtaa se koskee"),
        mark("Muutoslokin rivin ({row}) sarakkeesta Osio tai kohta ei selviä, mikä muuttui."),
        mark("Kirjoita soluun {cell} kohdan numero, esimerkiksi 4.3, tai osion nimi."),
        why="Muutosloki ja suunnitelma kertovat samat muutokset (ohje 2.2).",
    ),
    Rule(
        "OMV620",
        Severity.ERROR,
        mark("Vahvistuksen päivä on tulevaisuudessa"),
        mark("Vahvistamista ei voi kirjata päivälle {day}, joka on vasta tulossa."),
        mark("Anna päivä, jona suunnitelma allekirjoitettiin (--date, esimerkiksi 30.1.2026)."),
    ),
    Rule(
        "OMV621",
        Severity.ERROR,
        mark("Vahvistuksen päivä on ennen edellistä vahvistusta"),
        mark("Päivä {day} on ennen edellistä vahvistusta, joka on kirjattu päivälle {last}."),
        mark("Anna päivä, jona tämä suunnitelma allekirjoitettiin."),
    ),
    Rule(
        "OMV622",
        Severity.ERROR,
        mark("Vahvistuksen päivä ei sovi suunnitelmaan"),
        mark("Päivä {day} ei sovi suunnitelmaan, jossa {what} on {date}."),
        mark(
            "Tarkista päivä (--date). Jos se on oikein, korjaa työkirja ja tee asiakirja "
            "uudelleen komennolla omvgen build."
        ),
        why="Kirjattua vahvistusta ei voi muuttaa, ja vuosi jää helposti vaihtamatta.",
    ),
    Rule(
        "OMV623",
        Severity.ERROR,
        mark("Vahvistajan tieto puuttuu"),
        mark("Vahvistuksesta puuttuu tieto: {missing}."),
        mark("Anna vahvistajan nimi (--by), tehtävä (--role) ja paikka (--place)."),
    ),
    Rule(
        "OMV624",
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
        "OMV625",
        Severity.ERROR,
        mark("Versiota ei ole nostettu edellisestä vahvistuksesta"),
        mark("Versio {version} ei ole uudempi kuin {confirmed}, joka on vahvistettu {day}."),
        mark("Nosta versio välilehdelle Asiakirjan tiedot ennen vahvistamista."),
        why="Jokainen vahvistus on oma versionsa, vaikka muutoksia ei olisi.",
    ),
    Rule(
        "OMV626",
        Severity.WARNING,
        mark("Vahvistaja on muu kuin suunnitelmassa"),
        mark("Vahvistaja {name} ei ole suunnitelman nimenselvennyksessä tai johtajana: {known}."),
        mark(
            "Tarkista nimi. Jos johtaja on vaihtunut, päivitä suunnitelma. Apulaisjohtajan "
            "vahvistus on kunnossa."
        ),
        why="Suunnitelman vahvistaa toiminnasta vastaava johtaja tai apulaisjohtaja (ohje 2.2).",
    ),
    Rule(
        "OMV627",
        Severity.ERROR,
        mark("Tiedosto ei ole Word-asiakirja"),
        mark("Tiedostoa {file} ei voi verrata työkirjaan: se ei ole ehjä Word-asiakirja (.docx)."),
        mark(
            "Anna Word-asiakirja, joka aukeaa Wordissa. Jos siinä on salasana, poista se Wordissa."
        ),
    ),
    Rule(
        "OMV628",
        Severity.WARNING,
        mark("Vahvistajan tehtävä ei ole johtaja tai apulaisjohtaja"),
        mark("Vahvistajan tehtäväksi kirjattiin {role}."),
        mark("Tarkista tehtävä: vahvistajan on oltava johtaja tai apulaisjohtaja."),
        why="Suunnitelman vahvistaa toiminnasta vastaava johtaja tai apulaisjohtaja (ohje 2.2).",
    ),
    Rule(
        "OMV630",
        Severity.ERROR,
        mark("Vahvistusten luetteloa ei voi lukea"),
        mark("Vahvistusten luetteloa {file} ei voitu lukea: {reason}."),
        mark("Tarkista oikeudet ja sulje ohjelmat, joissa tiedosto on auki."),
    ),
    Rule(
        "OMV631",
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
        "OMV632",
        Severity.ERROR,
        mark("Vahvistusta on muutettu jälkikäteen"),
        mark("Luettelon {file} rivin {line} vahvistusta ({name}, {day}) on muutettu jälkikäteen."),
        mark("Palauta tiedosto varmuuskopiosta. Luetteloa ei pidä muokata."),
        why="Luettelon on kestettävä valvojan tarkastus vuosia myöhemmin.",
    ),
    Rule(
        "OMV633",
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
        "OMV634",
        Severity.ERROR,
        mark("Vahvistuksia puuttuu luettelon lopusta"),
        mark(
            "Tarkisteen {seal} mukaan vahvistuksia on {sealed}, mutta luettelossa {file} "
            "niitä on {count}."
        ),
        mark("Palauta molemmat tiedostot varmuuskopiosta. Siirrä ne aina yhdessä."),
        why="Luettelon on kestettävä valvojan tarkastus vuosia myöhemmin.",
    ),
    Rule(
        "OMV635",
        Severity.ERROR,
        mark("Toinen vahvistus on kesken"),
        mark("Joku muu kirjaa vahvistusta samaan aikaan."),
        mark("Odota hetki ja yritä uudelleen."),
    ),
    Rule(
        "OMV636",
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
        "OMV637",
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
        "OMV638",
        Severity.ERROR,
        mark("Kansioon ei voi kirjata vahvistusta"),
        mark("Vahvistusta ei voitu kirjata kansioon {folder}: {reason}."),
        mark(
            "Pyydä oikeus kirjoittaa kansioon, tai siirrä työkirja, vahvistukset.jsonl ja "
            "vahvistukset.tarkiste yhdessä kansioon, johon saat kirjoittaa."
        ),
    ),
    Rule(
        "OMV640",
        Severity.NOTE,
        mark("Vastaus odottaa paikkaa"),
        mark(
            "Välilehdellä ”{sheet}” on edellisen vuoden vastauksia, joille lomakkeessa ei ole "
            "paikkaa: ”{text}”. Ne eivät tule suunnitelmaan."
        ),
        mark("Siirrä tarvittava teksti sopivaan kohtaan ja poista sitten välilehti."),
        why="Lomakkeen muuttuessa yksikään vastaus ei katoa huomaamatta.",
    ),
    Rule(
        "OMV641",
        Severity.ERROR,
        mark("Suunnitelmavuotta ei tiedetä"),
        mark("Työkirjassa {file} ei ole suunnitelmavuotta, joten seuraavaa vuotta ei tiedetä."),
        mark("Anna uuden suunnitelman vuosi, esimerkiksi --year 2027."),
    ),
)
