package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const (
	broadworksFirst = "0000000001ABCDEF20260310140000.0001-000000,,Start\n"
	broadworksLast  = "0000000009ABCDEF20260310150000.0001-000000,,End\n"
)

// A file may begin with a line of its own, hold records of other types, and
// none of a call.
func TestBroadWorks(t *testing.T) {
	call := aboutBroadWorks[0].Example
	for _, test := range []struct {
		name, text string
		leading    int
		ends       string
	}{
		{"calls alone", call + call, 0, "2026-03-10T14:00:42.75Z 2026-03-10T14:00:42.75Z"},
		{"one call", call, 0, "2026-03-10T14:00:42.75Z"},
		{"a line before", "version=22.0 encoding=ISO-8859-1\n" + broadworksFirst + call + broadworksLast, 1, "2026-03-10T14:00:42.75Z"},
		{"no call", broadworksFirst + broadworksLast, 0, ""},
		{"long calls", call + strings.Replace(call, "Normal", "Long Duration", 1), 0, "2026-03-10T14:00:42.75Z"},
		{"CRLF", strings.ReplaceAll(broadworksFirst+call, "\n", "\r\n"), 0, "2026-03-10T14:00:42.75Z"},
		{"not answered", strings.NewReplacer("Yes", "No", "20260310140005.500", "").Replace(call), 0, "2026-03-10T14:00:42.75Z"},
	} {
		opt := replayOptions()
		l, err := Recognise("x.csv", []byte(test.text), true, opt)
		if err != nil || l.Name() != "broadworks" || l.HeaderRecords() != test.leading {
			t.Errorf("%s: got %v, %v", test.name, l, err)
			continue
		}
		if got := strings.Join(decodeAll(t, test.text, cdr.EndTime, opt), " "); got != test.ends {
			t.Errorf("%s: got %s, want %s", test.name, got, test.ends)
		}
	}
	for name, text := range map[string]string{
		"another direction": strings.Replace(call, "Originating", "Outgoing", 1),
		"another time":      strings.Replace(call, "20260310140000.123,", "2026-03-10 14:00:00,", 1),
		"a short table":     "1,,Start\n2,,End\n",
	} {
		if l, err := Recognise("x.csv", []byte(text), true, replayOptions()); err == nil {
			t.Errorf("%s: taken for %s", name, l.Name())
		}
	}
}
