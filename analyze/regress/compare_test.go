package regress

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
)

func TestCompare(t *testing.T) {
	edit := func(f replay.Firing, change func(*replay.Firing)) replay.Firing {
		change(&f)
		return f
	}
	for _, c := range []struct {
		name          string
		before, after []replay.Firing
		want          string // gained; lost; moved; changed; unchanged
	}{
		{"nothing", nil, nil, "[] [] [] [] 0"},
		{"the same", []replay.Firing{firing("X", 1, 5)}, []replay.Firing{firing("X", 1, 5)}, "[] [] [] [] 1"},
		{"another cause", []replay.Firing{firing("X", 1, 5)}, []replay.Firing{firing("Y", 1, 5)}, "[Y 1-5] [X 1-5] [] [] 0"},
		{"another account", []replay.Firing{firing("X", 1, 5)}, []replay.Firing{account(firing("X", 1, 5), "")}, "[X 1-5 ] [X 1-5] [] [] 0"},
		{"another node", []replay.Firing{firing("X", 1, 5)},
			[]replay.Firing{edit(firing("X", 1, 5), func(f *replay.Firing) { f.Node = 2 })}, "[X 1-5] [X 1-5] [] [] 0"},
		{"only touching", []replay.Firing{firing("X", 1, 5)}, []replay.Firing{firing("X", 5, 9)}, "[X 5-9] [X 1-5] [] [] 0"},
		{"moved", []replay.Firing{firing("X", 1, 5)}, []replay.Firing{firing("X", 4, 9)},
			"[] [] [X 1-5>X 4-9 start,end,checks,checks_min] [] 0"},
		{"split", []replay.Firing{firing("X", 1, 20)}, []replay.Firing{firing("X", 1, 5), firing("X", 6, 20)},
			"[X 1-5] [] [X 1-20>X 6-20 start,checks,checks_min] [] 0"},
		{"merged", []replay.Firing{firing("X", 1, 5), firing("X", 6, 20)}, []replay.Firing{firing("X", 1, 20)},
			"[] [X 1-5] [X 6-20>X 1-20 start,checks,checks_min] [] 0"},
		{"the best overlap wins", []replay.Firing{firing("X", 1, 10), firing("X", 12, 20)}, []replay.Firing{firing("X", 8, 20)},
			"[] [X 1-10] [X 12-20>X 8-20 start,checks,checks_min] [] 0"},
		{"then the nearest start", []replay.Firing{firing("X", 1, 4), firing("X", 6, 9)}, []replay.Firing{firing("X", 0, 10)},
			"[] [X 6-9] [X 1-4>X 0-10 start,end,checks,checks_min] [] 0"},
		{"cut", []replay.Firing{firing("X", 1, 5)},
			[]replay.Firing{edit(firing("X", 1, 5), func(f *replay.Firing) { f.Ended, f.Cut = false, replay.CutData })},
			"[] [] [X 1-5>X 1-5 ended,cut] [] 0"},
		{"threshold", []replay.Firing{firing("X", 1, 5)},
			[]replay.Firing{edit(firing("X", 1, 5), func(f *replay.Firing) {
				f.Peak.Threshold, f.Peak.LimitPerSecond, f.Peak.LimitPerMinute, f.Peak.Margin = 0.25, 0.25, 15, 4
			})}, "[] [] [] [X 1-5>X 1-5 peak.threshold,peak.limit_per_second,peak.limit_per_minute,peak.margin] 0"},
		{"who had the calls", []replay.Firing{firing("X", 1, 5)},
			[]replay.Firing{edit(firing("X", 1, 5), func(f *replay.Firing) { f.Top.Gateway = []replay.Share{{Name: "a"}} })},
			"[] [] [] [] 1"},
	} {
		d := Compare(&Saved{Firings: c.before}, &Saved{Firings: c.after})
		pairs := func(list []Pair) (texts []string) {
			for _, p := range list {
				texts = append(texts, fmt.Sprintf("%s>%s %s", name(p.Before), name(p.After), strings.Join(p.Fields, ",")))
			}
			return texts
		}
		got := fmt.Sprint(names(d.Gained), names(d.Lost), pairs(d.Moved), pairs(d.Changed), d.Unchanged)
		if got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Every field of a firing is compared, but what names it and who had the calls.
func TestEveryFieldIsCompared(t *testing.T) {
	list := []string{"cause", "account", "node", "top"}
	for _, f := range firingFields {
		name, _, _ := strings.Cut(f.name, ".")
		list = append(list, name)
	}
	for field := range reflect.TypeFor[replay.Firing]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !slices.Contains(list, name) {
			t.Errorf("%s is not compared", name)
		}
	}
	for field := range reflect.TypeFor[replay.Peak]().Fields() {
		name := "peak." + field.Tag.Get("json")
		if !slices.ContainsFunc(firingFields, func(f firingField) bool { return f.name == name }) {
			t.Errorf("%s is not compared", name)
		}
	}
}

// slowMatch is match as it is defined: look at all pairs again and again.
func slowMatch(before, after []replay.Firing) []int {
	to := make([]int, len(before))
	for i := range to {
		to[i] = -1
	}
	for {
		best := candidate{}
		for i := range before {
			for j := range after {
				sec := overlapSec(&before[i], &after[j])
				if nameOf(&before[i]) != nameOf(&after[j]) || sec <= 0 || to[i] >= 0 || slices.Contains(to, j) {
					continue
				}
				apart := int64(before[i].Start - after[j].Start)
				c := candidate{i, j, sec, max(apart, -apart)}
				if best.overlapSec == 0 || compareCandidates(c, best) < 0 {
					best = c
				}
			}
		}
		if best.overlapSec == 0 {
			return to
		}
		to[best.before] = best.after
	}
}

func TestMatchEqualsItsDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	result := func() (list []replay.Firing) {
		for _, cause := range []string{"X", "Y"} {
			for at := random.IntN(5); at < 60; {
				end := at + 1 + random.IntN(9)
				f := firing(cause, at, end)
				if random.IntN(3) == 0 {
					f = account(f, "acme")
				}
				list = append(list, f)
				at = end + random.IntN(6)
			}
		}
		slices.SortStableFunc(list, func(a, b replay.Firing) int { return int(a.Start - b.Start) })
		return list
	}
	for range 2000 {
		before, after := result(), result()
		got, want := match(before, after), slowMatch(before, after)
		if !slices.Equal(got, want) {
			t.Fatalf("%v\n%v\ngot  %v\nwant %v", names(before), names(after), got, want)
		}
		d, back := Compare(&Saved{Firings: before}, &Saved{Firings: after}), Compare(&Saved{Firings: after}, &Saved{Firings: before})
		if len(d.Gained) != len(back.Lost) || len(d.Lost) != len(back.Gained) || d.Unchanged != back.Unchanged {
			t.Fatalf("back it is not the same: %+v\n%+v", d, back)
		}
	}
}

