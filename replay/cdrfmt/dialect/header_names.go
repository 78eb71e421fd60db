package dialect

import (
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// headings are the names under which switches, proxies and billing systems
// write each field, best first: the canonical name, then what is free of a
// zone, then the rest. A unit such as _ms may follow a time or a duration.
// Names of outcomes (status, disposition) are none of a cause's.
var headings = [cdr.NumFields]string{
	cdr.CallID:            "call_id uuid call_uuid callid unique_id uniqueid leg_id call_leg_id call_sid sid cdr_id id acctuniqueid acct_unique_session_id acctsessionid acct_session_id call_record_id callrecordid call_uniq_id",
	cdr.InteractionID:     "interaction_id linkedid linked_id global_call_id call_session_id h323_conf_id h323_incoming_conf_id session_id conversation_id correlation_id contact_id",
	cdr.OtherLegCallID:    "other_leg_call_id bleg_uuid other_leg_uuid",
	cdr.SIPCallID:         "sip_call_id sip_callid sipcall_id",
	cdr.Leg:               "leg",
	cdr.Direction:         "direction call_direction",
	cdr.AccountID:         "account_id account accountcode account_code account_name account_number account_sid accountid tenant tenant_id tenant_name customer customer_id customer_name customer_account cust_id client client_id client_name company company_id company_name domain_name",
	cdr.OwnerID:           "owner_id",
	cdr.AuthorizingID:     "authorizing_id",
	cdr.ResourceID:        "resource_id gateway gateway_name sip_gateway_name sip_gateway carrier carrier_id carrier_name trunk trunk_id trunk_name provider provider_id provider_name vendor vendor_id vendor_name supplier supplier_name resource outbound_trunk destination_trunk dest_trunk dst_trunk desttrunkname outgoing_trunk egress_trunk egress_trunk_group terminating_trunk termination_trunk trunk_out outbound_gateway destination_gateway egress_gateway dst_gateway",
	cdr.MediaServer:       "media_server switchname switch switch_name hostname server_name",
	cdr.CallerIDNumber:    "caller_id_number caller_number calling_number calling_party_number a_number cli ani from_number source_number originating_number origination_number caller_id callerid caller calling_party src call_from called_from callfrom from_user from source call_source source_uri src_uri from_uri source_extension src_number source_no source_exten callingstationid calling_station_id calling_no calling calling_user caller_no caller_phone caller_phone_number a_party a_party_number aparty a_num number_from originator_number from_phone_number a_party_no in_ani bill_ani src_num",
	cdr.CallerIDName:      "caller_id_name caller_name",
	cdr.CalleeIDNumber:    "callee_id_number callee callee_number",
	cdr.CalleeIDName:      "callee_id_name callee_name",
	cdr.DestinationNumber: "destination_number dialed_number dialled_number dialed_num called_number called_party_number b_number dnis cld dst to_number terminating_number callednum calledstation called_party call_to called_to callto to_user to destination call_destination destination_uri dst_uri to_uri destination_extension dst_number dest_number dest destination_no destination_exten calledstationid called_station_id called_no called callee_no callee_phone_number b_party b_party_number bparty b_num number_to recipient recipient_number receiver receiver_number receiver_phone_number number_dialed number_dialled digits_dialed dialed dialled to_phone_number destination_dialed b_party_no in_dnis bill_dnis dst_num",
	cdr.StartTime:         "start_time start_uepoch start_epoch start_stamp start start_timestamp start_ts starttime start_date start_date_time start_datetime startdate starting_date started_at started begin_time call_start call_start_time call_start_date_time call_started call_begin callstart time_start timestart date_start setup_time setup_date created_time initiated_at initiation_time initiation_timestamp invite_time invite_date_time attempted_at cdr_start date_time_start calldate acctstarttime acct_start_time call_started_at call_start_at call_start_datetime call_start_timestamp call_start_ts call_startdate origination_time originating_time orig_time seize_time seizure_time start_of_call time_of_call initiated start_time_stamp datestart date_of_call_start begin_date begin h323_setup_time timestamp_start conversation_start",
	cdr.ProgressTime:      "progress_time progress_uepoch progress_epoch progress_stamp",
	cdr.ProgressMediaTime: "progress_media_time progress_media_uepoch progress_media_epoch progress_media_stamp",
	cdr.AnswerTime:        "answer_time answer_uepoch answer_epoch answer_stamp answer answer_timestamp answertime answer_date_time answered_time answered_at answer_date time_answer time_answered time_connect connect_time connect_date connected_at date_time_connect cdr_connect connected_to_system_timestamp date_answer date_answered answered_on call_answered_at call_answer_time call_answered_time call_answer_datetime connected_time connection_time pickup_time answer_time_stamp conversation_start_time h323_connect_time timestamp_answer",
	cdr.EndTime:           "end_time end_uepoch end_epoch end_stamp end end_timestamp end_ts endtime end_date end_date_time end_datetime enddate ended_at ended call_end call_end_time call_end_date_time call_ended call_stop call_stop_time callend time_end timeend date_end hangup_time hangup_stamp hangup_timestamp hangup_date hangup_at stop_time stop_timestamp stoptime finish_time finished_at finished finish cdr_stop terminated_at disconnect_time disconnect_date disconnect_timestamp disconnected_at release_time release_timestamp released_at time_release date_time_end failure_time failure_date_time acctstoptime acct_stop_time disconnected_time disconnect_date_time disconnection_time disconnect_datetime call_ended_at call_end_at call_end_datetime call_end_timestamp call_end_ts call_enddate call_hangup_time call_completed_at completed_at completion_time hang_up_time date_hangup date_disconnect release_date clear_time clearing_time end_of_call end_time_stamp dateend h323_disconnect_time timestamp_end conversation_end",
	cdr.DurationMs:        "duration_ms mduration duration duration_seconds call_duration callduration callduraction total_duration duration_total totals call_length call_sec session_time sessiontime seconds acctsessiontime acct_session_time length elapsed_time total_call_time total_call_duration minutes call_minutes dur",
	cdr.BillsecMs:         "billsec_ms billmsec billsec bill_sec billing_seconds billable_seconds billed_seconds billseconds bill_duration billable_duration billed_duration billing_duration talk_time talk_duration talkduration talkduraction talking time_talking talktime conversation_time conversation_duration speaking_time answered_duration answer_duration connected_duration connect_duration connection_duration call_talk_time in_call_duration",
	cdr.ProgressMs:        "progress_ms pdd progressmsec progresssec post_dial_delay",
	cdr.HangupCause:       "hangup_cause cause hangupcause cause_name cause_text call_hangup_cause hangup_cause_name hangup_reason termination_cause termination_reason release_cause release_reason disconnect_cause disconnect_reason disconnection_cause end_reason trm_reason call_end_reason end_cause hang_up_cause hangup_cause_text hangup_cause_description hangup_cause_desc disconnection_reason clear_cause clearing_cause clearing_reason call_termination_reason call_termination_cause call_release_cause terminate_cause acctterminatecause acct_terminate_cause call_outcome_reason",
	cdr.HangupCauseCode:   "hangup_cause_code hangup_cause_id hangup_cause_q850 q850 q850_cause q850_code cause_code cause_id cause_value isdn_cause release_cause_code disconnect_cause_code termination_cause_code q_850 q_850_cause q850_cause_code q850_cause_value cause_number cause_no q931_cause hangup_cause_number release_cause_value release_cause_number",
	cdr.SIPCode:           "sip_code sip_status sip_term_status sip_response_code sip_hangup_cause proto_specific_hangup_cause sip_status_code sip_code_final final_sip_response_code sip_reply_code sip_return_code sip_result_code sip_hangup_code call_sip_code",
	cdr.HangupDisposition: "hangup_disposition sip_hangup_disposition",
	cdr.Attempt:           "attempt routing_attempt",
	cdr.LastAttempt:       "last_attempt is_last_cdr",
	cdr.ReadCodec:         "read_codec",
	cdr.WriteCodec:        "write_codec",
	cdr.MOS:               "mos rtp_audio_in_mos",
	cdr.JitterMs:          "jitter_ms",
	cdr.LossPct:           "loss_pct",
}

// vagueStarts are names that say only that there is a time. A call log whose
// header has no better one and the duration of the calls means their start.
var vagueStarts = strings.Fields("date_time datetime call_date_time call_datetime call_date call_time timestamp time_stamp date time")

// namedUnits are the names that give their unit without a suffix.
var namedUnits = map[string]unit{
	"mduration": unitMilli, "billmsec": unitMilli, "progressmsec": unitMilli,
	"duration": unitSec, "call_duration": unitSec, "total_duration": unitSec, "duration_total": unitSec, "totals": unitSec,
	"callduration": unitSec, "callduraction": unitSec, // as Yeastar spells it
	"call_length": unitSec, "seconds": unitSec, "call_sec": unitSec, "session_time": unitSec, "sessiontime": unitSec,
	"billsec": unitSec, "bill_sec": unitSec, "billseconds": unitSec, "billable_duration": unitSec, "billed_duration": unitSec,
	"bill_duration": unitSec, "billing_duration": unitSec, "talk_time": unitSec, "talk_duration": unitSec,
	"talkduration": unitSec, "talkduraction": unitSec, "talking": unitSec, "time_talking": unitSec, "progresssec": unitSec,
	"acctsessiontime": unitSec, "acct_session_time": unitSec, "elapsed_time": unitSec, "total_call_time": unitSec,
	"total_call_duration": unitSec, "talktime": unitSec,
	"conversation_time": unitSec, "conversation_duration": unitSec, "speaking_time": unitSec, "answered_duration": unitSec,
	"answer_duration": unitSec, "connected_duration": unitSec, "connect_duration": unitSec, "connection_duration": unitSec,
	// of PortaOne
	"call_talk_time": unitSec, "in_call_duration": unitSec, "minutes": unitMinute, "call_minutes": unitMinute,
}

// suffixes give the unit of the numbers in a column; longer ones first. What
// is written as on a clock says itself what it counts.
var suffixes = []struct {
	text string
	unit unit
}{
	{"_milliseconds", unitMilli}, {"_microseconds", unitMicro}, {"_hh:mm:ss", unitSec}, {"_h:mm:ss", unitSec},
	{"_seconds", unitSec}, {"_minutes", unitMinute}, {"_uepoch", unitMicro}, {"_millis", unitMilli},
	{"_h:m:s", unitSec}, {"_mm:ss", unitSec}, {"_epoch", unitSec}, {"_msec", unitMilli}, {"_usec", unitMicro},
	{"_secs", unitSec}, {"_mins", unitMinute}, {"_sec", unitSec}, {"_min", unitMinute},
	{"_ms", unitMilli}, {"_us", unitMicro}, {"_s", unitSec},
}
