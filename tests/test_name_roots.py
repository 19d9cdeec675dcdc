"""A name in one of its cases is the same name in any other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omvgen.secrecy.publish.identifiers import Identifiers
from omvgen.secrecy.publish.name_roots import name_roots

# Names in the nominative, with other cases of theirs as Finnish grammar has them (Iso suomen
# kielioppi, § 41 of gradation, § 54 of stems).
CASES = {
    "niemi": "niemen niemeä niemellä niemeltä niemelle niemeen niemessä",
    "järvi": "järven järveä järveltä järveen",
    "saari": "saaren saarta saarelta saareen",
    "lahti": "lahden lahtea lahdelta lahteen",
    "mäki": "mäen mäkeä mäeltä mäellä mäkeen mäestä",
    "joki": "joen jokea joelta jokeen",
    "koski": "kosken koskea koskelle koskeen",
    "virta": "virran virtaa virralta virtaan",
    "lehto": "lehdon lehtoa lehdolta lehtoon",
    "lampi": "lammen lampea lammelta lampeen",
    "kurki": "kurjen kurkea kurjelta kurkeen",
    "haapa": "haavan haapaa haavalta haapaan",
    "pelto": "pellon peltoa pellolta peltoon",
    "kangas": "kankaan kangasta kankaalta kankaaseen",
    "kallas": "kallaksen kallasta kallakselta",
    "halme": "halmeen halmetta halmeelta halmeeseen",
    "ahde": "ahteen ahdetta ahteelta ahteeseen",
    "vesi": "veden vettä vedeltä veteen",
    "rantanen": "rantasen rantasta rantaselta rantaseen",
    "heikki": "heikin heikkiä heikiltä heikkiin heikinkin",
    "suo": "suon suota suolta suohon",
    "ek": "ekin ekiä ekiltä",
    "berg": "bergin bergiä bergille",
}


@pytest.mark.parametrize("name", CASES)
def test_a_name_has_a_root_in_common_with_each_of_its_cases(name: str) -> None:
    assert not [case for case in CASES[name].split() if not name_roots(name) & name_roots(case)]


def test_other_names_have_other_roots() -> None:
    names = sorted(CASES)
    pairs = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
    assert [pair for pair in pairs if name_roots(pair[0]) & name_roots(pair[1])] == []


SURNAMES = st.sampled_from(
    [(name, case) for name, cases in CASES.items() for case in cases.split()]
)


@given(SURNAMES, st.booleans(), st.sampled_from(["Oili {}", "{} Oili", "O. {}", "Oili Anna {}"]))
def test_a_person_is_found_whichever_case_stands_in_which_text(
    surname: tuple[str, str], turned: bool, written: str
) -> None:
    secret, public = (name.capitalize() for name in (reversed(surname) if turned else surname))
    found = Identifiers()
    found.add(f"Asunnossa on Oili {secret}, ja muuta.", 0, marked=True)
    assert list(found.owners(f"Kysy ensin: {written.format(public)} asiasta."))
    assert not list(found.owners(f"Kysy ensin: Eero {public} asiasta."))
    assert not list(found.owners(f"Kysy ensin: Oili {public}syrjä asiasta."))
