"""OMV690–OMV695: electronic signatures of documents."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.SIGNATURES_NOT_READABLE,
        Severity.ERROR,
        mark("Sähköisen allekirjoituksen lukemiseen tarvittava kirjasto puuttuu"),
        mark(
            "Tiedoston {file} sähköistä allekirjoitusta ei voi lukea ilman pyHanko-kirjastoa, "
            "jota ei ole asennettu."
        ),
        mark('Asenna kirjasto: pip install "omvgen[signed]", tai käytä valmista ohjelmaa.'),
        why="Lukemattomasta allekirjoituksesta ei voi sanoa, onko asiakirja ehjä.",
    ),
    Rule(
        Code.SIGNATURES_UNREADABLE,
        Severity.ERROR,
        mark("Sähköistä allekirjoitusta ei voi lukea"),
        mark(
            "Tiedoston {file} sähköistä allekirjoitusta ei voitu lukea: tiedosto on vioittunut, "
            "liian suuri tai tehty tavalla, jota ohjelma ei tunne."
        ),
        mark(
            "Hae tiedosto uudelleen allekirjoituspalvelusta, tai tarkista se DVV:n palvelussa "
            "(dvv.fi/tarkasta-asiakirja)."
        ),
    ),
    Rule(
        Code.TRUST_FILE_UNUSABLE,
        Severity.ERROR,
        mark("Luotettuja varmenteita ei voi lukea"),
        mark("Tiedostossa {file} ei ole ehjiä varmenteita PEM-muodossa."),
        mark(
            "Anna tiedosto, jossa on varmentajan juurivarmenne: rivi BEGIN CERTIFICATE ja sen "
            "jälkeen varmenne. Varmenteita ja sulkulistoja (X509 CRL) voi olla monta peräkkäin."
        ),
    ),
    Rule(
        Code.SIGNATURE_NOT_SOUND,
        Severity.ERROR,
        mark("Sähköinen allekirjoitus ei ole kunnossa"),
        mark("Asiakirjan {file} sähköinen allekirjoitus ei ole kunnossa. {what}"),
        mark(
            "Katso syy komennolla omvgen verify ja pyydä ehjä tiedosto. Jos allekirjoitus on "
            "todettu muuten oikeaksi, kirjaa valitsimella --force."
        ),
        why="Vahvistus jää luetteloon, eikä muuttunut asiakirja todista, mitä allekirjoitettiin.",
    ),
    Rule(
        Code.SIGNER_NOT_CONFIRMER,
        Severity.ERROR,
        mark("Sähköinen allekirjoittaja on muu kuin vahvistaja"),
        mark("Asiakirjan {file} on allekirjoittanut {signers}, mutta vahvistaja olisi {name}."),
        mark(
            "Tarkista nimi (--by). Jos allekirjoituspalvelu allekirjoittaa omissa nimissään, "
            "kirjaa valitsimella --force."
        ),
        why="Suunnitelman vahvistaa se, joka sen allekirjoittaa (ohje 2.2).",
    ),
    Rule(
        Code.SIGNED_ON_ANOTHER_DAY,
        Severity.ERROR,
        mark("Sähköinen allekirjoitus on toiselta päivältä"),
        mark("Asiakirja {file} on allekirjoitettu {signed}, mutta vahvistuksen päivä olisi {day}."),
        mark("Tarkista päivä (--date). Jos se on oikein, kirjaa valitsimella --force."),
        why="Kirjattu vahvistus jää luetteloon, ja vuosi jää helposti vaihtamatta.",
    ),
)
