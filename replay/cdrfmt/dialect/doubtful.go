package dialect

import (
	"bytes"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// remarkRounded tells of ids and numbers that a spreadsheet rounded: they are
// no longer what they were, and different ones may have become the same.
func (l *Layout) remarkRounded(s sample) {
	rows := s.records[min(l.leading, len(s.records)):]
	rows = rows[:min(len(rows), maxGuessed)]
	for f := range cdr.Field(cdr.NumFields) {
		if len(l.columns[f]) == 0 || f.Kind() != cdr.Text && f != cdr.AccountID || f == cdr.CallerIDName || f == cdr.CalleeIDName {
			continue
		}
		for _, text := range columnCells(rows, l.columns[f][0].index) {
			if isRounded([]byte(text)) {
				l.remark(fmt.Sprintf("%s: %q was rounded by a spreadsheet, the digits are lost; export the column as text", l.columns[f][0].name, text))
				break
			}
		}
	}
}

// isRounded tells 4.91512E+11 and 4,91512E+11.
func isRounded(b []byte) bool {
	digits, exponent, ok := bytes.Cut(b, []byte("E+"))
	if !ok || !isDigits(exponent) || len(exponent) > 2 || len(digits) == 0 || !isDigit(digits[0]) {
		return false
	}
	return len(digits) == 1 || len(digits) > 2 && (digits[1] == '.' || digits[1] == ',') && isDigits(digits[2:])
}

// remarkOffset tells by how much the written times of a column differ from
// those of a column of numbers, which are UTC, if that is the same in all rows:
// the zone for which the file was made.
func (l *Layout) remarkOffset(rows []*lex.Record, written int, clock column, meaning string) {
	offset, seen := int64(0), false
	k := newClock(&clock, nil)
	for _, r := range rows {
		if r.Len() != l.width {
			continue
		}
		at, ok := parseStamp(trim(r.Field(written)), orderUnknown)
		utc, got := k.read(trim(r.Field(clock.index)))
		if !ok || at.zoned || got != readValue {
			continue
		}
		diff := at.sec - floorSec(utc.unixMicros)
		if seen && diff != offset {
			return
		}
		offset, seen = diff, true
	}
	if !seen || offset == 0 || offset%900 != 0 {
		return
	}
	sign, abs := '+', offset
	if offset < 0 {
		sign, abs = '-', -offset
	}
	l.remark(fmt.Sprintf("%s is of UTC%c%02d:%02d, as %s shows; %s", l.headings[written], sign, abs/3600, abs/60%60, clock.name, meaning))
}

// floorSec is the second that an instant lies in.
func floorSec(unixMicros int64) int64 {
	sec := unixMicros / 1_000_000
	if unixMicros%1_000_000 < 0 {
		sec--
	}
	return sec
}
