"""Values that nobody types: for requests, arguments and texts that are made by chance.

The same come from the same seed; ``VIENDAN_FUZZ`` says how many are asked, and
``VIENDAN_FUZZ_SEED`` where they begin, so a campaign is a test that runs longer.
"""

import os
import random

COUNT = int(os.environ.get("VIENDAN_FUZZ", "200"))
SEED = int(os.environ.get("VIENDAN_FUZZ_SEED", "13"))

VALUES = (
    "", " ", "0", "-1", "1", "2", "99", "²", "½", "①", "４", "٣", "१", "1e9", "0x10", "1_0", "+1",
    "1.5", "NaN", "inf", "9" * 30, "9" * 5_000, "0000", "0001", "9999", "10000", "99999",
    "0000-00", "2022-13", "2022-02-30", "0000-01-01", "31/12/0000", "32/13/2022", "2022-١٢", "..",
    "0000..9999", "2020..", "..9999", "9999..0000", "1930..2100", "2022-2020", "_", "__", "-",
    "--", "/", "//", "\\", "'", '"', '"" ""', "(((((((((", ")))", "()" * 400, "OR", "OR OR",
    "AND", "*", "a*", "a" * 64, "a" * 100_000, "ạ" * 5_000, "\u0301\u0323" * 3_000,
    "\u200b" * 900, "\x00", "a\x00b", "\x1b[31m", "\r\nSet-Cookie: x=1", "\u2028", "\u202e",
    "\ufeff", "\ufffe", "\uffff", "\U0010ffff", "\ue000", "\ud800", "\udfff\ud800", "a\udcffb",
    "%", "%00", "%s", "%(x)s", "{n}", "{{7*7}}", "{values}", "<script>alert(1)</script>",
    "khóa 99", "khoá IIX", "Nghị quyết Trung ương 1 khóa 99", "Nghị quyết Đại hội 99",
    "Nghị quyết Đại hội lần thứ 0", "213-QĐ/TW", "٢١٣-QĐ/TW", "²-QĐ/TW", "số " + "9" * 400,
    "từ số 1 đến số 99999-NQ/TW", "tw/k12/qdi-213", "tw/_/ct-05", "tw/k99/nq-0", "tw/k0/ct-00",
    "_/_/_", "tw/k12/", "tw/k" + "9" * 50 + "/ct-1", "tw/y0000/qd-1", "nn.x/y9/nd-1",
    "tw/k12/qdi-" + "1" * 5_000, "tu.²/nk2020/qd-1", "tu.a.b.c.d.e/nk2020/qd-1", "a/b/c/d",
    "lam-dong", "lam-dong/bao-lam", "lam-dong/²", "phuong-1", "phường ²", "quận " + "9" * 400,
    "xã 1 1 1 1 1 1", "Đồng Nai", "huyện ủy", "thông báo", "suy-luan", "so", "mau", "nam:²",
    "nam:0000", "nam:9999..", "tu_ngay:0000", "den_ngay:0000-01", "den_ngay:9999-12-31", "ngay:x",
    "vien_dan:²", "vien_dan:(1 OR 2)", "dia_ban:²", "dia_ban:((", "loai:²", "-nam:2020",
    "-tu_ngay:1", "12/7/2022", "00/00/0000", "32/1/2022", "29/2/9999", "co_quan:", "tieu_de:(((",
    "nguoi_ky:*", "relevance", "date", "truoc", "nay", "kiem-tra", "vi", "en", "🙂", "12/0",
    "1/1/10000", "k12", "nk2020", "y2020", "khoa", "Khóa XII", "khóa 0", "漢", "ǆ", "ﬁ", "İ",
    "ß" * 40,
)  # fmt: skip
"""Figures that are none, days that no calendar has, letters that are no letters, and markup."""

FIGURES = (
    "0", "00", "1", "12", "13", "39", "40", "99", "213", "1930", "2020", "2100", "9999", "10000",
    "²", "½", "①", "४", "２１３", "IV", "IIX", "XL", "iiii", "9" * 25, "9" * 4_400, "-1", "1a", "_",
)  # fmt: skip
FORMS = (
    "nam:{}", "nam:{}..{}", "tu_ngay:{}", "den_ngay:{}", "{}/{}/{}", "{}-{}-{}", "ngày {}/{}",
    "Quy định số {}-QĐ/TW", "Quy định {}", "số {}-QĐ/TW, ngày {}/{}/{}", "từ số {} đến số {}-NQ/TW",
    "Nghị quyết Trung ương {} khóa {}", "Nghị quyết Đại hội {}", "Nghị quyết Đại hội lần thứ {}",
    "Nghị quyết số {}, {} và {}-NQ/TW", "{}/{}/NĐ-CP", "Luật Đất đai năm {}", "phường {}", "{}",
    "tw/k{}/qdi-{}", "tw/nk{}/kl-{}", "nn.cp/y{}/nd-{}", "tw/k{}/hntw-{}", "tw/_/ct-{}",
    "tu.lam-dong/nk{}/qd-{}", "thông báo số {}", "vien_dan:{}-QĐ/TW", "nhiệm kỳ {}-{}", "{}..{}",
    "khóa {}", "phuong-{}",
)  # fmt: skip
"""What has a number in it, and numbers that it can have or cannot."""

MEANT = {
    "tu_ngay": ("{}", "{}-{}", "{}-{}-{}", "{}/{}/{}", "{}/{}", "0{}-0{}"),
    "year": ("{}", "{}..{}", "..{}", "{}..", "{}-{}"),
    "page": ("{}", "{}{}"),
    "cites": ("tw/k{}/qdi-{}", "{}-QĐ/TW", "tw/k{}/{}", "{}/{}/{}", "tw/_/ct-{}"),
    "unit": ("phuong-{}", "lam-dong/{}", "phường {}", "quận {}"),
    "luc": ("nay", "truoc", "{}"),
}
MEANT |= {
    "den_ngay": MEANT["tu_ngay"], "ngay": MEANT["tu_ngay"], "per_page": MEANT["page"],
    "province": MEANT["unit"], "tinh": MEANT["unit"], "co_quan": ("Huyện ủy {}", "Đảng ủy xã {}"),
}  # fmt: skip
"""For some parameters what nearly is a value of theirs."""


class Hostile:
    """Makes values; ``random`` is what chance there is."""

    def __init__(self, seed=SEED):
        self.random = random.Random(seed)

    def value(self, name=""):
        """Something from the list, two of them glued, or one with an odd letter in it."""
        one = self.random.choice(VALUES)
        forms = MEANT.get(name, FORMS)
        if self.random.random() < (0.7 if name in MEANT else 0.4):
            form = self.random.choice(forms)
            one = form.format(*(self.random.choice(FIGURES) for _ in range(form.count("{}"))))
        turn = self.random.random()
        if turn < 0.15:
            return one + self.random.choice(VALUES)
        if turn < 0.3:
            at = self.random.randint(0, len(one))
            return one[:at] + chr(self.random.randrange(0x3000)) + one[at:]
        if turn < 0.35:
            return "".join(chr(self.random.randrange(0x110000)) for _ in range(12))
        return one
