"""Why the system would not read or write a file, in the reader's words."""

from __future__ import annotations

import errno
import os
import sys

from omvgen.locale import mark, tr

ON_WINDOWS = sys.platform == "win32"

_VIRUS = -225  # no errno: Windows alone says it
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
    _VIRUS: mark("virustorjunta esti sen"),
    **dict.fromkeys(
        (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP),
        mark("levy ei osaa sitä, mitä ohjelma tarvitsee (esimerkiksi lukita tiedostoa)"),
    ),
    **dict.fromkeys(
        (errno.ESTALE, errno.ENETDOWN, errno.ETIMEDOUT, errno.EHOSTUNREACH),
        mark("yhteys verkkolevyyn katkesi"),
    ),
}


# Windows' own numbers ("System Error Codes") that Python turns into an error of another
# meaning: a workbook that Excel has open and a disk that is not ready are both EACCES to it.
_OF_WINDOWS = {
    19: errno.EROFS,  # write-protected
    21: errno.EIO,  # not ready
    23: errno.EIO,  # cyclic redundancy check
    32: errno.EBUSY,  # sharing violation
    33: errno.EBUSY,  # lock violation
    39: errno.ENOSPC,  # disk full
    **dict.fromkeys((53, 59, 64, 67, 121, 1231), errno.ESTALE),  # network path or name gone
    206: errno.ENAMETOOLONG,
    **dict.fromkeys((225, 226), _VIRUS),
    1295: errno.EDQUOT,
    1392: errno.EIO,  # file corrupt
    1921: errno.ELOOP,  # the name cannot be resolved
}
_LONGEST_PATH, _LONGEST_NAME = 259, 255  # characters, on Windows


def os_reason(error: OSError) -> str:
    """Why the system refused, in the reader's words; the system's own when we have none."""
    return tr(_REASONS.get(cause(error), "")) or error.strerror or str(error)


def cause(error: OSError) -> int:
    """The errno of what is really the matter, which on Windows may not be the error's own.

    Windows says of a path that is too long that there is no such file.
    """
    found = error.errno or 0
    if not ON_WINDOWS:
        return found
    if found in (errno.ENOENT, errno.EINVAL) and _is_long(error):
        return errno.ENAMETOOLONG
    return _OF_WINDOWS.get(getattr(error, "winerror", None) or 0, found)


def _is_long(error: OSError) -> bool:
    paths = [path for path in (error.filename, error.filename2) if isinstance(path, str)]
    return any(
        len(os.path.abspath(path)) > _LONGEST_PATH or len(os.path.basename(path)) > _LONGEST_NAME
        for path in paths
    )
