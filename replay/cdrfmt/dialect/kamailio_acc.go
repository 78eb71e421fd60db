package dialect

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// accColumns are the columns of acc and missed_calls, by other names too: of
// releases before 1.2, and of sites that keep the time finer (time_hires).
const (
	accMethod   = "method sip_method"
	accFromTag  = "from_tag fromtag"
	accToTag    = "to_tag totag"
	accCallID   = "callid call_id sip_callid"
	accCode     = "sip_code sip_status"
	accReason   = "sip_reason"
	accTime     = "time"
	accFineTime = "time_hires time_attr" // acc's time_mode 1, 2; 3 and 4 write text
	accMicros   = "time_exten"           // of a second, with time_mode 1
)

// accOrder is that of the table, from its number on.
const accOrder = "id method from_tag to_tag callid sip_code sip_reason time"

// matchAcc lays out the rows of acc and missed_calls, each as if it were a leg;
// what is made of them together is the business of events.
func matchAcc(s sample, _ string, _ *Options) (l *Layout, why string) {
	return layAcc(s, kamailioAcc)
}

// matchOpenSIPS is matchAcc for tables that have OpenSIPS's durations.
func matchOpenSIPS(s sample, _ string, _ *Options) (l *Layout, why string) {
	l, why = layAcc(s, opensips)
	if l == nil || l.events.acc.created < 0 && l.events.acc.duration < 0 {
		return nil, cmp.Or(why, "no columns duration, setuptime and created")
	}
	return l, ""
}

func layAcc(s sample, name string) (l *Layout, why string) {
	l, at := tableOf(s, name)
	if l == nil {
		return nil, "no rows"
	}
	if lacking := accLacks(at); lacking != "" {
		l, at = bareAcc(s, name)
		if l == nil {
			return nil, "no column " + lacking + " among " + s.listFirst()
		}
	}
	index := func(names string) int { return firstOf(at, names) }
	l.events = &events{
		kind: transactions, order: namesByPlace(at, l.width),
		acc: accColumns{
			id: index("id"), method: index(accMethod), from: index(accFromTag), to: index(accToTag), call: index(accCallID),
			code: index(accCode), reason: index(accReason), micros: index(accMicros),
			duration: index("duration"), msDuration: index("ms_duration"), setup: index("setuptime"), created: index("created"),
		},
	}
	for _, names := range strings.Fields(accFineTime + " " + accTime) {
		if i := index(names); i >= 0 {
			l.add(cdr.EndTime, column{index: i, name: l.heading(i)})
		}
	}
	l.addIDs(l.events.acc.call)
	l.addProxyFields(at)
	if l.events.acc.created < 0 && l.events.acc.setup < 0 {
		l.remark(name + " has no time of the INVITE: calls start with their final reply")
	}
	return l, ""
}

// namesByPlace are the names of columns by their places.
func namesByPlace(at map[string]int, width int) []string {
	names := make([]string, width)
	for name, i := range at {
		if i < width {
			names[i] = name
		}
	}
	return names
}

// accLacks is the first name of what makes a table acc that no column has.
func accLacks(at map[string]int) string {
	for _, names := range []string{accMethod, accCallID, accCode, accFromTag, accToTag, accTime + " " + accFineTime} {
		if firstOf(at, names) < 0 {
			return strings.Fields(names)[0]
		}
	}
	return ""
}

// accColumns are where the columns stand; -1 is none.
type accColumns struct {
	id, method, from, to, call, code, reason int
	micros                                   int // of a second
	duration, msDuration, setup, created     int
}

// bareAcc lays out rows in the order of the table, with or without its number,
// under no header: the method, the status and the time are where they are told
// by what they look like. Of what stands behind the time, OpenSIPS's columns
// are told likewise.
func bareAcc(s sample, name string) (l *Layout, at map[string]int) {
	rows := s.rows()
	names := strings.Fields(accOrder)
	for _, order := range [][]string{names, names[1:]} {
		fits := func(r *lex.Record) bool { return fitsAcc(r, len(names)-len(order)) }
		if !mostRows(rows, fits) {
			continue
		}
		l = &Layout{name: name, leading: s.leading, width: rows[0].Len(), shape: shapeExact}
		at = map[string]int{}
		for i, n := range order {
			at[n] = i
		}
		if name == opensips {
			addDurations(at, rows, len(order))
		}
		return l, at
	}
	return nil, nil
}

// fitsAcc tells whether a row could be of acc; cut is how many of its columns
// are missing at the front.
func fitsAcc(r *lex.Record, cut int) bool {
	if r.Len() < 8-cut || cut == 0 && !isDigits(bytes.TrimSpace(r.Field(0))) {
		return false
	}
	code := bytes.TrimSpace(r.Field(5 - cut))
	return isMethod(bytes.TrimSpace(r.Field(1-cut))) && len(code) == 3 && isDigits(code) &&
		len(bytes.TrimSpace(r.Field(4-cut))) > 0 && isStamp(bytes.TrimSpace(r.Field(7-cut)))
}

// addDurations adds duration, ms_duration where it is there, setuptime and
// created, which stand behind the time.
func addDurations(at map[string]int, rows []*lex.Record, from int) {
	for _, names := range []string{"duration ms_duration setuptime created", "duration setuptime created"} {
		list := strings.Fields(names)
		if !mostRows(rows, func(r *lex.Record) bool { return fitsDurations(r, from, len(list)) }) {
			continue
		}
		for i, n := range list {
			at[n] = from + i
		}
		return
	}
}

// fitsDurations tells whether n-1 numbers that are no times and a time, or
// none, stand in a row from a column on.
func fitsDurations(r *lex.Record, from, n int) bool {
	if r.Len() < from+n {
		return false
	}
	for i := from; i < from+n-1; i++ {
		if b := bytes.TrimSpace(r.Field(i)); !isDigits(b) || len(b) > 8 {
			return false
		}
	}
	b := bytes.TrimSpace(r.Field(from + n - 1))
	return isNoTime(b) || isStamp(b) && !isDigits(b)
}
