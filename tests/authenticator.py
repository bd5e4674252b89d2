"""A passkey in software: what a telephone or a security key does when a page asks it."""

import json
import struct
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey; a test may turn every part of it into something forged."""

    origin: str
    rp: str
    id: bytes = b"a passkey in software"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    user: bytes = b""
    key: Any = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def make(self, told: dict[str, Any]) -> dict[str, str]:
        """The fields of the form that sends a new passkey."""
        options = told["options"]
        self.user = base64url_to_bytes(options["user"]["id"])
        held = struct.pack(">16sH", b"", len(self.id)) + self.id + self._public()
        data = self._data(self.flags | WITH_KEY) + held
        made = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options)
        response = {"attestationObject": made, "clientDataJSON": client}
        return {"token": told["token"], "answer": self._answer(response)}

    def prove(self, told: dict[str, Any]) -> dict[str, str]:
        """The fields of the form that sends a proof; the counter goes on."""
        self.count += 1
        client, data = self._client("webauthn.get", told["options"]), self._data(self.flags)
        signed = self.key.sign(data + sha256(client).digest(), ECDSA(SHA256()))
        response = {
            "authenticatorData": data, "clientDataJSON": client, "signature": signed,
            "userHandle": self.user,
        }  # fmt: skip
        return {"token": told["token"], "answer": self._answer(response)}

    def _data(self, flags: int) -> bytes:
        return sha256(self.rp.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = (one.to_bytes(32, "big") for one in (point.x, point.y))
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        asked = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(asked).encode()

    def _answer(self, response: dict[str, bytes]) -> str:
        named = bytes_to_base64url(self.id)
        sent = {name: bytes_to_base64url(one) for name, one in response.items()}
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": sent})
