#!/usr/bin/env python3
"""scale_plot.py < scale.txt > scale.svg - cost of an article against the articles before it.

Reads the lines that dedup_bench and group_bench print at each doubling; draws microseconds of CPU time an
article in the stretch since the last doubling, and bytes of state an article."""
import math
import re
import sys

LINE = re.compile(r'(\w+) +(\d+) articles: +(\d+) a second, +(\d+) bytes of state each')
COLOUR = {'dedup': '#1f5fa8', 'group': '#b3541e'}
WIDTH, HEIGHT, LEFT, TOP, PLOT_W, PLOT_H, GAP = 860, 380, 60, 50, 320, 270, 90


def read(lines):
    """stage -> [(articles, microseconds, bytes)]"""
    series = {}
    for line in lines:
        found = LINE.match(line)
        if found:
            stage, articles, rate, size = found.group(1), *map(int, found.groups()[1:])
            series.setdefault(stage, []).append((articles, 1e6 / rate, size))
    return series


def nice_top(value):
    """A round number not far above the value."""
    power = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= value)


def short(articles):
    return '%gM' % (articles / 1e6) if articles >= 1e6 else '%gk' % (articles / 1e3)


def panel(series, column, title, left):
    low = min(point[0] for points in series.values() for point in points)
    high = max(point[0] for points in series.values() for point in points)
    top = nice_top(max(point[column] for points in series.values() for point in points))
    span = math.log(high / low) or 1
    across = lambda n: left + PLOT_W * math.log(n / low) / span
    up = lambda value: TOP + PLOT_H * (1 - value / top)
    out = ['<text x="%d" y="%d" class="title">%s</text>' % (left, TOP - 18, title)]
    for i in range(6):
        y = up(top * i / 5)
        out.append('<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" class="grid"/>' % (left, left + PLOT_W, y, y))
        out.append('<text x="%d" y="%.1f" text-anchor="end">%g</text>' % (left - 6, y + 4, top * i / 5))
    for mark in (1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6):
        if low <= mark <= high:
            out.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (across(mark), TOP + PLOT_H + 18, short(mark)))
    for stage, points in series.items():
        path = ' '.join('%.1f,%.1f' % (across(p[0]), up(p[column])) for p in points)
        colour = COLOUR.get(stage, '#444')
        out.append('<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>' % (path, colour))
        out += ['<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>' % (across(p[0]), up(p[column]), colour) for p in points]
        out.append('<text x="%.1f" y="%.1f" fill="%s">%s</text>' % (across(points[-1][0]) + 7, up(points[-1][column]) + 4, colour, stage))
    out.append('<text x="%d" y="%d" text-anchor="middle">articles so far</text>' % (left + PLOT_W // 2, TOP + PLOT_H + 38))
    return out


def main():
    series = read(sys.stdin)
    if not series:
        sys.exit('no lines of dedup_bench or group_bench')
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">' % (WIDTH, HEIGHT),
           '<style>.grid{stroke:#ddd}.title{font-size:14px;font-weight:bold}</style>',
           '<rect width="100%" height="100%" fill="white"/>']
    out += panel(series, 1, 'CPU time an article, microseconds', LEFT)
    out += panel(series, 2, 'State an article in the window, bytes', LEFT + PLOT_W + GAP)
    print('\n'.join(out + ['</svg>']))


main()
