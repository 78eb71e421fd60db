package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// TestSources asks of every dialect's example where all of its fields come from.
func TestSources(t *testing.T) {
	from := map[string]string{} // by dialect and field
	for _, a := range Dialects() {
		if _, ok := translations[a.Name]; ok {
			continue // its columns are those of a translator
		}
		l, err := Recognise("example", []byte(a.Example), true, &Options{Want: allFields})
		if err != nil {
			t.Errorf("%s: %v", a.Name, err)
			continue
		}
		for _, s := range l.Sources() {
			from[a.Name+" "+s.Field.String()] = s.From
		}
	}
	for _, test := range []struct {
		dialect string
		field   cdr.Field
		want    string // part of it
	}{
		{kazoo, cdr.StartTime, "seconds since"},
		{kazoo, cdr.DurationMs, ", seconds"},
		{cisco, cdr.HangupCause, "by Q.850 or Cisco's number"},
		{yeti, cdr.HangupCause, "by SIP status"},
		{yeti, cdr.HangupCause, "as written"},
		{ribbon, cdr.BillsecMs, "hundredths of a second"},
		{ribbon, cdr.HangupCause, "by Q.850 number"},
		{asterisk, cdr.HangupCause, "by disposition"},
	} {
		if got := from[test.dialect+" "+test.field.String()]; !strings.Contains(got, test.want) {
			t.Errorf("%s: %s from %q, want %q", test.dialect, test.field, got, test.want)
		}
	}
	for u := range unitGregorianSec + 1 {
		if (u.span() == "") != (u == unitUnknown) {
			t.Errorf("unit %d: %q", u, u.span())
		}
	}
}
