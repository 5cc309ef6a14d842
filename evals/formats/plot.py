"""A Plot as inline SVG: no script, no network, colours of the page."""

from html import escape

from evals.formats.document import Plot

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 360, 240, 36, 36, 12, 110
# lines are told apart by their dashes and their names, never by colour alone
DASHES = ("none", "6 4", "2 3", "9 3 2 3")


def drawn(plot: Plot) -> str:
    """The plot; a screen reader hears its title and where each line begins and ends."""
    heard = "; ".join(f"{name} from {points[0][1]:.2f} to {points[-1][1]:.2f}" for name, points in plot.lines if points)
    parts = [
        f'<figure><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(f"{plot.title}: {heard}", quote=True)}">',
        f'<path class="axis" d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}"/>',
        *(f'<text x="4" y="{_y(tick) + 4}">{tick:.1f}</text>' for tick in (0.0, 0.5, 1.0)),
        f'<text x="{_x(0)}" y="{HEIGHT - 8}">{escape(plot.across)}</text>',
    ]
    if plot.diagonal:
        parts.append(f'<path class="axis" stroke-dasharray="3 3" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>')
    for (name, points), dash in zip(plot.lines, DASHES * (1 + len(plot.lines) // len(DASHES)), strict=False):
        if not points:
            continue
        path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
        parts.append(f'<polyline class="line" stroke-dasharray="{dash}" points="{path}"/>')
        parts += [f'<circle cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="2.5" fill="currentColor"/>' for x, y in points]
        parts.append(f'<text x="{_x(points[-1][0]) + 6:.1f}" y="{_y(points[-1][1]) + 4:.1f}">{escape(name)}</text>')
    return "".join([*parts, f"</svg><figcaption>{escape(plot.title)}</figcaption></figure>"])


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)
