"""Invented answers for the old plans, by the id of the question that each answers."""

from __future__ import annotations

ANSWERS = {
    "vok_nimi": "Esimerkkilän vastaanottokeskus",
    "vok_katuosoite": "Mallikatu 7",
    "vok_postinumero": "00990",
    "vok_postitoimipaikka": "Esimerkkilä",
    "vok_puhelin": "029 500 0001",
    "vok_sahkoposti": "esimerkkila@mallivirasto.fi",
    "johtaja_nimi": "Maija Mallikas",
    "johtaja_puhelin": "029 500 0002",
    "johtaja_sahkoposti": "maija.mallikas@mallivirasto.fi",
    "toiminta_ajatus_kuvaus": (
        "Yksikkö auttaa ihmiskaupan uhreja turvallisesti ja heitä kuunnellen.\n"
        "Perustehtävä on kirjattu työjärjestykseen."
    ),
    "omv_johtaminen": "Johtaja käy omavalvonnan tilanteen läpi joka maanantai.",
    "omv_henkiloston_osallistuminen": (
        "Suunnitelmaa kirjoitetaan kaksi kertaa vuodessa pidettävässä työpajassa.\n"
        "- ohjaajat tuovat omat huomionsa\n- sihteeri kokoaa ne muistioon"
    ),
    "omv_seuranta_paivitys": "Sihteeri päivittää suunnitelman neljännesvuosittain.",
    "omv_muut_suunnitelmat": "Pelastussuunnitelma ja valmiussuunnitelma ovat verkkolevyllä.",
    "omv_laillisuusvalvonta": "Lakimies lukee otoksen päätöksistä keväällä ja syksyllä.",
    "omv_riskien_tunnistaminen": "Vaaratilanteet kirjataan lomakkeelle saman päivän aikana.",
    "omv_korjaavat_toimet": "Läheltä piti -tilanteet puretaan tiimissä viikon kuluessa.",
    "henk_maara_rakenne": "Yksikössä on kahdeksan virkaa, niistä viisi Esimerkkilässä.",
    "henk_tyovuorot_varallaolo": "Päivystäjä on tavoitettavissa arkisin kello 8–20.",
    "henk_toiminnan_johtaminen": "Lähiesihenkilö pitää kehityskeskustelut tammikuussa.",
    "henk_riittavyys": "Sijaislista tarkistetaan kuukausittain ja avoimet virat täytetään heti.",
    "henk_perehdytys": "Uusi tulokas saa nimetyn mentorin ja kolmen viikon ohjelman.",
    "henk_osaaminen_hyvinvointi": "Työnohjausta on kerran kuussa ja koulutuspäiviä kuusi.",
    "henk_tyoturvallisuus": "Tapaamisiin mennään pareittain ja hälytin mukana.",
    "tilat_kuvaus": "Käytössä on kaksi kerrosta, joista toinen on suljettu vierailijoilta.",
    "tilat_viranomaisvaatimukset": "Palotarkastaja käy talossa joka toinen vuosi.",
    "tilat_tyovalineet": "Kannettavat ja puhelimet uusitaan neljän vuoden välein.",
    "kohtelu_asiakaslahtoisyys": "Asiakas saa itse ehdottaa tapaamisen ajan ja paikan.",
    "kohtelu_epaasiallinen": "Huono käytös otetaan puheeksi heti ja kirjataan.",
    "kohtelu_oikeuksista_tiedottaminen": "Esite annetaan asiakkaan omalla kielellä.",
    "ottaminen_menettely": "Esitys käsitellään kahden työntekijän voimin kolmessa päivässä.",
    "ottaminen_paatoslaatu": "Mallipohjat ja ristiinluku pitävät ratkaisut yhtenäisinä.",
    "autt_vok_asiakas": "Työnjako sovitaan yhteisessä palaverissa keskuksen kanssa.",
    "autt_tuen_tarpeen_arviointi": "Alkukartoitus tehdään kahden ensimmäisen viikon aikana.",
    "autt_kuuleminen": "Asiakasta haastatellaan ennen jokaista ratkaisua.",
    "autt_alaikaisen_kuuleminen": "Lapsen mielipide selvitetään edustajan läsnä ollessa.",
    "autt_ohjaus_neuvonta": "Neuvontapuhelin vastaa arkipäivisin.",
    "autt_turvallinen_majoitus": "Turvakotipaikkoja on varattu kahdelta palveluntuottajalta.",
    "autt_suojelu_turvauhka": "Uhka-arvio tehdään poliisin kanssa tapauskohtaisesti.",
    "autt_toimeentulo": "Rahat maksetaan kuukauden toisena arkipäivänä.",
    "autt_sosiaalipalvelut": "Sosiaaliohjaaja tapaa jokaisen kerran kuukaudessa.",
    "autt_terveydenhuolto": "Sairaanhoitaja tekee alkutarkastuksen ja lähettää lääkäriin.",
    "autt_tulkkaus": "Tulkit tilataan puitesopimuksella etukäteen.",
    "autt_oikeusapu": "Avustaja etsitään yhdessä oikeusaputoimiston kanssa.",
    "autt_turvallinen_paluu": "Kotimatka suunnitellaan järjestön tuella.",
    "autt_lapset": "Lapselle nimetään oma työntekijä ja koulu järjestetään.",
    "palaute_kantelu": "Kyselylinkki on ovessa, ja kantelun voi tehdä valvojalle.",
    "tieto_informointi": "Tietosuojaseloste käydään läpi ensitapaamisella.",
    "tieto_perehdyttaminen": "Verkkokurssi suoritetaan vuosittain tammikuun loppuun mennessä.",
    "tieto_kayttooikeudet": "Oikeudet haetaan lomakkeella, ja ne päätetään lähtöpäivänä.",
    "tieto_suojaaminen": "Ovet ovat lukossa ja lokit käydään läpi satunnaisesti.",
    "talous_suunnittelu": "Talousarvio laaditaan syyskuussa ja toteuma käydään läpi kuukausittain.",
    "ostopalvelut_kuvaus": "Majoitusta ja tulkkausta ostetaan kilpailutetuilta yrityksiltä.",
    "liitteet_kuvaus": "Liitteenä on organisaatiokaavio, joka on asianhallinnassa.",
}
"""Not among them: the choice, which is answered by a word, and the confirmation."""
