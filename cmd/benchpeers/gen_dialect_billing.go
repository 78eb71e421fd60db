package main

import "fmt"

// cgratesHeader are the columns of a template of CGRateS' exports that has the
// cause as well.
const cgratesHeader = "CGRID,RunID,ToR,OriginID,OriginHost,RequestType,Tenant,Category,Account,Subject,Destination,SetupTime," +
	"AnswerTime,Usage,Cost,DisconnectCause"

// cgrates adds a row of an export of CGRateS, its usage in seconds.
func (w *rowWriter) cgrates(l *leg) {
	w.field = fmt.Appendf(w.field[:0], "%016x%016x%08x", l.id[0], l.id[1], l.serial)
	w.put()
	w.text("*default")
	w.text("*voice")
	w.id(l)
	w.text("192.0.2.7")
	w.text("*prepaid")
	w.text("example.org")
	w.text("call")
	w.text(w.accounts[l.account])
	w.text(w.accounts[l.account])
	w.party(l.callee)
	w.moment(l.startUnixMs, cgratesTime)
	w.moment(l.answerUnixMs, cgratesTime)
	w.number(l.billSec())
	w.field = fmt.Appendf(w.field[:0], "0.%04d", l.billSec()%1e4)
	w.put()
	w.text(causes[l.cause].name)
}

const cgratesTime = "2006-01-02 15:04:05 -0700 MST"

// endsWithTalk is what CGRateS says of a leg: one that was never answered ends
// as it begins.
func endsWithTalk(l *leg) {
	wholeSeconds(l)
	if l.answerUnixMs == 0 {
		l.startUnixMs = l.endUnixMs
	}
}

const cdrStatsHeader = "switch,cdr_source_type,callid,caller_id_number,caller_id_name,destination_number,dialcode,state,channel," +
	"starting_date,duration,billsec,progresssec,answersec,waitsec,hangup_cause_id,hangup_cause,direction,country_code,accountcode," +
	"buy_rate,buy_cost,sell_rate,sell_cost,extradata"

// cdrStats adds a row of what CDR-Stats imports from FreeSWITCH.
func (w *rowWriter) cdrStats(l *leg) {
	w.text("192.0.2.7")
	w.number(1)
	w.id(l)
	w.party(l.caller)
	w.text(l.userAgent)
	w.party(l.callee)
	w.text(l.callee.area)
	w.empty(2)
	w.stamp(l.startUnixMs)
	w.number(l.durationSec())
	w.number(l.billSec())
	w.number(l.pddMs / 1000)
	w.empty(2)
	w.number(ciscoCauses[l.cause])
	w.text(causes[l.cause].name)
	w.text(either(l.outbound, "2", "1"))
	w.empty(1)
	w.text(w.accounts[l.account])
	w.empty(4)
	w.text("{}")
}
