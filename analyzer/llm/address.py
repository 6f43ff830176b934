"""An address: where a model is served, settled to numbers once, and whether talk sent there leaves this machine."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from analyzer.errors import AnalyzerError

IP = IPv4Address | IPv6Address
HERE, NEAR, AWAY = "this machine", "a private network", "the open network"
PRIVATE: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)
"""Private addresses (RFC 1918, RFC 4193); link-local and shared ones count as away."""

PORTS = {"http": 80, "https": 443}
SUFFIX = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Address:
    """An OpenAI-compatible endpoint; `ips` are the only addresses that are ever called, `path` has no last slash."""

    scheme: str
    host: str
    port: int
    path: str
    ips: tuple[IP, ...]

    @property
    def reach(self) -> str:
        """Say how far talk goes that is sent there: the farthest of its addresses counts."""
        reaches = {_reach(ip) for ip in self.ips}
        return next(reach for reach in (AWAY, NEAR, HERE) if reach in reaches)

    @property
    def url(self) -> str:
        """Return the endpoint as it may be shown and recorded: it holds no secret."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        """Return host and port as a Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def called(self, ip: IP, path: str) -> str:
        """Return the URL of `path` at one of the addresses, by number: no name is looked up again."""
        host = f"[{ip}]" if ip.version == 6 else str(ip)
        return f"{self.scheme}://{host}:{self.port}{self.path}{path}"


def settle(url: str, *, allow_remote: bool = False) -> Address:
    """Check `url` and look its host up once; raise AnalyzerError for one that is malformed or, unasked, away.

    Every address of the host must be loopback or private unless `allow_remote`.
    """
    parts = _parts(url)
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    path = parts.path.rstrip("/").removesuffix(SUFFIX) or "/v1"
    found = Address(parts.scheme, host, port, path, _ips(host, port))
    if any(ip.is_unspecified for ip in found.ips):
        raise AnalyzerError(f"--llm-url names no machine ({host})", remedy="for this machine write 127.0.0.1")
    if found.reach == AWAY and not allow_remote:
        raise AnalyzerError(
            f"the model at {host} is neither on this machine nor on a private network",
            remedy="nothing was sent; if the talk may leave, say --allow-remote",
        )
    return found


def leaving(address: Address, model: str) -> str:
    """Say in one line what would leave this machine; empty if nothing would."""
    if address.reach == HERE:
        return ""
    how = "encrypted" if address.scheme == "https" else "NOT encrypted"
    return (
        f"What leaves this machine: the words of the turns in question and those around them, with turn numbers and "
        f"roles (no speaker or file names), to the model {model} at {address.netloc} on {address.reach}, {how}."
    )


def _parts(url: str) -> SplitResult:
    """Split `url`; its text is not repeated in messages, for it may hold a secret."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise _malformed("is not a URL") from None
    if parts.scheme not in PORTS or not parts.hostname or port == 0:
        raise _malformed("is not a URL of a server")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise _malformed("may hold no name, key or query")
    return parts


def _malformed(problem: str) -> AnalyzerError:
    return AnalyzerError(f"--llm-url {problem}", remedy="write it like http://127.0.0.1:11434/v1")


def _ips(host: str, port: int) -> tuple[IP, ...]:
    """Return the addresses of `host`, each once, IPv4 before IPv6 since local servers mostly listen there."""
    try:
        found = [str(row[-1][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        ips = {_plain(ip_address(text.partition("%")[0])) for text in found}
    except (OSError, ValueError):
        ips = set()
    if not ips:
        raise AnalyzerError(f"the host {host} is not known", remedy="check --llm-url and the network")
    return tuple(sorted(ips, key=lambda ip: (ip.version, int(ip))))


def _plain(ip: IP) -> IP:
    """Return the IPv4 address that an IPv6 one stands for, as ::ffff:10.0.0.1 does."""
    return (ip.ipv4_mapped or ip) if isinstance(ip, IPv6Address) else ip


def _reach(ip: IP) -> str:
    if ip.is_loopback:
        return HERE
    return NEAR if any(ip in block for block in PRIVATE if block.version == ip.version) else AWAY
