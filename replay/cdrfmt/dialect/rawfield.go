package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// rawField is field i, from 0, of a record as written, without quotes; nil if
// it ends before. Where no quote stands before its end it costs no more than
// going through the bytes up to there.
func rawField(raw []byte, sep byte, i int) []byte {
	rest := raw
	for n := 0; ; n++ {
		end := bytes.IndexByte(rest, sep)
		last := end < 0
		if last {
			end = len(rest)
		}
		if bytes.IndexByte(rest[:end], '"') >= 0 {
			return quotedField(raw, sep, i)
		}
		switch {
		case n == i:
			return trim(rest[:end])
		case last:
			return nil
		}
		rest = rest[end+1:]
	}
}

func quotedField(raw []byte, sep byte, i int) []byte {
	if raw[len(raw)-1] == '\r' { // it is no line end: that was cut off
		raw = append(bytes.Clone(raw), '\r')
	}
	var r lex.Record
	if _, ok := lex.First(raw, sep, true, &r); !ok || i >= r.Len() {
		return nil
	}
	return trim(r.Field(i))
}
