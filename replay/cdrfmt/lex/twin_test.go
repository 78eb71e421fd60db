package lex

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// row is a record with everything copied, to compare readers.
type row struct {
	raw        string
	line, byte int64
	bare       []string
}

func (r row) String() string {
	return fmt.Sprintf("%d@%d %q %q", r.line, r.byte, r.raw, r.bare)
}

// twin lexes byte by byte with the states spelled out: slow and obvious.
func twin(data []byte, sep byte) []row {
	const (
		fieldStart = iota
		spaced     // one space after the field's start
		plain
		quoted
		quoteSeen // a quote inside a quoted field: closing, or the first of two
	)
	var rows []row
	var cur row
	var field []byte
	state, line := fieldStart, int64(1)
	begin := func(at int) { cur, field, state = row{line: line, byte: int64(at)}, nil, fieldStart }
	end := func(start, at int) {
		raw := data[start:at]
		if bytes.HasSuffix(raw, []byte("\r")) {
			raw = raw[:len(raw)-1]
			field = field[:len(field)-1]
		}
		if len(raw) > 0 {
			cur.raw, cur.bare = string(raw), append(cur.bare, string(field))
			rows = append(rows, cur)
		}
	}
	start := 0
	begin(0)
	for i, b := range data {
		switch {
		case state == quoted:
			if b == '"' {
				state = quoteSeen
			}
		case state == quoteSeen && b == '"':
			state = quoted
		case b == '\n':
			end(start, i)
			line++
			start = i + 1
			begin(start)
			continue
		case b == sep:
			cur.bare, field, state = append(cur.bare, string(field)), nil, fieldStart
			continue
		case b == '"' && (state == fieldStart || state == spaced):
			state = quoted
		case b == ' ' && state == fieldStart:
			state = spaced
		default:
			state = plain
		}
		field = append(field, b)
		if b == '\n' {
			line++
		}
	}
	if start < len(data) {
		end(start, len(data))
	}
	return rows
}

// all gives the runs of a guessed chunk in order. If ahead is set, Settle comes
// after the others, as for a reader that does not know yet what was before.
func all(p *Piece, before Carry, ahead bool, each func(Run)) {
	var early []func(Position)
	for ahead {
		run, ok := p.Next()
		if !ok {
			break
		}
		kept := run
		kept.records, kept.places = slices.Clone(run.records), slices.Clone(run.places)
		kept.bounds = new([]int32)
		early = append(early, func(origin Position) {
			kept.base = origin
			each(kept)
		})
	}
	seam, stand := p.Settle(before)
	if seam.Len() > 0 {
		each(seam)
	}
	for _, run := range early {
		if stand {
			run(p.Origin())
		}
	}
	for {
		run, ok := p.Next()
		if !ok {
			return
		}
		each(run)
	}
}

// pieces lexes data in chunks of n bytes, as a reader does, in every other one
// ahead of what is known.
func pieces(t testing.TB, data []byte, sep byte, n int) []row {
	var rows []row
	var p Piece
	var r Record
	carry := Begin(0)
	for off := 0; ; off += n {
		chunk := data[min(off, len(data)):min(off+n, len(data))]
		last := off+n >= len(data)
		p.Guess(chunk, sep, last)
		all(&p, carry, off/n%2 == 1, func(run Run) {
			for i := range run.Len() {
				run.Record(i, &r)
				rows = append(rows, copyOf(&r))
				checkColumns(t, run.Some(i, run.Len()), &r)
			}
		})
		next, err := p.Leave()
		if err != nil {
			t.Fatal(err)
		}
		if next.Records != int64(len(rows)) {
			t.Fatalf("chunk at %d: %d records before the next, want %d", off, next.Records, len(rows))
		}
		if carry = next; last {
			if len(carry.Head) > 0 {
				t.Fatalf("left over: %q", carry.Head)
			}
			return rows
		}
	}
}

// Records at the start of a file are left out wherever chunks are cut, known or
// not.
func TestLeadingRecords(t *testing.T) {
	text := []byte("title\n\n\"head\ner\",x\na,b\nc,d\n\"e\n\",f\n")
	want := twin(text, ',')
	for n := 1; n <= len(text); n++ {
		for leading := range 5 {
			for _, ahead := range []bool{false, true} {
				var p Piece
				var r Record
				var rows []row
				p.LeaveOut(int64(leading))
				carry := Begin(0)
				for off := 0; off < len(text); off += n {
					p.Guess(text[off:min(off+n, len(text))], ',', off+n >= len(text))
					all(&p, carry, ahead, func(run Run) {
						for i := range run.Len() {
							run.Record(i, &r)
							rows = append(rows, copyOf(&r))
						}
					})
					carry, _ = p.Leave()
				}
				equalRows(t, fmt.Sprintf("chunks of %d, %d leading, ahead %v", n, leading, ahead), rows, want[leading:])
			}
		}
	}
}

