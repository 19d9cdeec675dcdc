"""Old plans in the styles that authorities' own have, each with its right placing by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from old_plans.texts import ANSWERS
from old_plans.writing import OldPlan
from omvgen.form.form import Form, Question

Writer = Callable[[OldPlan, Form], None]
PLANS: dict[str, Writer] = {}


def plan(writer: Writer) -> Writer:
    PLANS[writer.__name__] = writer
    return writer


def make(name: str, form: Form) -> OldPlan:
    made = OldPlan(name)
    PLANS[name](made, form)
    return made


def _questions(form: Form) -> Iterator[Question]:
    return (q for id_, q in form.questions.items() if id_ in ANSWERS)


def _signature(made: OldPlan, form: Form) -> None:
    signing = form.section_with_role("confirmation")
    assert signing
    assert signing.statement
    made.text(signing.statement)
    made.text("Paikka ja päiväys: Esimerkkilä 12.2.2024")
    made.text("Allekirjoitus\nNimenselvennys: Maija Mallikas, johtaja")


# ---- the form itself, filled in ----------------------------------------------------------


@plan
def styled(made: OldPlan, form: Form) -> None:
    """Questions as headings, a cover, a version table, tables of data."""
    made.styled("Auttamisjärjestelmän omavalvontasuunnitelma 2024", 0)
    made.text("Versio: 1.2\nPäiväys: 12.2.2024\nLaatija: Sanna Sihteeri")
    made.rows(
        ("Versio", "Päiväys", "Osio tai kohta", "Muutos", "Tekijä"),
        ("1.1", "3.5.2023", "4.5", "Perehdytysohjelma uusittiin.", "Sanna Sihteeri"),
        ("1.2", "12.2.2024", "11.1", "Talouden seuranta tarkennettiin.", "Sanna Sihteeri"),
    )
    made.fields = {
        "title": "Auttamisjärjestelmän omavalvontasuunnitelma 2024",
        "version": "1.2",
        "date": "12.2.2024",
        "prepared_by": "Sanna Sihteeri",
    }
    for section in form.sections[:-1]:
        made.styled(f"{section.number} {section.title}", 1)
        for question in section.questions:
            if question.id not in ANSWERS:
                continue
            made.styled(f"{form.numbers[question.id]} {question.text}", 2)
            made.text(ANSWERS[question.id])
            made.answers[question.id] = ANSWERS[question.id]
            if question.id == "omv_riskien_tunnistaminen":
                made.rows(
                    ("Riski", "Todennäköisyys (1–5)", "Vaikutus (1–5)", "Hallintakeino"),
                    ("Sähkökatko", "2", "3", "Varavoima ja taskulamput"),
                )
                made.tables["riskit_taulukko"] = [
                    {
                        "riski": "Sähkökatko",
                        "todennakoisyys": "2",
                        "vaikutus": "3",
                        "hallintakeino": "Varavoima ja taskulamput",
                    }
                ]
    _signature(made, form)


@plan
def bold(made: OldPlan, form: Form) -> None:
    """Headings only bold, subheadings within answers bold too; all in capitals above."""
    made.bold(form.heading)
    for section in form.sections[:-1]:
        made.bold(section.title.upper())
        for question in section.questions:
            if question.id in ANSWERS:
                made.bold(question.text)
                made.text(ANSWERS[question.id])
                made.answers[question.id] = ANSWERS[question.id]
                if question.id == "henk_perehdytys":
                    made.bold("Ensimmäinen viikko")
                    made.text("Avaimet ja tunnukset luovutetaan.")
                    made.answers[question.id] += (
                        "\nEnsimmäinen viikko\nAvaimet ja tunnukset luovutetaan."
                    )
            elif question.id == "tieto_seloste":
                made.bold(question.text)
                made.text("kyllä")
                made.answers[question.id] = "Kyllä"
    made.bold("Omavalvontasuunnitelman vahvistaminen")
    _signature(made, form)


@plan
def numbered(made: OldPlan, form: Form) -> None:
    """Everything in one style, numbered by hand, the unit's details on single lines."""
    made.text("OMAVALVONTASUUNNITELMA\nEsimerkkilä 12.2.2024")
    made.fields = {"title": "OMAVALVONTASUUNNITELMA"}
    for section in form.sections[:-1]:
        made.text(f"{section.number}. {section.title}")
        for question in section.questions:
            if question.id not in ANSWERS:
                continue
            if section.role == "contact":
                made.text(f"{question.text}: {ANSWERS[question.id]}")
            else:
                made.text(f"{form.numbers[question.id]}. {question.text}")
                made.text(ANSWERS[question.id])
            made.answers[question.id] = ANSWERS[question.id]
    _signature(made, form)


