"""Draws the pictures of the sample library: `python packaging/draw_sample_pictures.py`.

Flat shapes in a few calm colours, 1,200 x 800 pixels, nobody recognisable. The result is committed beside
the sample's texts, so this runs only when a picture is to change.
"""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 800)
_FINER = 3  # drawn three times as large, then scaled down, which smooths the edges
_COLOURS = 64

TEAL, DEEP, MIST = "#23606B", "#17424A", "#DCE9E8"
SAND, CREAM, PAPER = "#EADFCB", "#F6F1E6", "#FFFDF8"
OCHRE, CLAY, ROSE = "#D9A441", "#C4694A", "#E3B7A0"
INK, GREY, LEAF = "#2B3338", "#B9B4A9", "#5E8C6A"
SKIN = ("#8D5B3E", "#E2B48C", "#B97F58", "#F0CBA8")


@dataclass(frozen=True, slots=True)
class Canvas:
    """Takes shapes in the units of the finished picture."""

    draw: ImageDraw.ImageDraw

    def box(self, x: float, y: float, wide: float, high: float, colour: str, round_by: float = 0) -> None:
        """Fill a rectangle, its corners rounded."""
        corners = self.scaled(x, y, x + wide, y + high)
        self.draw.rounded_rectangle(corners, round_by * _FINER, fill=colour)

    def disc(self, x: float, y: float, across: float, colour: str, high: float | None = None) -> None:
        """Fill an ellipse around a point."""
        tall = across if high is None else high
        self.draw.ellipse(
            self.scaled(x - across / 2, y - tall / 2, x + across / 2, y + tall / 2), fill=colour
        )

    def shape(self, colour: str, *points: float) -> None:
        """Fill a polygon given as x, y, x, y, ..."""
        self.draw.polygon(self.scaled(*points), fill=colour)

    def line(self, colour: str, width: float, *points: float) -> None:
        """Draw a line through points."""
        self.draw.line(self.scaled(*points), fill=colour, width=round(width * _FINER), joint="curve")

    @staticmethod
    def scaled(*numbers: float) -> list[float]:
        """Return places in the finer picture that is drawn on."""
        return [number * _FINER for number in numbers]


def report_cover(on: Canvas) -> None:
    """Draw a printed report standing on a shelf, with a plant and two books."""
    on.box(0, 0, 1200, 800, MIST)
    on.disc(930, 250, 520, "#E7F0EE")
    on.box(0, 640, 1200, 160, SAND)
    on.box(0, 640, 1200, 10, "#D8C9AD")
    on.shape("#C9D8D6", 430, 640, 800, 640, 860, 656, 470, 656)
    on.box(420, 110, 380, 535, DEEP, 6)
    on.box(434, 110, 366, 535, TEAL, 6)
    on.disc(617, 290, 220, "#2F7480")
    on.disc(570, 300, 120, OCHRE)
    on.disc(660, 280, 120, "#E9DCC2")
    on.disc(615, 350, 120, CLAY)
    for number, wide in enumerate((250, 200)):
        on.box(480, 470 + number * 34, wide, 16, PAPER, 8)
    on.box(480, 560, 120, 10, "#9CC3C6", 5)
    _plant(on, 990, 640)
    on.box(140, 596, 210, 44, CLAY, 5)
    on.box(155, 604, 180, 28, "#D98E70", 3)
    on.box(160, 556, 180, 40, OCHRE, 5)
    on.box(172, 564, 150, 24, "#E7C27A", 3)


def _plant(on: Canvas, x: float, floor: float) -> None:
    for lean, high in ((-90, 230), (80, 250), (-40, 310), (30, 330), (0, 280)):
        tip = (x + lean, floor - 90 - high + 70)
        on.shape(LEAF, x - 8, floor - 100, *tip, x + 22 + lean / 3, floor - 150)
        on.disc(tip[0], tip[1] + 20, 46, LEAF, 96)
    on.shape(CLAY, x - 62, floor - 120, x + 62, floor - 120, x + 44, floor, x - 44, floor)
    on.box(x - 70, floor - 134, 140, 26, "#B25C3F", 6)


