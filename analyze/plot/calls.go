package plot

import (
	"fmt"
	"image/color"
	"io"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// CallsFigure shows how many calls had which outcome over a period, in panels
// of one scale below each other: the same calls under different settings.
type CallsFigure struct {
	// Title is the heading, Subtitle the line below.
	Title, Subtitle string
	// Zone is the time zone of all times shown; nil is UTC.
	Zone *time.Location
	// Since and Until bound the period [Since, Until), in whole seconds. A
	// shorter period than an hour is shown as an hour.
	Since, Until time.Time
	// Outcomes are the names of the outcomes, from the axis upwards, at most
	// MaxOutcomes.
	Outcomes []string
	// TimesUnix are when the calls began, in Unix seconds.
	TimesUnix []int64
	// Panels are from the top down, at least one.
	Panels []CallsPanel
}

// CallsPanel is one setting.
type CallsPanel struct {
	Caption string
	// Outcomes are those of the calls of TimesUnix, by number.
	Outcomes []uint8
}

// MaxOutcomes is how many outcomes have a colour.
const MaxOutcomes = 5

// outcomeColor runs from what is well to what is not.
var outcomeColor = [MaxOutcomes]color.NRGBA{
	{0x9F, 0xB8, 0xCC, 0xFF}, // pale blue
	{0x00, 0x9E, 0x73, 0xFF}, // bluish green
	{0xE6, 0x9F, 0x00, 0xFF}, // orange
	{0xCC, 0x79, 0xA7, 0xFF}, // reddish purple
	{0xC6, 0x28, 0x28, 0xFF}, // red
}

// Draw writes the figure in the format. It fails if the figure contradicts
// itself, or with w's error.
func (f *CallsFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, "calls", f.check, func() view { return newCallsView(f) })
}

func (f *CallsFigure) check() error {
	if f.Until.Before(f.Since) {
		return fmt.Errorf("period: until before since, wanted not before")
	}
	if n := len(f.Outcomes); n == 0 || n > MaxOutcomes {
		return fmt.Errorf("%d outcomes, wanted 1 to %d", n, MaxOutcomes)
	}
	if len(f.Panels) == 0 {
		return fmt.Errorf("no panel, wanted one or more")
	}
	for i, p := range f.Panels {
		if len(p.Outcomes) != len(f.TimesUnix) {
			return fmt.Errorf("panel %d: %d outcomes, wanted one for each of %d calls", i, len(p.Outcomes), len(f.TimesUnix))
		}
		for _, o := range p.Outcomes {
			if int(o) >= len(f.Outcomes) {
				return fmt.Errorf("panel %d: outcome %d, wanted less than %d", i, o, len(f.Outcomes))
			}
		}
	}
	return nil
}

// callsView is a checked CallsFigure laid out on the sheet.
type callsView struct {
	*CallsFigure
	zone   *time.Location
	barSec int64
	start  int64 // of the first bar
	times  timeAxis
	ticks  []valueTick
	panels []panel
	// stacks are, by panel and bar, how many calls had each outcome.
	stacks [][][MaxOutcomes]uint64
}

// callsBars is how many bars a panel has at most.
const callsBars = 160

func newCallsView(f *CallsFigure) *callsView {
	v := &callsView{CallsFigure: f, zone: f.Zone}
	if v.zone == nil {
		v.zone = time.UTC
	}
	since, until := f.Since.Unix(), max(f.Until.Unix(), f.Since.Unix()+3600)
	v.barSec = int64(barMinutes(int((until-since+59)/60), callsBars)) * 60
	v.start = since - since%v.barSec
	until = v.start + (until-v.start+v.barSec-1)/v.barSec*v.barSec
	highest := v.stack(int((until - v.start) / v.barSec))
	v.ticks = valueTicks(1.08*float64(highest), 5, true)

	const gap, low = 44, timeRowsHeight + 14
	top := legendMiddle - 46
	height := (top - low - gap*vg.Length(len(f.Panels)-1)) / vg.Length(len(f.Panels))
	left, right := marginSide+valueLabelWidth(v.ticks), sheetWidth-marginSide
	for i := range f.Panels {
		high := top - vg.Length(i)*(height+gap)
		v.panels = append(v.panels, panel{
			Rectangle: vg.Rectangle{Min: vg.Point{X: left, Y: high - height}, Max: vg.Point{X: right, Y: high}},
			since:     v.start, until: until, top: 1.08 * float64(highest),
		})
	}
	v.times = newTimeAxis(v.start, until, v.zone, int((right-left)/tickRoom))
	return v
}

// stack counts the calls of each bar, and gives the highest count, at least 1.
func (v *callsView) stack(bars int) (highest uint64) {
	highest = 1
	for _, p := range v.Panels {
		stacks, totals := make([][MaxOutcomes]uint64, bars), make([]uint64, bars)
		for i, at := range v.TimesUnix {
			bar := (at - v.start) / v.barSec
			if at < v.start || bar >= int64(bars) {
				continue
			}
			stacks[bar][p.Outcomes[i]]++
			totals[bar]++
			highest = max(highest, totals[bar])
		}
		v.stacks = append(v.stacks, stacks)
	}
	return highest
}

func (v *callsView) draw(s sheet) {
	drawHeading(s, v.Title, v.Subtitle)
	v.drawLegend(s)
	for i, p := range v.panels {
		s.text(captionLettering, marginSide, p.Max.Y+17, draw.XLeft, draw.YCenter, printable(v.Panels[i].Caption))
		p.drawGrid(s, v.ticks, v.times)
		v.drawBars(s, p, v.stacks[i])
		p.drawFrame(s)
	}
	v.panels[len(v.panels)-1].drawTimeRows(s, v.times, v.zone)
}

// drawLegend says what a bar is, and names the outcomes that occur.
func (v *callsView) drawLegend(s sheet) {
	caption := "Calls in every " + spanName(int(v.barSec/60))
	var keys []legendKey
	for o, name := range v.Outcomes {
		keys = append(keys, boxKey(printable(name), outcomeColor[o]))
	}
	drawKeys(s, caption, keys)
}

// drawBars draws the stacks of one panel.
func (v *callsView) drawBars(s sheet, p panel, stacks [][MaxOutcomes]uint64) {
	for i, stack := range stacks {
		start := v.start + int64(i)*v.barSec
		x0, x1 := p.x(start), p.x(start+v.barSec)
		if x1-x0 >= 4*pixel { // wide enough to be told apart
			x1 -= pixel
		}
		below := uint64(0)
		for o, n := range stack {
			if n > 0 {
				s.box(outcomeColor[o], x0, p.y(float64(below)), x1, p.y(float64(below+n)))
				below += n
			}
		}
	}
}
