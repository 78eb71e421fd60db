package dialect

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// matchAccCDRs lays out acc_cdrs, which Kamailio's acc writes when a dialog
// ends: start_time, end_time, duration, and what cdr_extra adds. These names
// are everybody's, so a table without a cause is taken for one only if it has
// nothing else, or extras under the names of a proxy.
func matchAccCDRs(s sample, forced string, _ *Options) (l *Layout, why string) {
	l, at := tableOf(s, kamailioAccCDRs)
	if l == nil {
		return nil, "no header"
	}
	if name := lacks(at, "start_time", "end_time", "duration"); name != "" {
		return nil, "no column " + name + " among " + s.listColumns()
	}
	if forced == auto && !(len(at) == 4 && firstOf(at, "id") >= 0 || firstOf(at, "src_user src_domain src_ip dst_ouser dst_user dst_domain from_tag to_tag") >= 0) {
		return nil, "start_time, end_time and duration, wanted also columns of a proxy such as src_user"
	}
	if slices.ContainsFunc(l.headings, isCauseHeading) && forced == auto {
		return nil, "a column of hangup causes, which acc_cdrs has not"
	}
	l.add(cdr.StartTime, column{index: at["start_time"], name: l.headings[at["start_time"]]})
	l.add(cdr.EndTime, column{index: at["end_time"], name: l.headings[at["end_time"]]})
	l.add(cdr.DurationMs, column{index: at["duration"], name: l.headings[at["duration"]], unit: unitSec})
	l.addIDs(firstOf(at, "callid call_id sip_call_id"))
	l.addProxyFields(at)
	if i := firstOf(at, "sip_code sip_status"); i >= 0 {
		l.addStatus(i)
	} else {
		l.remark(kamailioAccCDRs + " has no hangup cause: every leg counts as unknown (acc and missed_calls have the SIP status)")
	}
	l.remark("start_time taken as the start of the dialog; with cdr_start_on_confirmed it is the answer")
	return l, ""
}

// addStatus adds a column of final SIP statuses, and the causes by them.
func (l *Layout) addStatus(i int) {
	l.add(cdr.SIPCode, column{index: i, name: l.heading(i)})
	l.add(cdr.HangupCause, column{index: i, name: l.heading(i), causes: spelledSIP})
}

// isCauseHeading tells a column that by its name holds hangup causes.
func isCauseHeading(name string) bool {
	h, ok := fieldOfHeader(name)
	return ok && (h.field == cdr.HangupCause || h.field == cdr.HangupCauseCode)
}

// matchCDRs lays out the table cdrs, which kamcli, Siremis, dSIPRouter and the
// control panel of OpenSIPS fill from acc: a row for each INVITE that was
// answered and whose BYE was found. So all of them were cleared normally.
func matchCDRs(s sample, _ string, _ *Options) (l *Layout, why string) {
	l, at := tableOf(s, kamailioCDRs)
	if l == nil {
		return nil, "no header"
	}
	if name := lacks(at, "call_start_time", "duration", "sip_call_id"); name != "" {
		return nil, "no column " + name + " among " + s.listColumns()
	}
	start := column{index: at["call_start_time"], name: l.headings[at["call_start_time"]]}
	duration := column{index: at["duration"], name: l.headings[at["duration"]], unit: unitSec}
	l.add(cdr.StartTime, start)
	l.add(cdr.AnswerTime, start)
	l.add(cdr.DurationMs, duration)
	l.add(cdr.BillsecMs, duration)
	l.addIDs(at["sip_call_id"])
	l.addProxyFields(at)
	if i := firstOf(at, "sip_code"); i >= 0 {
		l.addStatus(i)
		return l, ""
	}
	l.constant[cdr.HangupCause], l.constant[cdr.CauseSource] = "NORMAL_CLEARING", causeSourceNames[causeNone]
	l.remark(kamailioCDRs + " has answered calls only, and no cause: every leg counts as NORMAL_CLEARING; calls that failed are in acc and missed_calls")
	return l, ""
}
