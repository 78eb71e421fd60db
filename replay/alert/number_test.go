package alert

import (
	"encoding/json"
	"regexp"
	"strconv"
	"testing"
)

func TestErlangFloat(t *testing.T) {
	for text, want := range map[string]float64{
		"0.5": 0.5, "5": 5, "1.0e3": 1000, "+1.5E-2": 0.015, "-3": -3, "00.50": 0.5, "1.0e-400": 0, "007": 7,
	} {
		if got, ok := erlangFloat(text); !ok || got != want {
			t.Errorf("%q: %v, %t, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "+", ".5", "5.", "1e3", "1e-05", "abc", "0,5", " 5", "5 ", "1.0e", "1.0e+", "0x10", "1_000", "--1", "1.0e400",
		"inf", "NaN", "1.2.3",
	} {
		if got, ok := erlangFloat(text); ok {
			t.Errorf("%q: read as %v", text, got)
		}
	}
}

func TestDecimal(t *testing.T) {
	for text, want := range map[string]float64{
		"0.5": 0.5, "5": 5, "1e3": 1000, ".5": 0.5, "5.": 5, "-0.1": -0.1, "+2E-1": 0.2, "0": 0, "0e0": 0,
	} {
		if got, ok := decimal(text); !ok || got != want {
			t.Errorf("%q: %v, %t, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", ".", "-", "e3", ".e3", "010", "00.5", "0x10", "0b1", "1_000", ".inf", ".nan", "1e", "1 2", "1:30"} {
		if got, ok := decimal(text); ok {
			t.Errorf("%q: read as %v", text, got)
		}
	}
}

func TestStoredNumber(t *testing.T) {
	for text, want := range map[string]float64{`0.5`: 0.5, `"0.5"`: 0.5, `1e3`: 1000, `"5"`: 5, `-1`: -1} {
		if got, ok := storedNumber(json.RawMessage(text)); !ok || got != want {
			t.Errorf("%s: %v, %t, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{`"1e3"`, `""`, `true`, `[1]`, `{}`, `1e999`} {
		if got, ok := storedNumber(json.RawMessage(text)); ok {
			t.Errorf("%s: read as %v", text, got)
		}
	}
}

var (
	erlangPattern  = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+([eE][+-]?[0-9]+)?)?$`)
	decimalPattern = regexp.MustCompile(`^[+-]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$`)
)

// FuzzNumber compares both readers of numbers with their grammar.
func FuzzNumber(f *testing.F) {
	for _, text := range []string{"0.5", "1e3", "1.0e3", ".5", "5.", "010", "+1", "1.0e999", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, reader := range []struct {
			name    string
			read    func(string) (float64, bool)
			pattern *regexp.Regexp
		}{{"erlangFloat", erlangFloat, erlangPattern}, {"decimal", decimal, decimalPattern}} {
			got, ok := reader.read(text)
			want, err := strconv.ParseFloat(text, 64)
			wantOK := reader.pattern.MatchString(text) && err == nil
			if ok != wantOK || ok && got != want {
				t.Errorf("%s(%q) = %v, %t, want %v, %t", reader.name, text, got, ok, want, wantOK)
			}
		}
	})
}
