"""A projection as a drawing: the backlog of all files and of each group, and how long they wait."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import pairwise
from typing import Final

from portal.projection_told import LETTERS, WAITING, backlog, key, shown, waiting
from workflows.selection.projection import (
    GROUPS,
    MULTINATIONAL,
    NOT_KNOWN,
    Projection,
    Waiting,
)

DASHES: Final = ("none", "8 4", "2 3", "12 3 2 3", "5 2", "1 5", "16 4", "8 3 2 3 2 3")
"""Of the lines of each policy, beside its letter: its colour never says anything alone."""

LIGHT: Final = (
    "#0a5a6b", "#8f2f0b", "#6b3d98", "#1c6440", "#1f5f9f", "#96305a", "#7a4a06", "#55514a",
)  # fmt: skip
DARK: Final = (
    "#7fc6d6", "#f2a27c", "#c5a1ec", "#7fcf9f", "#82b6ee", "#ee94b6", "#eaa466", "#b8b3a8",
)  # fmt: skip

WIDTH, MARGIN, COLUMNS = 1000, 20, 4
LINE: Final = 14
"""How high a line of small text is, in pixels like all that follows."""

_NO_TEXT: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a panel has its cycles, from left to right, and its files, from the bottom up."""

    left: float
    top: float
    width: float
    height: float
    cycles: range
    steps: Sequence[int]

    def x(self, cycle: int) -> float:
        """How far from the left a cycle stands; one that is alone in the middle."""
        before, all_after = cycle - self.cycles[0], len(self.cycles) - 1
        return self.left + self.width * (before / all_after if all_after else 0.5)

    def y(self, files: int) -> float:
        """How far from the top a number of files stands."""
        return self.top + self.height * (1 - files / self.steps[-1])


def drawn(projection: Projection) -> str:
    """The drawing as an SVG document: text that can be selected, no scripts, light and dark, and
    all its figures as tables in its metadata."""
    left = {name: list(backlog(projection, name)) for name in projection.policies}
    body, height = _body(projection, left)
    years = f"{projection.cycles[0]}-{projection.cycles[-1]}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="en" width="{WIDTH}" '
            f'height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
            'aria-labelledby="title desc">',
            f'<title id="title">Files left after each cycle, {years}</title>',
            f'<desc id="desc">{_safe(" ".join(_described(projection, left)))}</desc>',
            f"<metadata>{''.join(_tables(projection))}</metadata>",
            f"<style>{_style()}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height:.0f}"/>',
            f'<text class="head" x="{MARGIN}" y="36">Files left after each cycle, {years}</text>',
            *body,
            "</svg>\n",
        ]
    )