def court_house(on: Canvas) -> None:
    """Draw a court house with columns under a wide sky."""
    on.box(0, 0, 1200, 800, "#D5E5EA")
    on.disc(960, 170, 130, "#F4DDA6")
    for x, y, wide in ((180, 150, 240), (300, 175, 180), (760, 110, 200), (860, 132, 150)):
        on.box(x, y, wide, 42, "#EEF5F6", 21)
    on.shape("#B7CFC4", 0, 560, 260, 470, 560, 560, 900, 460, 1200, 550, 1200, 800, 0, 800)
    for x in (120, 1080):
        _tree(on, x)
    on.box(270, 330, 660, 300, CREAM)
    on.shape(CREAM, 240, 310, 600, 170, 960, 310)
    on.shape(SAND, 320, 296, 600, 190, 880, 296)
    on.disc(600, 256, 56, TEAL)
    on.disc(600, 256, 36, CREAM)
    on.box(230, 306, 740, 34, SAND)
    for x in range(300, 900, 100):
        on.box(x + 4, 352, 52, 250, PAPER)
        on.box(x + 40, 352, 16, 250, "#E9E0CE")
        on.box(x - 6, 340, 72, 18, SAND)
        on.box(x - 6, 598, 72, 20, SAND)
    on.box(566, 430, 68, 188, DEEP, 4)
    on.box(598, 430, 4, 188, TEAL)
    for step in range(4):
        on.box(240 - step * 26, 616 + step * 24, 720 + step * 52, 26, ("#EDE4D2", SAND)[step % 2])
    on.box(0, 712, 1200, 88, "#C9C3B4")


def _tree(on: Canvas, x: float) -> None:
    on.box(x - 12, 500, 24, 190, "#7B5B45")
    for dx, dy, across in ((0, 430, 190), (-50, 490, 140), (55, 485, 150)):
        on.disc(x + dx, dy, across, LEAF)
    on.disc(x + 24, 420, 110, "#6C9B78")


def meeting_room(on: Canvas) -> None:
    """Draw a meeting room with a long table, before anybody has come."""
    on.box(0, 0, 1200, 800, CREAM)
    on.shape("#D9CDB8", 0, 560, 1200, 560, 1200, 800, 0, 800)
    for x in (110, 360):
        on.box(x, 110, 210, 290, PAPER, 4)
        on.box(x + 12, 122, 186, 266, "#BFDCE3")
        on.shape("#A9C9B5", x + 12, 330, x + 90, 286, x + 198, 340, x + 198, 388, x + 12, 388)
        on.box(x + 101, 122, 8, 266, PAPER)
    on.box(720, 110, 360, 220, INK, 8)
    on.box(734, 124, 332, 192, TEAL)
    on.disc(810, 220, 96, OCHRE)
    for number, wide in enumerate((160, 130, 90)):
        on.box(880, 180 + number * 32, wide, 14, MIST, 7)
    for x in (210, 420, 630, 840):
        on.box(x, 420, 120, 130, TEAL, 18)
        on.box(x + 52, 540, 16, 40, INK)
    on.shape("#B98A5E", 150, 540, 1050, 540, 1130, 640, 70, 640)
    on.box(70, 640, 1060, 24, "#94693F", 4)
    for x in (150, 1010):
        on.box(x, 664, 40, 120, "#7F5936")
    for x in (300, 520, 740, 900):
        on.shape(PAPER, x, 570, x + 90, 570, x + 96, 612, x - 6, 612)
        on.disc(x + 128, 588, 34, CLAY, 20)
    for x in (260, 520, 780):
        on.box(x, 690, 150, 110, DEEP, 20)
    _plant(on, 1130, 560)


def discussion(on: Canvas) -> None:
    """Draw four people without faces who talk around a table."""
    on.box(0, 0, 1200, 800, MIST)
    on.disc(600, 430, 1040, "#E8F1EF", 860)
    people = ((250, 430, TEAL), (480, 380, CLAY), (730, 385, OCHRE), (960, 430, DEEP))
    for (x, y, coat), skin in zip(people, SKIN, strict=True):
        _person(on, x, y, coat, skin)
    on.disc(600, 700, 1020, "#B98A5E", 230)
    on.disc(600, 688, 1020, "#CDA173", 230)
    for x, y in ((300, 660), (520, 640), (700, 700), (880, 650)):
        on.shape(PAPER, x, y, x + 100, y - 8, x + 112, y + 44, x + 8, y + 54)
    for x, y in ((450, 706), (810, 640)):
        on.disc(x, y, 52, PAPER, 34)
        on.disc(x, y - 4, 36, "#8A5A3C", 20)
    for x, y, colour in ((300, 130, PAPER), (560, 84, OCHRE), (820, 140, PAPER)):
        _bubble(on, x, y, colour)


