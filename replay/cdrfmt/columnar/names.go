package columnar

import (
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// synonym is a name that columns of a field go by in the files of others.
type synonym struct {
	name  string
	field cdr.Field
	// msPerUnit is the unit of a number in a duration's column.
	msPerUnit int64
}

// synonyms are tried in order after the canonical name: FreeSWITCH's and
// KAZOO's names first, then those of billing exports.
var synonyms = []synonym{
	{name: "call_uuid", field: cdr.CallID},
	{name: "uuid", field: cdr.CallID},
	{name: "uniqueid", field: cdr.CallID},
	{name: "linkedid", field: cdr.InteractionID},
	{name: "bleg_uuid", field: cdr.OtherLegCallID},
	{name: "account", field: cdr.AccountID},
	{name: "accountcode", field: cdr.AccountID},
	{name: "account_code", field: cdr.AccountID},
	{name: "gateway", field: cdr.ResourceID},
	{name: "sip_gateway_name", field: cdr.ResourceID},
	{name: "carrier", field: cdr.ResourceID},
	{name: "trunk", field: cdr.ResourceID},
	{name: "switchname", field: cdr.MediaServer},
	{name: "caller", field: cdr.CallerIDNumber},
	{name: "callee", field: cdr.CalleeIDNumber},
	{name: "destination", field: cdr.DestinationNumber},
	{name: "start", field: cdr.StartTime},
	{name: "start_stamp", field: cdr.StartTime},
	{name: "start_uepoch", field: cdr.StartTime},
	{name: "start_epoch", field: cdr.StartTime},
	{name: "progress", field: cdr.ProgressTime},
	{name: "progress_stamp", field: cdr.ProgressTime},
	{name: "progress_media", field: cdr.ProgressMediaTime},
	{name: "progress_media_stamp", field: cdr.ProgressMediaTime},
	{name: "answer", field: cdr.AnswerTime},
	{name: "answer_stamp", field: cdr.AnswerTime},
	{name: "answer_uepoch", field: cdr.AnswerTime},
	{name: "answer_epoch", field: cdr.AnswerTime},
	{name: "end", field: cdr.EndTime},
	{name: "end_stamp", field: cdr.EndTime},
	{name: "end_uepoch", field: cdr.EndTime},
	{name: "end_epoch", field: cdr.EndTime},
	{name: "hangup_time", field: cdr.EndTime},
	{name: "duration_s", field: cdr.DurationMs, msPerUnit: 1000},
	{name: "duration_seconds", field: cdr.DurationMs, msPerUnit: 1000},
	{name: "duration", field: cdr.DurationMs, msPerUnit: 1000},
	{name: "billmsec", field: cdr.BillsecMs, msPerUnit: 1},
	{name: "billsec", field: cdr.BillsecMs, msPerUnit: 1000},
	{name: "billsec_s", field: cdr.BillsecMs, msPerUnit: 1000},
	{name: "billing_seconds", field: cdr.BillsecMs, msPerUnit: 1000},
	{name: "pdd_ms", field: cdr.ProgressMs, msPerUnit: 1},
	{name: "progressmsec", field: cdr.ProgressMs, msPerUnit: 1},
	{name: "pdd_s", field: cdr.ProgressMs, msPerUnit: 1000},
	{name: "progresssec", field: cdr.ProgressMs, msPerUnit: 1000},
	{name: "cause", field: cdr.HangupCause},
	{name: "hangup_cause_q850", field: cdr.HangupCauseCode},
	{name: "hangup_cause_id", field: cdr.HangupCauseCode},
	{name: "sip_status", field: cdr.SIPCode},
	{name: "sip_hangup_disposition", field: cdr.HangupDisposition},
	{name: "rtp_audio_in_mos", field: cdr.MOS},
	{name: "jitter", field: cdr.JitterMs},
}

// pick is a column chosen for a field.
type pick struct {
	field     cdr.Field
	column    int // index in the file
	name      string
	msPerUnit int64 // of a duration
	// spanPerSec, if set, is the ticks a second of a duration; they count instead
	// of msPerUnit.
	spanPerSec int64
	// nulls: there are nulls alone, of a type that is none of the field's.
	nulls bool
}

// candidates are the file's columns that may be the field's, the best first.
// Letter case does not count.
func candidates(f cdr.Field, columns []sourceColumn) []pick {
	var found []pick
	add := func(name string, msPerUnit int64) {
		for i, c := range columns {
			if strings.EqualFold(c.name, name) {
				found = append(found, pick{field: f, column: i, name: c.name, msPerUnit: msPerUnit})
			}
		}
	}
	add(f.String(), 1)
	for _, s := range synonyms {
		if s.field == f {
			add(s.name, max(s.msPerUnit, 1))
		}
	}
	return found
}
