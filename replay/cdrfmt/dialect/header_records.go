package dialect

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Systems that write a record when a call begins, is answered and ends name the
// columns alike in all of them. Only the last one tells of the call.

// recordTypes are the names of the columns that tell them apart, and the words
// for the end of a call: those of AudioCodes and of RADIUS.
var recordTypes = []struct{ names, ends string }{
	{"sbcreport_type gwreport_type sbc_report_type gw_report_type", "call_end"},
	{"acct_status_type acctstatustype", "stop 2"},
}

// putOthersAside makes records of other types be put aside, where the head has
// some that tell of an end.
func (l *Layout) putOthersAside(sep byte, rows []*lex.Record) {
	for _, t := range recordTypes {
		i := slices.IndexFunc(l.headings, func(name string) bool { return slices.Contains(strings.Fields(t.names), lastName(name)) })
		if i < 0 {
			continue
		}
		ends := strings.Fields(t.ends)
		isEnd := func(b []byte) bool { return slices.Contains(ends, normalName(string(b))) }
		if !anyCell(rows, i, isEnd) {
			continue
		}
		other := len(l.asides)
		l.asides = append(l.asides, fmt.Sprintf("of other %s than %s, which tell of no ended call", l.headings[i], strings.ToUpper(ends[0])))
		before := l.aside
		l.aside = func(raw []byte) int {
			if before != nil {
				if n := before(raw); n >= 0 {
					return n
				}
			}
			if b := rawField(raw, sep, i); len(b) == 0 || isEnd(b) {
				return -1
			}
			return other
		}
		return
	}
}

// addGateway adds the columns that gateways send to RADIUS under names of
// their own, beside the times: the cause and who began the leg.
func (l *Layout) addGateway(rows []*lex.Record) {
	rows = rows[:min(len(rows), maxGuessed)]
	for i, name := range l.headings {
		switch lastName(name) {
		case "h323_disconnect_cause":
			if len(l.columns[cdr.HangupCause]) > 0 {
				continue
			}
			c := column{index: i, name: name, clean: cleanGatewayValue, causes: spelledQ850}
			if causesAreHex(rows, i) {
				c.word = decimalOfHex
				l.remark(name + ": numbers of Q.850 in hexadecimal, as Cisco defines it: 10 is 16")
			}
			l.add(cdr.HangupCause, c)
		case "h323_call_origin":
			l.add(cdr.Direction, column{index: i, name: name, clean: cleanGatewayValue, word: gatewayDirection})
		}
	}
	l.talkOfRADIUS()
	for _, f := range []cdr.Field{cdr.StartTime, cdr.AnswerTime, cdr.EndTime} {
		for i := range l.columns[f] {
			if c := &l.columns[f][i]; strings.HasPrefix(lastName(c.name), "h323_") {
				c.clean = cleanGatewayValue
			}
		}
	}
}

// talkOfRADIUS takes the time of a session for that of the talk where there is
// an answer: it begins with that (RFC 2866, Acct-Session-Time).
func (l *Layout) talkOfRADIUS() {
	durations := l.columns[cdr.DurationMs]
	if len(durations) == 1 && len(l.columns[cdr.AnswerTime]) > 0 && len(l.columns[cdr.EndTime]) > 0 && len(l.columns[cdr.BillsecMs]) == 0 &&
		(lastName(durations[0].name) == "acct_session_time" || lastName(durations[0].name) == "acctsessiontime") {
		l.columns[cdr.BillsecMs], l.columns[cdr.DurationMs] = durations, nil
	}
}

// causesAreHex tells hexadecimal causes, as Cisco defines the attribute, from
// decimal ones, as some others write: most calls end in 16, which is 10.
func causesAreHex(rows []*lex.Record, i int) bool {
	hex, decimal := 0, 0
	for _, r := range rows {
		if i >= r.Len() {
			continue
		}
		switch b := cleanGatewayValue(r.Field(i)); {
		case string(b) == "10" || bytes.ContainsAny(b, "abcdefABCDEF"):
			hex++
		case string(b) == "16":
			decimal++
		}
	}
	return hex >= decimal
}

// cleanGatewayValue takes a value without the name of its attribute, which
// gateways write before it once more, and a time without what they write before
// one whose clock they do not trust.
func cleanGatewayValue(bare []byte) []byte {
	b := unquote(bare)
	if i := bytes.IndexByte(b, '='); i > 0 && bytes.HasPrefix(b, []byte("h323-")) {
		b = b[i+1:]
	}
	return trim(cleanGatewayTime(b))
}
