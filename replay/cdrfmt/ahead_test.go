package cdrfmt

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// linesSink keeps the line and the call of each row.
type linesSink struct{ rows []string }

func (s *linesSink) Add(b *cdr.Batch) error {
	for i := range b.Rows {
		s.rows = append(s.rows, fmt.Sprintf("%d %s", b.Column(cdr.SrcLine).Ints[i], b.Column(cdr.CallID).Text(i)))
	}
	return nil
}

// Rows know the lines that they start in, whether their chunk was decoded when
// its start was known or ahead of that, and whether the guess was right.
func TestRowsKnowTheirLines(t *testing.T) {
	r := random(3)
	text := traffic(&r, 300, 1000)
	path := write(t, t.TempDir(), "a.csv", text)
	lines := strings.Split(text, "\n")
	for _, chunk := range []int{10, 100, 1000, 5000} {
		opt := options()
		opt.Want, opt.Workers = cdr.FieldsOf(cdr.CallID, cdr.SrcLine), 4
		reading := newReading(opt)
		reading.chunkBytes = chunk
		var sinks []*linesSink
		if _, err := reading.read(t.Context(), []string{path}, func() Sink {
			sinks = append(sinks, &linesSink{})
			return sinks[len(sinks)-1]
		}, func() { sinks = nil }); err != nil {
			t.Fatal(err)
		}
		rows := 0
		for _, sink := range sinks {
			for _, row := range sink.rows {
				var line int
				var call string
				fmt.Sscan(row, &line, &call)
				if rows++; !strings.HasPrefix(lines[line-1], call+",") {
					t.Fatalf("chunks of %d: %s, and that line is %q", chunk, row, lines[line-1])
				}
			}
		}
		if rows < 200 {
			t.Fatalf("%d rows: a poor example", rows)
		}
	}
}
