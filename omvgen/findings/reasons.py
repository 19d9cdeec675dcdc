"""Why the system would not read or write a file, in the reader's words."""

from __future__ import annotations

import errno

from omvgen.locale import mark, tr

_REASONS = {
    errno.ENOSPC: mark("levy on täynnä"),
    errno.EDQUOT: mark("levytila on käytetty loppuun"),
    errno.ENOENT: mark("kansiota tai tiedostoa ei ole"),
    errno.ENOTDIR: mark("polussa on tiedosto kansion paikalla"),
    errno.EEXIST: mark("polussa on tiedosto kansion paikalla"),
    errno.EISDIR: mark("se on kansio"),
    errno.ENODEV: mark("se ei ole tavallinen tiedosto"),
    errno.EROFS: mark("levylle ei voi kirjoittaa"),
    errno.ENAMETOOLONG: mark("nimi on liian pitkä"),
    errno.EACCES: mark("oikeudet puuttuvat"),
    errno.EPERM: mark("oikeudet puuttuvat"),
    errno.EBADF: mark("se on suljettu"),
    errno.EBUSY: mark("se on muun ohjelman käytössä"),
    errno.EINVAL: mark("nimessä on merkki, joka ei siihen kelpaa"),
    errno.ELOOP: mark("linkki johtaa takaisin itseensä"),
    errno.EIO: mark("levyn lukeminen tai kirjoittaminen epäonnistui"),
    **dict.fromkeys(
        (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP),
        mark("levy ei osaa sitä, mitä ohjelma tarvitsee (esimerkiksi lukita tiedostoa)"),
    ),
    **dict.fromkeys(
        (errno.ESTALE, errno.ENETDOWN, errno.ETIMEDOUT, errno.EHOSTUNREACH),
        mark("yhteys verkkolevyyn katkesi"),
    ),
}


def os_reason(error: OSError) -> str:
    """Why the system refused, in the reader's words; the system's own when we have none."""
    return tr(_REASONS.get(error.errno or 0, "")) or error.strerror or str(error)
