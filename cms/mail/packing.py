"""A message of Django's as JSON, and back."""

from base64 import b64decode, b64encode
from typing import TypedDict

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import EmailMessage


class Attachment(TypedDict):
    name: str | None
    content: str
    """In base64 if ``is_binary``."""
    is_binary: bool
    media_type: str | None


class Packed(TypedDict):
    subject: str
    body: str
    from_email: str
    to: list[str]
    cc: list[str]
    bcc: list[str]
    reply_to: list[str]
    headers: dict[str, str]
    subtype: str
    alternatives: list[tuple[str, str]]
    attachments: list[Attachment]


def packed(message: EmailMessage) -> Packed:
    """Raise TypeError for an attachment that is a MIME part already."""
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": str(message.from_email),
        "to": [*map(str, message.to)],
        "cc": [*map(str, message.cc)],
        "bcc": [*map(str, message.bcc)],
        "reply_to": [*map(str, message.reply_to)],
        "headers": {name: str(value) for name, value in message.extra_headers.items()},
        "subtype": message.content_subtype,
        "alternatives": [
            (str(content), str(media_type)) for content, media_type in getattr(message, "alternatives", [])
        ],
        "attachments": [*map(packed_attachment, message.attachments)],
    }


def packed_attachment(attachment: object) -> Attachment:
    if not isinstance(attachment, tuple):
        raise TypeError("Attach files to mails by name, content and media type: a MIME part cannot wait in the queue.")
    name, content, media_type = attachment
    is_binary = isinstance(content, bytes)
    text = b64encode(content).decode() if is_binary else str(content)
    return {"name": name, "content": text, "is_binary": is_binary, "media_type": media_type}


def unpacked(message: Packed) -> EmailMultiAlternatives:
    found = EmailMultiAlternatives(
        **{name: message[name] for name in ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "headers")}  # type: ignore[arg-type]
    )
    found.content_subtype = message["subtype"]
    for content, media_type in message["alternatives"]:
        found.attach_alternative(content, media_type)
    for attachment in message["attachments"]:
        content = attachment["content"]
        found.attach(
            attachment["name"], b64decode(content) if attachment["is_binary"] else content, attachment["media_type"]
        )
    return found
