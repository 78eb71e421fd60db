package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// outcomes are the names under which others write Asterisk's disposition. Some
// systems have words of their own there, so that the cells decide.
var outcomes = strings.Fields("disposition status call_status dial_status dialstatus")

// addOutcomes gives a file without hangup causes those that Asterisk's
// disposition of a call stands for or, where there is none, its SIP status.
func (l *Layout) addOutcomes(rows []*lex.Record) {
	for _, c := range l.columns[cdr.HangupCause] {
		if len(rows) == 0 || slices.ContainsFunc(rows, func(r *lex.Record) bool { return c.index < r.Len() && !isBlank(r, c.index) }) {
			return
		}
	}
	for i, name := range l.headings {
		if slices.Contains(outcomes, normalName(splitCamel(name))) && (len(rows) == 0 || nearlyAll(rows, i, isOutcomeOfDial)) {
			l.add(cdr.HangupCause, column{index: i, name: name, causes: spelledDisposition})
			l.addDialled()
			return
		}
	}
	for _, c := range l.columns[cdr.SIPCode] {
		if nearlyAll(rows, c.index, isFinalStatus) {
			c.causes = spelledSIP
			l.add(cdr.HangupCause, c)
			return
		}
	}
}

// addDialled takes the gateway from the name of the channel called, in a file
// with Asterisk's dispositions.
func (l *Layout) addDialled() {
	for i, name := range l.headings {
		l.noteApart(columnName(name), i)
		if columnName(name) == "dstchannel" && len(l.columns[cdr.ResourceID]) == 0 {
			l.addAsterisk("dstchannel", i, name)
		}
	}
}

// nearlyAll tells whether nine of ten cells of a column that hold anything, and
// at least one, are something.
func nearlyAll(rows []*lex.Record, i int, is func([]byte) bool) bool {
	n, cells := 0, 0
	for _, r := range rows {
		if i >= r.Len() || isBlank(r, i) {
			continue
		}
		cells++
		if is(bytes.TrimSpace(r.Field(i))) {
			n++
		}
	}
	return cells > 0 && n*10 >= cells*9
}

// isOutcomeOfDial tells a disposition in any spelling.
func isOutcomeOfDial(b []byte) bool {
	_, c := causeOfDisposition(string(b))
	return c.number >= 0
}

// isFinalStatus tells a final SIP status, "486" or "sip:486".
func isFinalStatus(b []byte) bool {
	_, c := causeOfStatus(string(bytes.TrimSpace(b)))
	return c.number >= 0
}