@plan
def table_left(made: OldPlan, form: Form) -> None:
    """A table a section: number, question, answer."""
    made.styled("Omavalvontasuunnitelma", 0)
    made.fields = {"title": "Omavalvontasuunnitelma"}
    for section in form.sections[:-1]:
        made.styled(section.title, 1)
        made.rows(*((form.numbers[q.id], q.text, ANSWERS.get(q.id, "")) for q in section.questions))
        made.answers |= {q.id: ANSWERS[q.id] for q in section.questions if q.id in ANSWERS}
    _signature(made, form)


@plan
def table_below(made: OldPlan, form: Form) -> None:
    """A table of one column, the answer in the row below its question or in its cell."""
    for section in form.sections[1:-1]:
        made.bold(section.title)
        for number, q in enumerate(one for one in section.questions if one.id in ANSWERS):
            cells = [f"{q.text}\n{ANSWERS[q.id]}"] if number % 2 else [q.text, ANSWERS[q.id]]
            made.rows(*((cell,) for cell in cells))
            made.text(" ")
            made.answers[q.id] = ANSWERS[q.id]


@plan
def cut_and_ticked(made: OldPlan, form: Form) -> None:
    """Questions that go on in the next paragraph, a ticked box, and a block to approve."""
    for question in _questions(form):
        words = question.text.split()
        half = len(words) // 2 if len(words) > 7 and words[len(words) // 2].islower() else 0
        for part in (words[:half], words[half:]):
            if part:
                made.bold(" ".join(part))
        made.text(ANSWERS[question.id])
        made.answers[question.id] = ANSWERS[question.id]
    made.bold(form.questions["tieto_seloste"].text)
    made.text("☒ Kyllä   ☐ Ei")
    made.answers["tieto_seloste"] = "Kyllä"
    made.bold("Hyväksyntä")
    made.rows(("Paikka ja aika", "Allekirjoitus"), ("Esimerkkilä", "Maija Mallikas"))
    made.text("Päivitetty 12.2.2024 / MM")


@plan
def typed_contents(made: OldPlan, form: Form) -> None:
    """A list of contents typed by hand, with each question and its page."""
    for question in form.questions.values():
        made.text(f"{form.numbers[question.id]} {question.text}\t7")
    for question in _questions(form):
        made.styled(f"{form.numbers[question.id]} {question.text}")
        made.text(ANSWERS[question.id])
        made.answers[question.id] = ANSWERS[question.id]


@plan
def guided_cells(made: OldPlan, form: Form) -> None:
    """Guidance below the question in its own cell; merged rows; questions of another form."""
    for question in list(_questions(form))[9:30]:
        made.rows((f"{question.text}\nOhje: kuvatkaa asia.", ANSWERS[question.id]))
        made.answers[question.id] = ANSWERS[question.id]
    merged = [(q.text, ANSWERS[q.id]) for q in list(_questions(form))[:9]]
    made.rows(("OSIO 1",), *((text,) for pair in merged for text in pair))
    made.answers |= {q.id: ANSWERS[q.id] for q in list(_questions(form))[:9]}
    for question in list(_questions(form))[30:]:
        made.styled(question.text, 2)
        made.text(ANSWERS[question.id])
        made.answers[question.id] = ANSWERS[question.id]
        if question.id == "autt_tulkkaus":
            made.styled("Millä toimenpiteillä huolehditaan lemmikeistä?", 2)
            made.text("Naapuri hoitaa ne.")


