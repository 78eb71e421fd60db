package dialect

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Causes of a canonical file are what they were when it was written: numbers and
// words for people among them were taken for no cause then.
func TestCausesOfCanonicalFile(t *testing.T) {
	causes := []string{"NORMAL_CLEARING", "16", "00", "7", "16 - Normal call clearing", "Normal call clearing", "ANSWERED", "unknown"}
	row := func(cause string) string { return "a,2026-03-10T14:00:00Z," + cause + ",field," + cause + "\n" }
	var rows strings.Builder
	for _, cause := range causes {
		rows.WriteString(row(cause))
	}
	got := decodeAll(t, "call_id,end_time,hangup_cause,cause_source,hangup_cause_raw\n"+rows.String(), cdr.HangupCause, replayOptions())
	if want := strings.Join(causes, "|"); strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
	// Other files with a header are read as before.
	got = decodeAll(t, "call_id,end_time,hangup_cause,source,raw\n"+row("16")+row("USER_BUSY"), cdr.HangupCause, replayOptions())
	if strings.Join(got, "|") != "NORMAL_CLEARING|USER_BUSY" {
		t.Errorf("got %s", got)
	}
}

// canonicalText is a file as convert writes it, of rows of cells FIELD=VALUE as
// they are written.
func canonicalText(rows ...map[cdr.Field]string) string {
	var out strings.Builder
	for f := range cdr.Field(cdr.NumFields) {
		out.WriteString(f.String())
		out.WriteByte(",\n"[b2i(f == cdr.NumFields-1)])
	}
	for _, row := range rows {
		for f := range cdr.Field(cdr.NumFields) {
			out.WriteString(row[f])
			out.WriteByte(",\n"[b2i(f == cdr.NumFields-1)])
		}
	}
	return out.String()
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Such a file is read to the letter, and what it says of its provenance stays.
func TestCanonicalToTheLetter(t *testing.T) {
	all := &Options{Need: cdr.FieldsOf(cdr.EndTime), Lenient: allFields &^ cdr.FieldsOf(cdr.EndTime)}
	row := func(f cdr.Field, cell string) string {
		return canonicalText(map[cdr.Field]string{cdr.EndTime: "2026-03-10T14:00:42.000000Z", cdr.StartTime: "2026-03-10T14:00:42Z", cdr.CallID: "a", f: cell})
	}
	for _, test := range []struct {
		field      cdr.Field
		cell, want string
	}{
		{cdr.CallerIDName, "", "null"}, {cdr.CallerIDName, `""`, ""}, {cdr.CallerIDName, "NULL", "NULL"}, {cdr.CallerIDName, `" a "`, " a "},
		{cdr.CallerIDNumber, `"""Ann"" <101>"`, `"Ann" <101>`}, {cdr.AuthorizingID, `"=""0012"""`, `="0012"`}, {cdr.CallID, `# "b"`, `# "b"`},
		{cdr.AccountID, "", "null"}, {cdr.AccountID, `""`, ""}, {cdr.AccountID, "-", "-"}, {cdr.Direction, "sideways", "sideways"},
		{cdr.HangupCause, "16", "16"}, {cdr.HangupCause, "", "null"}, {cdr.HangupCauseRaw, "x", "x"}, {cdr.HangupCauseRaw, "", "null"},
		{cdr.CauseSource, "sip", "sip"}, {cdr.CauseSource, "of one's own", "of one's own"}, {cdr.CauseSource, "", "none"},
		{cdr.SrcFile, "y.json", "y.json"}, {cdr.SrcFile, "", "x.csv"}, {cdr.SrcLine, "77", "77"}, {cdr.SrcLine, "", "1"},
		{cdr.Dialect, "kazoo", "kazoo"}, {cdr.Dialect, "", "header"}, {cdr.TimePrecision, "3", "3"}, {cdr.TimePrecision, "", "6"},
		{cdr.RowFlags, "66", "end_derived id_made"}, {cdr.RowFlags, "", ""}, {cdr.RowFlags, "x", "unreadable"},
		{cdr.JitterMs, "0.33333334", "0.33333334"}, {cdr.JitterMs, "-1", "-1"}, {cdr.StartTime, "", "null"}, {cdr.DurationMs, "", "null"},
	} {
		if got := decodeAll(t, row(test.field, test.cell), test.field, all); len(got) != 1 || got[0] != test.want {
			t.Errorf("%s: %s: got %q, want %s", test.field, test.cell, got, test.want)
		}
	}
	if got := decodeAll(t, row(cdr.HangupCauseCode, "16"), cdr.HangupCause, all); got[0] != "null" {
		t.Errorf("a number gives the cause %s", got)
	}
	if got := decodeAll(t, row(cdr.HangupCause, "USER_BUSY"), cdr.HangupCauseCode, all); got[0] != "17" {
		t.Errorf("a cause gives the number %s", got)
	}
	strict := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.RowFlags)}
	for cell, want := range map[string]string{
		"66": "end_derived id_made", "4294967296": `flags: "4294967296" is outside 0..4294967295`, "-1": `flags: "-1" is outside 0..4294967295`,
		"x": `flags: "x" is not a whole number`,
	} {
		if got := decodeAll(t, row(cdr.RowFlags, cell), cdr.RowFlags, strict); got[0] != want {
			t.Errorf("flags %s: got %s, want %s", cell, got, want)
		}
	}
}

