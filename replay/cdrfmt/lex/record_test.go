package lex

import (
	"bytes"
	"errors"
	"slices"
	"testing"
)

func TestField(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{`a,b`, []string{"a", "b"}},
		{`"a","b"`, []string{"a", "b"}},
		{`"a", "b"`, []string{"a", "b"}},
		{`a, b`, []string{"a", " b"}},
		{`"a,b","c""d",""`, []string{"a,b", `c"d`, ""}},
		{`"""",""""""`, []string{`"`, `""`}},
		{`""Anna" <1001>",x`, []string{`"Anna" <1001>`, "x"}},
		{`"Joe "The Boss"","1001"`, []string{`Joe "The Boss"`, "1001"}},
		{`5" phone,"5"" phone"`, []string{`5" phone`, `5" phone`}},
		{`"a"b,c`, []string{`"a"b`, "c"}},
		{`",`, []string{`",`}},
		{`, ",`, []string{"", ` ",`}},
		{"\"a\nb\",c", []string{"a\nb", "c"}},
	} {
		var r Record
		if n, ok := First([]byte(c.text), ',', true, &r); !ok || n != len(c.text) {
			t.Errorf("%q: took %d bytes, %v", c.text, n, ok)
			continue
		}
		for i := range r.Len() { // a field that was asked for before is the same again
			first := string(r.Field(i))
			if again := string(r.Field(i)); again != first || i > 0 && string(r.Field(0)) != c.want[0] {
				t.Errorf("%q: field %d: got %q, then %q", c.text, i, first, again)
			}
		}
		var got [][]byte // read all before comparing: a field must outlive the next call
		for i := range r.Len() {
			got = append(got, r.Field(i))
		}
		if !slices.EqualFunc(got, c.want, func(g []byte, w string) bool { return string(g) == w }) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFirst(t *testing.T) {
	for _, c := range []struct {
		text string
		last bool
		n    int
		ok   bool
		raw  string
		line int64
	}{
		{"a,b\nc", false, 4, true, "a,b", 1},
		{"\n\r\na,b\r\nc", false, 8, true, "a,b", 3},
		{"a,b", false, 0, false, "", 0},
		{"a,b", true, 3, true, "a,b", 1},
		{"\n\n", true, 2, false, "", 0},
		{"\"a\nb\"\n", false, 6, true, "\"a\nb\"", 1},
	} {
		var r Record
		n, ok := First([]byte(c.text), ',', c.last, &r)
		if n != c.n || ok != c.ok || ok && (string(r.Raw) != c.raw || r.Line != c.line) {
			t.Errorf("%q: got %d %v %q line %d", c.text, n, ok, r.Raw, r.Line)
		}
	}
}

// A record may be as long as the limit and not a byte longer, wherever the
// chunks are cut, and the error says where the record starts.
func TestLongestRecord(t *testing.T) {
	for _, c := range []struct {
		bytes int
		tail  string
		ok    bool
	}{
		{MaxRecordBytes, "\r\n", true},
		{MaxRecordBytes, "", true},
		{MaxRecordBytes + 1, "\n", false},
		{MaxRecordBytes + 9, "", false},
	} {
		data := slices.Concat([]byte("a\n\"b\nc\"\n"), bytes.Repeat([]byte{'x'}, c.bytes), []byte(c.tail))
		for _, n := range []int{4 << 20, MaxRecordBytes + 9} {
			var p Piece
			var err error
			carry := Begin(0)
			for off := 0; off < len(data) && err == nil; off += n {
				p.Guess(data[off:min(off+n, len(data))], ',', off+n >= len(data))
				all(&p, carry, off%3 == 0, func(Run) {})
				carry, err = p.Leave()
			}
			var long LongRecord
			if errors.As(err, &long) == c.ok {
				t.Errorf("%d bytes in chunks of %d: %v", c.bytes, n, err)
			} else if !c.ok && long != (LongRecord{Lines: 3, Bytes: 8}) {
				t.Errorf("%d bytes in chunks of %d: at %+v", c.bytes, n, long)
			}
		}
	}
}

func BenchmarkPiece(b *testing.B) {
	line := "4c1f0d9a,sip:1000,\"Anna \"\"A\"\" Berg\",outbound,1772700000,1772700031,NORMAL_CLEARING,acme,carrier-7,16,G722,0\n"
	data := bytes.Repeat([]byte(line), 10_000)
	var p Piece
	var r Record
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		p.Guess(data, ',', true)
		all(&p, Begin(0), false, func(run Run) {
			for i := range run.Len() {
				run.Record(i, &r)
			}
		})
	}
}
