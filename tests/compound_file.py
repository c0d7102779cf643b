"""OLE compound files and letters of Outlook, written as [MS-CFB] and [MS-OXMSG] lay them out."""

import struct

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT, NO_ENTRY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5


class _Sectors:
    """The sectors of a file and which follows which; what is small lies in parts of sectors."""

    def __init__(self):
        self.sectors, self.fat, self.mini, self.mini_fat = [], [], bytearray(), []

    def place(self, data):
        """Put data into sectors of their own; the first of them."""
        if not data:
            return END
        first = len(self.sectors)
        for at in range(0, len(data), SECTOR):
            self.sectors.append(data[at : at + SECTOR].ljust(SECTOR, b"\0"))
            self.fat.append(len(self.sectors))
        self.fat[-1] = END
        return first

    def place_stream(self, data):
        """Put a stream where one of its size belongs; the first of its sectors or parts."""
        if len(data) >= CUTOFF or not data:
            return self.place(data)
        first, count = len(self.mini_fat), -(-len(data) // MINI)
        self.mini += data.ljust(count * MINI, b"\0")
        self.mini_fat += [*range(first + 1, first + count), END]
        return first


def compound_file(tree):
    """A compound file of nested dictionaries: a storage is one, a stream is bytes."""
    entries, sectors = [], _Sectors()
    _add(entries, sectors, "Root Entry", tree, ROOT)
    entries[0][4:] = sectors.place(bytes(sectors.mini)), len(sectors.mini)
    mini_fat = b"".join(struct.pack("<I", one) for one in sectors.mini_fat)
    mini_fat_at = sectors.place(mini_fat)
    directory_at = sectors.place(b"".join(map(_entry, entries)))
    mini_fat_count = -(-len(mini_fat) // SECTOR)
    return _with_tables(sectors.sectors, sectors.fat, directory_at, mini_fat_at, mini_fat_count)


def _add(entries, sectors, name, what, kind):
    """Add an entry with all below it; its number."""
    at = len(entries)
    entries.append([name, kind, NO_ENTRY, NO_ENTRY, END, 0])  # …, next sibling, child
    if kind == STREAM:
        entries[at][4:] = sectors.place_stream(what), len(what)
        return at
    before = None
    for one in sorted(what, key=lambda name: (len(name), name.upper())):
        kind = STORAGE if isinstance(what[one], dict) else STREAM
        child = _add(entries, sectors, one, what[one], kind)
        if before is None:
            entries[at][3] = child
        else:
            entries[before][2] = child
        before = child
    return at


def _entry(one):
    name, kind, sibling, child, start, size = one
    written = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(written), kind, 1, NO_ENTRY, sibling, child)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def _with_tables(sectors, fat, directory_at, mini_fat_at, mini_fat_count):
    """The file, with its table of sectors behind them, and the table of that where it is long."""
    words, first = SECTOR // 4, len(sectors)
    tables = more = 0
    while first + tables + more > tables * words:
        tables += 1
        more = max(0, -(-(tables - 109) // (words - 1)))
    fat = [*fat, *[FAT] * tables, *[FREE - 3] * more]
    fat += [FREE] * (tables * words - len(fat))
    places = [*range(first, first + tables)]
    shown = (places + [FREE] * 109)[:109]
    more_at = first + tables
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables)
    header += struct.pack("<IIIIIII", directory_at, 0, CUTOFF, mini_fat_at, mini_fat_count, 0, 0)
    header = header[:68] + struct.pack("<II", more_at if more else END, more)
    header += struct.pack("<109I", *shown)
    rest = b""
    for number in range(more):
        some = places[109 + number * (words - 1) :][: words - 1]
        some += [FREE] * (words - 1 - len(some))
        rest += struct.pack(f"<{words}I", *some, more_at + number + 1 if number + 1 < more else END)
    return header + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat) + rest


# --- letters of Outlook ---------------------------------------------------------------------------

HEADERS = {"letter": 32, "inner": 24, "attachment": 8}


STREAMS = "__substg1.0_"
BEHIND = {0x1F: 2, 0x1E: 1}  # a text counts with the zero that may stand behind it


def with_properties(tree, where, numbers=()):
    """A storage with the stream that tells of all that is in it, and the numbers."""
    entries = [struct.pack("<IIII", tag, 6, value, 0) for tag, value in dict(numbers).items()]
    for name in tree:
        if name.startswith(STREAMS):
            tag = int(name.removeprefix(STREAMS), 16)
            held = tree[name]
            size = 0xFFFFFFFF if isinstance(held, dict) else len(held) + BEHIND.get(tag & 0xFF, 0)
            entries.append(struct.pack("<IIII", tag, 6, size, 0))
    return tree | {"__properties_version1.0": bytes(HEADERS[where]) + b"".join(entries)}


def text(tag, value, encoding=""):
    """The stream of a text; of eight bits a letter where it has an encoding."""
    if encoding:
        return {f"__substg1.0_{tag:04X}001E": value.encode(encoding)}
    return {f"__substg1.0_{tag:04X}001F": value.encode("utf-16-le")}


def attachment(name="", data=None, *, encoding="", html_id="", kind="", numbers=(), **more):
    """The storage of a file that is attached; ``inner`` is a letter, ``short``, ``shown`` and
    ``ending`` are other names of it."""
    tree = {}
    names = {0x3707: name, 0x3704: more.get("short"), 0x3001: more.get("shown")}
    names |= {0x3703: more.get("ending"), 0x3712: html_id, 0x370E: kind}
    for tag, value in names.items():
        if value:
            tree |= text(tag, value, encoding)
    method = 1
    if data is not None:
        tree["__substg1.0_37010102"] = data
    if "inner" in more:
        tree["__substg1.0_3701000D"] = more["inner"]
        method = 5
    if "object" in more:
        tree["__substg1.0_3701000D"] = more["object"]
        method = 6
    return with_properties(tree, "attachment", {0x37050003: method, **dict(numbers)})


def outlook(*attached, where="letter", subject="Gửi văn bản", html="", code_page=0):
    """The tree of a letter with what is attached to it."""
    tree = text(0x0037, subject) | text(0x001A, "IPM.Note") | text(0x1000, "Kính gửi các đồng chí.")
    if html:
        tree["__substg1.0_10130102"] = html.encode()
    numbers = {0x340D0003: 0x40000} | ({0x3FFD0003: code_page} if code_page else {})
    tree = with_properties(tree, where, numbers)
    tree["__nameid_version1.0"] = {"__substg1.0_00020102": b""}
    for number, one in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = one
    return tree


def msg(*attached, **settings):
    """A letter of Outlook as a file."""
    return compound_file(outlook(*attached, **settings))