@plan
def controls(made: OldPlan, form: Form) -> None:
    """Answers in content controls; every fourth is empty and shows its prompt."""
    for section in form.sections[:-1]:
        made.styled(section.title, 2)
        for number, question in enumerate(section.questions):
            if question.id not in ANSWERS:
                continue
            made.text(question.text)
            if number % 4 == 3:
                made.control("Kirjoita vastaus napsauttamalla tätä.", empty=True)
            else:
                made.control(ANSWERS[question.id].split("\n")[0])
                made.answers[question.id] = ANSWERS[question.id].split("\n")[0]


@plan
def text_boxes(made: OldPlan, form: Form) -> None:
    """Answers in text boxes below their questions."""
    for question in list(_questions(form))[9:30]:
        made.text(question.text)
        made.text_box(ANSWERS[question.id].split("\n")[0])
        made.answers[question.id] = ANSWERS[question.id].split("\n")[0]


@plan
def form_fields(made: OldPlan, form: Form) -> None:
    """Form fields of Word 97 below the questions."""
    for question in list(_questions(form))[9:30]:
        made.bold(question.text)
        made.form_field(ANSWERS[question.id].split("\n")[0])
        made.answers[question.id] = ANSWERS[question.id].split("\n")[0]


@plan
def guidance(made: OldPlan, form: Form) -> None:
    """The template's guidance left among the answers, and alone where nobody answered."""
    for number, question in enumerate(list(_questions(form))[9:35]):
        made.bold(question.text)
        made.text("Kuvatkaa tähän yksikön menettely ja vastuuhenkilöt.")
        if number % 5:
            made.text(ANSWERS[question.id])
            made.answers[question.id] = ANSWERS[question.id]


@plan
def together(made: OldPlan, form: Form) -> None:
    """Two questions answered together, one above the other or in one heading."""
    questions = list(_questions(form))[9:29]
    for number, question in enumerate(questions):
        made.bold(question.text)
        if number in {4, 10}:
            continue  # answered with the next
        made.text(ANSWERS[question.id])
        if number in {5, 11}:
            made.doubtful += (question.id,)
        made.answers[question.id] = ANSWERS[question.id]
    made.bold("Tulkkaus sekä oikeusapu")
    made.text("Tulkki ja avustaja varataan samalla lomakkeella.")
    made.doubtful += ("autt_tulkkaus", "autt_oikeusapu")


@plan
def another_order(made: OldPlan, form: Form) -> None:
    """The form's wording in another order, three questions worded anew, a section of one's own."""
    own = {
        "henk_perehdytys": "Miten uudet työntekijät perehdytetään työhönsä?",
        "autt_tulkkaus": "Millä tavoilla asiakkaiden tulkkaus- ja käännöspalvelut on hoidettu?",
        "tilat_tyovalineet": "Miten huolehditaan, että työntekijöillä on työvälineet?",
    }
    for section in reversed(form.sections[1:-1]):
        made.styled(section.title, 1)
        for question in section.questions:
            if question.id in ANSWERS:
                made.styled(own.get(question.id, question.text), 2)
                made.text(ANSWERS[question.id])
                made.answers[question.id] = ANSWERS[question.id]
    made.styled("Yksikön omat lisäykset", 1)
    made.text("Piha aidataan keväällä.")
    made.doubtful = tuple(own)


