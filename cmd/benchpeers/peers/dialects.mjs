// The dialects in which the traffic is written: how many lines stand before the
// rows, the columns, which of them are whole numbers, and what a count leaves
// out and groups by. What a dialect has no column for is in no group.
import { ignored, quoted } from './task.mjs';

const numbered = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => `c${from + i}`);
const split = (names) => names.split(' ');

const counted = `hangup_cause NOT IN (${quoted(ignored)})`;
// ANSWERED, BUSY and NO ANSWER stand for causes that KAZOO ignores.
const failed = `disposition NOT IN ('ANSWERED', 'BUSY', 'NO ANSWER')`;
// As numbers of Q.850; the side that cleared has it.
const cleared = `if(origCause_value > 0, origCause_value, destCause_value)`;

export const dialects = {
  kazoo: {
    skip: 1,
    columns: split('id call_id caller_id_number caller_id_name callee_id_number callee_id_name duration_seconds billing_seconds timestamp hangup_cause other_leg_call_id owner_id to from direction request authorizing_id cost dialed_number calling_from datetime unix_timestamp unix_timestamp_micro rfc_1036 iso_8601 iso_8601_combined call_type rate rate_name bridge_id recording_url media_recordings media_server call_priority interaction_id'),
    whole: ['duration_seconds', 'billing_seconds', 'unix_timestamp', 'timestamp'],
    where: counted,
    by: 'hangup_cause, unix_timestamp + duration_seconds',
  },
  freeswitch: {
    skip: 0,
    columns: split('caller_id_name caller_id_number destination_number context start_stamp answer_stamp end_stamp duration billsec hangup_cause uuid bleg_uuid accountcode read_codec write_codec'),
    whole: ['duration', 'billsec'],
    where: counted,
    by: 'accountcode, hangup_cause, end_stamp',
  },
  asterisk: {
    skip: 0,
    columns: split('accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec disposition amaflags uniqueid userfield'),
    whole: ['duration', 'billsec'],
    where: failed,
    by: 'accountcode, disposition, "end"',
  },
  freepbx: {
    skip: 1,
    columns: split('calldate clid src dst dcontext channel dstchannel lastapp lastdata duration billsec disposition amaflags accountcode uniqueid userfield did cnum cnam outbound_cnum outbound_cnam dst_cnam recordingfile linkedid peeraccount sequence'),
    whole: ['duration', 'billsec', 'amaflags', 'sequence'],
    where: failed,
    by: 'accountcode, disposition, epoch(calldate::TIMESTAMP) + duration',
  },
  cisco: {
    skip: 2,
    columns: split('cdrRecordType globalCallID_callManagerId globalCallID_callId origLegCallIdentifier dateTimeOrigination origNodeId origSpan origIpAddr callingPartyNumber callingPartyUnicodeLoginUserID origCause_location origCause_value destLegIdentifier destNodeId destSpan destIpAddr originalCalledPartyNumber finalCalledPartyNumber destCause_location destCause_value dateTimeConnect dateTimeDisconnect lastRedirectDn pkid duration origDeviceName destDeviceName globalCallId_ClusterID'),
    whole: ['dateTimeOrigination', 'dateTimeConnect', 'dateTimeDisconnect', 'origCause_value', 'destCause_value', 'duration'],
    where: `${cleared} NOT IN (16, 17, 18, 19)`,
    by: `${cleared}, dateTimeDisconnect`,
  },
  // Only by Call-ID: with the tags, which swap when the callee hangs up, it takes minutes.
  kamailio: {
    skip: 1,
    columns: split('id method from_tag to_tag callid sip_code sip_reason time src_user dst_user'),
    whole: ['id', 'sip_code'],
    rows: (file) => `(SELECT i.sip_code, coalesce(b.time, i.time) AS ended FROM ${file} i
      LEFT JOIN ${file} b ON b.callid = i.callid AND b.method = 'BYE' WHERE i.method = 'INVITE')`,
    where: 'true',
    by: 'if(sip_code = 504, 408, sip_code), ended',
  },
  // Of CEL, a channel is its first HANGUP, or else CHAN_END.
  cel: {
    skip: 0,
    columns: split('eventtype eventtime cid_name cid_num cid_ani cid_rdnis cid_dnid exten context channame appname appdata amaflags accountcode uniqueid linkedid peer userfield userdeftype eventextra'),
    whole: [],
    rows: (file) => `(SELECT
        coalesce(min(eventtime) FILTER (eventtype = 'HANGUP'), min(eventtime)) AS ended,
        coalesce(arg_min(accountcode, eventtime) FILTER (eventtype = 'HANGUP'), min(accountcode)) AS account,
        regexp_extract(arg_min(eventextra, eventtime) FILTER (eventtype = 'HANGUP'), '"hangupcause":([0-9]+)', 1) AS cause
      FROM ${file} WHERE eventtype IN ('HANGUP', 'CHAN_END') GROUP BY uniqueid)`,
    where: `cause NOT IN ('16', '17', '18', '19')`,
    by: 'account, cause, left(ended, 10)',
  },
  acc_cdrs: {
    skip: 1,
    columns: split('id start_time end_time duration src_user dst_user callid'),
    whole: ['id'],
    where: 'true',
    by: 'end_time',
  },
  cdrs: {
    skip: 1,
    columns: split('cdr_id src_username src_domain dst_username dst_domain dst_ousername call_start_time duration sip_call_id sip_from_tag sip_to_tag src_ip cost rated created'),
    whole: ['cdr_id', 'duration'],
    where: 'true',
    by: 'epoch(call_start_time::TIMESTAMP) + duration',
  },
  cgrates: {
    skip: 1,
    columns: split('CGRID RunID ToR OriginID OriginHost RequestType Tenant Category Account Subject Destination SetupTime AnswerTime Usage Cost DisconnectCause'),
    whole: ['Usage'],
    where: `ToR = '*voice' AND DisconnectCause NOT IN (${quoted(ignored)})`,
    by: 'Account, DisconnectCause, epoch(left(coalesce(AnswerTime, SetupTime), 19)::TIMESTAMP) + Usage',
  },
  'cdr-stats': {
    skip: 1,
    columns: split('switch cdr_source_type callid caller_id_number caller_id_name destination_number dialcode state channel starting_date duration billsec progresssec answersec waitsec hangup_cause_id hangup_cause direction country_code accountcode buy_rate buy_cost sell_rate sell_cost extradata'),
    whole: ['cdr_source_type', 'duration', 'billsec', 'progresssec', 'hangup_cause_id', 'direction'],
    where: counted,
    by: 'accountcode, hangup_cause, epoch(starting_date::TIMESTAMP) + duration',
  },
  broadworks: {
    skip: 0,
    marked: true,
    columns: [...split('recordId serviceProvider type userNumber groupNumber direction callingNumber callingPresentationIndicator calledNumber startTime userTimeZone answerIndicator answerTime releaseTime terminationCause networkType carrierIdentificationCode dialedDigits callCategory networkCallType networkTranslatedNumber networkTranslatedGroup releasingParty route networkCallID'), ...numbered(26, 120)],
    whole: [],
    where: `type = 'Normal' AND terminationCause NOT IN ('016', '017', '018', '019')`,
    by: 'serviceProvider, terminationCause, left(releaseTime, 14)',
  },
  // STOP and ATTEMPT have their columns in different places.
  ribbon: {
    skip: 0,
    columns: numbered(1, 112),
    whole: [],
    rows: (file) => `(SELECT if(c1 = 'STOP', c15, c12) AS cause,
        if(c1 = 'STOP', c11, c105) AS day, left(if(c1 = 'STOP', c12, c10), 8) AS clock
      FROM ${file} WHERE c1 IN ('STOP', 'ATTEMPT'))`,
    where: `cause NOT IN ('16', '17', '18', '19')`,
    by: 'cause, day, clock',
  },
  yeti: {
    skip: 1,
    columns: split('id time_start time_connect time_end duration disconnect_initiator_id internal_disconnect_code legb_disconnect_code lega_disconnect_code routing_attempt is_last_cdr customer_acc_id term_gw_id src_prefix_in dst_prefix_in local_tag'),
    whole: ['duration', 'internal_disconnect_code', 'legb_disconnect_code', 'lega_disconnect_code'],
    // 480, 486 and 487 stand for causes that KAZOO ignores, 408 and 504 for the same one.
    where: 'legb_disconnect_code NOT IN (200, 480, 486, 487)',
    by: `customer_acc_id, if(legb_disconnect_code = 504, 408, legb_disconnect_code), time_end`,
  },
};
