"""Where a request came from, kept no more exactly than a limit on guessing needs."""

from __future__ import annotations

import hashlib
import ipaddress

from appraisal.store import Store


def network_of(address: str) -> str:
    """Return the network that counts as one address: IPv4 whole, IPv6 by its first 64 bits.

    A household or an office is given 64 bits of IPv6 at least, so that a limit on single addresses
    would limit nothing. What is no address is the empty text.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0].strip())
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return str(ip.ipv4_mapped)
        return str(ipaddress.IPv6Network((ip, 64), strict=False).network_address) + "/64"
    return str(ip)


def address_hash(store: Store, address: str) -> str:
    """Return a mark of an address's network that means nothing outside this store; "" for none."""
    network = network_of(address)
    return _mark(store, "address", network) if network else ""


def device_hash(store: Store, device: str) -> str:
    """Return a mark of a phone, from the random id its browser was given; "" for none."""
    return _mark(store, "device", device) if device else ""


def _mark(store: Store, kind: str, text: str) -> str:
    return hashlib.sha256(f"{store.id} {kind} {text}".encode()).hexdigest()[:32]
