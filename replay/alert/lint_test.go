package alert

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// inspect reads sources named a, b, ...
func inspect(t *testing.T, opt Options, sources ...string) *Inspection {
	t.Helper()
	var list []Source
	for i, text := range sources {
		list = append(list, Source{Name: string(rune('a' + i)), Data: []byte(text)})
	}
	in, err := Inspect(list, opt)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// lines prints findings, one a line.
func lines(findings []Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s [%s] %s: %s", f.Severity, f.Code, f.Place, f.Subject(), f.Message)
		if f.Fix != "" {
			fmt.Fprintf(&b, " | %s", f.Fix)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestInspect(t *testing.T) {
	const sup = "sup hangups_maintenance "
	for _, tt := range []struct {
		name    string
		sources []string
		opt     Options
		want    string
	}{
		{"unknown", []string{"thresholds: {CALL_REJECT: {one: 0.5}, XYZ: {one: 1}}"}, Options{},
			`error unknown-cause [a:1] CALL_REJECT one 0.5: no such cause, never checked; did you mean CALL_REJECTED? | sup hangups_maintenance set_threshold CALL_REJECTED one 0.5
error unknown-cause [a:1] XYZ one 1: no such cause, never checked | sup hangups_maintenance set_threshold XYZ one 0.0
note no-threshold [] : no threshold is in force: averages only, nothing can alert
`},
		{"case", []string{sup + "set_threshold progress_timeout five 1"}, Options{},
			`error cause-case [a:1] progress_timeout five 1: never checked: KAZOO compares exactly, and legs have PROGRESS_TIMEOUT | sup hangups_maintenance set_threshold PROGRESS_TIMEOUT five 1.0
note no-threshold [] : no threshold is in force: averages only, nothing can alert
`},
		{"lists", []string{"monitor: [USER_BUSY, CALL_REJECTED, CALL_REJECTED, FOO]\nignore: [USER_BUSY, NO_ANSWER]\nthresholds:\n" +
			"  CALL_REJECTED: {one: 1}\n  GATEWAY_DOWN: {one: 1}\n  NO_ANSWER: {one: 1}"}, Options{},
			`error unknown-cause [a:1] FOO: no known hangup cause | take FOO out of hangups_to_monitor (system_config/hangups)
error not-monitored [a:5] GATEWAY_DOWN one 1: not monitored, never checked | add GATEWAY_DOWN to hangups_to_monitor (system_config/hangups)
error not-monitored [a:6] NO_ANSWER one 1: not monitored but ignored, never checked | sup hangups_maintenance set_threshold NO_ANSWER one 0.0
error ignored [a:1] USER_BUSY: both monitored and ignored: it has no meter and is never checked | take USER_BUSY out of hangups_to_monitor (system_config/hangups)
warn monitored-twice [a:1] CALL_REJECTED: monitored twice: KAZOO alerts twice for it, counted once here
`},
		{"scaled by sup", []string{sup + "set_monitor_threshold call_rejected 0.5\n" + sup + "set_threshold CALL_REJECTED day 0.001"}, Options{},
			`error scaled-twice [a:1] CALL_REJECTED five 2.5: scaled twice (set_monitor_threshold). 30/min: 0.1 | sup hangups_maintenance set_threshold CALL_REJECTED five 0.1
error scaled-twice [a:1] CALL_REJECTED fifteen 7.5: scaled twice (set_monitor_threshold). 30/min: 0.03333 | sup hangups_maintenance set_threshold CALL_REJECTED fifteen 0.03333
warn overridden [a:1] CALL_REJECTED day 720: overridden at a:2 by 0.001
`},
		{"scaled in documents", []string{`{"_id": "hangups.CALL_REJECTED", "default": {"one": 0.3, "five": "1.5", "fifteen": 4, "day": 432}}`}, Options{},
			`error scaled-twice [a: hangups.CALL_REJECTED] CALL_REJECTED five 1.5: scaled twice (it is 5 times one). 18/min: 0.06 | sup hangups_maintenance set_threshold CALL_REJECTED five 0.06
error scaled-twice [a: hangups.CALL_REJECTED] CALL_REJECTED day 432: scaled twice (it is 1440 times one). 18/min: 0.0002083 | sup hangups_maintenance set_threshold CALL_REJECTED day 0.0002083
`},
		{"unreadable", []string{sup + "set_threshold CALL_REJECTED one .5\n" + sup + "set_threshold MANDATORY_IE_MISSING one 0,7\n" +
			sup + "set_threshold PROGRESS_TIMEOUT one abc\n" + sup + "set_threshold PROGRESS_TIMEOUT five 1"}, Options{},
			`error unreadable [a:1] CALL_REJECTED one: is ".5", which KAZOO cannot read as a number: the check ends there, 6 causes stay unchecked | sup hangups_maintenance set_threshold CALL_REJECTED one 0.5
error unreadable [a:2] MANDATORY_IE_MISSING one: is "0,7", which KAZOO cannot read as a number | sup hangups_maintenance set_threshold MANDATORY_IE_MISSING one 0.7
error unreadable [a:3] PROGRESS_TIMEOUT one: is "abc", which KAZOO cannot read as a number | sup hangups_maintenance set_threshold PROGRESS_TIMEOUT one 0.0 (off)
error unchecked [a:4] PROGRESS_TIMEOUT five 1: the check ends at CALL_REJECTED, before it
note no-threshold [] : no threshold is in force: averages only, nothing can alert
`},
		{"accounts, mean", []string{sup + "set_threshold acme PROGRESS_TIMEOUT one 0.1\n" + sup + "set_metric mean 1\n" +
			sup + "set_threshold X Y 1"}, Options{},
			`error sets-nothing [a:3] X: Y is no metric: KAZOO sets nothing
warn mean [a:2] mean: stored and never checked
warn account-threshold [a:1] acme: PROGRESS_TIMEOUT one 0.1: account thresholds are stored, never checked by KAZOO; --check-accounts checks them
`},
		{"overridden", []string{
			sup + "set_threshold CALL_REJECTED one 0.5\n" + sup + "set_metric one 0.7\n" + sup + "set_threshold CALL_REJECTED one 0.9",
			"thresholds: {CALL_REJECTED: {one: 2}, PROGRESS_TIMEOUT: {one: 0.7}}"}, Options{},
			`warn overridden [a:1] CALL_REJECTED one 0.5: overridden at a:2 by 0.7
note overridden [a:3] CALL_REJECTED one 0.9: overridden at b:1 by 2
`},
		{"sections", []string{`{"_id": "hangups.CALL_REJECTED", "default": {"one": 0.5}, "east": {"one": 1}, "west": {}}`}, Options{Zone: "east", Node: "n@x"},
			`warn section-missing [] : --node n@x: no document has this section
warn hidden [a: hangups.CALL_REJECTED] CALL_REJECTED one 1: from section east, which hides default, which is what sup writes
`},
		{"one event", []string{"thresholds: {CALL_REJECTED: {one: 0.05, day: 0.0001}, PROGRESS_TIMEOUT: {one: 0.1, five: 0.5}}"}, Options{},
			`warn one-event [a:1] CALL_REJECTED one 0.05: one event after a restart fires it (below 0.07997) | sup hangups_maintenance set_threshold CALL_REJECTED one 0.2
warn one-event [a:1] CALL_REJECTED day 0.0001: one event after a restart fires it (below 0.0001388), for 7.9 h | sup hangups_maintenance set_threshold CALL_REJECTED day 0.00014
warn one-event [a:1] PROGRESS_TIMEOUT one 0.1: one event after a restart can fire it (below 0.2) | sup hangups_maintenance set_threshold PROGRESS_TIMEOUT one 0.2
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := lines(inspect(t, tt.opt, tt.sources...).Findings); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestObserve(t *testing.T) {
	in := inspect(t, Options{}, "monitor: [CALL_REJECTED, PROGRESS_TIMEOUT, NO_ROUTE_DESTINATION, OURS]\nthresholds:\n"+
		"  CALL_REJECTED: {one: 0.5, five: 0.2, fifteen: 0.1}\n"+
		"  PROGRESS_TIMEOUT: {one: 0.5, day: 0.5}\n"+
		"  NO_ROUTE_DESTINATION: {one: 0.5}\n"+
		"  OURS: {one: 0.5}\n  THEIRS: {one: 0.5}")
	in.Observe([]Observation{
		{Cause: "CALL_REJECTED", Checks: 100, Exceeded: [meter.NumMetrics]uint64{60, 40, 40},
			Alone: [meter.NumMetrics][meter.NumMetrics]uint64{{0, 20, 20, 60}, {0, 0, 0, 40}, {0, 0, 0, 40}}, Highest: meter.Values{1, 2, 2, 0}},
		{Cause: "PROGRESS_TIMEOUT", Checks: 100, Highest: meter.Values{0.4, 0.3, 0.2, 3.1 / 60}},
		{Cause: "NO_ROUTE_DESTINATION", Checks: 100},
		{Cause: "OURS", Checks: 100, Highest: meter.Values{0.4}},
	}, []string{"CALL_REJECTED", "OURS", "THEIRS"})
	const want = `error never-reached [a:4] PROGRESS_TIMEOUT day 0.5: highest seen 3.1/min. For 10/min: 0.0001157 | sup hangups_maintenance set_threshold PROGRESS_TIMEOUT day 0.0001157
error not-monitored [a:7] THEIRS one 0.5: not monitored, never checked | add THEIRS to hangups_to_monitor (system_config/hangups)
warn always-fires [a:3] CALL_REJECTED one 0.5: fires at 60% of all checks; highest seen 60/min | sup hangups_maintenance set_threshold CALL_REJECTED one 3.333
warn shadowed [a:3] CALL_REJECTED five 0.2: adds nothing: one alerts whenever it does | sup hangups_maintenance set_threshold CALL_REJECTED five 0.0
warn shadowed [a:3] CALL_REJECTED fifteen 0.1: adds nothing: one alerts whenever it does | sup hangups_maintenance set_threshold CALL_REJECTED fifteen 0.0
note never-reached [a:5] NO_ROUTE_DESTINATION one 0.5: no leg of this cause in the data
note never-reached [a:6] OURS one 0.5: highest seen 24/min
note never-reached [a:4] PROGRESS_TIMEOUT one 0.5: highest seen 24/min
`
	if got := lines(in.Findings); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestFixed holds that the fixed thresholds have no error left that had a fix,
// and that what was fine is as it was.
func TestFixed(t *testing.T) {
	const sup = "sup hangups_maintenance "
	for _, text := range []string{
		sup + "set_monitor_threshold CALL_REJECTED 0.5\n" + sup + "set_threshold CALL_REJECT one 0.5\n" + sup + "set_threshold progress_timeout one 3",
		sup + "set_threshold CALL_REJECTED one .5\n" + sup + "set_threshold WRONG_CALL_STATE one 1e3\n" + sup + "set_threshold USER_BUSY one 0.5",
		"monitor: [CALL_REJECTED, NO_ANSWER, FOO, PICKED_OFF]\nthresholds: {NO_ANSWER: {one: 1}, GATEWAY_DOWN: {five: 2}}\naccounts: {acme: {X: {one: 1}}}",
	} {
		in := inspect(t, Options{}, text)
		wanted := 0
		for _, f := range in.Findings {
			if f.Severity == Error && f.repair != nil {
				wanted++
			}
		}
		fixed := in.Fixed()
		data, _ := fixed.Emit("yaml")
		again := inspect(t, Options{}, string(data))
		for _, f := range again.Findings {
			if f.Severity == Error {
				t.Errorf("%s\nfixed:\n%s\nstill %s", text, data, lines([]Finding{f}))
			}
		}
		if wanted == 0 || len(fixed.Unchecked) > 0 {
			t.Errorf("%d fixes, unchecked %v", wanted, fixed.Unchecked)
		}
	}
	in := inspect(t, Options{}, "thresholds: {CALL_REJECTED: {one: 0.5}, CALL_REJECT: {one: 0.7, five: 0.2}}")
	if got := in.Fixed().Causes["CALL_REJECTED"]; got[meter.One].Value != 0.5 || got[meter.Five].Value != 0.2 {
		t.Errorf("a set threshold was replaced: %v", got)
	}
	if in.Config.Causes["CALL_REJECTED"][meter.Five].Set {
		t.Error("the fix changed what was read")
	}
}

// TestBreakpoint holds the definition, to the last bit.
func TestBreakpoint(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		m := meter.Metric(rng.IntN(meter.NumMetrics))
		v := math.Ldexp(rng.Float64()+0.5, rng.IntN(60)-50)
		b := breakpoint(m, v)
		if v > m.LimitPerSecond(b) || !(v > m.LimitPerSecond(math.Nextafter(b, 0))) {
			t.Fatalf("%v %v: %v", m, v, b)
		}
	}
}

func TestRounding(t *testing.T) {
	for _, tt := range []struct{ got, want float64 }{
		{roundUp(0.2), 0.2}, {roundUp(0.13888), 0.14}, {roundUp(0.000138888), 0.00014}, {roundUp(0.0401), 0.041},
		{60 * limitAbove(3.1/60), 10}, {60 * limitAbove(1.0/60), 2}, {60 * limitAbove(0.02/60), 0.05}, {thresholdOf(meter.Day, 10.0/60), 0.0001157},
	} {
		if math.Abs(tt.got-tt.want) > 1e-12 {
			t.Errorf("%v, want %v", tt.got, tt.want)
		}
	}
}

// TestCodes holds that every code is in the list once, and none else.
func TestCodes(t *testing.T) {
	var names []string
	for _, c := range Codes() {
		if slices.Contains(names, c.Name) || c.Meaning == "" || c.Severities == "" {
			t.Errorf("%+v", c)
		}
		names = append(names, c.Name)
	}
}
