"""Another place where people sign in (OpenID Connect), served on this machine by the test."""

import hmac
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "dossiers", "known to both"
BASIC = f"Basic {b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"


@cache
def own_key() -> RSAKey:
    """The key that it signs with."""
    return RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class Provider:
    """One person who signs in there; a test may turn every part of the answers into a forged
    one."""

    issuer: str
    clock: Any
    key: RSAKey = field(default_factory=own_key)
    signs: RSAKey | None = None
    header: dict[str, str] = field(default_factory=lambda: {"alg": "RS256", "kid": "one"})
    person: dict[str, Any] = field(
        default_factory=lambda: {
            "sub": "248289761001", "email": "Ana@Example.org", "email_verified": True,
        }
    )  # fmt: skip
    forged: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    methods: list[str] = field(default_factory=lambda: ["client_secret_basic"])
    keeps_no_secret: bool = False

    def authorized(self, address: str) -> str:
        """Somebody signs in at that address: where the browser is sent back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{len(self.asked)}"
        self.asked[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def page(self, path: str) -> Any:
        """What stands at an address."""
        known = {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": self.methods,
            },
            "/keys": {"keys": [self.key.as_dict(private=False)]},
        }
        return {**known, **self.pages}.get(path)

    def redeemed(self, form: dict[str, str], authorization: str) -> dict[str, str]:
        """What a code is for, if whoever brings it set out with it."""
        asked = self.asked.pop(form["code"], None)
        known = authorization == BASIC or form.get("client_secret") == SECRET
        if self.keeps_no_secret:
            known = not authorization and form["client_id"] == CLIENT
        challenge = _plain(sha256(form["code_verifier"].encode()).digest())
        if not known or asked is None or asked["code_challenge"] != challenge:
            return {"error": "invalid_grant"}
        return {"access_token": "a", "token_type": "Bearer", "id_token": self.signed(asked)}

    def signed(self, asked: dict[str, str]) -> str:
        """The statement."""
        now = int(self.clock().timestamp())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], **self.person, **self.forged,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.header["alg"] == "RS256":
            return jwt.encode(self.header, claims, self.signs or self.key)
        # No library signs like this: with nothing, or with the key that everybody knows.
        start = ".".join(_plain(json.dumps(one).encode()) for one in (self.header, claims))
        known = hmac.digest(self.key.as_pem(private=False), start.encode(), "sha256")
        return f"{start}.{_plain(known) if self.header['alg'] == 'HS256' else ''}"


def _plain(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def provider(clock: Any) -> Iterator[Provider]:
    """A provider that listens on this machine."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(found.page(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(found.redeemed(form, self.headers.get("Authorization", "")))

        def _answer(self, told: Any) -> None:
            body = told if isinstance(told, bytes) else json.dumps(told).encode()
            bad = told is None or (isinstance(told, dict) and "error" in told)
            self.send_response(400 if bad else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    found = Provider(f"http://127.0.0.1:{server.server_port}", clock)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
