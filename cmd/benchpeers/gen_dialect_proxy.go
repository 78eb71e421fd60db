package main

import (
	"fmt"
	"strconv"
)

const accHeader = "id,method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user"

// acc adds the rows of Kamailio's acc: that of the INVITE, and that of the BYE.
func (w *rowWriter) acc(l *leg) {
	ended := l.answerUnixMs
	if ended == 0 {
		ended = l.endUnixMs
	}
	w.transaction(l, "INVITE", causeStatus[l.cause], ended)
	if l.answerUnixMs != 0 {
		w.end()
		w.fields = 0
		w.transaction(l, "BYE", "200", l.endUnixMs)
	}
}

// transaction adds a row of acc.
func (w *rowWriter) transaction(l *leg, method, status string, endedUnixMs int64) {
	w.number(int64(l.id[0] >> 24))
	w.text(method)
	w.hex(l.id[0] >> 32)
	w.hex(l.id[1] >> 32)
	w.id(l)
	w.text(status)
	w.text("OK")
	w.stamp(endedUnixMs)
	w.party(l.caller)
	w.party(l.callee)
}

// hex adds a number in hexadecimal digits.
func (w *rowWriter) hex(n uint64) {
	w.field = strconv.AppendUint(w.field[:0], n, 16)
	w.put()
}

// accCDRsHeader are the columns of acc_cdrs, the last three of cdr_extra.
const accCDRsHeader = "id,start_time,end_time,duration,src_user,dst_user,callid"

// accCDRs adds a row of Kamailio's acc_cdrs.
func (w *rowWriter) accCDRs(l *leg) {
	w.number(int64(l.id[0] >> 24))
	w.stamp(l.startUnixMs)
	w.stamp(l.endUnixMs)
	w.field = fmt.Appendf(w.field[:0], "%d.000000", l.durationSec())
	w.put()
	w.party(l.caller)
	w.party(l.callee)
	w.id(l)
}

const cdrsHeader = "cdr_id,src_username,src_domain,dst_username,dst_domain,dst_ousername,call_start_time,duration,sip_call_id," +
	"sip_from_tag,sip_to_tag,src_ip,cost,rated,created"

// cdrs adds a row of the table that kamcli and others make of Kamailio's acc.
func (w *rowWriter) cdrs(l *leg) {
	w.number(int64(l.id[0] >> 24))
	w.party(l.caller)
	w.text("example.com")
	w.party(l.callee)
	w.text("example.net")
	w.party(l.callee)
	w.stamp(l.startUnixMs)
	w.number(l.durationSec())
	w.id(l)
	w.hex(l.id[0] >> 32)
	w.hex(l.id[1] >> 32)
	w.text("192.0.2.7")
	w.number(0)
	w.number(0)
	w.stamp(l.endUnixMs)
}
