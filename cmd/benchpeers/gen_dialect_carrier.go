package main

import (
	"fmt"
	"time"
)

// broadworksWidth is how many columns a row has: releases have added some to
// the first 48.
const broadworksWidth = 120

// broadworks adds a row of BroadWorks' accounting.
func (w *rowWriter) broadworks(l *leg) {
	w.field = fmt.Appendf(w.field[:0], "%010dABCDEF", l.serial)
	w.field = time.UnixMilli(l.startUnixMs).UTC().AppendFormat(w.field, broadworksTime)
	w.field = append(w.field, "1-000000"...)
	w.put()
	w.text(w.accounts[l.account])
	w.text("Normal")
	w.party(l.caller)
	w.empty(1)
	w.text(either(l.outbound, "Terminating", "Originating"))
	w.party(l.caller)
	w.text("Public")
	w.party(l.callee)
	w.moment(l.startUnixMs, broadworksTime)
	w.text("1-000000")
	w.text(either(l.answerUnixMs != 0, "Yes", "No"))
	w.moment(l.answerUnixMs, broadworksTime)
	w.moment(l.endUnixMs, broadworksTime)
	w.field = fmt.Appendf(w.field[:0], "%03d", ciscoCauses[l.cause])
	w.put()
	w.text("VoIP")
	w.empty(1)
	w.party(l.callee)
	w.text("private")
	w.empty(3)
	w.text("local")
	w.text(w.gateways[l.gateway])
	w.id(l)
	w.text("G711U/8000")
	w.empty(5)
	w.escaped(l.userAgent)
	w.empty(broadworksWidth - w.fields)
}

// escaped adds a text whose commas are marked, as BroadWorks knows no quotes.
func (w *rowWriter) escaped(s string) {
	if w.fields > 0 {
		w.line = append(w.line, ',')
	}
	w.fields++
	for _, c := range []byte(s) {
		if c == ',' || c == '\\' {
			w.line = append(w.line, '\\')
		}
		w.line = append(w.line, c)
	}
}

const broadworksTime = "20060102150405.000"

// ribbonWidth is how many columns each record has.
const ribbonWidth = 112

// The records that a call leaves in Ribbon's accounting files.
const (
	ribbonStart = iota
	ribbonStop
	ribbonAttempt
)

// ribbonRecords are a START and a STOP, or an ATTEMPT if nobody answered.
func ribbonRecords(l *leg) []entry {
	if l.answerUnixMs == 0 {
		return []entry{{l.endUnixMs, ribbonAttempt}}
	}
	return []entry{{l.answerUnixMs, ribbonStart}, {l.endUnixMs, ribbonStop}}
}

// ribbon adds a record of Ribbon's.
func (w *rowWriter) ribbon(l *leg, e entry) {
	w.text([]string{"START", "STOP", "ATTEMPT"}[e.kind])
	w.text("GW1")
	w.field = fmt.Appendf(w.field[:0], "0x%016X", l.id[0])
	w.put()
	w.number(int64(l.serial))
	w.text("GMT")
	w.ribbonTime(l.startUnixMs)
	w.number(l.pddMs / 10)
	switch e.kind {
	case ribbonStart:
		w.number(l.ringMs / 10)
		w.number(l.ringMs / 10)
	case ribbonStop:
		w.number(l.ringMs / 10)
		w.number(l.ringMs / 10)
		w.ribbonTime(l.endUnixMs)
		w.number(0)
		w.number((l.endUnixMs - l.answerUnixMs) / 10)
		w.number(ciscoCauses[l.cause])
	case ribbonAttempt:
		w.number(l.ringMs / 10)
		w.moment(l.endUnixMs, ribbonClock)
		w.number(0)
		w.number(ciscoCauses[l.cause])
	}
	w.text("VoIP")
	w.text("IP-TO-IP")
	w.text("DEFAULT")
	w.empty(1)
	w.party(l.caller)
	w.party(l.callee)
	w.empty(1)
	for range 3 {
		w.number(0)
		w.empty(1)
	}
	w.number(0)
	w.empty(1)
	w.text("ROUTE1")
	w.number(1)
	w.text(w.gateways[l.gateway])
	w.text("192.0.2.7")
	w.text("192.0.2.8")
	w.empty(18)
	w.field = append(append(l.caller.append(append(w.field[:0], "SIP,917506@192.0.2.7,<sip:"...)), "@192.0.2.7>,\""...), l.userAgent...)
	w.put()
	if e.kind == ribbonAttempt { // it got its date in column 105, late
		w.empty(104 - w.fields)
		w.moment(l.endUnixMs, ribbonDay)
	}
	w.empty(ribbonWidth - w.fields)
}

// The two columns of a time.
const (
	ribbonDay   = "01/02/2006"
	ribbonClock = "15:04:05.0"
)

func (w *rowWriter) ribbonTime(unixMs int64) {
	w.moment(unixMs, ribbonDay)
	w.moment(unixMs, ribbonClock)
}
