package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestParseFrequency(t *testing.T) {
	for _, test := range []struct {
		text string
		n    float64
		sec  int64
	}{
		{"1/week", 1, 604800}, {"0/day", 0, 86400}, {"0.5/day", 0.5, 86400}, {"2/30d", 2, 30 * 86400},
		{" 3 / month ", 3, 30 * 86400}, {"1/year", 1, 365 * 86400}, {"4/hour", 4, 3600}, {"1/90s", 1, 90}, {"1e2/week", 100, 604800},
	} {
		n, sec, err := parseFrequency("--f", test.text)
		if err != nil || n != test.n || sec != test.sec {
			t.Errorf("%q: %v in %d s (%v), want %v in %d s", test.text, n, sec, err, test.n, test.sec)
		}
	}
}

// FuzzParseFrequency: what is read is a number and a time that can be meant; all
// else is a usage error with something to try.
func FuzzParseFrequency(f *testing.F) {
	for _, seed := range []string{"1/week", "0/0s", "-1/day", "NaN/week", "Inf/week", "1e400/day", "1//day", "/", "1/99999d", "0x1p3/hour", "1/-1s"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, sec, err := parseFrequency("--max-false-firings", text)
		if err == nil {
			if !(n >= 0) || sec < 1 || !strings.Contains(text, "/") {
				t.Fatalf("%q: %v in %d s", text, n, sec)
			}
			g := goals{}
			g.MaxFalse, g.PerSec = n, sec
			if err := g.Validate(); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		var usage *cdr.UsageError
		if !errors.As(err, &usage) || usage.Hint == "" {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

// FuzzParseHoldout: what is read is a part of the period that leaves something.
func FuzzParseHoldout(f *testing.F) {
	for _, seed := range []string{"25%", "0%", "90%", "100%", "-1%", "NaN%", "%", "25", "1e-300%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if part, err := parseHoldout(text); err == nil && !(part > 0 && part <= 0.9) {
			t.Fatalf("%q: %v", text, part)
		}
	})
}

func TestTuneWords(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{durationWords(0), "0s"}, {durationWords(59), "59s"}, {durationWords(110), "1m50s"}, {durationWords(7500), "2h5m"}, {durationWords(3601), "1h"},
		{spanWords(6 * 3600), "6 hours"}, {spanWords(364 * 86400), "52 weeks"}, {spanWords(5000), "83 minutes"}, {spanWords(36 * 3600), "1.5 days"}, {spanWords(19.2 * 3600), "19 hours"},
		{plainDecimal(5), "5.0"}, {plainDecimal(1e-5), "0.00001"}, {plainDecimal(0.25), "0.25"},
		{roundedThreshold(0.26799), "0.267"}, {roundedThreshold(0.3), "0.3"}, {roundedThreshold(1234.5), "1230"}, {roundedThreshold(0.00012589), "0.000125"},
		{betweenFirings(1), "7 days"}, {betweenFirings(0.37), "18 days"}, {betweenFirings(0), "100 years"}, {betweenFirings(100), "1h40m"},
		{times(1), "once"}, {times(1200), "1,200 times"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}
