package regress

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

const suiteSample = `# What our alerts must do.
cases:
  - name: outage of carrier-3
    input: [a.csv, b.csv]
    thresholds: t.yaml
    app_start: 2026-03-10
    must_fire:
      - {cause: PROGRESS_TIMEOUT, from: 2026-03-10 14:00, to: 2026-03-10T14:30:00Z}
      - CALL_REJECTED
    must_not_fire: NO_ROUTE_DESTINATION
  - name: 7
    input: week
    baseline: week.json
    incidents: inc.csv
    detect_within: 5m
    max_false_firings: 1/week
`

func TestParseSuite(t *testing.T) {
	s, err := ParseSuite("cdrlab.yaml", []byte(suiteSample), suiteTimes)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, c := range s.Cases {
		fmt.Fprintf(&got, "%d %q %q %q start %v base %q\n", c.Line, c.Name, c.Input, c.Thresholds, c.AppStart, c.Baseline)
		for i, list := range []Expectations{c.MustFire, c.MustNotFire} {
			for _, x := range list {
				fmt.Fprintf(&got, "  %d:%d %s %v %v\n", i, x.Line, x.Cause, x.From, x.To)
			}
		}
		if c.DetectWithin != nil {
			fmt.Fprintf(&got, "  %s in %v, false %+v\n", c.Incidents, *c.DetectWithin, *c.MaxFalseFirings)
		}
	}
	want := `3 "outage of carrier-3" ["a.csv" "b.csv"] ["t.yaml"] start 2026-03-10T00:00:00Z base ""
  0:8 PROGRESS_TIMEOUT 2026-03-10T14:00:00Z 2026-03-10T14:30:00Z
  0:9 CALL_REJECTED <nil> <nil>
  1:10 NO_ROUTE_DESTINATION <nil> <nil>
11 "7" ["week"] [] start <nil> base "week.json"
  inc.csv in 5m0s, false {Firings:1 Per:168h0m0s Text:1/week}
`
	if got.String() != want {
		t.Errorf("%s\nwant %s", got.String(), want)
	}
}

