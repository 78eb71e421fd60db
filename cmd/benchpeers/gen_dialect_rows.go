package main

import (
	"fmt"
	"strconv"
	"strings"
)

const kazooHeader = "id,call_id,caller_id_number,caller_id_name,callee_id_number,callee_id_name,duration_seconds,billing_seconds," +
	"timestamp,hangup_cause,other_leg_call_id,owner_id,to,from,direction,request,authorizing_id,cost,dialed_number,calling_from," +
	"datetime,unix_timestamp,unix_timestamp_micro,rfc_1036,iso_8601,iso_8601_combined,call_type,rate,rate_name,bridge_id," +
	"recording_url,media_recordings,media_server,call_priority,interaction_id"

// gregorianUnixSec is 1970 in the seconds since year 0 that KAZOO counts.
const gregorianUnixSec = 62167219200

// kazoo adds a row of a download of KAZOO's master.
func (w *rowWriter) kazoo(l *leg) {
	start := l.startUnixMs / 1000
	w.field = append(w.field[:0], "202603-"...)
	w.field = appendUUID(w.field, l.id)
	w.put()
	w.id(l)
	w.party(l.caller)
	w.text(l.userAgent)
	w.party(l.callee)
	w.empty(1)
	w.number(l.durationSec())
	w.number(l.billSec())
	w.number(start + gregorianUnixSec)
	w.text(causes[l.cause].name)
	w.empty(2)
	w.uri(l.callee)
	w.uri(l.caller)
	w.text(l.direction())
	w.uri(l.callee)
	w.empty(2)
	w.party(l.callee)
	w.party(l.caller)
	w.stamp(l.startUnixMs)
	w.number(start)
	w.field = strconv.AppendFloat(w.field[:0], float64(l.startUnixMs)/1000, 'f', 6, 64)
	w.put()
	w.empty(1)
	w.field = append(w.field[:0], "2026-03-02"...)
	w.put()
	w.time(l.startUnixMs)
	w.empty(6)
	w.text("fs1.example.com")
	w.empty(1)
	w.field = strconv.AppendInt(w.field[:0], start+gregorianUnixSec, 10)
	w.field = fmt.Appendf(w.field, "-%08x", uint32(l.id[1]))
	w.put()
}

// freeswitch adds a row of mod_cdr_csv's example template.
func (w *rowWriter) freeswitch(l *leg) {
	w.text(strings.ReplaceAll(strings.ReplaceAll(l.userAgent, `"`, ""), ",", "")) // it does not escape
	w.party(l.caller)
	w.party(l.callee)
	w.text("default")
	w.stamp(l.startUnixMs)
	w.stamp(l.answerUnixMs)
	w.stamp(l.endUnixMs)
	w.number(l.durationSec())
	w.number(l.billSec())
	w.text(causes[l.cause].name)
	w.id(l)
	w.empty(1)
	w.text(w.accounts[l.account])
	w.text("PCMU")
	w.text("PCMU")
}

// asterisk adds a row of cdr_csv with its sample configuration, 18 columns.
func (w *rowWriter) asterisk(l *leg) {
	w.text(w.accounts[l.account])
	w.party(l.caller)
	w.party(l.callee)
	w.text("default")
	w.field = append(l.caller.append(append(w.field[:0], `"" <`...)), '>')
	w.put()
	w.channel(l, "PJSIP/phone-")
	w.channel(l, "PJSIP/"+w.gateways[l.gateway]+"-")
	w.text("Dial")
	w.text("PJSIP/" + w.gateways[l.gateway] + ",30")
	w.stamp(l.startUnixMs)
	w.stamp(l.answerUnixMs)
	w.stamp(l.endUnixMs)
	w.number(l.durationSec())
	w.number(l.billSec())
	w.text(w.disposition(l))
	w.text("DOCUMENTATION")
	w.unique(l)
	w.empty(1)
}

const freepbxHeader = "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags," +
	"accountcode,uniqueid,userfield,did,cnum,cnam,outbound_cnum,outbound_cnam,dst_cnam,recordingfile,linkedid,peeraccount,sequence"

// freepbx adds a row of FreePBX's export.
func (w *rowWriter) freepbx(l *leg) {
	w.stamp(l.startUnixMs)
	w.field = append(l.caller.append(append(w.field[:0], `"" <`...)), '>')
	w.put()
	w.party(l.caller)
	w.party(l.callee)
	w.text("from-internal")
	w.channel(l, "PJSIP/phone-")
	w.channel(l, "PJSIP/"+w.gateways[l.gateway]+"-")
	w.text("Dial")
	w.text("PJSIP/" + w.gateways[l.gateway] + ",30")
	w.number(l.durationSec())
	w.number(l.billSec())
	w.text(w.disposition(l))
	w.text("3")
	w.text(w.accounts[l.account])
	w.unique(l)
	w.empty(8)
	w.unique(l)
	w.empty(1)
	w.number(int64(l.id[1] >> 44))
}