func TestSettings(t *testing.T) {
	half, fifth, start := 0.5, 0.2, replay.Second(86400)
	before := &Engine{
		Monitored: []string{"X", "Y"}, Thresholds: map[string]Limits{"X": {One: &half}, "Y": {Five: &half}},
		Accounts: map[string]map[string]Limits{"acme": {"X": {One: &fifth}}},
	}
	after := &Engine{
		AppStart: &start, Monitored: []string{"X"}, Nodes: 2, Seed: 1,
		Thresholds: map[string]Limits{"X": {One: &fifth}, "Y": {Five: &half}},
	}
	var got []string
	for _, s := range compareSettings(before, after) {
		text := fmt.Sprintf("%s %q %q", s.Name, s.Before, s.After)
		if s.BeforeLimitPerMinute != nil {
			text += fmt.Sprint(" was ", *s.BeforeLimitPerMinute)
		}
		if s.AfterLimitPerMinute != nil {
			text += fmt.Sprint(" now ", *s.AfterLimitPerMinute)
		}
		got = append(got, text)
	}
	want := []string{
		`accounts.acme.X.one "0.2" "" was 12`,
		`app_start "" "1970-01-02T00:00:00Z"`,
		`monitored "X, Y" "X"`,
		`nodes "" "2"`,
		`seed "" "1"`,
		`thresholds.X.one "0.5" "0.2" was 30 now 12`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A saved engine runs again with what it ran with.
func TestConfigKeepsThresholds(t *testing.T) {
	_, s := savedSample(t)
	c := s.Engine.Config()
	for cause, want := range s.Engine.Thresholds {
		if got := NewLimits(c.Causes[cause], false); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", cause, got, want)
		}
	}
	off := 0.0
	e := Engine{Accounts: map[string]map[string]Limits{"acme": {"X": {One: &off}}}}
	limits := NewLimits(e.Config().Accounts["acme"]["X"], true)
	if limits.One == nil || *limits.One != 0 || limits.Five != nil {
		t.Errorf("an account's threshold that is off is %v", limits)
	}
}
