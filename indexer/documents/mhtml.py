"""Web pages in a single file (MHTML, RFC 2557), which Word and browsers save as .mht or .doc.

The file is a MIME message, as a letter is: the page first, its pictures after it.
"""

from __future__ import annotations

import email

from indexer.documents.html import decoded
from indexer.documents.markup import lines_of
from indexer.documents.page_text import PageText, Refused
from indexer.model import because


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of the page, which is the first part that is HTML, as one page.

    >>> head = b"MIME-Version: 1.0\\nContent-Type: text/html\\nContent-Transfer-Encoding: "
    >>> read(head + b"quoted-printable\\n\\n<p>S=E1=BB=91 55</p>")[0].text
    'Số 55'
    """
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                charset = part.get_content_charset("")
                return (PageText(lines_of(decoded(page, charset))),)
    raise Refused(because("trang web (.mht) không có phần HTML nào; hãy lưu lại thành .docx"))
