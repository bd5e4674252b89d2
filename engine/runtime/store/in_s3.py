"""A store in a bucket of any server that speaks S3: uploaded in parts, named once it is whole."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from engine.runtime.store.kept import CHUNK, Kept, Measured, NotKept, Store, is_name, unchanged

PART: Final = 8 * CHUNK
"""Bytes of a part; the protocol asks for 5 MiB at least in every part but the last."""

_LARGE: Final = 1 << 30
"""Bytes that the server copies at a time; the protocol allows five times as many."""

_UNFINISHED: Final = "unfinished/"
_ABSENT: Final = frozenset({"404", "NoSuchKey", "NotFound"})
_GONE: Final = frozenset({"404", "NoSuchUpload"})


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are for the server; without them, the surroundings say it as boto3 reads them."""

    access_key: str
    secret_key: str


def s3(
    bucket: str,
    prefix: str = "",
    endpoint_url: str | None = None,
    region: str | None = None,
    credentials: Credentials | None = None,
) -> Store:
    """Contents as objects of that bucket, their keys behind the prefix."""
    import boto3  # only those who keep their files there pay for it
    from botocore.config import Config

    settings = Config(
        connect_timeout=10,
        read_timeout=60,
        retries={"mode": "standard", "max_attempts": 4},
        # Other servers than Amazon's do not know the checksums that are sent by default; a
        # content is compared with its own name when it is read.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    client = boto3.client(
        "s3",
        endpoint_url=endpoint_url,
        region_name=region,
        aws_access_key_id=credentials.access_key if credentials else None,
        aws_secret_access_key=credentials.secret_key if credentials else None,
        config=settings,
    )
    return _Bucket(client, bucket, prefix)


class _Bucket:
    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix

    def keep(self, chunks: Iterable[bytes], most: int) -> Kept:
        measured = Measured(chunks, most)
        parts = _parts(measured)
        first = next(parts, b"")
        if len(first) < PART:  # it is whole already, and one request is whole or absent
            kept = measured.kept()
            with _answering():
                self._client.put_object(**self._at(kept.sha256), Body=first)
            return kept
        passing = _UNFINISHED + uuid4().hex
        with _answering():
            upload = self._client.create_multipart_upload(**self._at(passing))["UploadId"]
        try:
            done = [self._sent(passing, upload, 1, first)]
            del first
            done += [self._sent(passing, upload, n, part) for n, part in enumerate(parts, 2)]
            kept = measured.kept()
            if self.has(kept.sha256):
                self._abort(passing, upload)
            else:
                self._name(passing, upload, done, kept.sha256)
        except BaseException:
            self._clear(passing, upload)
            raise
        return kept

    def _sent(self, key: str, upload: str, number: int, part: bytes) -> dict[str, Any]:
        which = self._at(key) | {"UploadId": upload, "PartNumber": number}
        with _answering():
            return {
                "PartNumber": number,
                "ETag": self._client.upload_part(**which, Body=part)["ETag"],
            }

    def _name(self, passing: str, upload: str, done: list[dict[str, Any]], name: str) -> None:
        """Give the finished upload its name. The server copies: an object cannot be renamed."""
        from boto3.s3.transfer import TransferConfig

        with _answering():
            self._client.complete_multipart_upload(
                **self._at(passing), UploadId=upload, MultipartUpload={"Parts": done}
            )
            # In parts where it is larger than one copy may be, without threads of its own.
            plain = TransferConfig(
                multipart_threshold=_LARGE, multipart_chunksize=_LARGE, use_threads=False
            )
            self._client.copy(self._at(passing), **self._at(name), Config=plain)
        self._drop(passing)

    def _clear(self, passing: str, upload: str) -> None:
        """As if nothing had come; what the server does not do now is left to the sweep."""
        with suppress(OSError):
            self._abort(passing, upload)
        self._drop(passing)

    def _drop(self, passing: str) -> None:
        with suppress(OSError), _answering():
            self._client.delete_object(**self._at(passing))

    def _abort(self, key: str, upload: str) -> None:
        with _answering(_GONE):
            self._client.abort_multipart_upload(**self._at(key), UploadId=upload)

    def open(self, sha256: str) -> Iterator[bytes]:
        if not is_name(sha256):
            raise NotKept(sha256)
        body = None
        with _answering(_ABSENT):
            body = self._client.get_object(**self._at(sha256))["Body"]
        if body is None:
            raise NotKept(sha256)
        return unchanged(sha256, _pieces(body))

    def has(self, sha256: str) -> bool:
        found = False
        if is_name(sha256):
            with _answering(_ABSENT):
                self._client.head_object(**self._at(sha256))
                found = True
        return found

    def remove(self, sha256: str) -> None:
        if is_name(sha256):
            with _answering():
                self._client.delete_object(**self._at(sha256))

    def sweep(self, older_than: datetime) -> int:
        removed = 0
        for upload in self._listed("list_multipart_uploads", self._prefix, "Uploads"):
            if upload["Initiated"] < older_than:
                self._abort(upload["Key"].removeprefix(self._prefix), upload["UploadId"])
                removed += 1
        for one in self._listed("list_objects_v2", self._prefix + _UNFINISHED, "Contents"):
            if one["LastModified"] < older_than:
                with _answering():
                    self._client.delete_object(Bucket=self._bucket, Key=one["Key"])
                removed += 1
        return removed

    def _listed(self, operation: str, prefix: str, what: str) -> list[dict[str, Any]]:
        pages = self._client.get_paginator(operation)
        with _answering():
            found = pages.paginate(Bucket=self._bucket, Prefix=prefix)
            return [one for page in found for one in page.get(what, ())]

    def _at(self, key: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._prefix + key}


def _parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of a part each; the last one may be shorter."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= PART:
            yield bytes(waiting[:PART])
            del waiting[:PART]
    if waiting:
        yield bytes(waiting)


def _pieces(body: Any) -> Iterator[bytes]:
    try:
        with _answering():
            yield from body.iter_chunks(CHUNK)
    finally:
        body.close()


@contextmanager
def _answering(expected: frozenset[str] = frozenset()) -> Iterator[None]:
    """OSError for whatever the server or the way to it does; answers that are expected pass."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as fault:
        if fault.response.get("Error", {}).get("Code") not in expected:
            raise OSError(f"the store refused: {fault}") from fault
    except BotoCoreError as fault:
        raise OSError(f"the store does not answer: {fault}") from fault
