package cdrfmt

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// maxTrial bounds how many lines of a record are tried for a row.
const maxTrial = 64

// decodeLines takes a record of several lines apart if one of the lines behind
// the first is a row by itself: then a quote was opened and not closed, and
// what looks like one field is rows. It tells whether it did.
func (w *worker) decodeLines(src *source) (split bool, err error) {
	lines := linesOf(&w.record)
	whole := w.record
	found := 0
	for i := 1; i < min(len(lines), maxTrial) && found == 0 && w.section.refused == ""; i++ {
		if w.lexLine(src, lines[i]) && w.decoder.IsRow(&w.record) {
			found = i
		}
	}
	w.record = whole
	if found == 0 {
		return false, nil
	}
	w.ordinal = noOrdinal
	w.reject(rejection{lines[0].at.Line, lines[0].at.Byte, "", "a quote is opened and not closed in its line"}, lines[0].text)
	for _, line := range lines[1:] {
		if !w.lexLine(src, line) {
			continue // blank
		}
		if err := w.decodeOne(src); err != nil {
			return true, err
		}
		if w.batch.Rows >= batchRows {
			if err := w.flush(); err != nil {
				return true, err
			}
		}
	}
	return true, nil
}

// textLine is a line of a record, and where it stands.
type textLine struct {
	text []byte
	at   lex.Position
}

// linesOf are the lines of a record.
func linesOf(r *lex.Record) []textLine {
	var lines []textLine
	at := lex.Position{Line: r.Line, Byte: r.Byte}
	for rest, more := r.Raw, true; more; {
		var text []byte
		text, rest, more = bytes.Cut(rest, []byte{'\n'})
		lines = append(lines, textLine{text, at})
		at.Line++
		at.Byte += int64(len(text)) + 1
	}
	return lines
}

// lexLine makes a line the record at hand; false if it is blank.
func (w *worker) lexLine(src *source, line textLine) bool {
	w.record = lex.Record{}
	if _, ok := lex.First(line.text, src.layout.Separator(), true, &w.record); !ok {
		return false
	}
	w.record.Line, w.record.Byte = line.at.Line, line.at.Byte
	return true
}