@plan
def secrets(made: OldPlan, form: Form) -> None:
    """Paragraphs and whole answers marked as secret."""
    marks = {
        "autt_turvallinen_majoitus": "SALASSA PIDETTÄVÄ (JulkL 24 § 1 mom. 7 k): {}",
        "autt_suojelu_turvauhka": "SALASSA PIDETTÄVÄ\n{}",
        "henk_tyoturvallisuus": "{} [SALASSA PIDETTÄVÄ]",
        "tieto_suojaaminen": "Yleistä tietoa.\nSalassa pidettävä: {}",
    }
    texts = {
        "autt_turvallinen_majoitus": "[[SALASSA JulkL 24 § 1 mom. 7 k: {}]]",
        "autt_suojelu_turvauhka": "{}",
        "henk_tyoturvallisuus": "[[{}]]",
        "tieto_suojaaminen": "Yleistä tietoa.\n[[{}]]",
    }
    for question in list(_questions(form))[9:]:
        made.bold(question.text)
        made.text(marks.get(question.id, "{}").format(ANSWERS[question.id]))
        made.answers[question.id] = texts.get(question.id, "{}").format(ANSWERS[question.id])
    made.secret = {
        "autt_turvallinen_majoitus": "Osittain salassa pidettävä",
        "autt_suojelu_turvauhka": "Salassa pidettävä",
        "henk_tyoturvallisuus": "Osittain salassa pidettävä",
        "tieto_suojaaminen": "Osittain salassa pidettävä",
    }


@plan
def page_header(made: OldPlan, form: Form) -> None:
    """The unit's data in the page header and on the cover, page numbers in the footer."""
    section = made.document.sections[0]
    section.header.paragraphs[0].text = "Esimerkkilän vastaanottokeskus\tMallikatu 7, Esimerkkilä"
    section.header.add_paragraph("Puhelin: 029 500 0001")
    section.footer.paragraphs[0].text = "Sivu 1 (12)"
    made.bold("Auttamisjärjestelmän omavalvontasuunnitelma")
    made.fields = {"title": "Auttamisjärjestelmän omavalvontasuunnitelma"}
    made.rows(("Asianumero", "MIGDno-2024-99001"), ("Laatija", "Sanna Sihteeri"))
    made.fields |= {"case_number": "MIGDno-2024-99001", "prepared_by": "Sanna Sihteeri"}
    for question in list(_questions(form))[9:]:
        made.styled(question.text, 1)
        made.text(ANSWERS[question.id])
        made.answers[question.id] = ANSWERS[question.id]
    _signature(made, form)


# ---- plans in the organisation's own words -----------------------------------------------

OWN_HEADINGS = (
    ("Yksikön perustehtävä ja toiminta-ajatus", "toiminta_ajatus_kuvaus"),
    ("Omavalvonnan johtaminen", "omv_johtaminen"),
    ("Henkilöstön osallistuminen omavalvontaan", "omv_henkiloston_osallistuminen"),
    ("Suunnitelman seuranta ja ajan tasalla pitäminen", "omv_seuranta_paivitys"),
    ("Muut suunnitelmat", "omv_muut_suunnitelmat"),
    ("Laillisuusvalvonta", "omv_laillisuusvalvonta"),
    ("Riskien tunnistaminen", "omv_riskien_tunnistaminen"),
    ("Läheltä piti -tilanteiden käsittely", "omv_korjaavat_toimet"),
    ("Henkilöstön määrä ja rakenne", "henk_maara_rakenne"),
    ("Työvuorot ja varallaolo", "henk_tyovuorot_varallaolo"),
    ("Riittävän henkilöstön varmistaminen", "henk_riittavyys"),
    ("Uusien työntekijöiden perehdytys", "henk_perehdytys"),
    ("Osaamisen kehittäminen ja työhyvinvointi", "henk_osaaminen_hyvinvointi"),
    ("Työturvallisuus", "henk_tyoturvallisuus"),
    ("Toimitilat", "tilat_kuvaus"),
    ("Työvälineet", "tilat_tyovalineet"),
    ("Asiakaslähtöisyys", "kohtelu_asiakaslahtoisyys"),
    ("Epäasialliseen kohteluun puuttuminen", "kohtelu_epaasiallinen"),
    ("Oikeuksista ja velvollisuuksista kertominen", "kohtelu_oikeuksista_tiedottaminen"),
    ("Tuen tarpeen arviointi", "autt_tuen_tarpeen_arviointi"),
    ("Alaikäisen kuuleminen", "autt_alaikaisen_kuuleminen"),
    ("Ohjaus ja neuvonta", "autt_ohjaus_neuvonta"),
    ("Majoituksen järjestäminen turvallisesti", "autt_turvallinen_majoitus"),
    ("Sosiaalipalvelut", "autt_sosiaalipalvelut"),
    ("Terveydenhoito", "autt_terveydenhuolto"),
    ("Tulkkipalvelut ja käännökset", "autt_tulkkaus"),
    ("Oikeusapu", "autt_oikeusapu"),
    ("Lapset", "autt_lapset"),
    ("Palautteen antaminen ja kantelut", "palaute_kantelu"),
    ("Henkilötietojen suojaaminen", "tieto_suojaaminen"),
    ("Tietojärjestelmien käyttöoikeudet", "tieto_kayttooikeudet"),
    ("Talouden suunnittelu ja seuranta", "talous_suunnittelu"),
    ("Ostopalvelut ja hankinnat", "ostopalvelut_kuvaus"),
    ("Liitteet", "liitteet_kuvaus"),
)
"""Headings of an organisation's own, with the question that each is about."""


