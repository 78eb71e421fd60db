package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// byteOrderMark stands before a header or row in mid-file where files were put
// together.
var byteOrderMark = []byte("\ufeff")

// IsHeader tells whether a record that Decode rejects names columns, other
// ones than the layout's: files of different columns were put together.
func (l *Layout) IsHeader(r *lex.Record) bool { return namesColumns(r, l.headings) }

// namesColumns tells a header from a row: at least two cells, and a quarter of
// those that are not empty, are names of known fields or of the columns before,
// and none is a number or a time.
func namesColumns(r *lex.Record, before []string) bool {
	if countDigits(r.Raw)*5 > len(r.Raw) {
		return false
	}
	known, cells := 0, 0
	for i := range r.Len() {
		b := trim(bytes.Trim(bytes.TrimPrefix(r.Field(i), byteOrderMark), "'"))
		switch {
		case len(b) == 0:
			continue
		case len(b) > 64 || isStamp(b):
			return false
		}
		if _, ok := parseDecimal(b); ok {
			return false
		}
		cells++
		name := string(b)
		if _, ok := fieldOfHeader(name); ok || indexOfName(before, name) >= 0 {
			known++
		}
	}
	return known >= 2 && known*4 >= cells
}

// first is the sample up to a header of other columns, below which rows mean
// something else.
func (s sample) first() sample {
	rows := s.rows()
	if len(rows) == 0 {
		return s
	}
	var names []string
	if namesColumns(rows[0], nil) {
		names = cells(rows[0])
	}
	for i, r := range rows[1:] {
		if !bytes.EqualFold(bytes.TrimPrefix(r.Raw, byteOrderMark), rows[0].Raw) && namesColumns(r, names) {
			s.records, s.head = s.records[:s.leading+1+i], new(firstRow)
			break
		}
	}
	return s
}

// isOwnHeader tells the header that the layout was made of.
func (l *Layout) isOwnHeader(raw []byte) bool {
	if len(raw) == len(l.headerRaw)+len(byteOrderMark) {
		raw = bytes.TrimPrefix(raw, byteOrderMark)
	}
	return len(raw) == len(l.headerRaw) && bytes.EqualFold(raw, l.headerRaw)
}