func TestParseSuiteErrors(t *testing.T) {
	one := "cases:\n- {name: a, input: x, "
	for text, want := range map[string]string{
		"":                            "s.yaml: is empty",
		"# nothing":                   "s.yaml: is empty",
		"null":                        "s.yaml: is empty",
		"cases":                       `s.yaml:1:1: "cases" found, an object wanted`,
		"case: []":                    `s.yaml:1:1: unknown key "case", did you mean cases?`,
		"cases: []":                   "s.yaml:1:1: no cases",
		"cases: {}":                   "s.yaml:1:8: cases: an object found, a list wanted",
		"cases: [":                    "s.yaml:1: ",
		"cases: [1]":                  "s.yaml:1:9: cases[0]: 1 found, an object wanted",
		"cases: []\n---\ncases: []":   "s.yaml:2:1: a second document begins",
		"cases:\n- {name: a}":         "s.yaml:2:3: cases[0].input is missing",
		one + "baselin: b}":           `s.yaml:2:23: unknown key "baselin" in cases[0], did you mean baseline?`,
		one + "name: b, baseline: b}": "s.yaml:2:23: cases[0].name is there twice, first on line 2",
		one + "}":                     `s.yaml:2: case "a": expects nothing`,
		one + "detect_within: 5m, must_fire: [X]}":                       `case "a": detect_within needs incidents`,
		one + "max_false_firings: 0, must_fire: [X]}":                    `case "a": max_false_firings needs incidents`,
		one + "must_fire: [{from: 2026-03-10}]}":                         "s.yaml:2:35: cases[0].must_fire[0].cause is missing",
		one + "must_fire: [[X]]}":                                        "cases[0].must_fire[0]: a list found, a cause, or an object",
		one + "must_fire: {cause: X, from: noon}}":                       `cases[0].must_fire.from: "noon" found`,
		one + "must_fire: {cause: X, from: [1]}}":                        "cases[0].must_fire.from: a list found, a time wanted",
		one + "must_fire: {cause: X, from: 2026-03-10, to: 2026-03-10}}": "to 2026-03-10T00:00:00Z of X on line 2 is not after",
		one + "incidents: i, detect_within: soon}":                       `cases[0].detect_within: "soon" found`,
		one + "incidents: i, max_false_firings: few}":                    `cases[0].max_false_firings: "few" found`,
		one + "incidents: i, max_false_firings: 1/0s}":                   "at least 1 s wanted",
		one + "incidents: i, max_false_firings: {}}":                     "an object found, a number of firings",
		one + "baseline: b}\n- {name: a, input: y, baseline: c}":         `s.yaml:3: two cases are named "a", the first on line 2`,
		"cases: &a\n- *a":           "an object wanted",
		strings.Repeat("a\n", 1000): `s.yaml:1:1: "a a a a a a a a a a a a a a a a a a a a ..." found, an object wanted`,
		"\tcases: []":               "s.yaml:",
	} {
		_, err := ParseSuite("s.yaml", []byte(text), suiteTimes)
		var data *cdr.DataError
		if !errors.As(err, &data) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func FuzzParseSuite(f *testing.F) {
	f.Add([]byte(suiteSample))
	f.Add([]byte("cases: [&a {name: a, input: &i [x], must_fire: *i}, {name: b, input: *i, baseline: b}]"))
	f.Add([]byte("cases: &a [*a, *a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := ParseSuite("s.yaml", data, suiteTimes)
		if err != nil {
			return
		}
		for _, c := range s.Cases {
			if c.Name == "" || len(c.Input) == 0 || c.Line < 1 {
				t.Errorf("taken: %+v", c)
			}
		}
	})
}

func TestExpectation(t *testing.T) {
	at := func(minute int) *replay.Second {
		s := replay.Second(60 * minute)
		return &s
	}
	firings := []replay.Firing{firing("X", 1, 5), firing("Y", 2, 9), account(firing("X", 8, 9), "acme"), firing("X", 20, 30)}
	for _, c := range []struct {
		x    Expectation
		want string
	}{
		{Expectation{Cause: "X"}, "[X 1-5 X 8-9 acme X 20-30]"},
		{Expectation{Cause: "X", Account: "acme"}, "[X 8-9 acme]"},
		{Expectation{Cause: "X", Account: "other"}, "[]"},
		{Expectation{Cause: "X", From: at(5)}, "[X 8-9 acme X 20-30]"},
		{Expectation{Cause: "X", From: at(4), To: at(20)}, "[X 1-5 X 8-9 acme]"},
		{Expectation{Cause: "X", To: at(1)}, "[]"},
		{Expectation{Cause: "Z"}, "[]"},
	} {
		if got := fmt.Sprint(names(c.x.Met(firings))); got != c.want {
			t.Errorf("%+v: %s, want %s", c.x, got, c.want)
		}
	}
	some := firing("X", 1, 5)
	some.Phases = replay.Phases{Fired: 59, Of: 60}
	if f := AtEveryClock([]replay.Firing{some}); f != nil {
		t.Errorf("59 of 60 clocks are taken for all: %+v", f)
	}
	if f := AtEveryClock([]replay.Firing{some, firing("X", 6, 7)}); f == nil || name(*f) != "X 6-7" {
		t.Errorf("got %+v", f)
	}
}

func TestAllowance(t *testing.T) {
	const daySec = 86400
	for _, c := range []struct {
		text    string
		firings int
		sec     int64
		want    bool
	}{
		{"0", 0, daySec, true}, {"0", 1, daySec, false}, {"2", 2, daySec, true}, {"2", 3, 1000 * daySec, false},
		{"1/week", 1, 7 * daySec, true}, {"1/week", 1, 7*daySec - 1, false}, {"1/week", 4, 28 * daySec, true},
		{"3 / day", 3, daySec, true}, {"2/hour", 48, daySec, true}, {"2/hour", 49, daySec, false}, {"1/90m", 16, daySec, true},
		{"0/week", 0, 0, true}, {"1/day", 1, 0, false}, {"2147483647/day", 1 << 30, 1 << 31, true},
	} {
		a, err := ParseAllowance("max", c.text, suiteTimes.Duration)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Allows(c.firings, c.sec); got != c.want {
			t.Errorf("%s with %d in %v: %v", c.text, c.firings, time.Duration(c.sec)*time.Second, got)
		}
	}
	for _, text := range []string{"", "-1", "1.5", "one", "1/", "1/year", "1/-5m", "99999999999", "1/week/2"} {
		if a, err := ParseAllowance("max", text, suiteTimes.Duration); err == nil {
			t.Errorf("%q is taken for %+v", text, a)
		}
	}
}
