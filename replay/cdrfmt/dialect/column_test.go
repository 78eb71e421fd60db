package dialect

import (
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestParseColumn(t *testing.T) {
	for _, test := range []struct {
		text string
		want ColumnMap
	}{
		{"end_time=stop", ColumnMap{Field: cdr.EndTime, Name: "stop"}},
		{"End_Time=Stop Time", ColumnMap{Field: cdr.EndTime, Name: "Stop Time"}},
		{"end_time=7:epoch", ColumnMap{Field: cdr.EndTime, Index: 7, Unit: "epoch"}},
		{"start_time=a:d/m/Y H:M:S", ColumnMap{Field: cdr.StartTime, Name: "a", Unit: "d/m/Y H:M:S"}},
		{"duration_ms=dur:s", ColumnMap{Field: cdr.DurationMs, Name: "dur", Unit: "s"}},
		{"hangup_cause=12", ColumnMap{Field: cdr.HangupCause, Index: 12}},
	} {
		if got, err := ParseColumn(test.text); err != nil || got != test.want {
			t.Errorf("%s: got %+v, %v, want %+v", test.text, got, err, test.want)
		}
	}
}

func TestParseColumnRefuses(t *testing.T) {
	for _, test := range []struct{ text, problem, hint string }{
		{"end_time", "has no =", "end_time=stop:epoch"},
		{"end_tme=stop", `"end_tme" is no field`, "did you mean end_time?"},
		{"gateway=trunk", `"gateway" is no field`, "did you mean resource_id?"},
		{"zzz=trunk", `"zzz" is no field`, "fields: call_id, "},
		{"flags=x", "filled in by the reader", ""},
		{"end_time=", "no column given", ""},
		{"end_time=0", "they count from 1", ""},
		{"end_time=99999999999999999999", "they count from 1", ""},
		{"end_time=a:d/m/Y", "has no H or I", "a layout such as"},
		{"end_time=a:d/m/Y H:M:Q", "'Q' is no part", ""},
		{"end_time=a:d/d/Y H:M", "stands twice", ""},
		{"duration_ms=dur", `unit "", wanted s, ms, us or ns`, "--column duration_ms=dur:s, :ms, :us or :ns"},
		{"duration_ms=dur:epoch", `unit "epoch"`, ""},
		{"jitter_ms=4:gregorian", `unit "gregorian"`, ""},
		{"hangup_cause=a:s", "but the field has none", ""},
	} {
		_, err := ParseColumn(test.text)
		var usage *cdr.UsageError
		if !errors.As(err, &usage) {
			t.Errorf("%s: got %v, want a UsageError", test.text, err)
			continue
		}
		if !strings.Contains(usage.Problem, test.problem) || !strings.Contains(usage.Hint, test.hint) {
			t.Errorf("%s: got %s, hint %s", test.text, usage.Problem, usage.Hint)
		}
	}
}

func TestParseDialect(t *testing.T) {
	for text, want := range map[string]string{
		"": "auto", "auto": "auto", "KAZOO": "kazoo", "freeswitch": "freeswitch",
		"freeswitch:built-in": "freeswitch:built-in", "header": "header",
	} {
		if got, err := ParseDialect(text); err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", text, got, err, want)
		}
	}
	_, err := ParseDialect("freeswich:example")
	var usage *cdr.UsageError
	if !errors.As(err, &usage) || !strings.HasPrefix(usage.Hint, "did you mean freeswitch:example? known: auto, kazoo, ") {
		t.Errorf("got %v", err)
	}
}

// Each name must lead to one field only, and each field that a column may be
// named for must be known by its own name.
func TestHeadings(t *testing.T) {
	seen := map[string]cdr.Field{}
	for f := range cdr.Field(cdr.NumFields) {
		for _, name := range strings.Fields(headings[f]) {
			if other, twice := seen[name]; twice {
				t.Errorf("%s: of %s and of %s", name, other, f)
			}
			seen[name] = f
		}
		if h, ok := fieldOfHeader(f.String()); mappable.Has(f) && (!ok || h.field != f || h.rank != 0) {
			t.Errorf("%s: got %v %v", f, h, ok)
		}
	}
	for name, want := range map[string]heading{
		"End Time": {field: cdr.EndTime}, "end_ms": {field: cdr.EndTime, unit: unitMilli}, "PDD_ms": {field: cdr.ProgressMs, unit: unitMilli},
		"duration": {field: cdr.DurationMs, unit: unitSec}, "billsec_us": {field: cdr.BillsecMs, unit: unitMicro},
	} {
		if h, ok := fieldOfHeader(name); !ok || h.field != want.field || h.unit != want.unit {
			t.Errorf("%s: got %v %v, want %v", name, h, ok, want)
		}
	}
	for _, name := range []string{"pdd", "cause_ms", "price", ""} {
		if h, ok := fieldOfHeader(name); ok {
			t.Errorf("%s: got %v, want none", name, h)
		}
	}
}
