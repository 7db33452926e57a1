"""Whether a record is what was exported, and whether the log says the same."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError
from pydantic import ValidationError

from cms.publishing.log.entries import Address, digest_of
from cms.publishing.log.proving import STAMP
from cms.records.keys import PublicKey
from cms.records.package import JSON, PDF, SIGNATURE
from cms.records.public import edition_at
from cms.records.shape import Public, RecordFile, digest_of_file

MOST_BYTES = 64 * 2**20
"""Of a file in the archive: a record is far smaller."""
Files = Mapping[str, bytes]


class NoRecordError(Exception):
    """The file is none, or cannot be read. Says what to give instead."""


@dataclass
class Verdict:
    """Sentences, in the order in which they were found out."""

    proved: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unproved: list[str] = field(default_factory=list)
    """What could not be looked at."""


def read_files(path: Path) -> dict[str, bytes]:
    """By name: of the archive, or of the one file and its signature beside it. Raise NoRecordError."""
    if not path.is_file():
        raise NoRecordError(f"There is no file {path}.")
    if zipfile.is_zipfile(path):
        return unpacked(path)
    if path.suffix not in (".json", ".pdf"):
        raise NoRecordError(f"{path} is no record: give the archive, or its {JSON} or {PDF}.")
    signature = path.with_name(path.name + SIGNATURE)
    found = {f"record{path.suffix}": path.read_bytes()}
    if signature.is_file():
        found[f"record{path.suffix}{SIGNATURE}"] = signature.read_bytes()
    return found


def unpacked(path: Path) -> dict[str, bytes]:
    wanted = {name + end for name in (JSON, PDF) for end in ("", SIGNATURE)}
    try:
        with zipfile.ZipFile(path) as archive:
            listed = [each for each in archive.infolist() if each.filename in wanted]
            if any(each.file_size > MOST_BYTES for each in listed):
                raise NoRecordError(f"{path} holds more than any record does.")
            found = {each.filename: archive.read(each) for each in listed}
    except (zipfile.BadZipFile, OSError) as error:
        raise NoRecordError(f"{path} is damaged: {error}") from error
    if JSON not in found:
        raise NoRecordError(f"{path} holds no {JSON}.")
    return found


def verify(files: Files, keys: Mapping[str, PublicKey]) -> Verdict:
    """``keys`` by id: those that are trusted."""
    verdict = Verdict()
    for name in (JSON, PDF):
        if name in files:
            verify_signature(name, files, keys, verdict)
    if JSON in files:
        verify_record(files[JSON], verdict)
    return verdict


def verify_signature(name: str, files: Files, keys: Mapping[str, PublicKey], verdict: Verdict) -> None:
    signature = files.get(name + SIGNATURE)
    if signature is None:
        verdict.refused.append(f"{name} is not signed: there is no {name}{SIGNATURE}.")
        return
    signer = next((key for key in keys.values() if key.has_signed(files[name], signature)), None)
    if signer is None:
        known = ", ".join(keys) or "none"
        verdict.refused.append(
            f"{name} was changed after it was signed, or was signed with a key that is not known here (known: {known})."
        )
        return
    verdict.proved.append(f"{name} is as it was signed with the key {signer.id} ({digest_of_file(files[name])}).")


def verify_record(content: bytes, verdict: Verdict) -> None:
    try:
        record = RecordFile.model_validate_json(content)
    except ValidationError as error:
        verdict.refused.append(f"{JSON} has not the shape of a record: {error.errors()[0]['msg']}.")
        return
    if record.public:
        verify_body(record.public, verdict)
    try:
        verdict_of_log(record, verdict)
    except DatabaseError as error:
        verdict.unproved.append(f"The log of what was published could not be asked: {str(error).splitlines()[0]}")


def verify_body(public: Public, verdict: Verdict) -> None:
    content, stamp, _ = public.body.encode().rpartition(STAMP)
    if stamp and digest_of(content + b"}") == public.digest:
        verdict.proved.append(f"The text has the digest of edition {public.number}.")
    else:
        verdict.refused.append(f"The text is not that of edition {public.number}: its digest is another.")


def verdict_of_log(record: RecordFile, verdict: Verdict) -> None:
    asked, public = record.asked, record.public
    address = Address(type=asked.type, document_id=asked.document_id, locale=asked.locale)
    logged = edition_at(address, asked.moment)
    if public is None and logged is None:
        verdict.proved.append("The log says, too, that nothing was public then.")
    elif public is None or logged is None or logged.number != public.number:
        said = f"edition {logged.number}" if logged else "that nothing was public"
        verdict.refused.append(f"The log says {said} at {asked.moment.isoformat()}, the record something else.")
    elif (logged.digest, bytes(logged.body or b"")) == (public.digest, public.body.encode()):
        verdict.proved.append(f"The log has the same text as edition {logged.number}.")
    else:
        verdict.refused.append(f"The log has another text as edition {logged.number}.")
