package dialect

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// transaction reads a row of acc or missed_calls, whose time is read.
func (e *EventReader) transaction(r *lex.Record, row *joining.Row) (name, reason string) {
	c := &e.layout.events.acc
	method, name, reason := e.required(r, c.method, "a SIP method")
	if reason != "" {
		return name, reason
	}
	call, name, reason := e.required(r, c.call, "a Call-ID")
	if reason != "" {
		return name, reason
	}
	from, to, code := e.cellAt(r, c.from), e.cellAt(r, c.to), e.cellAt(r, c.code)
	row.Kind = inCapitals(method, kindOfMethod, joining.OtherMethod)
	row.Call = cdr.Identify(hashOfCall, call)
	row.From, row.To = hashOf(hashOfTag, from), hashOf(hashOfTag, to)
	row.ID = hashOf(hashOfID, e.cellAt(r, c.id))
	row.Content = e.content(method, from, to, call, code, e.cellAt(r, c.reason))
	if row.Kind == joining.Invite || row.Kind == joining.Bye {
		n, ok := parseDecimal(code)
		if !ok || n.digits > 0 || n.negative || n.whole < 100 || n.whole > 699 {
			return e.layout.heading(c.code), fmt.Sprintf("%q is not a SIP status, wanted 100 to 699", shorten(code))
		}
		row.Code = uint16(n.whole)
	}
	if b := e.cellAt(r, c.micros); row.Digits == 0 && len(b) > 0 { // acc's time_mode 1
		if n, ok := parseDecimal(b); ok && n.whole < 1_000_000 && n.digits == 0 && !n.negative {
			row.Us, row.Digits = row.Us+n.whole, 6
		}
	}
	return e.durations(r, row)
}

// kindOfMethod tells what a transaction does to a call.
var kindOfMethod = map[string]joining.Kind{"INVITE": joining.Invite, "ACK": joining.Ack, "CANCEL": joining.Cancel, "BYE": joining.Bye}

// durations reads what OpenSIPS knows of a call's time: when it was created,
// the seconds to the final reply, and those from the answer to the end. Where
// it joins the call itself, created is set; else all are 0.
func (e *EventReader) durations(r *lex.Record, row *joining.Row) (name, reason string) {
	c := &e.layout.events.acc
	if c.duration < 0 && c.setup < 0 && c.created < 0 {
		return "", ""
	}
	setup, name, reason := e.span(r, c.setup, unitSec)
	if reason != "" {
		return name, reason
	}
	talk, name, reason := e.span(r, c.duration, unitSec)
	if reason != "" {
		return name, reason
	}
	if c.duration < 0 { // whole seconds end in the second the call did
		if talk, name, reason = e.span(r, c.msDuration, unitMilli); reason != "" {
			return name, reason
		}
	}
	b := e.cellAt(r, c.created)
	t, got := e.start.read(b)
	switch {
	case got == readGarbage:
		return e.layout.heading(c.created), fmt.Sprintf("%q is not a time", shorten(b))
	case got == readValue:
		row.StartUs, row.Guessed = t.unixMicros, row.Guessed || t.guessed
	case setup > 0:
		row.StartUs = row.Us - setup
	}
	if row.StartUs > row.Us || row.StartUs < 0 {
		row.StartUs = 0
	}
	row.Whole = row.Kind == joining.Invite && (talk > 0 || (got == readValue || setup > 0) && (c.duration >= 0 || c.msDuration >= 0))
	row.TalkUs = talk
	return "", ""
}

// span reads a time span in microseconds; none is 0.
func (e *EventReader) span(r *lex.Record, i int, u unit) (us int64, name, reason string) {
	b := e.cellAt(r, i)
	if len(b) == 0 {
		return 0, "", ""
	}
	n, ok := parseDecimal(b)
	us, fits := n.inMicros(u)
	if !ok || !fits || us > maxSpanMicros {
		return 0, e.layout.heading(i), fmt.Sprintf("%q is not a number of seconds", shorten(b))
	}
	return max(us, 0), "", ""
}

// maxSpanMicros is ten years: no call is longer.
const maxSpanMicros = 10 * 366 * daySec * 1_000_000
