package tune

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/count"
)

// weeks is made-up traffic of several weeks, busier by day, with a hundred legs
// in one minute of the second week.
func weeks(n int) (*count.Set, *Options) {
	r := rand.New(rand.NewPCG(3, 4))
	s := &count.Set{Causes: testCauses, Accounts: testAccounts, Gateways: []string{"", "gw"}}
	for sec := 0; sec < n*weekSec; sec += 1 + r.IntN(60) {
		if hour := sec / 3600 % 24; hour < 8 && r.IntN(10) > 0 {
			continue
		}
		s.Groups = append(s.Groups, count.Group{
			Second: uint32(baseSec + sec), Cause: r.Uint32N(2), Account: r.Uint32N(2), Gateway: r.Uint32N(2), N: 1 + r.Uint64N(3),
		})
	}
	const at = weekSec + 5*3600
	s.Groups = append(s.Groups, count.Group{Second: baseSec + at + 30, N: 100})
	s.Normalise()
	s.Totals = count.Totals{Accepted: s.Events() + 7, Ignored: 7, First: baseSec, Last: s.Groups[len(s.Groups)-1].Second}
	return s, &Options{Incidents: []Incident{{Name: "x", Start: baseSec + at, End: baseSec + at + 60}}}
}

func events(s *count.Set, from, to int) (n uint64) {
	for _, g := range s.Groups {
		if t := int(g.Second) - baseSec; t >= from && t < to {
			n += g.N
		}
	}
	return n
}

func TestGrowVolume(t *testing.T) {
	set, opt := weeks(4)
	before := slices.Clone(set.Groups)
	for _, factor := range []float64{0.1, 0.5, 1, 1.25, 2, 3.5, 7} {
		out, err := Grow(set, opt, factor, 5)
		if err != nil {
			t.Fatal(err)
		}
		want := factor * float64(set.Events())
		if got := float64(out.Events()); math.Abs(got-want) > 6*math.Sqrt(want)+0.01*want {
			t.Errorf("x%v: %v events, want about %v", factor, got, want)
		}
		if out.Accepted != out.Events()+7 {
			t.Errorf("x%v: %d accepted, want the events and the ignored", factor, out.Accepted)
		}
		// The incident grows in its place.
		const at = weekSec + 5*3600
		if got := float64(events(out, at, at+60)); math.Abs(got-100*factor) > 6*math.Sqrt(100*factor)+10*factor {
			t.Errorf("x%v: %v events in the incident, want about %v", factor, got, 100*factor)
		}
		// The hours stay: night is as much quieter than day.
		day, night := float64(events(out, 10*3600, 12*3600)), float64(events(out, 1*3600, 3*3600))
		if night > day/2 {
			t.Errorf("x%v: %v events by night, %v by day", factor, night, day)
		}
		again, err := Grow(set, opt, factor, 5)
		if err != nil || !reflect.DeepEqual(out, again) {
			t.Errorf("x%v: not the same twice (%v)", factor, err)
		}
		if other, _ := Grow(set, opt, factor, 6); factor != math.Trunc(factor) && reflect.DeepEqual(out.Groups, other.Groups) {
			t.Errorf("x%v: the seed has no effect", factor)
		}
	}
	if !slices.Equal(set.Groups, before) {
		t.Error("the traffic itself was changed")
	}
}

// TestGrowApart: a leg's fate does not depend on what other causes were read.
func TestGrowApart(t *testing.T) {
	set, opt := weeks(3)
	alone := &count.Set{Causes: set.Causes, Accounts: set.Accounts, Gateways: set.Gateways, Totals: set.Totals}
	for _, g := range set.Groups {
		if g.Cause == 1 {
			alone.Groups = append(alone.Groups, g)
		}
	}
	alone.Normalise()
	for _, factor := range []float64{0.3, 1.7} {
		all, _ := Grow(set, opt, factor, 1)
		one, _ := Grow(alone, opt, factor, 1)
		var want, got []count.Group
		for _, g := range all.Groups {
			if g.Cause == 1 {
				g.Cause = 0
				want = append(want, g)
			}
		}
		got = one.Groups
		if !slices.Equal(got, want) {
			t.Errorf("x%v: %d groups alone, %d among others, or other ones", factor, len(got), len(want))
		}
	}
}

// TestTimetable: a layer comes from the same hour of another week, outside of
// incidents; never twice from the same week; an incident's from itself.
func TestTimetable(t *testing.T) {
	const week = 7 * 24 * 60
	marked := make([]bool, 4*week+100)
	for i := week + 50; i < week+60; i++ {
		marked[i] = true
	}
	table := newTimetable(len(marked), marked)
	for i := range marked {
		from := map[int]bool{i: true}
		for layer := 1; layer < 4; layer++ {
			source := table.source(i, layer)
			if marked[i] {
				if source != i {
					t.Fatalf("minute %d of an incident comes from %d", i, source)
				}
				continue
			}
			if marked[source] || (source-i)%week != 0 || source < 0 {
				t.Fatalf("minute %d, layer %d: from %d", i, layer, source)
			}
			from[source] = true
		}
	}
	for _, test := range []struct{ minutes, cycle int }{{2*week - 1, 24 * 60}, {2 * 24 * 60, 24 * 60}, {3 * 60, 60}, {100, 1}} {
		if got := newTimetable(test.minutes, make([]bool, test.minutes)).cycle; got != test.cycle {
			t.Errorf("%d minutes: a cycle of %d, want %d", test.minutes, got, test.cycle)
		}
	}
}

func TestGrowErrors(t *testing.T) {
	set, opt := weeks(1)
	for factor, want := range map[float64]string{
		0: "0 times the volume, wanted above 0 to 100", -1: "-1 times the volume, wanted above 0 to 100",
		math.Inf(1): "+Inf times the volume, wanted above 0 to 100",
	} {
		if _, err := Grow(set, opt, factor, 1); err == nil || err.Error() != want {
			t.Errorf("%v: %v, want %s", factor, err, want)
		}
	}
	empty, err := Grow(&count.Set{}, opt, 2, 1)
	if err != nil || len(empty.Groups) > 0 {
		t.Errorf("of nothing: %v, %v", empty, err)
	}
}
