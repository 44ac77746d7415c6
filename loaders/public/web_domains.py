"""Internet domains from addresses."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_DOMAIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")


def domain_of(address: str) -> str:
    """The domain of an address or a bare domain, in small letters and without www; "" where it has none.

    >>> domain_of("https://www.UniPV.it:443/a"), domain_of("mail.polimi.it"), domain_of("n/a")
    ('unipv.it', 'mail.polimi.it', '')
    """
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:  # a bracket that is never closed
        return ""
    host = host.lower().removeprefix("www.").rstrip(".")
    return host if _DOMAIN.fullmatch(host) else ""
