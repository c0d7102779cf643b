"""A regulation in our own words, and what cites its articles, clauses and points."""

from indexer.citations import parse_citation
from tests.held_papers import paper

ARTICLES = """Điều 1. Phạm vi
Quy định này nói về việc trồng cây.

Điều 2. Nguyên tắc
1. Trồng cây nào, chăm cây ấy.
2. Không trồng thay nhau.

Điều 3. Phân công
1. Mỗi xã cử người:
a) Trông vườn ươm;
b) Ghi sổ.
2. Huyện cấp giống.

Điều 4. Ngày trồng
1. Trồng vào mùa mưa.
2. Mỗi tháng trồng ít nhất một trăm cây."""

KEY = "hu.bao-lam.lam-dong/nk2020/qdi-12"
NAME = "Quy định 12-QĐ/HU"
CITED = "Quy định số 12-QĐ/HU, ngày 05/01/2022 của Huyện ủy Bảo Lâm"
CLAUSE = "2. Mỗi tháng trồng ít nhất một trăm cây."


def regulation(body=ARTICLES, **changed):
    """The regulation, with other articles or another head."""
    head = {"number": "12-QĐ/HU", "title": "về việc trồng cây", "kind": "QUY ĐỊNH"}
    return paper(body=body, **{**head, "day": "05/01/2022", **changed})


def citing(*sentences, **changed):
    """A notice of some sentences."""
    head = {"number": "30-TB/HU", "title": "kết quả trồng cây", "day": "15/12/2022"}
    return paper(body="\n\n".join(sentences), **{**head, **changed})


def pointing(place, number="30-TB/HU"):
    """A notice that points to one place of the regulation."""
    return citing(f"Các xã đã làm theo {place} {CITED}.", number=number)


def place(written):
    """A place of the regulation, as it is written."""
    return parse_citation(f"{written} {NAME}")[0].pinpoints[0]
