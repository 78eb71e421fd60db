package main

import (
	"fmt"
	"strconv"
)

// What Asterisk's channel event log tells of a channel.
const (
	celStart = iota
	celAnswer
	celHangup
	celEnd
)

var celEvents = []string{"CHAN_START", "ANSWER", "HANGUP", "CHAN_END"}

// channelEvents are the events of a leg, which is a channel.
func channelEvents(l *leg) []entry {
	list := []entry{{l.startUnixMs, celStart}}
	if l.answerUnixMs != 0 {
		list = append(list, entry{l.answerUnixMs, celAnswer})
	}
	return append(list, entry{l.endUnixMs, celHangup}, entry{l.endUnixMs, celEnd})
}

// channelEvent adds a row of cel_custom with its sample configuration, 20
// columns.
func (w *rowWriter) channelEvent(l *leg, e entry) {
	w.text(celEvents[e.kind])
	w.field = fmt.Appendf(w.field[:0], "%d.%03d000", e.unixMs/1000, e.unixMs%1000)
	w.put()
	w.empty(1)
	w.party(l.caller)
	w.party(l.caller)
	w.empty(1)
	w.party(l.callee)
	w.party(l.callee)
	w.text("default")
	w.channel(l, "PJSIP/"+w.gateways[l.gateway]+"-")
	w.text("Dial")
	w.text("PJSIP/" + w.gateways[l.gateway] + ",30")
	w.text("DOCUMENTATION")
	w.text(w.accounts[l.account])
	w.channelID(l, 0)
	if l.outbound { // another channel called in, a second before
		w.channelID(l, 1)
	} else {
		w.channelID(l, 0)
	}
	w.empty(3)
	w.field = w.field[:0]
	if e.kind == celHangup {
		w.field = fmt.Appendf(w.field, `{"hangupcause":%d,"hangupsource":"PJSIP/%s-%08x","dialstatus":""}`,
			ciscoCauses[l.cause], w.gateways[l.gateway], uint32(l.id[0]))
	}
	w.put()
}

// channelID adds the id of a leg's channel, or of one made seconds before.
func (w *rowWriter) channelID(l *leg, secondsBefore int64) {
	w.field = strconv.AppendInt(w.field[:0], l.startUnixMs/1000-secondsBefore, 10)
	w.field = append(w.field, '.')
	w.field = strconv.AppendInt(w.field, int64(l.serial), 10)
	w.put()
}
