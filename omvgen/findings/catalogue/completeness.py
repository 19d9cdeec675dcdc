"""OMV2xx: completeness, what is missing from the plan."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.REQUIRED_ANSWER_MISSING,
        Severity.ERROR,
        mark("Pakollinen vastaus puuttuu"),
        mark("Pakollinen vastaus puuttuu."),
        mark("Kirjoita vastaus soluun {cell}."),
        why=(
            "Lomake määrittelee suunnitelmassa käsiteltävät asiat, "
            "ja jokaiseen niistä vastataan (ohje 2.1)."
        ),
    ),
    Rule(
        Code.REQUIRED_FIELD_MISSING,
        Severity.ERROR,
        mark("Asiakirjan pakollinen tieto puuttuu"),
        mark("Asiakirjan tieto ”{field}” puuttuu."),
        mark("Kirjoita tieto soluun {cell}. {help}"),
        why="Tieto tulostuu asiakirjan alkuun ja sen ominaisuuksiin (SFS 2487:2024).",
    ),
    Rule(
        Code.PARTICIPANTS_MISSING,
        Severity.WARNING,
        mark("Laadintaan osallistuneita ei ole nimetty"),
        mark("Tieto ”{field}” puuttuu: suunnitelma laaditaan johdon ja henkilöstön yhteistyönä."),
        mark("Kirjoita soluun {cell}, ketkä tai mitkä ryhmät osallistuivat laadintaan."),
        why="Suunnitelma on laadittava johdon ja henkilöstön yhteistyönä (ohje 2.1).",
    ),
    Rule(
        Code.SECTION_UNANSWERED,
        Severity.WARNING,
        mark("Koko osio on vastaamatta"),
        mark("Osiossa {number} ”{section}” ei ole yhtään vastausta."),
        mark("Vastaa osion kysymyksiin. Jos osiolla ei ole sisältöä, kirjoita vastaukseksi syy."),
        why=(
            "Tyhjäksi jäänyt osio on yleensä unohtunut, tai vastaukset ovat toisessa työkirjassa."
        ),
    ),
    Rule(
        Code.FILLER_ANSWER,
        Severity.WARNING,
        mark("Vastaus on pelkkä täytesana"),
        mark("Vastaus näyttää keskeneräiseltä: ”{value}”."),
        mark("Kirjoita varsinainen vastaus soluun {cell}."),
        why="Kysymys näyttää vastatulta, mutta vahvistettavaan suunnitelmaan jäisi aukko.",
    ),
    Rule(
        Code.SHEET_COLUMN_MISSING,
        Severity.ERROR,
        mark("Sarake puuttuu"),
        mark("Välilehdeltä ”{sheet}” puuttuu sarake ”{column}”, joten sen tietoja ei luettu."),
        mark(
            "Kumoa poisto (Ctrl+Z), tai palauta työkirjan aiempi versio. Jos sitä ei ole, siirrä "
            "vastaukset ehjään työkirjaan komennolla omvgen repair."
        ),
        why=(
            "Poistetun sarakkeen paikalla on toinen sarake, jonka teksti ei ole vastaus. Sarakkeen "
            "mukana katoavat myös saman sarakkeen solut välilehden taulukoista."
        ),
    ),
    Rule(
        Code.PUBLICITY_AS_ANSWER,
        Severity.ERROR,
        mark("Vastauksen paikalla on julkisuus"),
        mark("Vastauksena on ”{value}”, joka kuuluu sarakkeeseen {publicity_column}."),
        mark("Palauta vastaus soluun {cell} ja julkisuus sarakkeeseen {publicity_column}."),
        why="Kun solu poistetaan, sen oikealla puolella olevat solut voivat siirtyä sen paikalle.",
    ),
    Rule(
        Code.ANSWER_REPEATED,
        Severity.WARNING,
        mark("Kahdessa kohdassa on sama vastaus"),
        mark("Vastaus on sama kuin kohdassa {other}."),
        mark(
            "Jos vastaus on kopioitu vahingossa toisen päälle, palauta soluun {cell} sen oma "
            "vastaus työkirjan aiemmasta versiosta."
        ),
        why="Toisen vastauksen päälle kopioitu teksti hävittää vastauksen, eikä siitä jää jälkeä.",
    ),
    Rule(
        Code.UNFINISHED_TEXT,
        Severity.WARNING,
        mark("Teksti on kesken"),
        mark("Teksti näyttää keskeneräiseltä: ”{value}”."),
        mark("Kirjoita solun {cell} teksti valmiiksi, tai poista merkintä."),
        why=(
            "Merkintä painettaisiin vahvistettavaan suunnitelmaan. ”Ks. edellinen” ei kerro "
            "lukijalle, mitä tarkoitetaan, kun kohtia luetaan erikseen."
        ),
    ),
    Rule(
        Code.ANSWER_IN_NOTES,
        Severity.ERROR,
        mark("Vastaus on sarakkeessa Huomautus"),
        mark(
            "Vastaus puuttuu, mutta solussa {cell} (sarake {note_column}, joka ei tulostu) on "
            "tekstiä: ”{text}”"
        ),
        mark(
            "Jos solun {cell} teksti on vastaus, siirrä se saman rivin sarakkeeseen "
            "{answer_column}. Muuten kirjoita vastaus."
        ),
        why=(
            "Sarake Huomautus on omia muistiinpanoja varten, eikä se tule asiakirjaan. Jokaiseen "
            "pakolliseen kohtaan vastataan (ohje 2.1)."
        ),
    ),
    Rule(
        Code.ANSWER_SPREAD_OVER_ROWS,
        Severity.WARNING,
        mark("Yksi teksti on jakautunut usealle riville"),
        mark(
            "Kohtien {places} vastaukset näyttävät yhdeltä tekstiltä, joka on liitetty usealle "
            "riville: kappaleet ovat joutuneet muiden kysymysten vastauksiksi."
        ),
        mark(
            "Kumoa liittäminen (Ctrl+Z), kaksoisnapsauta solua {cell} tai paina F2, ja liitä vasta "
            "sitten. Jos sitä ei voi kumota, siirrä kappaleet soluun {cell} (uusi rivi: Alt+Enter) "
            "ja tyhjennä muut. Jos vastaukset ovat oikeissa kohdissa, mitään ei tarvitse tehdä."
        ),
        why="Excel jakaa liitetyn tekstin kappaleet riveille, kun solua ei muokata.",
    ),
    Rule(
        Code.PLACED_UNSURELY,
        Severity.ERROR,
        mark("Vastauksen paikka ei ole varma"),
        mark(
            "Teksti on siirretty tähän kohtaan toisesta tiedostosta, mutta ei ole varmaa, että se "
            "vastaa tähän kysymykseen."
        ),
        mark(
            "Lue teksti ja korjaa se, jos se kuuluu muualle. Poista sitten solusta {cell} merkintä "
            "{mark}."
        ),
        why=(
            "Teksti, joka voi olla väärän kysymyksen alla, ei päädy allekirjoitettavaan "
            "suunnitelmaan ennen kuin joku on lukenut sen."
        ),
    ),
    Rule(
        Code.FIELD_PLACED_UNSURELY,
        Severity.WARNING,
        mark("Tiedon paikka ei ole varma"),
        mark(
            "Toisesta tiedostosta on siirretty tieto, jonka paikka tai teksti ei ole varma: "
            "”{text}”"
        ),
        mark(
            "Tarkista tieto omalta välilehdeltään ja korjaa se, jos se on väärä. Poista sitten "
            "tämän välilehden solusta {cell} merkintä {mark}."
        ),
        why=(
            "Asiakirjan tiedoilla, taulukoilla ja muutoslokin riveillä ei ole huomautussaraketta, "
            "joten epävarmuus merkitään siirron luetteloon."
        ),
    ),
    Rule(
        Code.OUTDATED_TEXT,
        Severity.NOTE,
        mark("Vanhentunut tieto?"),
        mark("Vuoden {year} suunnitelmassa lukee ”{text}”."),
        mark("Tarkista, pitääkö tieto yhä paikkansa, ja päivitä solu {cell}."),
        why=(
            "Edellisestä työkirjasta siirtyneeseen tekstiin jää helposti edellisen vuoden tietoja. "
            "Siitä, mitä on tehty (”hyväksyttiin 15.10.2025”) tai mikä on alkanut (”1.1.2025 "
            "alkaen”), ei huomauteta, eikä pelkästä vuosiluvusta asiakirjan nimessä."
        ),
    ),
    Rule(
        Code.LAW_ENDED,
        Severity.NOTE,
        mark("Vastauksessa on lakannut viranomainen tai kumottu säännös"),
        mark("Vastauksessa on ”{text}”. {ended}"),
        mark("{instead} Solu {cell}. Lähde: {source}, katsottu {day}."),
        why="Suunnitelmassa viitataan voimassa olevaan lakiin ja toimivaltaiseen viranomaiseen.",
    ),
    Rule(
        Code.GUIDANCE_LEFT,
        Severity.WARNING,
        mark("Lomakkeen ohje on jäänyt vastaukseen"),
        mark("Vastauksessa on lomakkeen oma ohje: ”{text}”."),
        mark("Poista ohje solusta {cell} ja jätä vain vastaus."),
        why="Ohje on vastaajalle. Vahvistetussa suunnitelmassa se on vieras teksti.",
    ),
    Rule(
        Code.PROMPT_UNANSWERED,
        Severity.WARNING,
        mark("Vastaus loppuu kaksoispisteeseen"),
        mark("Vastaus loppuu kesken: ”{text}”. Kaksoispisteen jälkeen ei ole mitään."),
        mark("Kirjoita vastaus loppuun soluun {cell}, tai poista rivi, jolla ei ole vastausta."),
        why="Vastaamaton kehote jää helposti julkaistuun suunnitelmaan.",
    ),
)
