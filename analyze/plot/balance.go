package plot

import (
	"fmt"
	"image/color"
	"io"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// BalanceFigure shows who gains and who loses by a change: a bar to the right
// and one to the left of each name.
type BalanceFigure struct {
	// Title is the heading, Subtitle the line below.
	Title, Subtitle string
	// Gain, Loss and Certain say what the bars count.
	Gain, Loss, Certain string
	// Rows are from the top down. Those beyond MaxBalanceRows are not drawn;
	// their number is.
	Rows []BalanceRow
}

// BalanceRow is one name.
type BalanceRow struct {
	Name string
	// Gain and Loss count calls. Certain is the part of Loss that is certain,
	// drawn darker, next to the axis.
	Gain, Loss, Certain uint64
}

// MaxBalanceRows is how many rows have room.
const MaxBalanceRows = 20

var (
	gainColor    = color.NRGBA{0x00, 0x9E, 0x73, 0xFF}
	certainColor = firingColor
	lossColor    = color.NRGBA{0xF0, 0xA8, 0x9C, 0xFF}
)

// Draw writes the figure in the format. It fails if a certain loss exceeds
// the loss, or with w's error.
func (f *BalanceFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, "gains and losses", f.check, func() view { return newBalanceView(f) })
}

func (f *BalanceFigure) check() error {
	if i := slices.IndexFunc(f.Rows, func(r BalanceRow) bool { return r.Certain > r.Loss }); i >= 0 {
		return fmt.Errorf("row %d: certain loss %d, wanted at most the loss, %d", i, f.Rows[i].Certain, f.Rows[i].Loss)
	}
	return nil
}

// balanceView is a BalanceFigure laid out on the sheet.
type balanceView struct {
	*BalanceFigure
	rows []BalanceRow
	// axis is where both bars of a row begin, perCall how long they grow.
	axis, perCall vg.Length
	rowHeight     vg.Length
	top           vg.Length
}

func newBalanceView(f *BalanceFigure) *balanceView {
	v := &balanceView{BalanceFigure: f, rows: f.Rows[:min(len(f.Rows), MaxBalanceRows)]}
	var gain, loss uint64
	names := vg.Length(0)
	for _, r := range v.rows {
		gain, loss = max(gain, r.Gain), max(loss, r.Loss)
		names = max(names, legendLettering.width(v.name(r)))
	}
	const numberRoom, bottom = 62 * vg.Length(1), 44 * vg.Length(1)
	left, right := marginSide+names+16+numberRoom, sheetWidth-marginSide-numberRoom
	v.perCall = (right - left) / vg.Length(max(1, gain+loss))
	v.axis = left + v.perCall*vg.Length(loss)
	v.top = legendMiddle - 24
	const tallest = 52 * vg.Length(1)
	v.rowHeight = min(tallest, (v.top-bottom)/vg.Length(max(1, len(v.rows))))
	return v
}

// name is as much of a row's name as there is room for.
func (v *balanceView) name(r BalanceRow) string { return fit(legendLettering, r.Name, 240) }

// height leaves out what few rows leave empty.
func (v *balanceView) height() vg.Length {
	const below = 44
	return sheetHeight - (v.top - vg.Length(max(1, len(v.rows)))*v.rowHeight) + below
}

func (v *balanceView) draw(s sheet) {
	drawHeading(s, v.Title, v.Subtitle)
	drawKeys(s, "", []legendKey{
		boxKey(printable(v.Gain), gainColor), boxKey(printable(v.Loss), lossColor), boxKey(printable(v.Certain), certainColor),
	})
	for i, r := range v.rows {
		v.drawRow(s, r, v.top-vg.Length(i)*v.rowHeight)
	}
	bottom := v.top - vg.Length(len(v.rows))*v.rowHeight
	x := crisp(v.axis)
	s.StrokeLine2(draw.LineStyle{Color: frameColor, Width: pixel}, x, v.top, x, bottom)
	if hidden := len(v.Rows) - len(v.rows); hidden > 0 {
		muted := lettering{size: 13, color: mutedColor}
		s.text(muted, marginSide, bottom-12, draw.XLeft, draw.YTop, "and "+thousands(fmt.Sprint(hidden))+" more")
	}
}

// drawRow draws one row below the height y.
func (v *balanceView) drawRow(s sheet, r BalanceRow, y vg.Length) {
	middle, half := y-v.rowHeight/2, v.rowHeight*0.34
	s.text(legendLettering, marginSide, middle, draw.XLeft, draw.YCenter, v.name(r))
	bar := func(c color.NRGBA, from, to uint64, sign vg.Length) {
		if to > from {
			x0, x1 := v.axis+sign*v.perCall*vg.Length(from), v.axis+sign*v.perCall*vg.Length(to)
			s.box(c, min(x0, x1), middle-half, max(x0, x1), middle+half)
		}
	}
	bar(gainColor, 0, r.Gain, 1)
	bar(certainColor, 0, r.Certain, -1)
	bar(lossColor, r.Certain, r.Loss, -1)
	if r.Gain > 0 {
		s.text(tickLettering, v.axis+v.perCall*vg.Length(r.Gain)+7, middle, draw.XLeft, draw.YCenter, thousands(fmt.Sprint(r.Gain)))
	}
	if r.Loss > 0 {
		text := thousands(fmt.Sprint(r.Loss))
		if r.Certain > 0 {
			text = thousands(fmt.Sprint(r.Certain)) + " of " + text
		}
		s.text(tickLettering, v.axis-v.perCall*vg.Length(r.Loss)-7, middle, draw.XRight, draw.YCenter, text)
	}
}
