package plot

import (
	"fmt"
	"image/color"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// calendarView is a checked CalendarFigure laid out on the sheet.
type calendarView struct {
	*CalendarFigure
	zone     *time.Location
	firstDay wallSec // the reading at which the first row begins
	days     int
	area     vg.Rectangle
	row      vg.Length // height of a row
}

const (
	calendarLow    = 50 * vg.Length(1)
	calendarHigh   = legendMiddle - 24
	tallestRow     = 140 * vg.Length(1)
	wallDay        = 24 * 60 * 60
	leastMarkWidth = 3 * pixel // so that a minute shows
)

var (
	trueColor     = color.NRGBA{0x00, 0x8A, 0x64, 0xFF} // green, a shade of the palette's
	incidentShade = color.NRGBA{0xC9, 0xE3, 0xF5, 0xFF}
	missedColor   = color.NRGBA{0xE6, 0x9F, 0x00, 0xFF}
)

func newCalendarView(f *CalendarFigure) *calendarView {
	v := &calendarView{CalendarFigure: f, zone: f.Zone}
	if v.zone == nil {
		v.zone = time.UTC
	}
	low, high := wallRange(f.Since.Unix(), max(f.Until.Unix()-1, f.Since.Unix()), v.zone)
	v.firstDay = startOf(low, day)
	v.days = int(startOf(high, day)-v.firstDay)/wallDay + 1
	if v.days > maxCalendarDays {
		v.firstDay += wallSec(v.days-maxCalendarDays) * wallDay
		v.days = maxCalendarDays
	}
	v.area = vg.Rectangle{
		Min: vg.Point{X: marginSide + 72, Y: calendarLow},
		Max: vg.Point{X: sheetWidth - marginSide - 12, Y: calendarHigh},
	}
	v.row = min((calendarHigh-calendarLow)/vg.Length(v.days), tallestRow)
	v.area.Min.Y = v.area.Max.Y - v.row*vg.Length(v.days)
	return v
}

// height leaves out what few days leave empty.
func (v *calendarView) height() vg.Length { return sheetHeight - v.area.Min.Y + calendarLow }

func (v *calendarView) draw(s sheet) {
	title := v.Title
	if title == "" {
		title = v.Cause + ": when it would have fired"
	}
	drawHeading(s, title, v.Subtitle)
	drawKeys(s, "Days and hours, "+zoneLabel(v.Since.Unix(), max(v.Until.Unix(), v.Since.Unix()+1), v.zone), v.legendKeys())
	v.drawGrid(s)
	for _, in := range v.Incidents {
		v.eachPart(in.Start, in.End, func(x0, y0, x1, y1 vg.Length) { s.box(incidentShade, x0, y0, x1, y1) })
	}
	for _, f := range v.Firings {
		v.eachPart(f.Start, f.End, func(x0, y0, x1, y1 vg.Length) {
			inset := (y1 - y0) * 0.18
			s.box(firingTint(f.True), x0, y0+inset, x1, y1-inset)
		})
	}
	for _, in := range v.Incidents {
		if !in.Found {
			v.eachPart(in.Start, in.End, func(x0, y0, x1, y1 vg.Length) { v.drawMissed(s, x0, y0, x1, y1) })
		}
	}
}

// firingTint is green for a firing with a reason, red for one without.
func firingTint(isTrue bool) color.Color {
	if isTrue {
		return trueColor
	}
	return firingColor
}

// drawMissed frames an incident that nothing detected.
func (v *calendarView) drawMissed(s sheet, x0, y0, x1, y1 vg.Length) {
	s.StrokeLines(draw.LineStyle{Color: missedColor, Width: 1.5}, []vg.Point{
		{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}, {X: x0, Y: y0},
	})
}

func (v *calendarView) legendKeys() []legendKey {
	var right, wrong, missed bool
	for _, f := range v.Firings {
		right, wrong = right || f.True, wrong || !f.True
	}
	for _, in := range v.Incidents {
		missed = missed || !in.Found
	}
	var keys []legendKey
	if right {
		keys = append(keys, boxKey("firing in an incident", trueColor))
	}
	if wrong {
		keys = append(keys, boxKey("false firing", firingColor))
	}
	if len(v.Incidents) > 0 {
		keys = append(keys, boxKey("incident", incidentShade))
	}
	if missed {
		keys = append(keys, legendKey{"missed", func(s sheet, x0, x1, y vg.Length) {
			s.box(incidentShade, x0, y-5, x1, y+5)
			v.drawMissed(s, x0, y-5, x1, y+5)
		}})
	}
	return keys
}

// eachPart visits the rectangles of [start, end), one for each day it meets.
func (v *calendarView) eachPart(start, end int64, visit func(x0, y0, x1, y1 vg.Length)) {
	from, to := wallAt(start, v.zone), wallAt(max(end-1, start), v.zone)+1
	if to <= from { // the clock was put back meanwhile
		to = from + wallSec(max(end-start, 1))
	}
	from, to = max(from, v.firstDay), min(to, v.firstDay+wallSec(v.days)*wallDay)
	for from < to {
		n := (from - v.firstDay) / wallDay
		midnight := v.firstDay + n*wallDay
		until := min(to, midnight+wallDay)
		x0, x1 := v.x(from-midnight), v.x(until-midnight)
		if x1-x0 < leastMarkWidth {
			x0 = min(x0, v.area.Max.X-leastMarkWidth)
			x1 = x0 + leastMarkWidth
		}
		top := v.area.Max.Y - vg.Length(n)*v.row
		visit(x0, top-v.row, x1, top)
		from = until
	}
}

// x is where a second of the day lies.
func (v *calendarView) x(sec wallSec) vg.Length {
	return v.area.Min.X + vg.Length(sec)/wallDay*(v.area.Max.X-v.area.Min.X)
}

// drawGrid names hours and days.
func (v *calendarView) drawGrid(s sheet) {
	fine := draw.LineStyle{Color: gridColor, Width: pixel}
	for hour := 0; hour <= 24; hour += 2 {
		x := crisp(v.x(wallSec(hour) * 3600))
		s.StrokeLine2(fine, x, v.area.Min.Y, x, v.area.Max.Y)
		s.text(tickLettering, x, v.area.Min.Y-7, draw.XCenter, draw.YTop, fmt.Sprintf("%02d:00", hour))
	}
	lastLabel := sheetHeight
	for n := 0; n <= v.days; n++ {
		y := crisp(v.area.Max.Y - vg.Length(n)*v.row)
		date := v.firstDay + wallSec(n)*wallDay
		_, _, dayOfMonth := date.date()
		monday := ordinal(date, day)%7 == 0
		if v.row >= 7 || n == 0 || n == v.days || dayOfMonth == 1 || monday && v.row >= 2.5 {
			s.StrokeLine2(fine, v.area.Min.X, y, v.area.Max.X, y)
		}
		if n == v.days || !v.isNamed(dayOfMonth, monday) {
			continue
		}
		middle := y - v.row/2
		if lastLabel-middle < 16 {
			continue
		}
		lastLabel = middle
		s.text(tickLettering, v.area.Min.X-7, middle, draw.XRight, draw.YCenter, v.dayName(date))
	}
}

// isNamed tells whether a day's row is labelled: each, each Monday, or the
// first of each month, as there is room.
func (v *calendarView) isNamed(dayOfMonth int, monday bool) bool {
	switch {
	case v.row >= 15:
		return true
	case v.row >= 2.5:
		return monday
	}
	return dayOfMonth == 1
}

func (v *calendarView) dayName(date wallSec) string {
	t := time.Unix(int64(date), 0).UTC()
	if v.row < 2.5 {
		return t.Format("Jan 2006")
	}
	return t.Format("Mon 2 Jan")
}
