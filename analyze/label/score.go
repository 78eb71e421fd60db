package label

import (
	"github.com/cdrlab/cdrlab/replay"
)

// weekSec is the time that false firings are counted over.
const weekSec = 7 * 86400

// Scoring says how firings are judged.
type Scoring struct {
	// GraceSec is how long after its end an incident still excuses a firing.
	GraceSec int64
	// Since and Until bound the data that the firings are of, [Since, Until);
	// incidents wholly outside it are left out.
	Since, Until replay.Second
}

// Detection is what became of one incident. Times are in seconds.
type Detection struct {
	Incident *Incident
	// Outside is an incident that the data does not reach: it is neither
	// detected nor missed.
	Outside bool
	// Detected tells whether an alert fell into the window.
	Detected bool
	// DetectSec is from the incident's start to the first alert in its window.
	DetectSec int64
	// Reset tells whether the incident was detected and a firing meets
	// [start, end); ResetSec is then how long after the incident's end the last
	// such firing ended, at least 0.
	Reset    bool
	ResetSec int64
}

// Score is how well firings found incidents.
type Score struct {
	// Detections are in the order of the incidents.
	Detections []Detection
	// Incidents counts those that the data reaches, Detected those found.
	Incidents, Detected int
	// Firings are all; a false one meets no window. False[i] belongs to firing i.
	Firings, FalseFirings int
	False                 []bool
	// Recall is detected of incidents, Precision true of all firings; nil
	// without any to divide by.
	Recall, Precision *Interval
	// FalsePerWeek is over the whole period of the data; nil if that is empty.
	FalsePerWeek *Interval
	// MeanDetectSec and MaxDetectSec are over the detected incidents,
	// MeanResetSec over those that have a reset; nil without any.
	MeanDetectSec, MaxDetectSec, MeanResetSec *float64
	// Exact tells whether every firing comes of a known check clock. If not, a
	// firing is the union of those at 60 clocks: an incident counts as detected
	// only if the firing shows at all of them, but times are of the earliest.
	Exact bool
}

// NewScore judges firings of a replay against incidents. On a known clock
// (Firing.Phases 1 of 1) every alert of a firing is known from the firing
// alone: they are a check apart from its start on.
func NewScore(firings []replay.Firing, incidents []Incident, how Scoring) *Score {
	s := &Score{Firings: len(firings), False: make([]bool, len(firings)), Exact: true}
	scope := Scope{Since: how.Since, Until: how.Until}
	for i := range incidents {
		d := Detection{Incident: &incidents[i], Outside: !scope.holds(&incidents[i])}
		s.Detections = append(s.Detections, d)
	}
	for i := range firings {
		f := &firings[i]
		s.Exact = s.Exact && f.Phases.Of <= 1
		if s.False[i] = !s.judge(f, how.GraceSec); s.False[i] {
			s.FalseFirings++
		}
	}
	s.sum(float64(how.Until-how.Since) / weekSec)
	return s
}

// judge notes what a firing says of each incident and tells whether it is true.
func (s *Score) judge(f *replay.Firing, graceSec int64) (isTrue bool) {
	for i := range s.Detections {
		d := &s.Detections[i]
		in := d.Incident
		from, to := in.Window(graceSec)
		if !in.Concerns(f.Cause, f.Account) || !meets(f.Start, f.End, from, to) {
			continue
		}
		isTrue = true
		if d.Outside {
			continue
		}
		if at, ok := firstAlert(f, from, to); ok {
			if sec := int64(at - in.Start); !d.Detected || sec < d.DetectSec {
				d.Detected, d.DetectSec = true, sec
			}
		}
		if meets(f.Start, f.End, in.Start, in.End) {
			d.Reset, d.ResetSec = true, max(d.ResetSec, int64(f.End-in.End))
		}
	}
	return isTrue
}

// firstAlert is the first alert of a firing in [from, to). Where the clock is
// not known it is the first at the earliest clock, and only if all alert.
func firstAlert(f *replay.Firing, from, to replay.Second) (replay.Second, bool) {
	at, last := f.Start, f.End-1
	if f.Phases.Of > 1 {
		if f.Phases.Fired < f.Phases.Of {
			return 0, false
		}
		at = max(at, from)
	} else {
		if at < from {
			at += (from - at + replay.CheckSec - 1) / replay.CheckSec * replay.CheckSec
		}
		last = f.Start + replay.Second((f.Checks-1)*replay.CheckSec)
	}
	return at, at <= last && at < to
}

// sum adds up the detections; the data is so many weeks long.
func (s *Score) sum(weeks float64) {
	var detect, worst, reset float64
	resets := 0
	for i := range s.Detections {
		d := &s.Detections[i]
		if d.Reset = d.Reset && d.Detected; !d.Reset {
			d.ResetSec = 0
		}
		if !d.Outside {
			s.Incidents++
		}
		if d.Detected {
			s.Detected++
			detect += float64(d.DetectSec)
			worst = max(worst, float64(d.DetectSec))
		}
		if d.Reset {
			resets++
			reset += float64(d.ResetSec)
		}
	}
	if s.Incidents > 0 {
		recall := Proportion(s.Detected, s.Incidents)
		s.Recall = &recall
	}
	if s.Firings > 0 {
		precision := Proportion(s.Firings-s.FalseFirings, s.Firings)
		s.Precision = &precision
	}
	if weeks > 0 {
		rate := Rate(s.FalseFirings, weeks)
		s.FalsePerWeek = &rate
	}
	if s.Detected > 0 {
		s.MeanDetectSec, s.MaxDetectSec = mean(detect, s.Detected), &worst
	}
	if resets > 0 {
		s.MeanResetSec = mean(reset, resets)
	}
}

func mean(sum float64, n int) *float64 {
	m := Significant(sum / float64(n))
	return &m
}
