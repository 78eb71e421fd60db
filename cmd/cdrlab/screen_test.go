package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/count"
)

// busyRun is a run with so many firings, an hour apart.
func busyRun(firings int) *replayRun {
	const start = 1773100800 // 2026-03-10 00:00 UTC
	run := &replayRun{
		traffic: &traffic{
			set:    &count.Set{Totals: count.Totals{Accepted: 1000, First: start, Last: start + uint32(3600*firings)}},
			report: &cdrfmt.Report{Files: []count.Source{{Name: "day.csv", Dialect: "header", Rows: 1000, Accepted: 1000}}},
			rows:   1000,
		},
		engine: &engine{cfg: alert.Default()},
		res:    &replay.Result{Settings: replay.Settings{Thresholds: map[string]replay.CauseLimits{"CALL_REJECTED": {"one": 0.5}}}},
		zone:   time.UTC,
		args:   []string{"replay", "day.csv"},
		next:   []string{"--plot", "pictures"},
	}
	for i := range firings {
		at := replay.Second(start + 3600*i)
		f := replay.Firing{
			Cause: "CALL_REJECTED", Start: at, End: at + 600, Ended: true, Checks: 10, ChecksMin: 9, Metrics: []string{"one", "five"},
			Peak:      replay.Peak{Metric: "one", Value: 1, Threshold: 0.5, LimitPerSecond: 0.5, Margin: 1 + float64(i), Time: at + 60},
			Phases:    replay.Phases{Fired: 60, Of: 60},
			ColdStart: i%3 == 1, WarmingUp: i%3 == 2,
			Top: replay.Top{Events: 100},
		}
		for k := range 5 {
			f.Top.Account = append(f.Top.Account, replay.Share{Name: fmt.Sprintf("an account with a long name %d", k), Events: 20, Share: 0.2})
			f.Top.Gateway = append(f.Top.Gateway, replay.Share{Name: fmt.Sprintf("carrier-%d\x1b[2J\nx", k), Events: 20, Share: 0.2})
		}
		run.res.Firings = append(run.res.Firings, f)
	}
	return run
}

// TestScreenFits holds the first screen to 24 lines of 100 columns, whatever
// happened and whatever names the data brings.
func TestScreenFits(t *testing.T) {
	for n := range 40 {
		var text strings.Builder
		busyRun(n).writeScreen(&text)
		lines := strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n")
		if len(lines) > screenLines {
			t.Errorf("%d firings: %d lines\n%s", n, len(lines), text.String())
		}
		for _, line := range lines {
			if utf8.RuneCountInString(line) > screenColumns {
				t.Errorf("%d firings: %d columns: %s", n, utf8.RuneCountInString(line), line)
			}
			if strings.ContainsRune(line, 0x1b) {
				t.Errorf("%d firings: an escape sequence of the data reaches the terminal: %q", n, line)
			}
		}
		named := strings.Count(text.String(), "\nCALL_REJECTED")
		if hidden := n - named; hidden > 0 && !strings.Contains(text.String(), plural(uint64(hidden), "more firing")) {
			t.Errorf("%d firings, %d shown, the rest not mentioned\n%s", n, named, text.String())
		}
	}
}

// TestScreenVerbose shows every firing.
func TestScreenVerbose(t *testing.T) {
	run := busyRun(40)
	run.verbose = true
	var text strings.Builder
	run.writeScreen(&text)
	if named := strings.Count(text.String(), "\nCALL_REJECTED  "); named < 40 {
		t.Errorf("%d of 40 firings shown\n%s", named, text.String())
	}
}

func TestVerdict(t *testing.T) {
	for n, want := range map[int]string{
		0: "No threshold fires.",
		1: "1 firing: one incident.",
		2: "2 firings: one incident, one cold start.",
		3: "3 firings: one incident, one cold start, one early alarm (while averages warm up).",
		9: "9 firings: three incidents, three cold starts, three early alarms (while averages warm up).",
	} {
		if got := busyRun(n).verdict(); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestClockface(t *testing.T) {
	at := func(text string) replay.Second {
		x, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return replay.Second(x.Unix())
	}
	for _, c := range []struct{ zone, first, last, period, zoneName, span string }{
		{"UTC", "2026-03-10T10:00:00Z", "2026-03-10T12:00:00Z", "Tue 10 Mar 2026", "UTC", "10:00-12:00"},
		{"Europe/Berlin", "2026-03-10T10:00:00Z", "2026-03-10T12:00:00Z", "Tue 10 Mar 2026", "Europe/Berlin (UTC+1)", "11:00-13:00"},
		{
			"Europe/Berlin", "2026-03-28T10:00:00Z", "2026-03-29T12:00:00Z", "Sat 28 Mar 2026 to Sun 29 Mar 2026",
			"Europe/Berlin (UTC+1, then UTC+2)", "28 Mar 11:00-29 Mar 14:00",
		},
		{"Asia/Kolkata", "2026-03-10T18:00:00Z", "2026-03-10T18:10:00Z", "Tue 10 Mar 2026", "Asia/Kolkata (UTC+5:30)", "23:30-23:40"},
		{"America/New_York", "2026-01-10T18:00:00Z", "2026-01-10T18:10:00Z", "Sat 10 Jan 2026", "America/New_York (UTC-5)", "13:00-13:10"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		first, last := at(c.first), at(c.last)
		face := newClockface(zone, first, last)
		if got := face.period(first, last); got != c.period {
			t.Errorf("period %s, want %s", got, c.period)
		}
		if got := face.zoneName(first, last); got != c.zoneName {
			t.Errorf("zone %s, want %s", got, c.zoneName)
		}
		if got := face.span(first, last); got != c.span {
			t.Errorf("span %s, want %s", got, c.span)
		}
	}
}

func TestShellWord(t *testing.T) {
	for in, want := range map[string]string{
		"day.csv": "day.csv", "": "''", "my day.csv": "'my day.csv'", "it's": `'it'\''s'`, "*.csv": "'*.csv'", "$HOME": "'$HOME'",
	} {
		if got := shellWord(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
