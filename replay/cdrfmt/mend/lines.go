package mend

import "bytes"

// maxLooked bounds how many lines tell whether all are quoted.
const maxLooked = 8

// isQuotedLines tells a table that a spreadsheet took for a single column, so
// that each line is one field in quotes. Its header may have been spared.
func isQuotedLines(head []byte) bool {
	lines := firstLines(head, maxLooked)
	if len(lines) > 1 {
		lines = lines[1:]
	}
	for _, line := range lines {
		if !isQuotedLine(line) {
			return false
		}
	}
	return len(lines) > 0
}

// isQuotedLine tells a line that is one field with a row in it, perhaps with
// the separators of empty fields behind it.
func isQuotedLine(line []byte) bool {
	line = bytes.TrimRight(line, ",;\t ")
	if len(line) < 2 || line[0] != '"' || line[len(line)-1] != '"' {
		return false
	}
	inner := bytes.ReplaceAll(line[1:len(line)-1], []byte(`""`), nil)
	if bytes.IndexByte(inner, '"') >= 0 {
		return false
	}
	for _, sep := range []byte(",;\t|") {
		if bytes.Count(inner, []byte{sep}) >= 2 {
			return true
		}
	}
	return false
}

// maxLine is the longest line that is held to see whether it is quoted.
const maxLine = 16 << 20

// unquoteLines takes the quotes off lines that are one quoted field, halves
// the doubled ones within, and drops the separators behind. Other lines stay.
func unquoteLines(dst, src []byte, last bool) ([]byte, int) {
	used := 0
	for used < len(src) {
		n := bytes.IndexByte(src[used:], '\n') + 1
		switch {
		case n > 0:
		case last || len(src)-used > maxLine:
			n = len(src) - used
		default:
			return dst, used
		}
		line := src[used : used+n]
		used += n
		row := bytes.TrimRight(line, "\r\n")
		if !isQuotedLine(row) {
			dst = append(dst, line...)
			continue
		}
		end := line[len(row):]
		row = bytes.TrimRight(row, ",;\t ")
		dst = append(dst, bytes.ReplaceAll(row[1:len(row)-1], []byte(`""`), []byte(`"`))...)
		dst = append(dst, end...)
	}
	return dst, used
}
