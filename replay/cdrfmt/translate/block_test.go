package translate_test

import (
	"bytes"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// checkRecord writes cells and reads them again.
func checkRecord(t *testing.T, cells [][]byte) {
	t.Helper()
	text := translate.AppendRecord(nil, cells)
	var r lex.Record
	n, ok := lex.First(text, translate.Separator, true, &r)
	if !ok || n != len(text) || r.Len() != len(cells)+1 || len(r.Field(len(cells))) != 0 {
		t.Fatalf("%q became %q: %v, %d fields", cells, text, ok, r.Len())
	}
	for i, c := range cells {
		if !bytes.Equal(r.Field(i), c) {
			t.Fatalf("%q became %q in %q", c, r.Field(i), text)
		}
	}
}

// What is written as a record is read as it was.
func TestRecords(t *testing.T) {
	for _, cells := range []string{
		"", "a", "a|b", "||", `"`, `""|"a"`, `a"b|"a""b"`, " a |\ta\t", ` "a"`, "a\nb|\n|\r", "a\r\n|\r\n", "\x1f|a\x1fb", "\"\n|é|\xff", "#a|#b", "#",
	} {
		checkRecord(t, bytes.Split([]byte(cells), []byte("|")))
		checkRow(t, bytes.Split([]byte(cells), []byte("|")))
	}
}

// checkRow is checkRecord of a row of a table, which no reader may take for
// anything else.
func checkRow(t *testing.T, cells [][]byte) {
	t.Helper()
	text := translate.AppendRow(nil, cells)
	var r lex.Record
	n, ok := lex.First(text, translate.Separator, true, &r)
	if !ok || n != len(text) || r.Len() != len(cells) || r.Raw[0] == '#' {
		t.Fatalf("%q became %q: %v, %d fields", cells, text, ok, r.Len())
	}
	for i, c := range cells {
		if !bytes.Equal(r.Field(i), c) {
			t.Fatalf("%q became %q in %q", c, r.Field(i), text)
		}
	}
}

func FuzzRecord(f *testing.F) {
	f.Add([]byte("a|\"b\"|\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRecord(t, bytes.Split(data, []byte("|")))
		checkRow(t, bytes.Split(data, []byte("|")))
	})
}

func TestBlockIsUsedAgain(t *testing.T) {
	var b translate.Block
	b.Add(translate.Row{Line: 1, Raw: []byte("x")}, [][]byte{[]byte("a")})
	b.Rows = append(b.Rows, translate.Row{Verdict: translate.Rejected, Line: 2, Reason: "bad"})
	if string(b.Text) != "a\x1f\n" || b.Rows[0].Verdict != translate.Leg {
		t.Errorf("%q, %v", b.Text, b.Rows)
	}
	b.Reset()
	if len(b.Text)+len(b.Rows) != 0 || cap(b.Rows) == 0 {
		t.Errorf("%v", b)
	}
}

// A record that would not be read is none: its row is rejected.
func TestRecordTooLong(t *testing.T) {
	var b translate.Block
	long := [][]byte{[]byte("a"), bytes.Repeat([]byte{'"'}, lex.MaxRecordBytes/2)}
	b.Add(translate.Row{Line: 1}, long)
	b.AddRow(translate.Row{Line: 2}, long)
	b.AddRow(translate.Row{Line: 3}, long[:1])
	if b.Rows[0].Verdict != translate.Rejected || b.Rows[1].Verdict != translate.Rejected || b.Rows[1].Reason != "its values take more than 16 MiB" ||
		b.Rows[2].Verdict != translate.Leg || string(b.Text) != "a\n" {
		t.Errorf("%v, %d bytes", b.Rows, len(b.Text))
	}
}
