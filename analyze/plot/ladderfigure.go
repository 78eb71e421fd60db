package plot

import (
	"fmt"
	"io"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// LadderFigure shows the messages of one call between its parties, one below
// the other, and what was lost.
type LadderFigure struct {
	Title, Subtitle string
	// Parties stand side by side, in this order.
	Parties []string
	Rows    []LadderRow
}

// LadderRow is a message, or an event of one party.
type LadderRow struct {
	// AtSec is written at the edge; a negative one is not.
	AtSec float64
	// From and To are places in Parties; the same one twice is an event there.
	From, To int
	Label    string
	// Lost: the message did not arrive or was for nothing.
	Lost bool
	// Down: the row is within the time in which Parties[1] was down.
	Down bool
}

// Draw writes the figure in the format. It fails if the figure contradicts
// itself, or with w's error.
func (f *LadderFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, f.Title, f.check, func() view { return f })
}

func (f *LadderFigure) check() error {
	if len(f.Parties) < 2 {
		return fmt.Errorf("%d parties, wanted two or more", len(f.Parties))
	}
	for i, r := range f.Rows {
		if min(r.From, r.To) < 0 || max(r.From, r.To) >= len(f.Parties) {
			return fmt.Errorf("row %d: from %d to %d, wanted places of %d parties", i, r.From, r.To, len(f.Parties))
		}
	}
	return nil
}

func (f *LadderFigure) draw(s sheet) {
	drawHeading(s, f.Title, f.Subtitle)
	const timeRoom, top, bottom = 96, headTop - 84, 26
	width := (sheetWidth - 2*marginSide - timeRoom) / vg.Length(len(f.Parties))
	lane := func(party int) vg.Length { return marginSide + timeRoom + width*(vg.Length(party)+0.5) }
	pitch := min((top-26-bottom)/vg.Length(max(1, len(f.Rows))), 26)
	y := func(row int) vg.Length { return top - 22 - pitch*(vg.Length(row)+0.5) }
	low := y(len(f.Rows)-1) - pitch
	for i, r := range f.Rows {
		if r.Down {
			s.box(firingShade, lane(1)-26, y(i)-pitch/2, lane(1)+26, y(i)+pitch/2)
		}
	}
	bold := lettering{size: 15, bold: true, color: inkColor}
	for i, name := range f.Parties {
		s.StrokeLine2(draw.LineStyle{Color: frameColor, Width: 1.5 * pixel}, lane(i), low, lane(i), top-14)
		s.text(bold, lane(i), top, draw.XCenter, draw.YCenter, fit(bold, name, width-8))
	}
	small := lettering{size: min(13.5, pitch*0.72), color: mutedColor}
	for i, r := range f.Rows {
		if r.AtSec >= 0 {
			s.text(small, marginSide+timeRoom-34, y(i), draw.XRight, draw.YCenter, strconv.FormatFloat(r.AtSec, 'f', 3, 64)+" s")
		}
		f.drawRow(s, r, lane(r.From), lane(r.To), y(i), small.size)
	}
}

// drawRow draws an arrow with its label in the middle, or an event.
func (f *LadderFigure) drawRow(s sheet, r LadderRow, from, to, y, size vg.Length) {
	ink := inkColor
	if r.Lost || from == to {
		ink = firingColor
	}
	l := lettering{size: size, bold: r.Lost || from == to, color: ink}
	if from == to {
		s.text(l, from+32, y, draw.XLeft, draw.YCenter, r.Label)
		return
	}
	forward := vg.Length(1)
	if to < from {
		forward = -1
	}
	style := draw.LineStyle{Color: ink, Width: 1.5 * pixel}
	tip := to - 3*forward
	if r.Lost {
		tip = to - 18*forward
		for _, d := range [...]vg.Length{-1, 1} {
			s.StrokeLine2(draw.LineStyle{Color: ink, Width: 2.5 * pixel}, tip-5, y-5*d, tip+5, y+5*d)
		}
	} else {
		s.FillPolygon(ink, []vg.Point{{X: tip, Y: y}, {X: tip - 9*forward, Y: y + 4}, {X: tip - 9*forward, Y: y - 4}})
	}
	s.StrokeLine2(style, from+2*forward, y, tip-4*forward, y)
	width := l.width(r.Label)
	middle := (from + to) / 2
	s.box(paperColor, middle-width/2-6, y-size*0.6, middle+width/2+6, y+size*0.6)
	s.text(l, middle, y, draw.XCenter, draw.YCenter, r.Label)
}
