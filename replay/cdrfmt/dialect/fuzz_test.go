package dialect

import (
	"bytes"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// addFiles adds the files of testdata as seeds.
func addFiles(f *testing.F, add func(data []byte)) {
	for _, data := range madeUp(f) {
		add(data)
	}
}

// FuzzRecognise takes anything for a file.
func FuzzRecognise(f *testing.F) {
	addFiles(f, func(data []byte) { f.Add(data) })
	f.Fuzz(func(t *testing.T, data []byte) { readAny(t, data, auto) })
}

// readAny reads anything as a file of a dialect: what fits must be read without
// a panic, and to rows of equal length.
func readAny(t *testing.T, data []byte, dialect string) {
	l, err := Recognise("x.csv", data, true, &Options{Dialect: dialect, Need: cdr.FieldsOf(cdr.EndTime), Want: allFields})
	if err != nil {
		return
	}
	d := l.NewDecoder()
	b := d.NewBatch()
	var r lex.Record
	for records := 0; ; records++ {
		n, ok := lex.First(data, l.Separator(), true, &r)
		if !ok {
			return
		}
		data = data[n:]
		if records >= l.HeaderRecords() {
			checkDecode(t, d, &r, b)
		}
	}
}

// FuzzDecode puts anything for a row into the forms that are repaired.
func FuzzDecode(f *testing.F) {
	var decoders []*Decoder
	addFiles(f, func(data []byte) {
		l, err := Recognise("x.csv", data, true, &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields})
		if err != nil {
			f.Fatal(err)
		}
		decoders = append(decoders, l.NewDecoder())
		for _, line := range bytes.Split(data, []byte("\n")) {
			f.Add(line)
		}
	})
	f.Fuzz(func(t *testing.T, row []byte) {
		for _, d := range decoders {
			var r lex.Record
			if _, ok := lex.First(row, d.layout.sep, true, &r); ok {
				checkDecode(t, d, &r, d.NewBatch())
			}
		}
	})
}

// checkDecode decodes a record and fails if the verdict is not what happened
// to the batch.
func checkDecode(t *testing.T, d *Decoder, r *lex.Record, b *cdr.Batch) {
	before := b.Rows
	verdict, reject := d.Decode(r, b)
	if (verdict == Accepted) != (b.Rows == before+1) || (verdict == Rejected) != (reject != nil) {
		t.Fatalf("%s, %v: %d rows after %d", verdict, reject, b.Rows, before)
	}
	if reject != nil && reject.Reason == "" {
		t.Fatal("rejected without a reason")
	}
	checkColumns(t, b)
	if end := b.Column(cdr.EndTime); verdict == Accepted && (end.IsNull(before) || end.Ints[before] < minEndMicros || end.Ints[before] >= maxEndMicros) {
		t.Fatalf("accepted without a possible end: %v", end.Ints[before])
	}
}
