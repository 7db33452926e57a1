"""One request to a receiver, and what came of it."""

import asyncio
import contextlib
import ssl
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import httpx
from django.utils import timezone

from api.contract.base import VERSION
from cms.webhooks.addresses import AddressError, Target, check
from cms.webhooks.messages import body_of
from cms.webhooks.models import Delivery
from cms.webhooks.schedule import parse_retry_after
from cms.webhooks.signing import signed_headers

TOTAL_SECONDS = 15.0
CONNECT_SECONDS = 5.0
KEPT_BYTES = 500
"""Of the answer."""
USER_AGENT = f"hospital-content-webhooks/{VERSION}"
GONE = 410
MAY_ASK_TO_WAIT = {429, 503}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the receiver answered, or why it did not."""

    at: datetime
    """When the attempt began."""
    duration: timedelta
    status: int | None
    text: str
    """First characters of the answer, or in words what went wrong."""
    retry_after: timedelta | None

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """The receiver asks that nothing be sent any more."""
        return self.status == GONE


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int | None
    text: str
    retry_after: str | None = None


def send(delivery: Delivery) -> Outcome:
    """Sign and send, once, within fifteen seconds of resolving the name. Raises nothing for what receivers do."""
    now, started = timezone.now(), time.monotonic()
    body = body_of(delivery)
    headers = {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        "accept-encoding": "identity",
        **signed_headers(delivery.message_id, body, keys=delivery.endpoint.signing_keys(), now=now),
    }
    answer = ask(delivery.endpoint.url, headers=headers, body=body)
    asked = answer.retry_after if answer.status in MAY_ASK_TO_WAIT else None
    return Outcome(
        at=now,
        duration=timedelta(seconds=time.monotonic() - started),
        status=answer.status,
        text=answer.text,
        retry_after=parse_retry_after(asked, now=now),
    )


def ask(address: str, *, headers: dict[str, str], body: bytes) -> Answer:
    try:
        return asyncio.run(post(check(address), headers=headers, body=body))
    except (AddressError, httpx.HTTPError, TimeoutError) as error:
        return Answer(status=None, text=explain(error))


async def post(target: Target, *, headers: dict[str, str], body: bytes) -> Answer:
    """Asynchronous for one reason: a deadline that holds however slowly a receiver drips its answer."""
    deadline = asyncio.get_running_loop().time() + TOTAL_SECONDS
    timeout = httpx.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS)
    async with httpx.AsyncClient(verify=tls(), trust_env=False, follow_redirects=False, timeout=timeout) as client:
        async with asyncio.timeout_at(deadline):
            response = await connect(client, target, headers=headers, body=body)
        try:
            if response.is_redirect:
                text = "The receiver redirects, which is not followed. Enter the address it leads to."
            else:
                text = await beginning_of(response, deadline=deadline)
        finally:
            await response.aclose()
    return Answer(status=response.status_code, text=text, retry_after=response.headers.get("retry-after"))


async def connect(client: httpx.AsyncClient, target: Target, *, headers: dict[str, str], body: bytes) -> httpx.Response:
    """Ask the first address that can be connected to, under the host's own name, and certified for it."""
    *others, last = target.addresses
    for number in (*others, last):
        request = client.build_request(
            "POST",
            target.url.copy_with(host=str(number)),
            content=body,
            headers=headers | {"host": target.url.netloc.decode("ascii")},
            extensions={"sni_hostname": target.url.raw_host.decode("ascii")},
        )
        try:
            return await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == last:
                raise
    raise AssertionError("A host without addresses is refused before.")


async def beginning_of(response: httpx.Response, *, deadline: float) -> str:
    """For the people who look why. The status alone decides, so a body that breaks off does no harm."""
    kept = b""
    with contextlib.suppress(httpx.HTTPError, TimeoutError):
        async with asyncio.timeout_at(deadline):
            async for chunk in response.aiter_raw():
                kept += chunk
                if len(kept) >= KEPT_BYTES:
                    break
    # PostgreSQL stores no NUL in text.
    return kept[:KEPT_BYTES].decode(errors="replace").replace("\0", "")


@cache
def tls() -> ssl.SSLContext:
    """Mozilla's certificate authorities, and those this machine trusts besides (a hospital's own, say)."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


def explain(error: Exception) -> str:
    """In words for the people who look after the webhook."""
    if isinstance(error, AddressError):
        return str(error)
    if isinstance(error, httpx.ConnectTimeout):
        return f"No connection within {CONNECT_SECONDS:.0f} seconds. Is the receiver running, and reachable from here?"
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return f"No answer within {TOTAL_SECONDS:.0f} seconds. Receivers should answer first and work afterwards."
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return f"The receiver's certificate is not valid: {error}"
    if isinstance(error, httpx.ConnectError):
        return f"No connection: {error}"
    return f"The receiver broke off or did not answer by the rules of HTTP: {error}"
