"""What is asked of a provider, over the network: where it is, its keys, and what a code is for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from httpx2 import HTTPError, InvalidURL

from portal.identity.provider.refusals import DECLINED, SILENT, NotVouched
from portal.identity.provider.round_trip import RoundTrip
from portal.settings import Provider

SECONDS: Final = 10
"""So long the provider may take for each answer."""

SCOPE: Final = "openid email"


@dataclass(frozen=True, slots=True)
class Known:
    """What a provider says of itself: where people sign in, where codes are redeemed, its keys, and
    how it wants to be told the secret of this office."""

    authorization: str
    token: str
    keys: str
    by: str


@dataclass(frozen=True)
class Asked:
    """A provider, asked from the pages at `back`. Nothing is kept: people seldom sign in, and a key
    that the provider changed counts at once."""

    provider: Provider
    back: str

    def there(self, trip: RoundTrip) -> str:
        """The address at which somebody signs in. NotVouched where the provider is silent."""
        with self._client() as client:
            known = self._known(client)
            address, _ = client.create_authorization_url(
                known.authorization, state=trip.state, nonce=trip.nonce, code_verifier=trip.verifier
            )
        return str(address)

    def vouched(self, trip: RoundTrip, code: str) -> tuple[str, Mapping[str, Any]]:
        """The signed statement (ID token) that a code is for, and the provider's keys. NotVouched
        where the provider is silent, or does not take the code."""
        with self._client() as client:
            known = self._known(client)
            client.token_endpoint_auth_method = known.by
            answer = client.fetch_token(known.token, code=code, code_verifier=trip.verifier)
            keys = client.request("GET", known.keys, withhold_token=True).raise_for_status().json()
        signed = answer.get("id_token")
        if not isinstance(signed, str) or not isinstance(keys, dict):
            raise NotVouched(SILENT)
        return signed, keys

    def _known(self, client: OAuth2Client) -> Known:
        issuer = self.provider.issuer
        where = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        said = client.request("GET", where, withhold_token=True).raise_for_status().json()
        if said["issuer"] != issuer:
            raise NotVouched(SILENT)
        known = Known(
            said["authorization_endpoint"], said["token_endpoint"], said["jwks_uri"], self._by(said)
        )
        for end in (known.authorization, known.token, known.keys):
            # An issuer by https does not send people, codes or trust over an open line.
            if urlsplit(end).scheme not in {"https", urlsplit(issuer).scheme}:
                raise NotVouched(SILENT)
        return known

    def _by(self, said: Mapping[str, Any]) -> str:
        if not self.provider.client_secret:
            return "none"
        ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"

    @contextmanager
    def _client(self) -> Iterator[OAuth2Client]:
        one = self.provider
        client = OAuth2Client(
            one.client_id, one.client_secret or None, scope=SCOPE, redirect_uri=self.back,
            code_challenge_method="S256", timeout=SECONDS,
        )  # fmt: skip
        try:
            with client:
                yield client
        except (HTTPError, InvalidURL, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise NotVouched(SILENT) from fault  # nothing came, or nothing that can be read
        except AuthlibBaseError as fault:
            raise NotVouched(DECLINED) from fault
