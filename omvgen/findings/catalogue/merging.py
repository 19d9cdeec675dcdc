"""OMV780–OMV783: plans that are merged, and what a person has to decide."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.CONFLICT_UNDECIDED,
        Severity.ERROR,
        mark("Ristiriita on ratkaisematta"),
        mark("Kohtaan ”{question}” on eri teksti eri lähteissä, eikä niistä ole valittu."),
        mark(
            "Valitse välilehden {sheet} solussa {cell}, mikä teksti jää voimaan, tai kirjoita oma "
            "teksti. Aja sitten omvgen merge työkirjalle uudelleen."
        ),
        why="Vahvistettavassa suunnitelmassa ei saa olla tekstiä, josta ei ole päätetty.",
    ),
    Rule(
        Code.CHOICE_NOT_TAKEN,
        Severity.ERROR,
        mark("Valintaa ei ole viety vastaukseen"),
        mark(
            "Kohdan ”{question}” ristiriita on ratkaistu, mutta valinta ei ole vielä vastauksessa."
        ),
        mark("Aja omvgen merge työkirjalle uudelleen: se vie valinnan paikalleen."),
        why="Muuten asiakirjaan tulisi teksti, jota ei valittu.",
    ),
    Rule(
        Code.CHOICE_UNKNOWN,
        Severity.ERROR,
        mark("Valintaa ei voi tulkita"),
        mark(
            "Kohdan ”{question}” valinta ”{text}” ei ole mikään vaihtoehdoista, tai sen lisäksi on "
            "kirjoitettu oma teksti."
        ),
        mark(
            "Valitse välilehden {sheet} solussa {cell} jokin luettelon vaihtoehdoista, tai poista "
            "valinta, jos oma teksti jää voimaan."
        ),
    ),
    Rule(
        Code.SOURCE_IS_OTHER_FORM,
        Severity.ERROR,
        mark("Lähde kuuluu toiseen lomakkeeseen"),
        mark("Tiedosto {file} kuuluu lomakkeeseen {found}, mutta työkirja lomakkeeseen {form}."),
        mark("Anna lähteeksi saman lomakkeen työkirja, asiakirja tai JSON-tiedosto."),
    ),
)
