package plot

import (
	"gonum.org/v1/plot/vg"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// drawLegend captions the panel of averages and, on the same row, names what
// is drawn in it: above the data, which it so never covers.
func (v *loadView) drawLegend(s sheet) {
	caption := "Load averages, events per minute"
	if v.mode == curvesBanded {
		caption += ", lowest and highest of every " + spanName(v.minutesPerBar)
	}
	drawKeys(s, caption, v.legendKeys())
}

func (v *loadView) legendKeys() []legendKey {
	var keys []legendKey
	for m, rates := range v.RatesPerSec {
		if len(rates) == 0 {
			continue
		}
		style := v.curveStyle(meter.Metric(m))
		keys = append(keys, legendKey{meter.Metric(m).String(), func(s sheet, x0, x1, y vg.Length) {
			s.StrokeLine2(style, x0, y, x1, y)
		}})
	}
	if len(v.limits) > 0 {
		keys = append(keys, legendKey{"limit", func(s sheet, x0, x1, y vg.Length) {
			s.StrokeLine2(limitStyle(mutedColor, false), x0, y, x1, y)
		}})
	}
	var fired, cold bool
	for _, f := range v.firings {
		fired = fired || !f.ColdStart
		cold = cold || f.ColdStart
	}
	if fired {
		keys = append(keys, shadeKey("firing", false))
	}
	if cold {
		keys = append(keys, shadeKey("cold start", true))
	}
	if v.peak.found {
		keys = append(keys, legendKey{"peak", func(s sheet, x0, x1, y vg.Length) {
			drawRing(s, (x0+x1)/2, y)
		}})
	}
	return keys
}

func shadeKey(name string, cold bool) legendKey {
	return legendKey{name, func(s sheet, x0, x1, y vg.Length) {
		drawShade(s, cold, x0, y-7, x1, y+4)
		drawLaneBar(s, cold, x0, x1, y+4)
	}}
}