def _person(on: Canvas, x: float, y: float, coat: str, skin: str) -> None:
    on.box(x - 105, y + 70, 210, 330, coat, 90)
    on.box(x - 26, y + 20, 52, 90, skin, 20)
    on.disc(x, y, 120, skin, 136)
    on.draw.pieslice(Canvas.scaled(x - 68, y - 84, x + 68, y + 62), 180, 360, fill=INK)


def _bubble(on: Canvas, x: float, y: float, colour: str) -> None:
    on.box(x, y, 170, 100, colour, 28)
    on.shape(colour, x + 50, y + 90, x + 90, y + 90, x + 50, y + 132)
    for number, wide in enumerate((110, 80)):
        on.box(x + 30, y + 32 + number * 26, wide, 12, GREY if colour == PAPER else CREAM, 6)


def flip_chart(on: Canvas) -> None:
    """Draw somebody at a flip chart with a drawing of four linked circles."""
    on.box(0, 0, 1200, 800, "#F0E6D6")
    on.box(0, 640, 1200, 160, "#DACBB0")
    on.disc(330, 420, 620, "#F6EEE0")
    for x in (560, 960):
        on.line("#7F5936", 16, x + (200 if x < 700 else -60), 150, x, 770)
    on.box(540, 110, 430, 480, PAPER, 8)
    on.box(530, 96, 450, 30, INK, 6)
    links = ((660, 250), (850, 250), (660, 440), (850, 440))
    on.line(GREY, 8, 660, 250, 850, 250, 850, 440, 660, 440, 660, 250)
    for (x, y), colour in zip(links, (TEAL, OCHRE, CLAY, LEAF), strict=True):
        on.disc(x, y, 104, colour)
        on.box(x - 28, y - 6, 56, 12, PAPER, 6)
    on.box(620, 530, 270, 12, GREY, 6)
    on.shape(TEAL, 240, 800, 256, 430, 320, 380, 410, 400, 440, 470, 440, 800)
    on.line(TEAL, 54, 400, 440, 490, 400, 580, 330)
    on.disc(592, 322, 46, SKIN[2])
    on.box(318, 300, 50, 100, SKIN[2], 20)
    on.disc(345, 262, 126, SKIN[2], 144)
    on.draw.pieslice(Canvas.scaled(272, 172, 418, 322), 160, 350, fill=INK)
    on.disc(292, 300, 60, INK, 120)
    for x in (760, 930, 1090):
        on.disc(x, 720, 100, INK)
        on.box(x - 80, 755, 160, 90, (CLAY, DEEP, OCHRE)[x % 3], 40)


def logo(on: Canvas) -> None:
    """Draw a harbour light with the name on one ground, to be read on light pages and on dark ones."""
    on.box(0, 0, 600, 240, TEAL, 36)
    on.shape("#2A6B77", 120, 64, 600, 40, 600, 190)
    on.shape("#2A6B77", 120, 64, 0, 58, 0, 96)
    on.shape(PAPER, 102, 84, 138, 84, 150, 170, 90, 170)
    on.shape(CLAY, 97, 118, 143, 118, 146, 142, 94, 142)
    on.disc(120, 64, 36, OCHRE)
    for y, colour in ((178, MIST), (204, "#9CC3C6")):
        wave = [number for x in range(28, 213, 2) for number in (x, y - 7 * math.sin(x / 7.6))]
        on.line(colour, 10, *wave)
    for y, word in ((42, "Harbour"), (122, "Learning")):
        font = ImageFont.load_default(72 * _FINER)
        on.draw.text((270 * _FINER, y * _FINER), word, fill=PAPER, font=font)


PICTURES: dict[str, tuple[Callable[[Canvas], None], tuple[int, int]]] = {
    "report-cover": (report_cover, SIZE),
    "court-house": (court_house, SIZE),
    "meeting-room": (meeting_room, SIZE),
    "discussion": (discussion, SIZE),
    "flip-chart": (flip_chart, SIZE),
    "logo": (logo, (600, 240)),
}


def draw_all(folder: Path) -> None:
    """Write every picture as a small PNG."""
    for name, (paint, (wide, high)) in PICTURES.items():
        large = Image.new("RGBA" if name == "logo" else "RGB", (wide * _FINER, high * _FINER))
        paint(Canvas(ImageDraw.Draw(large)))
        small = large.resize((wide, high), Image.Resampling.LANCZOS)
        method = Image.Quantize.FASTOCTREE if small.mode == "RGBA" else Image.Quantize.MEDIANCUT
        small = small.quantize(_COLOURS, method=method, dither=Image.Dither.NONE)
        small.save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    there = Path(__file__).parents[1] / "resources" / "sample" / "pictures"
    draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else there)