// checkColumns compares the fields of the first record of a run, and of those
// of its width behind it, with the records'.
func checkColumns(t testing.TB, run Run, r *Record) {
	t.Helper()
	if run.Width(0) != r.Len() || string(run.Raw(0)) != string(r.Raw) {
		t.Fatalf("record of %d fields %q, in the run %d and %q", r.Len(), r.Raw, run.Width(0), run.Raw(0))
	}
	n := 1
	for n < min(run.Len(), 3) && run.Width(n) == run.Width(0) {
		n++
	}
	var other Record
	for i := range n {
		run.Record(i, &other)
		for field := range other.Len() {
			column := run.Column(field, n)
			if got := column.Cell(run.Bytes(), i); string(got) != string(other.Bare(field)) {
				t.Fatalf("field %d of %q: %q, want %q", field, other.Raw, got, other.Bare(field))
			}
		}
	}
}

func copyOf(r *Record) row {
	c := row{raw: string(r.Raw), line: r.Line, byte: r.Byte}
	for i := range r.Len() {
		c.bare = append(c.bare, string(r.Bare(i)))
	}
	return c
}

func equalRows(t testing.TB, what string, got, want []row) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Fatalf("%s: %d rows, want %v next", what, len(got), want[i])
		case i >= len(want):
			t.Fatalf("%s: %v too much", what, got[i])
		case got[i].String() != want[i].String():
			t.Fatalf("%s: row %d\n got %v\nwant %v", what, i, got[i], want[i])
		}
	}
}

var nasty = []string{
	"", "\n", "\r\n", "\r", "a", "a\n", "a\r\n", "a,b\r", ",", ",\n,", "\n\n\na\n\n\r\nb",
	"a,b\nc,d\n", "a,b\r\nc,d\r\n", "a\rb,c\n", "\r\r\n",
	`"a","b"` + "\n" + `"c","d"`, `"a", "b" ,  "c"` + "\n", `" a", b`,
	`"a` + "\n" + `b","c` + "\r\n" + `d"` + "\n" + `e,f` + "\n",
	`"a""b","""","""""",""` + "\n", `a"b,c"` + "\n" + `d,e"` + "\n",
	`""Name" <num>",x` + "\n" + `y,z` + "\n", `"Joe "The Boss"","1001"` + "\n",
	`"x"y,z` + "\n" + `"x""y"z,` + "\n", `"never closed,a` + "\n" + "b,c\nd",
	"a,5\" phone\n\"b\",6\" phone\n",
	"\"\n\",\"\n\"\n\"\n\n\n\"\n1\n", "\"a\r\n\r\n\",b\r\n\r\n\"c\"\r\n",
	strings.Repeat("0123456789,", 9) + "\n" + strings.Repeat(`"0123,456",`, 7) + "\n",
	strings.Repeat("\"a,b\nc\",d\n", 20), strings.Repeat("\n,\"", 30),
	strings.Repeat("a,b,c,d,e,f,g,h,i,j\n1,2\n\nk,\"l\",m,n,o,p,q,r,s\nx\n", 8), // wide and narrow
	" \"a\n\", \"b\"\n \n  \"x\n", "a;b,c\n",
}

func TestPiecesEqualTwinForEveryChunkSize(t *testing.T) {
	for _, text := range nasty {
		want := twin([]byte(text), ',')
		for n := 1; n <= len(text)+1; n++ {
			equalRows(t, fmt.Sprintf("%q in chunks of %d", text, n), pieces(t, []byte(text), ',', n), want)
		}
	}
}

func FuzzPieces(f *testing.F) {
	for i, text := range nasty {
		f.Add([]byte(text), byte(','), uint16(i))
	}
	f.Fuzz(func(t *testing.T, data []byte, sep byte, n uint16) {
		if sep == '\n' || sep == '\r' || sep == '"' {
			return
		}
		want := twin(data, sep)
		equalRows(t, "fuzz", pieces(t, data, sep, int(n)%(len(data)+1)+1), want)
		equalRows(t, "whole", pieces(t, data, sep, len(data)+1), want)
	})
}