def steps(most: int) -> range:
    """Round numbers from 0 to at least the most, five steps or fewer."""
    ten = 1
    while True:
        for step in (ten, 2 * ten, 5 * ten):
            if most <= 5 * step:
                return range(0, max(-(-most // step), 1) * step + 1, step)
        ten *= 10


def apart(places: Sequence[float], least: float, lowest: float) -> list[float]:
    """The places, moved as little as it takes to stand `least` apart and none below `lowest`
    (places count from the top)."""
    moved = list(places)
    order = sorted(range(len(places)), key=lambda one: (places[one], one))
    for above, one in pairwise(order):
        moved[one] = max(moved[one], moved[above] + least)
    floor = lowest
    for one in reversed(order):
        moved[one] = min(moved[one], floor)
        floor = moved[one] - least
    return moved


def _body(
    projection: Projection, left: dict[str, list[tuple[int, ...]]]
) -> tuple[list[str], float]:
    """Everything under the title, and how high the drawing is."""
    policies = projection.policies
    lines = [line for place, named in enumerate(key(projection)) for line in _key(place, named)]
    top = 84 + 20 * len(policies)
    most = max(row[1] for rows in left.values() for row in rows)
    wide = Plot(66, top + 16, WIDTH - 150, 200, projection.cycles, steps(most))
    lines += _heading("All files", 66, top)
    lines += _plotted(wide, [[row[1] for row in left[name]] for name in policies], policies)
    most = max(max(row[2:]) for rows in left.values() for row in rows)
    waits = projection.waiting()
    longest = max((one.mean for one in waits if one.mean is not None), default=Fraction(0))
    top += 270
    lines.append(
        f'<text x="{MARGIN}" y="{top}">Each group, all on one scale; under it the mean wait of '
        "its treated files, in cycles.</text>"
    )
    for place, group in enumerate(GROUPS):
        row, column = divmod(place, COLUMNS)
        across = MARGIN + column * (WIDTH - MARGIN) / COLUMNS
        down = top + 30 + row * (186 + LINE * len(policies))
        plot = Plot(across + 30, down + 12, 140, 110, projection.cycles, steps(most))
        lines += _heading(_named(group), across + 30, down)
        of_group = [[row[place + 2] for row in left[name]] for name in policies]
        lines += _plotted(plot, of_group, policies)
        its = [one for one in waits if one.group == group]
        lines += _bars(plot, its, longest)
    return lines, top + 20 + 2 * (186 + LINE * len(policies))


def _key(place: int, named: str) -> Iterator[str]:
    """The line of a policy in the key: its letter, its dashes, its name."""
    down = 62 + 20 * place
    yield f'<line class="line p{place}" x1="{MARGIN}" y1="{down}" x2="64" y2="{down}"/>'
    yield f'<text x="72" y="{down + 4}">{_safe(named)}</text>'


def _heading(words: str, across: float, down: float) -> Iterator[str]:
    yield f'<text class="strong" x="{across:.1f}" y="{down:.1f}">{words}</text>'


def _plotted(plot: Plot, series: Sequence[Sequence[int]], policies: Sequence[str]) -> Iterator[str]:
    """The axes of a panel, and a line for each policy with its letter and last number."""
    end = plot.left + plot.width
    for files in plot.steps:
        down = plot.y(files)
        across = f'x1="{plot.left:.1f}" x2="{end:.1f}"'
        yield f'<line class="grid" {across} y1="{down:.1f}" y2="{down:.1f}"/>'
        yield f'<text class="quiet end" x="{plot.left - 6:.1f}" y="{down + 4:.1f}">{files}</text>'
    every = -(-len(plot.cycles) * 40 // int(plot.width))
    for cycle in plot.cycles[::every]:
        yield (
            f'<text class="quiet middle" x="{plot.x(cycle):.1f}" '
            f'y="{plot.top + plot.height + 18:.1f}">{cycle}</text>'
        )
    for place, files_of in enumerate(series):
        at = list(zip(map(plot.x, plot.cycles), map(plot.y, files_of), strict=True))
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        yield f'<polyline class="line p{place}" points="{points}"/>'
        for (x, y), cycle, files in zip(at, plot.cycles, files_of, strict=True):
            told = f"{_safe(policies[place])}, {cycle}: {files}"
            yield (
                f'<circle class="dot p{place}" cx="{x:.1f}" cy="{y:.1f}" r="2.5">'
                f"<title>{told}</title></circle>"
            )
    last = [plot.y(files_of[-1]) for files_of in series]
    lowest = plot.top + plot.height
    for place, down in enumerate(apart(last, LINE, lowest)):
        yield (
            f'<text class="small p{place}" x="{end + 8:.1f}" y="{down + 4:.1f}">'
            f"{LETTERS[place]} {series[place][-1]}</text>"
        )


def _bars(plot: Plot, its: Sequence[Waiting], longest: Fraction) -> Iterator[str]:
    """Under a panel the mean wait of each policy, as a bar that says its letter and number."""
    for place, one in enumerate(its):
        down = plot.top + plot.height + 30 + LINE * place
        mean = one.mean or Fraction(0)
        length = float(mean / longest * 100) if longest else 0.0
        said = shown(one.mean) if one.treated else "none treated"
        yield (
            f'<rect class="bar p{place}" x="{plot.left:.1f}" y="{down:.1f}" '
            f'width="{length:.1f}" height="8"/>'
        )
        yield (
            f'<text class="small p{place}" x="{plot.left + length + 6:.1f}" y="{down + 8:.1f}">'
            f"{LETTERS[place]} {said}</text>"
        )


def _named(group: str) -> str:
    return {MULTINATIONAL: "Multinational files", NOT_KNOWN: "Group not known"}.get(
        group, f"Group {group}"
    )


def _described(projection: Projection, left: dict[str, list[tuple[int, ...]]]) -> Iterator[str]:
    """What the drawing shows, in sentences."""
    yield "Lines of the files left after each cycle, all together and of each group."
    for named, rows in zip(key(projection), left.values(), strict=True):
        (first, many, *_), (last, more, *groups) = rows[0], rows[-1]
        of = ", ".join(f"{group} {files}" for group, files in zip(GROUPS, groups, strict=True))
        yield f"{named}: {many} files left after {first}, {more} after {last} ({of})."
    yield "The metadata of this file has every figure, as tables."


def _tables(projection: Projection) -> Iterator[str]:
    header = ("cycle", "backlog", *GROUPS)
    for name, named in zip(projection.policies, key(projection), strict=True):
        yield _table(f"{named}: files left after each cycle", header, backlog(projection, name))
    words = [word.replace("\n", " ") for word in WAITING]
    yield _table("Waiting time of each group, in cycles", words, waiting(projection))


def _table(caption: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = "".join(f"<th>{_safe(name)}</th>" for name in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{_safe(str(cell))}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f'<table xmlns="http://www.w3.org/1999/xhtml"><caption>{_safe(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _style() -> str:
    dashes = "".join(f".line.p{n}{{stroke-dasharray:{dash}}}" for n, dash in enumerate(DASHES))
    return (
        "text{font:14px system-ui,sans-serif}.small,.quiet{font-size:12px}.head{font-size:22px}"
        ".strong,.head{font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}"
        f".line{{fill:none;stroke-width:2}}{dashes}"
        f"{_colours('#fbfaf7', '#1d1c1a', '#5b574f', LIGHT)}"
        f"@media (prefers-color-scheme:dark){{{_colours('#161614', '#ece9e2', '#aca79c', DARK)}}}"
    )


def _colours(paper: str, ink: str, quiet: str, policies: Sequence[str]) -> str:
    lines = "".join(
        f".line.p{n}{{stroke:{one}}}text.p{n},.dot.p{n},.bar.p{n}{{fill:{one}}}"
        for n, one in enumerate(policies)
    )
    return (
        f".paper{{fill:{paper}}}text{{fill:{ink}}}text.quiet{{fill:{quiet}}}"
        f".grid{{stroke:{quiet};stroke-opacity:.3}}{lines}"
    )


def _safe(text: str) -> str:
    """Words as XML can hold them."""
    return escape(_NO_TEXT.sub("\ufffd", text))
