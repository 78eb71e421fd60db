package simulate

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// demoOptions reads the options of the demo traffic from the command that its
// README gives.
func demoOptions(t *testing.T) TrafficOptions {
	t.Helper()
	readme, err := os.ReadFile("../testdata/demo/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, command, found := strings.Cut(string(readme), "    cdrlab simulate traffic ")
	if !found {
		t.Fatal("the demo's README has no command")
	}
	command, _, _ = strings.Cut(command, "\n")
	var opt TrafficOptions
	words := strings.Fields(command)
	for i := 0; i+1 < len(words); i += 2 {
		value := words[i+1]
		switch words[i] {
		case "--seed":
			opt.Seed, err = strconv.ParseUint(value, 10, 64)
		case "--start":
			opt.Start, err = time.Parse(time.RFC3339, value)
		case "--duration":
			opt.Duration, err = time.ParseDuration(value)
		case "--rate":
			opt.RatePerSec, err = strconv.ParseFloat(value, 64)
		case "--accounts":
			opt.Accounts, err = strconv.Atoi(value)
		case "--gateways":
			opt.Gateways, err = strconv.Atoi(value)
		case "--incident":
			var in Incident
			in, err = ParseIncident(value)
			opt.Incidents = append(opt.Incidents, in)
		case "-o", "--kazoo-dir":
		default:
			t.Fatalf("the demo's command has the flag %s", words[i])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return opt
}

// TestDemo holds what the demo's README promises: a small folder, and alerts
// of PROGRESS_TIMEOUT one 0.5 for most of the incident and at no other time.
func TestDemo(t *testing.T) {
	opt := demoOptions(t)
	size := 0
	files := export(t, opt)
	for _, f := range files {
		size += f.Len()
	}
	if size > 1_550_000 || len(files) != opt.Accounts {
		t.Errorf("%d files of %d bytes in all", len(files), size)
	}
	in := opt.Incidents[0]
	events := map[int64]uint64{}
	gather(t, opt, func(b *cdr.Batch, i int) {
		if text(b, cdr.HangupCause, i) == in.Cause {
			events[number(b, cdr.EndTime, i)/1e6-opt.Start.Unix()]++
		}
	})
	from, until := int64(in.At.Seconds()), int64((in.At + in.For).Seconds())
	for phase := range int64(60) { // of the check clock; ticks follow the first event
		var m meter.Meter
		born, during := int64(-1), 0
		for sec := range int64(opt.Duration.Seconds()) {
			if born >= 0 && sec > born && (sec-born)%meter.TickSec == 0 {
				m.Tick()
			}
			if sec%60 == phase && m.Rates[meter.One] > 0.5 {
				if sec < from || sec > until+90 {
					t.Fatalf("phase %d: alert at %ds, outside the incident from %d to %d", phase, sec, from, until)
				}
				during++
			}
			if n := events[sec]; n > 0 {
				m.Mark(n)
				if born < 0 {
					born = sec
				}
			}
		}
		if minutes := int(in.For.Minutes()); during < minutes-3 {
			t.Errorf("phase %d: %d alerts in %d minutes", phase, during, minutes)
		}
	}
}