def _own(made: OldPlan, write: Callable[[str], None]) -> None:
    made.own_words = True
    for heading, id_ in OWN_HEADINGS:
        write(heading)
        made.text(ANSWERS[id_])
        made.answers[id_] = ANSWERS[id_]


@plan
def own_styled(made: OldPlan, form: Form) -> None:
    """Own headings in Word's styles, and some that the form does not ask for."""
    made.styled("Ruokailu", 1)
    made.text("Lounas tarjotaan kello yksitoista.")
    _own(made, lambda text: made.styled(text, 1))
    made.styled("Lemmikit", 1)
    made.text("Talossa ei pidetä eläimiä.")


@plan
def own_bold(made: OldPlan, form: Form) -> None:
    """Own headings only bold, below a title."""
    made.bold("OMAVALVONTASUUNNITELMA")
    made.fields = {"title": "OMAVALVONTASUUNNITELMA"}
    _own(made, made.bold)


@plan
def own_boxes(made: OldPlan, form: Form) -> None:
    """Own headings in tables of one column, the answer in the row below."""
    made.own_words = True
    for heading, id_ in OWN_HEADINGS:
        made.rows((heading,), (ANSWERS[id_],))
        made.answers[id_] = ANSWERS[id_]


@plan
def own_numbered(made: OldPlan, form: Form) -> None:
    """Own headings numbered by hand."""
    numbers = iter(range(1, 100))
    _own(made, lambda text: made.text(f"{next(numbers)}. {text}"))


@plan
def own_questions(made: OldPlan, form: Form) -> None:
    """Own questions in the left column of a table."""
    own = (
        ("Kuinka johtaja johtaa omavalvontaa?", "omv_johtaminen"),
        ("Miten riskit ja vaaratilanteet tunnistetaan?", "omv_riskien_tunnistaminen"),
        ("Miten läheltä piti -tilanteet käsitellään?", "omv_korjaavat_toimet"),
        ("Mitkä ovat työvuoro- ja varallaolojärjestelyt?", "henk_tyovuorot_varallaolo"),
        ("Miten työntekijät perehdytetään?", "henk_perehdytys"),
        ("Miten työturvallisuudesta huolehditaan?", "henk_tyoturvallisuus"),
        ("Täyttävätkö toimitilat viranomaisvaatimukset?", "tilat_viranomaisvaatimukset"),
        ("Miten asiakasta kuullaan omassa asiassaan?", "autt_kuuleminen"),
        ("Miten turvallinen majoitus järjestetään?", "autt_turvallinen_majoitus"),
        ("Miten tulkkaus on järjestetty?", "autt_tulkkaus"),
        ("Miten turvallista paluuta tuetaan?", "autt_turvallinen_paluu"),
        ("Miten asiakkaita informoidaan henkilötiedoista?", "tieto_informointi"),
    )
    made.own_words = True
    made.rows(*((text, ANSWERS[id_]) for text, id_ in own))
    made.answers = {id_: ANSWERS[id_] for _, id_ in own}


