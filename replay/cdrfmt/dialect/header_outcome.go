package dialect

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// outcomes are the names under which others write Asterisk's disposition. Some
// systems have words of their own there, so that the cells decide.
var outcomes = strings.Fields("disposition status call_status dial_status dialstatus result call_result outcome call_outcome" +
	" call_disposition last_leg_disposition last_status final_status end_status action_result call_state state answer_status")

// statuses are the names under which systems write the final SIP status, or
// something else: here too the cells decide.
var statuses = strings.Fields("sip_response sip_response_status final_sip_code final_sip_status sip_final_code sip_final_status last_sip_code" +
	" sip_disconnect_code disconnect_code release_code response_code")

// addOutcomes gives a file without hangup causes those that Asterisk's
// disposition of a call stands for or, where there is none, its SIP status.
// Causes in words of a system's own give way to its SIP status.
func (l *Layout) addOutcomes(rows []*lex.Record) {
	l.addStatuses(rows)
	for i := range l.columns[cdr.SIPCode] {
		if c := &l.columns[cdr.SIPCode][i]; anyCell(rows, c.index, isStatusText) {
			c.clean = cleanStatusText
		}
	}
	own := false
	for _, c := range l.columns[cdr.HangupCause] {
		filled := func(r *lex.Record) bool { return c.index < r.Len() && !isBlank(r, c.index) }
		first := slices.IndexFunc(rows, filled)
		if len(rows) == 0 || first >= 0 && mostCells(rows[first:min(len(rows), first+maxGuessed)], c.index, isCauseInWords) {
			return
		}
		own = own || first >= 0
	}
	if !own && (l.addOutcome(rows) || l.addBillingOutcome() || l.addReleaseCode(rows)) {
		return
	}
	for _, c := range l.columns[cdr.SIPCode] {
		if !holdsStatuses(rows, c.index) {
			continue
		}
		if own {
			l.columns[cdr.HangupCause] = nil
		}
		c.causes, c.none = spelledSIP, noStatus
		l.endedByBye(&c, rows)
		l.add(cdr.HangupCause, c)
		return
	}
}

// addOutcome adds the column of the dispositions, if there is one.
func (l *Layout) addOutcome(rows []*lex.Record) bool {
	for i, name := range l.headings {
		if !slices.Contains(outcomes, lastName(name)) {
			continue
		}
		c := column{index: i, name: name}
		switch {
		case len(rows) == 0 || mostCells(rows, i, isOutcomeOfDial):
			c.causes = spelledDisposition
		case inWords(rows, i): // ASTPP: "NORMAL_CLEARING [16]"
			l.readWords(&c, rows)
		default:
			continue
		}
		l.add(cdr.HangupCause, c)
		l.addDialled()
		return true
	}
	return false
}

// addStatuses adds the columns that hold SIP statuses under a name that could
// mean something else.
func (l *Layout) addStatuses(rows []*lex.Record) {
	for i, name := range l.headings {
		if slices.Contains(statuses, lastName(name)) && holdsStatuses(rows, i) {
			l.add(cdr.SIPCode, column{index: i, name: name})
		}
	}
}

// addReleaseCode adds a column of codes that are numbers of Q.850, all of them,
// and none of SIP's.
func (l *Layout) addReleaseCode(rows []*lex.Record) bool {
	isQ850 := func(b []byte) bool {
		n, err := strconv.Atoi(string(b))
		return err == nil && n >= 0 && n <= 127
	}
	for i, name := range l.headings {
		if (lastName(name) == "disconnect_code" || lastName(name) == "release_code") && nearlyAll(rows, i, isQ850) &&
			anyCell(rows, i, func(b []byte) bool { return string(b) == "16" }) {
			l.add(cdr.HangupCause, column{index: i, name: name, causes: spelledQ850})
			return true
		}
	}
	return false
}

// lastName is the normal name of a column, or of the last key of a path, in
// English.
func lastName(name string) string {
	return english(normalName(splitCamel(name[strings.LastIndexByte(name, '.')+1:])))
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

// noStatus is what some systems write where there was no final status, or none
// but 200.
const noStatus = "0"

// holdsStatuses tells whether nearly all cells of a column are final SIP
// statuses, apart from those that hold none.
func holdsStatuses(rows []*lex.Record, i int) bool {
	return nearlyAll(rows, i, func(b []byte) bool { return string(b) == noStatus || isFinalStatus(b) }) && anyCell(rows, i, isFinalStatus)
}

// isFinalStatus tells a final SIP status, "486" or "sip:486".
func isFinalStatus(b []byte) bool {
	_, c := causeOfStatus(string(cleanStatusText(bytes.TrimSpace(b))))
	return c.number >= 0
}
