package dialect

import "github.com/cdrlab/cdrlab/replay/cdr"

// The documents of mod_json_cdr and mod_xml_cdr, one a leg, which hold the same
// under the same names.
const (
	freeswitchJSON = freeswitch + ":json"
	freeswitchXML  = freeswitch + ":xml"
)

// freeswitchDocument are the values that are read of them, the finest first.
// Times of the call flow are in microseconds, 0 if something did not happen.
var freeswitchDocument = []documentField{
	{"variables.uuid", cdr.CallID, 0},
	{"variables.call_uuid", cdr.InteractionID, 0},
	{"variables.bridge_uuid", cdr.OtherLegCallID, 0},
	{"variables.signal_bond", cdr.OtherLegCallID, 0},
	{"variables.originator", cdr.OtherLegCallID, 0}, // of a leg that was never bridged
	{"variables.sip_call_id", cdr.SIPCallID, 0},
	{"channel_data.direction", cdr.Direction, 0},
	{"variables.direction", cdr.Direction, 0},
	{"variables.accountcode", cdr.AccountID, 0},
	{"variables.sip_gateway_name", cdr.ResourceID, 0},
	{"variables.sip_gateway", cdr.ResourceID, 0},
	{"switchname", cdr.MediaServer, 0},
	{"variables.caller_id_number", cdr.CallerIDNumber, 0},
	{"callflow.0.caller_profile.caller_id_number", cdr.CallerIDNumber, 0},
	{"variables.caller_id_name", cdr.CallerIDName, 0},
	{"callflow.0.caller_profile.caller_id_name", cdr.CallerIDName, 0},
	{"callflow.0.caller_profile.callee_id_number", cdr.CalleeIDNumber, 0},
	{"callflow.0.caller_profile.callee_id_name", cdr.CalleeIDName, 0},
	{"variables.destination_number", cdr.DestinationNumber, 0},
	{"callflow.0.caller_profile.destination_number", cdr.DestinationNumber, 0},
	{"variables.start_uepoch", cdr.StartTime, unitMicro},
	{"callflow.0.times.created_time", cdr.StartTime, unitMicro},
	{"variables.start_epoch", cdr.StartTime, unitSec},
	{"variables.start_stamp", cdr.StartTime, unitUnknown},
	{"variables.progress_uepoch", cdr.ProgressTime, unitMicro},
	{"callflow.0.times.progress_time", cdr.ProgressTime, unitMicro},
	{"variables.progress_epoch", cdr.ProgressTime, unitSec},
	{"variables.progress_media_uepoch", cdr.ProgressMediaTime, unitMicro},
	{"callflow.0.times.progress_media_time", cdr.ProgressMediaTime, unitMicro},
	{"variables.progress_media_epoch", cdr.ProgressMediaTime, unitSec},
	{"variables.answer_uepoch", cdr.AnswerTime, unitMicro},
	{"callflow.0.times.answered_time", cdr.AnswerTime, unitMicro},
	{"variables.answer_epoch", cdr.AnswerTime, unitSec},
	{"variables.answer_stamp", cdr.AnswerTime, unitUnknown},
	{"variables.end_uepoch", cdr.EndTime, unitMicro},
	{"callflow.0.times.hangup_time", cdr.EndTime, unitMicro},
	{"variables.end_epoch", cdr.EndTime, unitSec},
	{"variables.end_stamp", cdr.EndTime, unitUnknown},
	{"variables.mduration", cdr.DurationMs, unitMilli},
	{"variables.duration", cdr.DurationMs, unitSec},
	{"variables.billmsec", cdr.BillsecMs, unitMilli},
	{"variables.billsec", cdr.BillsecMs, unitSec},
	{"variables.progressmsec", cdr.ProgressMs, unitMilli},
	{"variables.hangup_cause", cdr.HangupCause, 0},
	{"variables.hangup_cause_q850", cdr.HangupCause, 0},
	{"variables.sip_term_status", cdr.SIPCode, 0},
	{"variables.sip_invite_failure_status", cdr.SIPCode, 0},
	{"variables.proto_specific_hangup_cause", cdr.SIPCode, 0},
	{"variables.sip_hangup_disposition", cdr.HangupDisposition, 0},
	{"variables.read_codec", cdr.ReadCodec, 0},
	{"variables.write_codec", cdr.WriteCodec, 0},
	{"variables.rtp_audio_in_mos", cdr.MOS, 0},
}