def _earlier(made: OldPlan, headings: str, right: dict[str, str]) -> None:
    """A plan on an earlier form: each heading with a text of its own."""
    made.own_words = True
    for number, heading in enumerate(headings.split(" · "), start=1):
        made.styled(f"{number} {heading}", 1)
        text = f"Luvun {number} teksti on keksitty ja kertoo yksikön tavoista."
        made.text(text)
        if heading in right:
            made.answers[right[heading]] = text


@plan
def valvira_2014(made: OldPlan, form: Form) -> None:
    """The headings of Valvira 1/2014 (facts-2026, 1.3)."""
    _earlier(
        made,
        "Palveluntuottajaa koskevat tiedot · Toiminta-ajatus, arvot ja toimintaperiaatteet · "
        "Riskinhallinta · Omavalvontasuunnitelman laatiminen · Asiakkaan asema ja oikeudet · "
        "Palvelutarpeen arviointi · Palvelusuunnitelma · Asiakkaan kohtelu · Osallisuus · "
        "Oikeusturva · Ravitsemus · Hygieniakäytännöt · Terveyden- ja sairaanhoito · Lääkehoito · "
        "Yhteistyö eri toimijoiden kanssa · Henkilöstö · Toimitilat · Teknologiset ratkaisut · "
        "Asiakas- ja potilastietojen käsittely · Omavalvontasuunnitelman seuranta",
        {
            "Toiminta-ajatus, arvot ja toimintaperiaatteet": "toiminta_ajatus_kuvaus",
            "Terveyden- ja sairaanhoito": "autt_terveydenhuolto",
            "Toimitilat": "tilat_kuvaus",
            "Omavalvontasuunnitelman seuranta": "omv_seuranta_paivitys",
        },
    )


@plan
def avi_21(made: OldPlan, form: Form) -> None:
    """The headings of avi21u1 (facts-2026, 1.3b)."""
    _earlier(
        made,
        "Palvelujen tuottajaa koskevat tiedot · Toiminta-ajatus, arvot ja toimintaperiaatteet · "
        "Omavalvonnan organisointi, johtaminen ja vastuuhenkilöt · Asiakkaan ja omaisten "
        "osallistuminen ja asiakaspalaute · Riskien ja epäkohtien tunnistaminen ja korjaavat "
        "toimenpiteet · Henkilöstö · Toimitilat, laitteet ja tarvikkeet · Asiakasturvallisuus · "
        "Asiakkaan asema ja oikeudet · Terveydenhuollon ja sairaanhoidon järjestäminen · "
        "Asiakastietojen käsittely · Alihankintana tuotettujen palvelujen omavalvonta · "
        "Omavalvonnan toteuttamisen seuranta ja arviointi",
        {
            "Toiminta-ajatus, arvot ja toimintaperiaatteet": "toiminta_ajatus_kuvaus",
            "Omavalvonnan organisointi, johtaminen ja vastuuhenkilöt": "omv_johtaminen",
            "Riskien ja epäkohtien tunnistaminen ja korjaavat toimenpiteet": (
                "omv_riskien_tunnistaminen"
            ),
            "Terveydenhuollon ja sairaanhoidon järjestäminen": "autt_terveydenhuolto",
            "Omavalvonnan toteuttamisen seuranta ja arviointi": "omv_seuranta_paivitys",
        },
    )


@plan
def minutes(made: OldPlan, form: Form) -> None:
    """The minutes of a meeting, which are no plan."""
    made.styled("Pöytäkirja 3/2024", 0)
    made.text("Päiväys: 4.3.2024\nPuhelin: 029 500 0009\nLäsnä: Maija Mallikas ja Oona Ohjaaja.")
    made.styled("Muut asiat", 1)
    made.text("Kahvihuoneen astiat pestään itse.")
