package cdrfmt

import (
	"fmt"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// tongues are the dialects that the same calls are written in. What each
// cannot say is in its cause and account.
var tongues = []tongue{
	{dialect: "header", files: lines("call_id;account;start;end;cause\n", func(c *spokenCall) string {
		return fmt.Sprintf("%s;%s;%s;%s;%s\n", c.id, c.account, stampOf(c.startSec), stampOf(c.endSec), c.cause)
	})},
	{dialect: "freeswitch:example", files: lines("", func(c *spokenCall) string {
		cells := []string{"Desk", c.caller, c.callee, "default", stampOf(c.startSec), stampOf(c.answerSec), stampOf(c.endSec),
			fmt.Sprint(c.duration()), fmt.Sprint(c.billsec()), c.cause, c.id, "", c.account, "PCMU", "PCMU"}
		return `"` + strings.Join(cells, `","`) + "\"\n"
	})},
	{dialect: "freeswitch:json", files: lines("", func(c *spokenCall) string {
		return fmt.Sprintf(`{"core-uuid":"c0","channel_data":{"direction":"inbound"},"variables":{"uuid":"%s","accountcode":"%s",`+
			`"start_uepoch":"%d000000","answer_uepoch":"%d000000","end_uepoch":"%d000000","duration":"%d","hangup_cause":"%s"},"callflow":[]}`+"\n",
			c.id, c.account, c.startSec, c.answerSec, c.endSec, c.duration(), c.cause)
	})},
	{dialect: "freeswitch:xml", files: lines("", func(c *spokenCall) string {
		return fmt.Sprintf("<?xml version=\"1.0\"?>\n<cdr core-uuid=\"c0\">\n  <channel_data>\n    <direction>inbound</direction>\n  </channel_data>\n"+
			"  <variables>\n    <uuid>%s</uuid>\n    <accountcode>%s</accountcode>\n    <start_epoch>%d</start_epoch>\n    <answer_epoch>%d</answer_epoch>\n"+
			"    <end_epoch>%d</end_epoch>\n    <duration>%d</duration>\n    <hangup_cause>%s</hangup_cause>\n  </variables>\n</cdr>\n",
			c.id, c.account, c.startSec, c.answerSec, c.endSec, c.duration(), c.cause)
	})},
	{dialect: "kazoo", files: kazooFiles},
	{dialect: "kazoo:json", files: lines("", func(c *spokenCall) string {
		return fmt.Sprintf(`{"_id":"202603-%s","call_id":"%s","call_direction":"inbound","channel_created_time":%d000000,"timestamp":%d,`+
			`"duration_seconds":%d,"billing_seconds":%d,"hangup_cause":"%s","custom_channel_vars":{"account_id":"%s"},"pvt_type":"cdr"}`+"\n",
			c.id, c.id, c.startSec, c.endSec+gregorian, c.duration(), c.billsec(), c.cause, c.account)
	})},
	{dialect: "asterisk", cause: causeOfDisposition, files: lines("", func(c *spokenCall) string {
		return fmt.Sprintf(`"%s","%s","%s","internal","""Desk"" <%s>","PJSIP/desk-%s","PJSIP/trunk-%s","Dial","PJSIP/%s@trunk,30",`+
			`"%s",%s,"%s",%d,%d,"%s","DOCUMENTATION","%d.%s",""`+"\n",
			c.account, c.caller, c.callee, c.caller, c.id[:8], c.id[:8], c.callee, stampOf(c.startSec), quotedStamp(c.answerSec),
			stampOf(c.endSec), c.duration(), c.billsec(), disposition(c.cause), c.startSec, number(c))
	})},
	{dialect: "asterisk:custom", cause: causeOfDisposition, files: lines("", func(c *spokenCall) string {
		return fmt.Sprintf(`"""Desk"" <%s>","%s","%s","internal","PJSIP/desk-%s","PJSIP/trunk-%s","Dial","PJSIP/%s@trunk,30",`+
			`"%s","%s","%s","%d","%d","%s","DOCUMENTATION","%s","%d.%s","",%s`+"\n",
			c.caller, c.caller, c.callee, c.id[:8], c.id[:8], c.callee, stampOf(c.startSec), stampOf(c.answerSec), stampOf(c.endSec),
			c.duration(), c.billsec(), disposition(c.cause), c.account, c.startSec, number(c), number(c))
	})},
	{dialect: "asterisk:freepbx", cause: causeOfDisposition, files: lines(
		"calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,userfield,did,recordingfile,cnum,cnam,outbound_cnum,outbound_cnam,dst_cnam,linkedid,peeraccount,sequence\r\n",
		func(c *spokenCall) string {
			return fmt.Sprintf(`%s,"""Desk"" <%s>",%s,%s,from-internal,PJSIP/desk-%s,PJSIP/trunk-%s,Dial,"PJSIP/%s@trunk,30",%d,%d,%s,3,%s,%d.%s,,,,%s,Desk,,,,%d.%s,,%s`+"\r\n",
				stampOf(c.startSec), c.caller, c.caller, c.callee, c.id[:8], c.id[:8], c.callee, c.duration(), c.billsec(),
				disposition(c.cause), c.account, c.startSec, number(c), c.caller, c.startSec, number(c), number(c))
		})},
	{dialect: "cisco", cause: causeOfQ850, account: nobody, files: lines(
		"\"cdrRecordType\",\"globalCallID_callManagerId\",\"globalCallID_callId\",\"dateTimeOrigination\",\"callingPartyNumber\",\"origCause_value\",\"originalCalledPartyNumber\",\"finalCalledPartyNumber\",\"destCause_value\",\"dateTimeConnect\",\"dateTimeDisconnect\",\"pkid\",\"duration\",\"origDeviceName\",\"destDeviceName\",\"globalCallId_ClusterID\"\n"+
			"INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),INTEGER,VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER,UNIQUEIDENTIFIER,INTEGER,VARCHAR(129),VARCHAR(129),VARCHAR(50)\n",
		func(c *spokenCall) string {
			calling, called := 0, q850(c.cause)
			if number(c)[0]%2 == 0 { // either side may have cleared
				calling, called = called, 0
			}
			return fmt.Sprintf(`1,1,%s,%d,"%s",%d,"%s","%s",%d,%d,%d,"%s",%d,"SEP001122334455","trunk","cluster"`+"\n",
				number(c), c.startSec, c.caller, calling, c.callee, c.callee, called, c.answerSec, c.endSec, c.id, c.billsec())
		})},
	{dialect: "yeti", cause: causeOfStatus, files: lines(
		"id,time_start,time_connect,time_end,duration,disconnect_initiator_id,internal_disconnect_code,legb_disconnect_code,lega_disconnect_code,routing_attempt,is_last_cdr,customer_acc_id,term_gw_id,src_prefix_in,dst_prefix_in,local_tag\n",
		func(c *spokenCall) string {
			connect := stampOf(c.answerSec)
			if connect != "" {
				connect += "+00"
			}
			status := sipStatus(c.cause)
			return fmt.Sprintf("%s,%s+00,%s,%s+00,%d,0,%d,%d,%d,1,t,%s,7,%s,%s,%s\n", number(c), stampOf(c.startSec), connect,
				stampOf(c.endSec), c.billsec(), status, status, status, c.account, c.caller, c.callee, c.id)
		})},
	{dialect: "cdr-stats", cause: causeOfQ850, files: lines(
		"switch,cdr_source_type,callid,caller_id_number,caller_id_name,destination_number,starting_date,duration,billsec,hangup_cause_id,hangup_cause,direction,accountcode\n",
		func(c *spokenCall) string {
			return fmt.Sprintf("192.0.2.7,1,%s,%s,Desk,%s,%s,%d,%d,%d,,2,%s\n", c.id, c.caller, c.callee,
				stampOf(c.startSec), c.duration(), c.billsec(), q850(c.cause), c.account)
		})},
	{dialect: "broadworks", cause: causeOfQ850, files: lines("", func(c *spokenCall) string {
		answered, answer := "No", ""
		if c.answerSec > 0 {
			answered, answer = "Yes", compact(c.answerSec)
		}
		return fmt.Sprintf("%s,%s,Normal,+%s,,Originating,+%s,Public,+%s,%s,1-000000,%s,%s,%s,%03d,VoIP,,%s,,,,,local,192.0.2.7:5060,%s@192.0.2.7\n",
			c.id, c.account, c.caller, c.caller, c.callee, compact(c.startSec), answered, answer, compact(c.endSec), q850(c.cause), c.callee, c.id)
	})},
	{dialect: "kamailio:acc", cause: causeOfStatus, files: lines(
		"id,method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user,account\n",
		func(c *spokenCall) string {
			row := func(method, from, to string, status int, sec int64) string {
				return fmt.Sprintf("%s,%s,%s%s,%s%s,%s@192.0.2.7,%d,\"A, B\",%s,%s,%s,%s\n",
					number(c), method, from, c.id, to, c.id, c.id, status, stampOf(sec), c.caller, c.callee, c.account)
			}
			if c.answerSec == 0 {
				return row("INVITE", "f", "t", sipStatus(c.cause), c.endSec)
			}
			from, to := "f", "t"
			if number(c)[0]%2 == 0 { // either side may have hung up
				from, to = to, from
			}
			return row("BYE", from, to, 200, c.endSec) + row("INVITE", "f", "t", 200, c.answerSec)
		})},
	{dialect: "kamailio:acc_cdrs", cause: nobody, files: lines("id,start_time,end_time,duration,src_user,dst_user,account\n", func(c *spokenCall) string {
		return fmt.Sprintf("%s,%s,%s,%d.250,%s,%s,%s\n", number(c), stampOf(c.startSec), stampOf(c.endSec), c.duration(), c.caller, c.callee, c.account)
	})},
	{dialect: "opensips", cause: causeOfStatus, files: lines(
		"id\tmethod\tfrom_tag\tto_tag\tcallid\tsip_code\tsip_reason\ttime\tduration\tms_duration\tsetuptime\tcreated\taccount\n",
		func(c *spokenCall) string {
			replied := c.answerSec
			if replied == 0 {
				replied = c.endSec
			}
			return fmt.Sprintf("%s\tINVITE\tf%s\tt%s\t%s@192.0.2.7\t%d\tx\t%s\t%d\t%d\t%d\t%s\t%s\n", number(c), c.id, c.id, c.id,
				sipStatus(c.cause), stampOf(replied), c.billsec(), c.billsec()*1000+250, replied-c.startSec, stampOf(c.startSec), c.account)
		})},
	{dialect: "asterisk:cel", cause: causeOfQ850, files: lines("", func(c *spokenCall) string {
		event := func(name string, sec int64, extra string) string {
			if sec == 0 {
				return ""
			}
			return fmt.Sprintf(`"%s","%d.000250","Desk","%s","%s","","%s","%s","default","PJSIP/desk-%s","Dial","","3","%s","%d.%s","%d.%s","","","","%s"`+"\n",
				name, sec, c.caller, c.caller, c.callee, c.callee, c.id[:8], c.account, c.startSec, number(c), c.startSec, number(c), extra)
		}
		extra := fmt.Sprintf(`{""hangupcause"":%d,""hangupsource"":""PJSIP/desk-%s"",""dialstatus"":""""}`, q850(c.cause), c.id[:8])
		return event("CHAN_START", c.startSec, "") + event("ANSWER", c.answerSec, "") + event("HANGUP", c.endSec, extra) + event("CHAN_END", c.endSec, "")
	})},
	{dialect: "json", files: func(calls []spokenCall) map[string]string {
		var all []string
		for _, c := range calls {
			all = append(all, fmt.Sprintf(`  {"call": {"id": "%s", "start_time": "%s", "end_time": %d}, "account": "%s", "hangup_cause": "%s"}`,
				c.id, time.Unix(c.startSec, 0).UTC().Format(time.RFC3339), c.endSec, c.account, c.cause))
		}
		return map[string]string{"calls.json": "[\n" + strings.Join(all, ",\n") + "\n]\n"}
	}},
}

// gregorian is 1970 in the seconds since year 0.
const gregorian = 62167219200

// kazooFiles are a download an account.
func kazooFiles(calls []spokenCall) map[string]string {
	files := map[string]string{}
	for _, c := range calls {
		name := c.account + ".csv"
		if files[name] == "" {
			files[name] = "ID,call_id,duration_seconds,billing_seconds,timestamp,hangup_cause,direction,unix_timestamp,unix_timestamp_micro\n"
		}
		files[name] += fmt.Sprintf("\"202603-%s\",\"%s\",\"%d\",\"%d\",\"%d\",\"%s\",\"inbound\",\"%d\",\"%d.000000\"\n",
			c.id, c.id, c.duration(), c.billsec(), c.startSec+gregorian, c.cause, c.startSec, c.startSec)
	}
	return files
}

// nobody is the account where a dialect has none.
func nobody(string) string { return "unknown" }

// number is a call's number, in digits.
func number(c *spokenCall) string {
	var n int
	fmt.Sscanf(c.id[:8], "%x", &n)
	return fmt.Sprint(n)
}

func quotedStamp(sec int64) string {
	if sec == 0 {
		return ""
	}
	return `"` + stampOf(sec) + `"`
}

// compact is a time as BroadWorks writes it.
func compact(sec int64) string { return time.Unix(sec, 0).UTC().Format("20060102150405.000") }

// disposition is what Asterisk folds a cause into.
func disposition(cause string) string {
	switch cause {
	case "NORMAL_CLEARING":
		return "ANSWERED"
	case "USER_BUSY":
		return "BUSY"
	case "NO_ANSWER", "ORIGINATOR_CANCEL":
		return "NO ANSWER"
	}
	return "FAILED"
}

func causeOfDisposition(cause string) string {
	return map[string]string{"ANSWERED": "NORMAL_CLEARING", "BUSY": "USER_BUSY", "NO ANSWER": "NO_ANSWER", "FAILED": "NORMAL_TEMPORARY_FAILURE"}[disposition(cause)]
}

// q850 is the number of a cause; FreeSWITCH's own causes have none there.
func q850(cause string) int {
	switch cause {
	case "PROGRESS_TIMEOUT":
		return 102
	case "ORIGINATOR_CANCEL":
		return 16
	}
	n, _ := cdr.CauseCode(cause)
	return n
}

func causeOfQ850(cause string) string {
	name, _ := cdr.CauseName(q850(cause))
	return name
}

// sipStatus is the final status behind a cause.
func sipStatus(cause string) int {
	return map[string]int{
		"NORMAL_CLEARING": 200, "USER_BUSY": 486, "NO_ANSWER": 480, "CALL_REJECTED": 603, "UNALLOCATED_NUMBER": 404,
		"NORMAL_TEMPORARY_FAILURE": 503, "RECOVERY_ON_TIMER_EXPIRE": 504, "PROGRESS_TIMEOUT": 408, "ORIGINATOR_CANCEL": 487,
	}[cause]
}

func causeOfStatus(cause string) string { return cdr.CauseOfSIP(sipStatus(cause)) }
