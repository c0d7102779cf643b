"""The options that say what a collection is, and what of it is admitted."""

from __future__ import annotations

import math

import click

from indexer.directives import Knowledge
from indexer.language import gettext, reason_text
from indexer.model import Level
from indexer.places import place_typed
from indexer.problems import IndexProblem
from indexer.secrecy import admitted_levels, levels_of_environment
from viendan.options import chosen_language


def _finite(_context: click.Context, _option: object, value: float | None) -> float | None:
    """Every bound is false of "nan", which lets it pass."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter("1–86400")
    return value


def _province(_context: click.Context, _option: object, value: str | None) -> str | None:
    """A province, of today or of before, as the gazetteer writes it."""
    if value is None:
        return None
    places = Knowledge.load().gazetteer
    found = places.place(value) if value in places else None
    if found and found.level is Level.PROVINCE:
        return value
    named = [one for one in place_typed(value, places) if one.level is Level.PROVINCE]
    if named:
        return named[0].name
    near = [one.name for one in places.nearest_names(value, 20) if one.level is Level.PROVINCE]
    names = ", ".join(dict.fromkeys(near[:5])) or "—"
    language = chosen_language()
    raise click.BadParameter(
        gettext("không có tỉnh {name}; gần giống: {names}", language, name=value, names=names)
    )


province_option = click.option(
    "--province",
    callback=_province,
    help="Tỉnh của kho, khi văn bản không nói / the collection's province.",
)


def _levels(_context: click.Context, _option: object, values: tuple[str, ...]) -> tuple[str, ...]:
    """The levels named, else those of the environment."""
    try:
        return admitted_levels(values) if values else levels_of_environment()
    except IndexProblem as problem:
        told = reason_text(problem.reason, chosen_language())
        raise (click.BadParameter if values else click.UsageError)(told) from None


secrecy_option = click.option(
    "--secrecy",
    "admitted",
    multiple=True,
    metavar="ĐỘ_MẬT",
    callback=_levels,
    help=(
        "Nhận cả văn bản có độ mật này: Mật, Tối mật hay Tuyệt mật; nêu nhiều lần cho nhiều độ "
        "mật. Mặc định không nhận; lần chạy nào không nêu lại thì bỏ khỏi chỉ mục "
        "/ admit papers of this level of secrecy."
    ),
)

seconds_option = click.option(
    "--seconds",
    type=click.FloatRange(min=1, max=86400),
    callback=_finite,
    help="Thời gian đọc mỗi tệp, mặc định 60 / time for the reading of a file.",
)
