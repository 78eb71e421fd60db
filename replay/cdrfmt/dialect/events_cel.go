package dialect

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// channelEvent reads a row of CEL, whose time is read.
func (e *EventReader) channelEvent(r *lex.Record, row *joining.Row) (name, reason string) {
	c := &e.layout.events.cel
	event, name, reason := e.required(r, c.event, "a channel event")
	if reason != "" {
		return name, reason
	}
	channel, name, reason := e.required(r, c.unique, "the uniqueid of a channel")
	if reason != "" {
		return name, reason
	}
	row.Kind = inCapitals(event, kindOfEvent, joining.OtherEvent)
	row.Call = cdr.Identify(hashOfChannel, channel)
	row.First = bytes.Equal(channel, e.cellAt(r, c.linked))
	row.ID = hashOf(hashOfID, e.cellAt(r, c.id))
	cell := func(i int) []byte { return e.cellAt(r, i) }
	row.Content = e.content(event, cell(c.eventTime), channel, cell(c.linked), cell(c.channel), cell(c.context), cell(c.exten),
		cell(c.app), cell(c.appData), cell(c.peer), cell(c.extra))
	if row.Kind == joining.ChanStart {
		row.Text = string(e.cellAt(r, c.exten))
	}
	return "", ""
}

// kindOfEvent tells what an event does to a channel.
var kindOfEvent = map[string]joining.Kind{
	"CHAN_START": joining.ChanStart, "ANSWER": joining.Answer, "HANGUP": joining.Hangup, "CHAN_END": joining.ChanEnd,
}

// hangupExtra is what HANGUP adds: the Q.850 cause, the channel or the
// application that hung up, and how a Dial of the channel's ended.
type hangupExtra struct {
	Cause      json.Number `json:"hangupcause"`
	Source     string      `json:"hangupsource"`
	DialStatus string      `json:"dialstatus"`
}

// parseHangup reads the JSON of Asterisk 12 and later, and the three words
// between commas of the releases before it. What is neither is left out.
func parseHangup(b []byte) hangupExtra {
	var x hangupExtra
	if len(b) == 0 {
		return x
	}
	if b[0] == '{' {
		if json.Unmarshal(b, &x) != nil {
			return hangupExtra{}
		}
		return x
	}
	parts := bytes.SplitN(b, []byte{','}, 3)
	if len(parts) == 3 && isDigits(parts[0]) {
		x = hangupExtra{json.Number(parts[0]), string(parts[1]), string(parts[2])}
	}
	return x
}

// cause is the hangup cause, or else the dial status it is guessed by. 0 is
// that Asterisk knows none.
func (x *hangupExtra) cause() (q850, dialStatus string) {
	if n, err := strconv.Atoi(string(x.Cause)); err == nil && n > 0 {
		return strconv.Itoa(n), ""
	}
	return "", x.DialStatus
}

// channelCells are the cells that a leg of channel events adds to its times.
// A channel that no other created is the one that called in, as is one that
// an Originate created, which CEL does not tell apart.
func (e *EventReader) channelCells(r *lex.Record, l *joining.Leg) {
	c := &e.layout.events.cel
	channel, number, callerName := e.cellAt(r, c.channel), e.cellAt(r, c.number), e.cellAt(r, c.name)
	var x hangupExtra
	if inCapitals(e.cellAt(r, c.event), kindOfEvent, joining.OtherEvent) == joining.Hangup {
		x = parseHangup(e.cellAt(r, c.extra))
	}
	q850, status := x.cause()
	calledIn := l.First || !l.FirstKnown && bytes.Equal(e.cellAt(r, c.unique), e.cellAt(r, c.linked))
	dialled := []byte(l.Text)
	if !calledIn || len(dialled) == 0 {
		dialled = e.cellAt(r, c.exten)
	}
	e.add([]byte(q850), []byte(status), []byte(endedBy(x.Source, channel, calledIn)))
	switch {
	case calledIn:
		e.add([]byte("a"), []byte("inbound"), number, callerName, nil, nil, dialled, nil)
	case l.FirstKnown:
		e.add([]byte("b"), []byte("outbound"), nil, nil, number, callerName, dialled, peerOfChannel(channel))
	default: // its beginning is not there, and its linkedid may have changed
		e.add(nil, nil, nil, nil, nil, nil, dialled, nil)
	}
}

// endedBy is who hung up: source is a channel, or an application such as
// dialplan/builtin.
func endedBy(source string, channel []byte, calledIn bool) string {
	own := source == string(channel)
	switch {
	case source == "":
		return ""
	case len(source) > len("dialplan/") && source[:len("dialplan/")] == "dialplan/":
		return "system"
	case own == calledIn:
		return "caller"
	}
	return "callee"
}
