package regress

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay"
)

// Difference is what became of the firings of one result in another. Firings
// are one another's if they are of one cause, account and node and overlap in
// time (see match). Lists are never nil and in the order of time, those of
// pairs by the firing before.
type Difference struct {
	// Gained has nothing before, Lost nothing now.
	Gained []replay.Firing `json:"gained"`
	Lost   []replay.Firing `json:"lost"`
	// Moved are pairs that differ in their times or number of checks.
	Moved []Pair `json:"moved"`
	// Changed are pairs of the same times and checks that differ in why they
	// fire: averages, values, thresholds, limits, phases.
	Changed []Pair `json:"changed"`
	// Unchanged is how many are the same.
	Unchanged int `json:"unchanged"`
	// SameTraffic tells whether both are of the same counts.
	SameTraffic bool `json:"same_traffic"`
	// Settings are those of the engine that differ.
	Settings []Setting `json:"settings"`
}

// Pair is a firing before and now. Fields names what differs, as the JSON of
// a firing has it, a field inside another joined to it by a point.
type Pair struct {
	Before replay.Firing `json:"before"`
	After  replay.Firing `json:"after"`
	Fields []string      `json:"fields"`
}

// Compare says what after has made of the firings of before. Names of files
// and who had the calls (top) are not looked at: the first may change, and the
// second is the traffic's, which its fingerprint tells.
func Compare(before, after *Saved) *Difference {
	d := &Difference{
		Gained: []replay.Firing{}, Lost: []replay.Firing{}, Moved: []Pair{}, Changed: []Pair{},
		SameTraffic: before.Input.CountsSHA256 == after.Input.CountsSHA256,
		Settings:    compareSettings(&before.Engine, &after.Engine),
	}
	to := match(before.Firings, after.Firings)
	had := make([]bool, len(after.Firings))
	for i, j := range to {
		if j < 0 {
			d.Lost = append(d.Lost, before.Firings[i])
			continue
		}
		had[j] = true
		pair := Pair{before.Firings[i], after.Firings[j], nil}
		moved := false
		for _, f := range firingFields {
			if !f.same(&pair.Before, &pair.After) {
				pair.Fields = append(pair.Fields, f.name)
				moved = moved || f.moves
			}
		}
		switch {
		case moved:
			d.Moved = append(d.Moved, pair)
		case len(pair.Fields) > 0:
			d.Changed = append(d.Changed, pair)
		default:
			d.Unchanged++
		}
	}
	for j := range after.Firings {
		if !had[j] {
			d.Gained = append(d.Gained, after.Firings[j])
		}
	}
	return d
}

// Differences is how many firings differ.
func (d *Difference) Differences() int {
	return len(d.Gained) + len(d.Lost) + len(d.Moved) + len(d.Changed)
}

// firingField is a field of a firing that is compared.
type firingField struct {
	name string
	// moves tells that a difference in it is one of time.
	moves bool
	same  func(a, b *replay.Firing) bool
}

// firingFields are in the order of the JSON.
var firingFields = []firingField{
	{"start", true, func(a, b *replay.Firing) bool { return a.Start == b.Start }},
	{"end", true, func(a, b *replay.Firing) bool { return a.End == b.End }},
	{"ended", true, func(a, b *replay.Firing) bool { return a.Ended == b.Ended }},
	{"cut", true, func(a, b *replay.Firing) bool { return a.Cut == b.Cut }},
	{"checks", true, func(a, b *replay.Firing) bool { return a.Checks == b.Checks }},
	{"checks_min", true, func(a, b *replay.Firing) bool { return a.ChecksMin == b.ChecksMin }},
	{"metrics", false, func(a, b *replay.Firing) bool { return slices.Equal(a.Metrics, b.Metrics) }},
	{"peak.metric", false, func(a, b *replay.Firing) bool { return a.Peak.Metric == b.Peak.Metric }},
	{"peak.value", false, func(a, b *replay.Firing) bool { return a.Peak.Value == b.Peak.Value }},
	{"peak.threshold", false, func(a, b *replay.Firing) bool { return a.Peak.Threshold == b.Peak.Threshold }},
	{"peak.limit_per_second", false, func(a, b *replay.Firing) bool { return a.Peak.LimitPerSecond == b.Peak.LimitPerSecond }},
	{"peak.limit_per_minute", false, func(a, b *replay.Firing) bool { return a.Peak.LimitPerMinute == b.Peak.LimitPerMinute }},
	{"peak.margin", false, func(a, b *replay.Firing) bool { return a.Peak.Margin == b.Peak.Margin }},
	{"peak.time", false, func(a, b *replay.Firing) bool { return a.Peak.Time == b.Peak.Time }},
	{"phases", false, func(a, b *replay.Firing) bool { return a.Phases == b.Phases }},
	{"cold_start", false, func(a, b *replay.Firing) bool { return a.ColdStart == b.ColdStart }},
	{"warming_up", false, func(a, b *replay.Firing) bool { return a.WarmingUp == b.WarmingUp }},
}
