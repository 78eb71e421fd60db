package dialect

import (
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// YETI (yeti-switch) writes a row for each attempt to route a call. Its CDR
// export has the columns of the table cdr.cdr that a person chose, by their
// names (yeti-web, app/models/cdr/cdr.rb); the list on its pages has the same
// in words, and names in place of some ids.

// yetiColumns are those that are read.
var yetiColumns = []named{
	{names: "uuid id", field: cdr.CallID},
	{names: "local_tag orig_call_id orig_call", field: cdr.InteractionID}, // shared by the attempts of a call
	{names: "term_call_id term_call", field: cdr.SIPCallID},
	{names: "customer_acc_name customer_acc customer_acc_id customer_name customer customer_id customer_acc_external_id customer_external_id", field: cdr.AccountID},
	{names: "customer_auth_name customer_auth customer_auth_id", field: cdr.AuthorizingID},
	{names: "term_gw_name term_gw term_gw_id term_gw_external_id vendor_name vendor vendor_id vendor_external_id", field: cdr.ResourceID},
	{names: "node_name node node_id pop_name pop pop_id", field: cdr.MediaServer},
	{names: "src_prefix_in src_prefix_routing src_prefix_out", field: cdr.CallerIDNumber},
	{names: "src_name_in src_name_out", field: cdr.CallerIDName},
	{names: "dst_prefix_out", field: cdr.CalleeIDNumber},
	{names: "dst_prefix_in dst_prefix_routing", field: cdr.DestinationNumber},
	{names: "time_start", field: cdr.StartTime},
	{names: "time_connect", field: cdr.AnswerTime},
	{names: "time_end", field: cdr.EndTime},
	{names: "duration", field: cdr.BillsecMs, as: column{unit: unitSec}}, // from connect to end
	{names: "pdd", field: cdr.ProgressMs, as: column{unit: unitSec}},
	{names: "routing_attempt", field: cdr.Attempt},
	{names: "is_last_cdr", field: cdr.LastAttempt},
	{names: "disconnect_initiator_name disconnect_initiator disconnect_initiator_id", field: cdr.HangupDisposition, as: column{word: yetiInitiator}},
	// The gateway's own answer says most, then what YETI itself found, if that
	// is a SIP status, and what it told the caller; its internal codes come last.
	{names: "legb_q850_cause", field: cdr.HangupCause, as: column{none: "0"}},
	{names: "legb_disconnect_code", field: cdr.HangupCause, as: column{causes: spelledSIP, none: "0"}},
	{names: "internal_disconnect_code", field: cdr.HangupCause, as: column{causes: spelledSIP, word: finalStatus}},
	{names: "lega_disconnect_code", field: cdr.HangupCause, as: column{causes: spelledSIP, none: "0"}},
	{names: "internal_disconnect_code", field: cdr.HangupCause, as: column{causes: spelledOwn, none: "0"}},
	{names: "legb_disconnect_code", field: cdr.SIPCode, as: column{clean: cleanStatus}},
	{names: "internal_disconnect_code", field: cdr.SIPCode, as: column{clean: cleanStatus}},
	{names: "lega_disconnect_code", field: cdr.SIPCode, as: column{clean: cleanStatus}},
}

var aboutYeti = []About{{
	Name:    yeti,
	Writer:  "YETI (yeti-switch): CDR export of its web interface, PostgreSQL COPY of cdr.cdr; one row for each routing attempt",
	ToldBy:  "a header with time_start, time_end and two of routing_attempt, is_last_cdr, lega_, legb_, internal_disconnect_code, term_gw",
	Clock:   "start time_start, answer time_connect, end time_end, with an offset; without one in --tz",
	Causes:  "legb_q850_cause, else legb_disconnect_code by SIP status, else internal_disconnect_code if it is a SIP status, else lega_disconnect_code, else the internal code as written",
	Example: yetiExample,
}}

const yetiExample = `id,time_start,time_connect,time_end,duration,disconnect_initiator_id,internal_disconnect_code,legb_disconnect_code,lega_disconnect_code,routing_attempt,is_last_cdr,customer_acc_id,term_gw_id,src_prefix_in,dst_prefix_in,local_tag,pdd
1001,2026-03-10 14:00:00.125+00,,2026-03-10 14:00:02.5+00,0,2,503,503,503,1,f,7,12,5550101,5550102,8-1F2E3D4C-0001,
1002,2026-03-10 14:00:00.125+00,2026-03-10 14:00:06+00,2026-03-10 14:00:42.75+00,37,3,200,200,200,2,t,7,14,5550101,5550102,8-1F2E3D4C-0001,2.25
`

// yetiMarks are the columns of which a file has at least two: no other system
// is known to write them.
var yetiMarks = []string{
	"routing_attempt", "is_last_cdr", "lega_disconnect_code", "legb_disconnect_code", "internal_disconnect_code", "term_gw|term_gw_id|term_gw_name",
}

// matchYeti lays out an export of YETI's CDRs, or says what it lacks.
func matchYeti(s sample, _ string, _ *Options) (l *Layout, why string) {
	if len(s.rows()) == 0 {
		return nil, "no header"
	}
	l = headed(yeti, s)
	at := s.columns()
	if lacking := lacks(at, "time_start", "time_end"); lacking != "" {
		return nil, fmt.Sprintf("no column %s among %s", lacking, s.listColumns())
	}
	marks := 0
	for _, name := range yetiMarks {
		if lacks(at, name) == "" {
			marks++
		}
	}
	if marks < 2 {
		return nil, fmt.Sprintf("not two of %s among %s", strings.Join(yetiMarks, ", "), s.listColumns())
	}
	l.addNamed(l.headings, yetiColumns)
	return l, ""
}

// yetiInitiator tells who ended an attempt: "3", "Origination" or both.
func yetiInitiator(text string) string {
	switch number, _, _ := strings.Cut(normalName(text), "_"); {
	case number == "0", number == "1", number == "routing", number == "switch", number == "traffic": // manager or switch
		return "system"
	case number == "2" || number == "destination":
		return "callee"
	case number == "3" || number == "origination":
		return "caller"
	}
	return ""
}

// finalStatus is a final SIP status, or "".
func finalStatus(text string) string {
	if len(text) != 3 || !isDigits([]byte(text)) || text < "200" || text > "699" {
		return ""
	}
	return text
}

// cleanStatus takes a final SIP status from among other codes.
func cleanStatus(bare []byte) []byte { return []byte(finalStatus(string(unquote(bare)))) }
