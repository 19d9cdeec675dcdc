"""Words by which an answer says that it is not finished are found, and prose is left alone."""

from __future__ import annotations

import pytest
from helpers_checks import FORM, LONG, codes, with_answer, with_fields
from hypothesis import given
from hypothesis import strategies as st

from omvgen.checks import check
from omvgen.checks.unfinished import unfinished_words
from omvgen.findings.model import Finding
from omvgen.findings.severity import Severity
from omvgen.plan.plan import Plan

UNFINISHED = (
    "kesken, Maija täydentää",
    "ks. edellinen",
    "Katso edellinen kohta.",
    "Palaveri XX.XX.2026",
    "Kokous 12.xx.2026",
    "täydennetään myöhemmin",
    "Tiedot täydennetään, kun uusi johtaja on valittu.",
    "TODO",
    "Yhteystiedot tulossa",
    "Luettelo lisätään tähän",
    "Tieto puuttuu vielä.",
    "Työnjako - kesken",
    "???",
    "Vastaava: ____",
    "[nimi ja puhelin]",
    "täydentyy",
    "puuttuu vielä",
    "Tähän teksti.",
    "Tähän tulee kuvaus tiloista.",
    "Sama kuin edellisessä kohdassa",
    "Sama kuin viime vuonna",
    "Ei tietoa vielä.",
    "Ei vielä tiedossa",
    "tarkistettava",
    "pvm puuttuu",
    "Nimi tulossa",
    "Tarkistetaan vielä",
    "Palataan myöhemmin",
    "Numero päivitetään kun saadaan",
    "Yhteyshenkilö nimetään myöhemmin.",
    "Maija täydentää tämän",
    "(Maija täydentää)",
    "Kysy Maijalta",
    "Tarkista tämä!",
    "Muista lisätä liite!",
    "HUOM: päivitä tämä",
    "Odottaa johtajan vahvistusta",
    "Työn alla.",
    "kesken / Maija",
    "@Maija täydennä",
    "[Maija: lisää numero]",
    "XX henkilöä",
    "noin ? henkilöä",
    "00.00.2026",
    "(nimi?)",
    "(lisätään)",
    "Etunimi Sukunimi",
    "Kompletteras senare",
    "Samma som ovan",
    "To be confirmed",
)
PROSE = (
    "Keskeneräinen asia käsitellään loppuun ennen lomaa.",
    "Kun asia on kesken, asiakkaalle kerrotaan sen vaihe.",
    "Asian käsittely on kesken.",
    "Suunnitelmaa täydennetään myöhemmin asiakkaan kanssa.",
    "Asiakas on tulossa Suomeen.",
    "Luetteloon lisätään uudet sopimukset kuukausittain.",
    "Jos asiakirja puuttuu, se pyydetään.",
    "Mitä tehdään? Otetaan yhteys esihenkilöön.",
    "Työ jaetaan tiimien kesken.",
    "Ks. liite 2.",
    "Asiakirjasta puuttuu usein allekirjoitus.",
    "Tiedot lisätään järjestelmään vuorokauden kuluessa.",
    "Yhteystiedot päivitetään intranetiin.",
    "Sama kuin vastaanottokeskuksella.",
    "Sama henkilöstö vastaa molemmista.",
    "Muista päivittää tiedot heti.",
    "Tarkista aina henkilöllisyys.",
    "Asiakas täydentää hakemusta.",
    "Selvitetään asiakkaan tilanne.",
    "Kysytään asiakkaalta.",
    "Vaiheessa 2 sovitaan jatkosta.",
    "Luonnos toimitetaan johtajalle.",
    "Ei tietoa luovuteta.",
    "Vastaus kirjataan.",
    "Huone X on lukittu (numero 5).",
    "Tehdään vuosittain (tarkistetaan keväällä).",
    "Kahden viikon kuluttua palataan asiaan.",
    "Määrä vahvistuu kuukausittain.",
)


@given(
    st.sampled_from(UNFINISHED),
    st.lists(st.sampled_from(PROSE), max_size=2),
    st.lists(st.sampled_from(PROSE), max_size=2),
)
def test_words_for_unfinished_are_found_among_any_prose(
    words: str, before: list[str], after: list[str]
) -> None:
    found = unfinished_words("\n".join([*before, words, *after]))
    assert found
    assert found in words


@given(st.lists(st.sampled_from(PROSE), min_size=1), st.sampled_from([" ", "\n", "\n\n"]))
def test_prose_is_not_taken_for_unfinished(sentences: list[str], between: str) -> None:
    assert not unfinished_words(between.join(sentences))


@pytest.mark.parametrize("answer", ["Ks. liite", "luonnos", "n/a", "N.N.", "Testi", "selvitetään"])
def test_some_words_are_unfinished_only_when_they_are_the_whole_answer(answer: str) -> None:
    assert unfinished_words(answer)
    assert not unfinished_words(f"Toimintaa seurataan viikoittain, {answer} mukaan lukien.")


def warned(plan: Plan) -> list[Finding]:
    return [f for f in check(plan, FORM) if f.severity is not Severity.NOTE]


def test_an_unfinished_text_is_quoted_and_a_filler_alone_is_an_error() -> None:
    answer = "Varallaolo sovitaan viikoittain. Yhteystiedot tulossa."
    (finding,) = warned(with_answer(LONG, answer))
    assert finding.code == "OMV210"
    assert "Yhteystiedot tulossa" in finding.message
    (finding,) = warned(with_answer(LONG, "TODO"))
    assert (finding.code, finding.severity) == ("OMV205", Severity.ERROR)
    assert codes(with_fields(distribution="kesken, Maija täydentää")) == ["OMV210"]
