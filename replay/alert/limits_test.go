package alert

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/meter"
)

func TestDefault(t *testing.T) {
	c := Default()
	if !slices.Equal(c.Checked(), DefaultMonitor()) || c.HasThresholds() {
		t.Errorf("checked %v, thresholds %t", c.Checked(), c.HasThresholds())
	}
	if thresholds, limits := c.Limits("PROGRESS_TIMEOUT"); thresholds != limits || limits != (meter.Values{}) {
		t.Errorf("limits %v of %v", limits, thresholds)
	}
}

func TestChecked(t *testing.T) {
	for _, tt := range []struct {
		name            string
		monitor, ignore []string
		unchecked, want []string
	}{
		{"order is kept", []string{"B", "A"}, nil, nil, []string{"B", "A"}},
		{"ignored wins", []string{"B", "A"}, []string{"B"}, nil, []string{"A"}},
		{"once", []string{"B", "A", "B"}, nil, nil, []string{"B", "A"}},
		{"unchecked", []string{"B", "A", "C"}, nil, []string{"A", "C"}, []string{"B"}},
		{"none", nil, []string{"B"}, nil, nil},
	} {
		c := &Config{Monitor: tt.monitor, Ignore: tt.ignore}
		for _, cause := range tt.unchecked {
			c.Unchecked = append(c.Unchecked, Unchecked{Cause: cause})
		}
		if got := c.Checked(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestHasThresholds(t *testing.T) {
	one := func(v float64) *Thresholds { return &Thresholds{{Value: v, Set: true}} }
	for _, tt := range []struct {
		name string
		c    Config
		want bool
	}{
		{"on", Config{Causes: map[string]*Thresholds{"A": one(1)}}, true},
		{"off", Config{Causes: map[string]*Thresholds{"A": one(0)}}, false},
		{"negative", Config{Causes: map[string]*Thresholds{"A": one(-1)}}, false},
		{"not monitored", Config{Causes: map[string]*Thresholds{"B": one(1)}}, false},
		{"account", Config{Accounts: map[string]map[string]*Thresholds{"acme": {"A": one(1)}}}, true},
		{"account, not monitored", Config{Accounts: map[string]map[string]*Thresholds{"*": {"B": one(1)}}}, false},
	} {
		tt.c.Monitor = []string{"A"}
		if got := tt.c.HasThresholds(); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
}

// TestFillAndFallback compares limits after "*" was filled in at every level
// with a twin that looks through the levels anew for each metric.
func TestFillAndFallback(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	monitor := []string{"A", "B"}
	for range 2000 {
		type key struct {
			account, cause string
			m              meter.Metric
		}
		set := map[key]float64{}
		d := newDraft(Options{})
		d.monitor = []named{{name: "A"}, {name: "B"}}
		for range rng.IntN(12) {
			k := key{
				[]string{"", "acme", "*"}[rng.IntN(3)],
				[]string{"A", "B", "C", "*"}[rng.IntN(4)],
				meter.Metric(rng.IntN(meter.NumMetrics)),
			}
			set[k] = float64(rng.IntN(4) - 1)
			into := d.causes
			if k.account != "" {
				into = d.account(k.account)
			}
			into.set(k.cause, k.m, entry{Threshold: Threshold{Value: set[k], Set: true}})
		}
		c := d.settle()
		slow := func(cause string, accounts ...string) (v meter.Values) {
			for m := range v {
			levels:
				for _, account := range accounts {
					for _, from := range []string{cause, "*"} {
						if from == "*" && !slices.Contains(monitor, cause) {
							continue
						}
						if t, ok := set[key{account, from, meter.Metric(m)}]; ok {
							v[m] = max(t, 0)
							break levels
						}
					}
				}
			}
			return v
		}
		for _, cause := range []string{"A", "B", "C"} {
			if got, _ := c.Limits(cause); got != slow(cause, "") {
				t.Fatalf("%v: %s has %v, want %v", set, cause, got, slow(cause, ""))
			}
			for _, account := range []string{"acme", "nordic"} {
				if got, _ := c.AccountLimits(account, cause); got != slow(cause, account, "*") {
					t.Fatalf("%v: %s of %s has %v, want %v", set, cause, account, got, slow(cause, account, "*"))
				}
			}
		}
	}
}
