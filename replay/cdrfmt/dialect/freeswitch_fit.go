package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// fits tells whether a row could be the template's: times in the columns of
// times, a hangup cause in its column, digits in billsec. A comma in a caller's
// name may have made it longer.
func (t *template) fits(r *lex.Record) bool {
	more := r.Len() - t.width()
	return more >= 0 && more <= maxJoined && t.insert == isInsert(r.Bare(0)) && t.fitsJoined(r, more)
}

// fitsJoined tells whether a row could be the template's if the column of the
// name took in so many fields more.
func (t *template) fitsJoined(r *lex.Record, more int) bool {
	if i := t.causeAt - 1; i >= 0 && t.place(i, more) < r.Len() && !looksLikeCause(t.cell(r, t.place(i, more))) {
		return false
	}
	for i, c := range t.columns {
		at := t.place(i, more)
		if at >= r.Len() {
			return c == "" || i > t.last()
		}
		switch b := t.cell(r, at); c {
		case "start_stamp", "end_stamp":
			if s, ok := parseStamp(b, orderUnknown); (!ok || s.zoned) && !isSlashedStamp(b) {
				return false
			}
		case "answer_stamp":
			if _, ok := parseStamp(b, orderUnknown); !ok && !isNull(b) && !isSlashedStamp(b) {
				return false
			}
		case "hangup_cause":
			if !looksLikeCause(b) {
				return false
			}
		case "duration", "billsec":
			if _, ok := parseDecimal(b); !ok {
				return false
			}
		case "direction":
			if s := string(b); s != "inbound" && s != "outbound" {
				return false
			}
		}
	}
	return true
}

// place is where column i stands in a row whose name took in so many fields more.
func (t *template) place(i, more int) int {
	if i > t.unescaped {
		return i + more
	}
	return i
}

func (t *template) cell(r *lex.Record, at int) []byte {
	b := bytes.TrimSpace(r.Field(at))
	if t.single {
		b = cleanSQL(b)
	}
	return b
}

// isSlashedStamp tells a time as a spreadsheet writes it back, in whichever
// order of day and month.
func isSlashedStamp(b []byte) bool {
	_, _, _, ok := slashedDate(b)
	return ok && isStamp(b)
}

// last is the last of the columns that fits looks into.
func (t *template) last() int {
	for i := t.width() - 1; i >= 0; i-- {
		switch t.columns[i] {
		case "start_stamp", "end_stamp", "hangup_cause", "billsec", "duration":
			return i
		}
	}
	return 0
}

// looksLikeCause tells a hangup cause by its spelling. The dispositions that
// Asterisk writes into a file of the same width are none.
func looksLikeCause(b []byte) bool {
	switch string(b) {
	case "ANSWERED", "BUSY", "FAILED", "CONGESTION", "CANCEL":
		return false
	}
	for _, c := range b {
		if c != '_' && (c < 'A' || c > 'Z') && !isDigit(c) {
			return false
		}
	}
	return len(b) > 0
}