// A file that has some of the canonical columns keeps its provenance, but its
// cells are those of any file with a header; of others columns of these names
// are something else.
func TestCanonicalInPart(t *testing.T) {
	const rows = "a,2026-03-10T14:00:42Z,NULL,x,sip,old.csv,9\n"
	all := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields}
	for _, test := range []struct {
		header string
		field  cdr.Field
		want   string
	}{
		{"call_id,end_time,account_id,hangup_cause_raw,cause_source,src_file,src_line\n", cdr.SrcFile, "old.csv"},
		{"call_id,end_time,account_id,hangup_cause_raw,cause_source,src_file,src_line\n", cdr.SrcLine, "9"},
		{"call_id,end_time,account_id,hangup_cause_raw,cause_source,src_file,src_line\n", cdr.AccountID, "null"},
		{"call_id,end_time,account_id,hangup_cause_raw,source,src_file,src_line\n", cdr.SrcFile, "x.csv"},
		{"call_id,end_time,account_id,hangup_cause_raw,source,src_file,src_line\n", cdr.SrcLine, "1"}, // the sample's lines begin anew
	} {
		if got := decodeAll(t, test.header+rows, test.field, all); len(got) != 1 || got[0] != test.want {
			t.Errorf("%s of %s: got %q, want %s", test.field, test.header, got, test.want)
		}
	}
}

// Decoded in runs it is the same.
func TestCanonicalInRuns(t *testing.T) {
	cells := map[cdr.Field][]string{
		cdr.EndTime:      {"2026-03-10T14:00:42Z", "2026-03-10T14:00:42.123456Z"},
		cdr.StartTime:    {"2026-03-10T14:00:00Z", ""},
		cdr.DurationMs:   {"42000", "", "1"},
		cdr.CallID:       {"a", `""`, " b", `" c "`, "NULL", `"d,e"`, "", `"say ""hi"""`, "# f", "-"},
		cdr.CallerIDName: {"", "Zoë", "  ", `""`, "'q'"},
		cdr.AccountID:    {"acme", "", `""`, "NULL", `" b "`, `"x ""y"""`},
		cdr.Direction:    {"inbound", "sideways", ""},
		cdr.HangupCause:  {"NORMAL_CLEARING", "16", "", `""`},
		cdr.RowFlags:     {"0", "1", "64", "", "4294967295", "4294967296", "x"},
		cdr.SrcLine:      {"1", "", "12"},
	}
	random := rand.New(rand.NewPCG(5, 6))
	var rows []map[cdr.Field]string
	for range 600 {
		row := map[cdr.Field]string{}
		for f := range cdr.Field(cdr.NumFields) {
			if list := cells[f]; list != nil {
				row[f] = list[0]
				if random.IntN(8) == 0 {
					row[f] = list[random.IntN(len(list))]
				}
			}
		}
		rows = append(rows, row)
	}
	data := []byte(canonicalText(rows...))
	wants := append([]Options{
		{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.RowFlags, cdr.AccountID, cdr.StartTime)},
		{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.CallID, cdr.CallerIDName, cdr.AccountID, cdr.Direction, cdr.HangupCause)},
	}, runWants...)
	for i := range wants {
		l, err := Recognise("x.csv", data, true, &wants[i])
		if err != nil {
			t.Fatal(err)
		}
		if !l.Exact() {
			t.Fatal("not read to the letter")
		}
		if alone, records := compareRuns(t, l, data); i < 2 && alone*2 > records {
			t.Errorf("%d of %d records alone: hardly any runs", alone, records)
		}
	}
}
