package dialect

import (
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// heading is what a column's name says: its field, the unit of its numbers,
// and how far down the list of the field's names it stands (0 is the best).
type heading struct {
	field cdr.Field
	unit  unit
	rank  int
}

// headings are the names under which switches, proxies and billing systems
// write each field, best first: the canonical name, then what is free of a
// zone, then the rest. A suffix such as _ms may follow a time or a duration.
var headings = [cdr.NumFields]string{
	cdr.CallID:            "call_id uuid call_uuid callid unique_id uniqueid leg_id id",
	cdr.InteractionID:     "interaction_id linkedid linked_id global_call_id",
	cdr.OtherLegCallID:    "other_leg_call_id bleg_uuid other_leg_uuid",
	cdr.SIPCallID:         "sip_call_id sip_callid",
	cdr.Leg:               "leg",
	cdr.Direction:         "direction call_direction",
	cdr.AccountID:         "account_id account accountcode account_code account_name tenant tenant_id customer customer_id",
	cdr.OwnerID:           "owner_id",
	cdr.AuthorizingID:     "authorizing_id",
	cdr.ResourceID:        "resource_id gateway gateway_name sip_gateway_name carrier carrier_id carrier_name trunk trunk_id trunk_name resource",
	cdr.MediaServer:       "media_server switchname switch hostname",
	cdr.CallerIDNumber:    "caller_id_number caller caller_number calling_number ani src from_number",
	cdr.CallerIDName:      "caller_id_name caller_name",
	cdr.CalleeIDNumber:    "callee_id_number callee callee_number",
	cdr.CalleeIDName:      "callee_id_name callee_name",
	cdr.DestinationNumber: "destination_number destination dialed_number called_number dst to_number",
	cdr.StartTime:         "start_time start_uepoch start_epoch start_stamp start starttime start_date startdate starting_date call_start call_start_time setup_time created_time calldate",
	cdr.ProgressTime:      "progress_time progress_uepoch progress_epoch progress_stamp",
	cdr.ProgressMediaTime: "progress_media_time progress_media_uepoch progress_media_epoch progress_media_stamp",
	cdr.AnswerTime:        "answer_time answer_uepoch answer_epoch answer_stamp answer answertime answered_time answer_date connect_time",
	cdr.EndTime:           "end_time end_uepoch end_epoch end_stamp end endtime end_date enddate call_end call_end_time hangup_time hangup_stamp stop_time disconnect_time release_time",
	cdr.DurationMs:        "duration_ms mduration duration duration_seconds call_duration",
	cdr.BillsecMs:         "billsec_ms billmsec billsec bill_sec billing_seconds billable_seconds",
	cdr.ProgressMs:        "progress_ms pdd progressmsec progresssec post_dial_delay",
	cdr.HangupCause:       "hangup_cause cause hangupcause cause_name call_hangup_cause termination_cause release_cause disconnect_cause",
	cdr.HangupCauseCode:   "hangup_cause_code hangup_cause_id hangup_cause_q850 q850 q850_cause cause_code cause_id",
	cdr.SIPCode:           "sip_code sip_status sip_term_status sip_response_code proto_specific_hangup_cause",
	cdr.HangupDisposition: "hangup_disposition sip_hangup_disposition",
	cdr.Attempt:           "attempt routing_attempt",
	cdr.LastAttempt:       "last_attempt is_last_cdr",
	cdr.ReadCodec:         "read_codec",
	cdr.WriteCodec:        "write_codec",
	cdr.MOS:               "mos rtp_audio_in_mos",
	cdr.JitterMs:          "jitter_ms",
	cdr.LossPct:           "loss_pct",
}

// namedUnits are the names that give their unit without a suffix.
var namedUnits = map[string]unit{
	"mduration": unitMilli, "billmsec": unitMilli, "progressmsec": unitMilli,
	"duration": unitSec, "call_duration": unitSec, "billsec": unitSec, "bill_sec": unitSec, "progresssec": unitSec,
}

// suffixes give the unit of the numbers in a column; longer ones first.
var suffixes = []struct {
	text string
	unit unit
}{
	{"_milliseconds", unitMilli}, {"_microseconds", unitMicro}, {"_seconds", unitSec},
	{"_uepoch", unitMicro}, {"_epoch", unitSec}, {"_msec", unitMilli}, {"_usec", unitMicro},
	{"_secs", unitSec}, {"_sec", unitSec}, {"_ms", unitMilli}, {"_us", unitMicro}, {"_s", unitSec},
}

var headingByName = func() map[string]heading {
	m := map[string]heading{}
	for f := range cdr.Field(cdr.NumFields) {
		for rank, name := range strings.Fields(headings[f]) {
			u, named := namedUnits[name]
			if !named {
				_, u = cutUnit(name)
			}
			m[name] = heading{field: f, unit: u, rank: rank}
		}
	}
	return m
}()

// fieldOfHeader tells which field a column of this name holds. A duration
// whose name has no unit is not known: it would have to be guessed.
func fieldOfHeader(name string) (heading, bool) {
	name = normalName(name)
	h, ok := headingByName[name]
	if !ok {
		base, u := cutUnit(name)
		h, ok = headingByName[base]
		if !ok || u == unitUnknown || h.field.Kind() != cdr.Time && !isDuration(h.field) {
			return heading{}, false
		}
		h.unit = u
	}
	return h, !isDuration(h.field) || h.unit != unitUnknown
}

// cutUnit splits the unit off a name.
func cutUnit(name string) (base string, u unit) {
	for _, s := range suffixes {
		if base, found := strings.CutSuffix(name, s.text); found {
			return base, s.unit
		}
	}
	return name, unitUnknown
}

// normalName makes "Hangup Cause" and "hangup-cause" one with "hangup_cause".
func normalName(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	return joiner.Replace(name)
}

var joiner = strings.NewReplacer(" ", "_", "-", "_", ".", "_")
