package cdrfmt

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/mend"
)

// soundTexts are files of every dialect, and those that are tortured.
func soundTexts(t testing.TB) []string {
	files, err := filepath.Glob("dialect/testdata/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal("no test files", err)
	}
	var texts []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	for _, c := range torture {
		texts = append(texts, c.text)
	}
	return texts
}

// damage does something to a text that happens to files.
func damage(r *random, text string, others []string) string {
	if len(text) < 2 {
		return text
	}
	at, to := r.below(len(text)), r.below(len(text))
	at, to = min(at, to), max(at, to)
	switch r.below(9) {
	case 0: // a bit flips
		b := []byte(text)
		b[at] ^= 1 << r.below(8)
		return string(b)
	case 1: // cut off
		return text[:to]
	case 2: // a piece is missing
		return text[:at] + text[min(len(text), at+r.below(40)):]
	case 3: // something is inserted
		odd := []string{`"`, "\n", "\r", "\x00", ",", `""`, "\ufeff", `,"`, "\"\n", "\\", ";", "#", "\xff"}
		return text[:at] + odd[r.below(len(odd))] + text[at:]
	case 4: // put together with another
		return text + others[r.below(len(others))]
	case 5: // a line twice
		from, end := lineAround(text, at)
		return text[:end] + text[from:]
	case 6: // a line elsewhere
		from, end := lineAround(text, at)
		there, _ := lineAround(text, to)
		return text[:there] + text[from:end] + text[there:]
	case 7: // other line ends
		return text[:at] + strings.ReplaceAll(text[at:to], "\n", "\r\n") + text[to:]
	default: // blank
		return text[:at] + strings.Repeat(" ", r.below(5)) + text[min(len(text), at+r.below(3)):]
	}
}

// lineAround is where the line that holds a byte lies.
func lineAround(text string, at int) (from, end int) {
	from = strings.LastIndexByte(text[:at], '\n') + 1
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return from, at + i + 1
	}
	return from, len(text)
}

// Whatever happens to a file, each of its rows is accepted or rejected, the
// same in whatever chunks it is read; and where one header holds for all of
// them, as reading record after record says.
func TestDamage(t *testing.T) {
	texts := soundTexts(t)
	dir := t.TempDir()
	r := random(20261122)
	recognised, sections, compared := 0, 0, 0
	for range 500 {
		text := texts[r.below(len(texts))]
		for range 1 + r.below(4) {
			text = damage(&r, text, texts)
		}
		path := write(t, dir, "in.csv", text)
		opt := options()
		opt.Workers, opt.Dedupe = 1, DedupeOff
		want := readRows(opt, 1<<20, path)
		opt.Workers = 3
		if got := readRows(opt, 1+r.below(90), path); got.String() != want.String() {
			t.Fatalf("%q: got %v\nwant %v", text, got, want)
		}
		if want.err != nil {
			var bad *cdr.DataError
			if !errors.As(want.err, &bad) || bad.Hint == "" {
				t.Fatalf("%q: %v", text, want.err)
			}
			continue
		}
		recognised++
		checkAccounting(t, want)
		if slices.ContainsFunc(want.report.Remarks, func(s string) bool { return strings.Contains(s, ": another header") }) {
			sections++
			continue
		}
		if accepted, rejected, ok := oneByOne(t, path, text, opt); ok {
			compared++
			if f := want.report.Files[0]; accepted != f.Accepted || rejected != f.Rejected {
				t.Fatalf("%q: %d accepted and %d rejected, one by one %d and %d", text, f.Accepted, f.Rejected, accepted, rejected)
			}
		}
		if t.Failed() {
			t.Fatalf("%q", text)
		}
	}
	if recognised < 200 || sections < 5 || compared < 150 {
		t.Errorf("of 500 files %d were recognised, %d of several headers, %d compared", recognised, sections, compared)
	}
}

// oneByOne decodes a text record by record; ok is false if it is no delimited
// text of one header.
func oneByOne(t *testing.T, name, text string, opt Options) (accepted, rejected uint64, ok bool) {
	t.Helper()
	var mended bytes.Buffer
	if _, err := mended.ReadFrom(mend.Reader(strings.NewReader(text), mend.Of([]byte(text), true))); err != nil {
		t.Fatal(err)
	}
	rest := bytes.TrimPrefix(mended.Bytes(), byteOrderMark)
	if compressionOf(rest) != uncompressed || rest[0] == '{' || rest[0] == '[' {
		return 0, 0, false
	}
	if s, err := recogniseTranslated(name, rest, true, nil, &opt.Options); s != nil || err != nil {
		return 0, 0, false
	}
	layout, err := dialect.Recognise(name, rest, true, &opt.Options)
	if err != nil {
		return 0, 0, false
	}
	d := layout.NewDecoder()
	b := d.NewBatch()
	take := func(r *lex.Record) dialect.Verdict {
		verdict, _ := d.Decode(r, b)
		switch verdict {
		case dialect.Accepted:
			accepted++
		case dialect.Rejected:
			rejected++
		}
		return verdict
	}
	var r lex.Record
	for n := 0; ; n++ {
		length, more := lex.First(rest, layout.Separator(), true, &r)
		if !more {
			return accepted, rejected, true
		}
		rest = rest[length:]
		if n < layout.HeaderRecords() {
			continue
		}
		lines := bytes.Split(r.Raw, []byte("\n"))
		rows := 0
		for i, line := range lines[1:] {
			var alone lex.Record
			if _, ok := lex.First(line, layout.Separator(), true, &alone); ok && i < maxTrial-1 && d.IsRow(&alone) {
				rows++
			}
		}
		if rows == 0 {
			take(&r)
			continue
		}
		rejected++ // the line with the quote
		for _, line := range lines[1:] {
			var alone lex.Record
			if _, ok := lex.First(line, layout.Separator(), true, &alone); ok {
				take(&alone)
			}
		}
	}
}
