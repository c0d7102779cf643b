"""Archives and letters for the tests, and what a reader finds in them."""

import io
import os
import tempfile
import zipfile
from email.message import EmailMessage

from indexer.documents import members as inside
from indexer.documents.page_text import ExtractionError
from tests.notices import notice

PAPER = notice(7).encode()


def zipped(*files, **settings):
    """A ZIP file of names (or ZipInfo) and bytes, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data, **settings)
    return file.getvalue()


def locked(data, name):
    """A ZIP file in which the member of this name is said to have a password."""
    changed = bytearray(data)
    at = changed.rindex(name.encode())  # in the directory at its end
    changed[at - 46 + 8] |= 1
    return bytes(changed)


def letter(*attached, subject="Gửi văn bản", body="Kính gửi các đồng chí."):
    """A letter; what is attached is a name and bytes, or another letter."""
    message = EmailMessage()
    message["Subject"] = subject
    message["To"] = "vanphong@example.org"
    message.set_content(body)
    for one in attached:
        if isinstance(one, EmailMessage):
            message.add_attachment(one)
        else:
            name, data = one
            message.add_attachment(
                data, maintype="application", subtype="octet-stream", filename=name
            )
    return message


def _asked(reader, data, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(os.path.realpath(folder), "a")
        with open(path, "wb") as file:
            file.write(bytes(data))
        return reader(os.fsencode(path), *arguments)


def members(data):
    """What is told of the files in an archive or a letter."""
    return _asked(inside.members, data)


def taken(data, *wanted):
    """What is given when some files are wanted."""
    return _asked(inside.taken, data, "\n".join(wanted))


def content(data, way):
    """The bytes of one file."""
    (found,) = taken(data, way)
    assert found.way == way
    assert found.refusal is None
    return found.data


def why_refused(data, way):
    """Why one file is not given."""
    (found,) = taken(data, way)
    assert (found.way, found.data) == (way, b"")
    return str(found.refusal)


def members_or_refusal(data):
    """What is told of the files in a damaged archive or letter, or why nothing is."""
    try:
        return members(data), ""
    except ExtractionError as error:
        return (), str(error.reason)


def ways(data):
    """The ways to the papers."""
    return [one.way for one in members(data) if one.is_paper]


def passed_over(data):
    """The ways to what is no paper."""
    return [one.way for one in members(data) if not one.is_paper]
