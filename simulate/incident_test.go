package simulate

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestParseIncident(t *testing.T) {
	for text, want := range map[string]Incident{
		"cause=PROGRESS_TIMEOUT,gateway=carrier-3,at=3h10m,for=25m,share=0.9,rate=1.5": {
			Cause: "PROGRESS_TIMEOUT", Gateway: "carrier-3", At: 190 * time.Minute, For: 25 * time.Minute, Share: 0.9, RatePerSec: 1.5},
		"cause=CALL_REJECTED, at=0s, for=90s, account=2": {Cause: "CALL_REJECTED", Account: 2, For: 90 * time.Second, Share: 1},
	} {
		if got, err := ParseIncident(text); err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", text, got, err, want)
		}
	}
}

func TestParseIncidentErrors(t *testing.T) {
	const good = "cause=CALL_REJECTED,at=1m,for=5m"
	for _, c := range []struct{ text, problem, hint string }{
		{"", `incident: "" is not KEY=VALUE`, ""},
		{"cause=CALL_REJECTED,at=1m", `incident: "cause=CALL_REJECTED,at=1m" has no for`, ""},
		{"at=1m,for=1m", `incident: "at=1m,for=1m" has no cause`, ""},
		{good + ",gatway=carrier-1", `incident: "gatway" is not a key of an incident`, "did you mean gateway?"},
		{good + ",q=1", `incident: "q" is not a key of an incident`, "known: cause at for gateway account share rate"},
		{good + ",at=2m", "incident: at is given twice", ""},
		{"cause=PROGRES_TIMEOUT,at=1m,for=1m", `incident cause: "PROGRES_TIMEOUT" is not a cause that can be simulated`, "did you mean PROGRESS_TIMEOUT?"},
		{good + ",gateway=", "incident gateway: it is empty", ""},
		{good + ",gateway=carrier-07", `incident gateway: "carrier-07" is not carrier-1 to carrier-1000`, ""},
		{good + ",account=acme", `incident account: "acme" is not a number from 1, the largest`, ""},
		{good + ",account=-1", "incident account: -1 is not between 1, the largest, and 10000", ""},
		{good + ",share=0", "incident share: 0 is not above 0 and at most 1", ""},
		{good + ",share=NaN", "incident share: NaN is not above 0 and at most 1", ""},
		{good + ",share=half", `incident share: "half" is not a number`, ""},
		{good + ",rate=-1", "incident rate: -1 is not between 0 and 1e+06 calls per second", ""},
		{"cause=CALL_REJECTED,at=-1m,for=5m", "incident at: -1m0s is not a number of whole seconds after the start", ""},
		{"cause=CALL_REJECTED,at=1m,for=1500ms", "incident for: 1.5s is not a positive number of whole seconds", ""},
		{"cause=CALL_REJECTED,at=10,for=5m", `incident at: "10" is not a time such as 25m or 1h30m`, ""},
	} {
		_, err := ParseIncident(c.text)
		var usage *cdr.UsageError
		if !errors.As(err, &usage) {
			t.Errorf("%s: %v, want a usage error", c.text, err)
		} else if usage.Problem != c.problem || usage.Hint != c.hint {
			t.Errorf("%s: %s (%s), want %s (%s)", c.text, usage.Problem, usage.Hint, c.problem, c.hint)
		}
	}
}

func FuzzParseIncident(f *testing.F) {
	f.Add("cause=PROGRESS_TIMEOUT,gateway=carrier-3,at=3h10m,for=25m,share=0.9,rate=1.5")
	f.Add("cause=CALL_REJECTED,at=0s,for=90s,account=2")
	f.Add("cause=,=,,at=9999999h,share=1e400,rate=0x1p-3")
	f.Fuzz(func(t *testing.T, s string) {
		in, err := ParseIncident(s)
		if err != nil {
			var usage *cdr.UsageError
			if !errors.As(err, &usage) {
				t.Fatalf("%q: %v is no usage error", s, err)
			}
			return
		}
		again, err := ParseIncident(in.String())
		if err != nil || again != in {
			t.Fatalf("%q: %+v written as %s is %+v, %v", s, in, in, again, err)
		}
	})
}

func TestValidate(t *testing.T) {
	good := TrafficOptions{Start: tuesday, Duration: time.Hour, RatePerSec: 1}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	incident := Incident{Cause: "CALL_REJECTED", At: time.Minute, For: time.Minute, Share: 1}
	for _, c := range []struct {
		change func(o *TrafficOptions, in *Incident)
		want   string
	}{
		{func(o *TrafficOptions, _ *Incident) { o.Start = time.Time{} }, "start: 0001-01-01T00:00:00Z is"},
		{func(o *TrafficOptions, _ *Incident) { o.Start = o.Start.Add(1) }, "start: 2026-03-10T10:00:00.000000001Z is not a whole second"},
		{func(o *TrafficOptions, _ *Incident) { o.Duration = 0 }, "duration: 0s"},
		{func(o *TrafficOptions, _ *Incident) { o.Duration = 1500 * time.Millisecond }, "duration: 1.5s"},
		{func(o *TrafficOptions, _ *Incident) { o.Duration = 100 * 366 * 24 * time.Hour }, "duration: 878400h0m0s ends after"},
		{func(o *TrafficOptions, _ *Incident) { o.RatePerSec = 0 }, "rate: 0 is"},
		{func(o *TrafficOptions, _ *Incident) { o.RatePerSec = 2e6 }, "rate: 2e+06 is"},
		{func(o *TrafficOptions, _ *Incident) { o.Accounts = -1 }, "accounts: -1"},
		{func(o *TrafficOptions, _ *Incident) { o.Gateways = 1001 }, "gateways: 1001"},
		{func(_ *TrafficOptions, in *Incident) { in.Cause = "" }, `incident cause: ""`},
		{func(_ *TrafficOptions, in *Incident) { in.Gateway = "carrier-9" }, "incident gateway: carrier-9 is beyond the 8 gateways"},
		{func(_ *TrafficOptions, in *Incident) { in.Account = 13 }, "incident account: 13 is beyond the 12 accounts"},
		{func(_ *TrafficOptions, in *Incident) { in.At = time.Hour }, "incident at: 1h0m0s is not before the end"},
	} {
		o, in := good, incident
		c.change(&o, &in)
		o.Incidents = []Incident{in}
		err := o.Validate()
		var usage *cdr.UsageError
		if !errors.As(err, &usage) || !strings.HasPrefix(usage.Problem, c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
