package plot

import (
	"strings"
	"time"

	"gonum.org/v1/plot/vg"
)

// placedName is a firing's name and where it stands.
type placedName struct {
	text        string
	left, right vg.Length
}

// firingNames places the names of the firings: all in the fullest wording in
// which none touches another or, if no wording is short enough, as many of
// the shortest as find room, firings before cold starts.
func (v *loadView) firingNames() []placedName {
	var placed []placedName
	for _, word := range [...]func(Span) string{v.fullName, v.shortName, v.dayName} {
		var complete bool
		if placed, complete = v.placeNames(word); complete {
			break
		}
	}
	return placed
}

func (v *loadView) placeNames(word func(Span) string) (placed []placedName, complete bool) {
	p := v.averages
	complete = true
	for _, cold := range [...]bool{false, true} {
		for _, f := range v.firings {
			if f.ColdStart != cold {
				continue
			}
			x0, x1 := v.across(f)
			text := fit(legendLettering, word(f), p.Max.X-p.Min.X)
			width := legendLettering.width(text)
			left := max(min((x0+x1-width)/2, p.Max.X-width), p.Min.X)
			n := placedName{text, left, left + width}
			if n.touches(placed) {
				complete = false
				continue
			}
			placed = append(placed, n)
		}
	}
	return placed, complete
}

// touches tells whether the name comes too near to another.
func (n placedName) touches(others []placedName) bool {
	const distance = 12
	for _, o := range others {
		if n.left < o.right+distance && o.left < n.right+distance {
			return true
		}
	}
	return false
}

// fullName is the firing's label or all there is to say of it:
// "14:03-14:32 one, five".
func (v *loadView) fullName(f Span) string {
	if f.Label != "" {
		return f.Label
	}
	name := v.shortName(f)
	if len(f.Metrics) > 0 {
		name += " " + strings.Join(f.Metrics, ", ")
	}
	if f.ColdStart {
		name += ", cold start"
	}
	return name
}

// shortName is the firing's times, the day said once if it is the same.
func (v *loadView) shortName(f Span) string {
	start, end := time.Unix(f.Start, 0).In(v.zone), time.Unix(f.End, 0).In(v.zone)
	if start.Format(time.DateOnly) == end.Format(time.DateOnly) {
		return v.moment(f.Start) + "-" + end.Format("15:04")
	}
	return v.moment(f.Start) + "-" + v.moment(f.End)
}

// dayName is the day the firing began, or the time if there is but one day.
func (v *loadView) dayName(f Span) string {
	moment := v.moment(f.Start)
	if date, _, found := strings.Cut(moment, " "+time.Unix(f.Start, 0).In(v.zone).Format("15:04")); found {
		return date
	}
	return moment
}