// ciscoHeader are the columns of a CUCM CDR that matter here, in its order.
const ciscoHeader = "cdrRecordType,globalCallID_callManagerId,globalCallID_callId,origLegCallIdentifier,dateTimeOrigination," +
	"origNodeId,origSpan,origIpAddr,callingPartyNumber,callingPartyUnicodeLoginUserID,origCause_location,origCause_value," +
	"destLegIdentifier,destNodeId,destSpan,destIpAddr,originalCalledPartyNumber,finalCalledPartyNumber,destCause_location," +
	"destCause_value,dateTimeConnect,dateTimeDisconnect,lastRedirectDn,pkid,duration,origDeviceName,destDeviceName,globalCallId_ClusterID"

// ciscoTypes is the line of types below the header.
func ciscoTypes() string {
	var types []string
	for name := range strings.SplitSeq(ciscoHeader, ",") {
		switch {
		case strings.HasSuffix(name, "Number"), strings.HasSuffix(name, "Name"), strings.HasSuffix(name, "Dn"), strings.HasSuffix(name, "ID") && len(name) > 26:
			types = append(types, "VARCHAR(50)")
		case name == "pkid":
			types = append(types, "UNIQUEIDENTIFIER")
		default:
			types = append(types, "INTEGER")
		}
	}
	return strings.Join(types, ",")
}

// normalClearing is the number of a cause in Q.850, here also for those that
// have none.
const normalClearing = 16

// ciscoCauses are the causes of Q.850, by cause of the list.
var ciscoCauses = func() (numbers []int64) {
	known := map[string]int64{
		"NO_ANSWER": 19, "USER_BUSY": 17, "NO_USER_RESPONSE": 18, "UNALLOCATED_NUMBER": 1, "CALL_REJECTED": 21,
		"NORMAL_TEMPORARY_FAILURE": 41, "RECOVERY_ON_TIMER_EXPIRE": 102, "NO_ROUTE_DESTINATION": 3, "NETWORK_OUT_OF_ORDER": 38,
	}
	for _, c := range causes {
		n := known[c.name]
		if n == 0 {
			n = normalClearing
		}
		numbers = append(numbers, n)
	}
	return numbers
}()

// cisco adds a row of a CUCM CDR.
func (w *rowWriter) cisco(l *leg) {
	w.number(1)
	w.number(1)
	w.number(int64(l.id[0] >> 40))
	w.number(int64(l.id[1] >> 40))
	w.number(l.startUnixMs / 1000)
	w.number(1)
	w.number(0)
	w.number(-1062731519)
	w.party(l.caller)
	w.empty(1)
	w.number(0)
	w.number(0)
	w.number(int64(l.id[1]>>40) + 1)
	w.number(1)
	w.number(0)
	w.number(-1062731518)
	w.party(l.callee)
	w.party(l.callee)
	w.number(0)
	w.number(ciscoCauses[l.cause])
	w.number(l.answerUnixMs / 1000)
	w.number(l.endUnixMs / 1000)
	w.empty(1)
	w.id(l)
	w.number(l.billSec())
	w.text("SEP00259C3E6C1F")
	w.text(w.gateways[l.gateway])
	w.text("StandAloneCluster")
}

const yetiHeader = "id,time_start,time_connect,time_end,duration,disconnect_initiator_id,internal_disconnect_code," +
	"legb_disconnect_code,lega_disconnect_code,routing_attempt,is_last_cdr,customer_acc_id,term_gw_id,src_prefix_in,dst_prefix_in,local_tag"

// yeti adds a row of YETI's CDRs.
func (w *rowWriter) yeti(l *leg) {
	w.number(int64(l.id[0] >> 24))
	w.zoned(l.startUnixMs)
	w.zoned(l.answerUnixMs)
	w.zoned(l.endUnixMs)
	w.number(l.billSec())
	w.number(0)
	for range 3 {
		w.text(causeStatus[l.cause])
	}
	w.number(1)
	w.text("t")
	w.text(w.accounts[l.account])
	w.text(w.gateways[l.gateway])
	w.party(l.caller)
	w.party(l.callee)
	w.id(l)
}

// zoned writes a time as PostgreSQL does, in UTC; 0 is an empty field.
func (w *rowWriter) zoned(unixMs int64) { w.moment(unixMs, "2006-01-02 15:04:05-07") }

// uri adds the address of a party.
func (w *rowWriter) uri(p party) {
	w.field = append(p.append(w.field[:0]), "@sip.example.com"...)
	w.put()
}

// channel adds the name of a channel.
func (w *rowWriter) channel(l *leg, begin string) {
	w.field = fmt.Appendf(w.field[:0], "%s%08x", begin, uint32(l.id[0]))
	w.put()
}

// unique adds Asterisk's id of a channel.
func (w *rowWriter) unique(l *leg) {
	w.field = strconv.AppendInt(w.field[:0], l.startUnixMs/1000, 10)
	w.field = append(w.field, '.')
	w.field = strconv.AppendUint(w.field, l.id[1]>>40, 10)
	w.put()
}

// disposition is Asterisk's word for how a leg ended, of which the cause is
// what the word stands for.
func (w *rowWriter) disposition(l *leg) string { return dispositions[l.cause] }
