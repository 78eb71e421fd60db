package dialect

import (
	"bytes"
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
	row.Kind = kindOfEvent(upper(event))
	row.Call = cdr.Identify(hashOfChannel, channel)
	row.First = bytes.Equal(channel, e.cellAt(r, c.linked))
	row.ID = hashOf(hashOfID, e.cellAt(r, c.id))
	row.Content = e.content(r, c.event, c.eventTime, c.unique, c.linked, c.channel, c.context, c.exten, c.app, c.appData, c.peer, c.extra)
	if row.Kind == joining.ChanStart {
		row.Text = string(e.cellAt(r, c.exten))
	}
	return "", ""
}

// kindOfEvent tells what an event does to a channel.
func kindOfEvent(event string) joining.Kind {
	switch event {
	case "CHAN_START":
		return joining.ChanStart
	case "ANSWER":
		return joining.Answer
	case "HANGUP":
		return joining.Hangup
	case "CHAN_END":
		return joining.ChanEnd
	}
	return joining.OtherEvent
}

// channelCells are the cells that a leg of channel events adds to its times.
// A channel that no other created is the one that called in, as is one that
// an Originate created, which CEL does not tell apart.
func (e *EventReader) channelCells(r *lex.Record, l *joining.Leg) {
	c := &e.layout.events.cel
	channel, number, callerName := e.cellAt(r, c.channel), e.cellAt(r, c.number), e.cellAt(r, c.name)
	var x hangupExtra
	if kindOfEvent(upper(e.cellAt(r, c.event))) == joining.Hangup {
		x = parseHangup(e.cellAt(r, c.extra))
	}
	calledIn := l.First || !l.FirstKnown && bytes.Equal(e.cellAt(r, c.unique), e.cellAt(r, c.linked))
	dialled := []byte(l.Text)
	if !calledIn || len(dialled) == 0 {
		dialled = e.cellAt(r, c.exten)
	}
	if x.q850 > 0 {
		e.word(strconv.Itoa(x.q850))
		e.add(nil)
	} else {
		e.add(nil, x.dialStatus)
	}
	e.word(endedBy(x.source, channel, calledIn))
	switch {
	case calledIn:
		e.word("a")
		e.word("inbound")
		e.add(number, callerName, nil, nil, dialled, nil)
	case l.FirstKnown:
		e.word("b")
		e.word("outbound")
		e.add(nil, nil, number, callerName, dialled, peerOfChannel(channel))
	default: // its beginning is not there, and its linkedid may have changed
		e.add(nil, nil, nil, nil, nil, nil, dialled, nil)
	}
}

// word is a cell of a text.
func (e *EventReader) word(text string) {
	from := len(e.text)
	e.text = append(e.text, text...)
	e.made(from)
}

// endedBy is who hung up: source is a channel, or an application such as
// dialplan/builtin.
func endedBy(source, channel []byte, calledIn bool) string {
	own := bytes.Equal(source, channel)
	switch {
	case len(source) == 0:
		return ""
	case len(source) > len("dialplan/") && string(source[:len("dialplan/")]) == "dialplan/":
		return "system"
	case own == calledIn:
		return "caller"
	}
	return "callee"
}
