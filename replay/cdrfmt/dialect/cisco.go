package dialect

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Cisco Unified Communications Manager (CUCM) writes a header, a row of the
// columns' types and a row for each call or part of one. The columns are read
// by name, as each release adds some: see the CDR field descriptions in its
// Call Reporting and Billing Administration Guide.

// ciscoColumns are those that are read, apart from what several make up.
var ciscoColumns = []named{
	{names: "pkid", field: cdr.CallID},
	{names: "globalcallid_clusterid", field: cdr.MediaServer},
	{names: "origdevicename", field: cdr.AuthorizingID},
	{names: "destdevicename", field: cdr.ResourceID},
	{names: "callingpartynumber", field: cdr.CallerIDNumber},
	{names: "finalcalledpartynumber", field: cdr.CalleeIDNumber},
	{names: "originalcalledpartynumber", field: cdr.DestinationNumber},
	{names: "datetimeorigination", field: cdr.StartTime, as: column{unit: unitSec}},
	{names: "datetimeconnect", field: cdr.AnswerTime, as: column{unit: unitSec}},
	{names: "datetimedisconnect", field: cdr.EndTime, as: column{unit: unitSec}},
	{names: "duration", field: cdr.BillsecMs, as: column{unit: unitSec}}, // from connect to disconnect
	// The side that cleared the call has its cause, the other 0.
	{names: "origcause_value", field: cdr.HangupCause, as: column{causes: spelledCisco, none: "0"}},
	{names: "destcause_value", field: cdr.HangupCause, as: column{causes: spelledCisco}},
	{names: "origcause_value", field: cdr.SIPCode, as: column{clean: cleanCiscoStatus}},
	{names: "destcause_value", field: cdr.SIPCode, as: column{clean: cleanCiscoStatus}},
}

var aboutCisco = []About{{
	Name:   cisco,
	Writer: "Cisco Unified Communications Manager (CUCM), CDR flat files cdr_CLUSTER_NODE_TIME_SEQ",
	ToldBy: "a header with dateTimeDisconnect and origCause_value or destCause_value; the row of types under it is passed over",
	Clock:  "seconds since 1970, UTC: start dateTimeOrigination, answer dateTimeConnect, end dateTimeDisconnect; 0 is none",
	Causes: "origCause_value or destCause_value, whichever is not 0, as a Q.850 number or, above 16777215, by the SIP status in it; " +
		"the side tells who hung up; both 0 is NONE; Cisco's own numbers (393216: split by a transfer or conference) are kept",
	Lacks: "account; calls under 1 s and unanswered ones unless CdrLogCallsWithZeroDurationFlag is set",
	Example: `"cdrRecordType","globalCallID_callManagerId","globalCallID_callId","dateTimeOrigination","callingPartyNumber","origCause_value","originalCalledPartyNumber","finalCalledPartyNumber","destCause_value","dateTimeConnect","dateTimeDisconnect","pkid","duration","origDeviceName","destDeviceName","globalCallId_ClusterID"
INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),INTEGER,VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER,UNIQUEIDENTIFIER,INTEGER,VARCHAR(129),VARCHAR(129),VARCHAR(50)
1,2,1001,1773151200,"5550101",16,"5550102","5550102",0,1773151205,1773151242,"3f0c2a4e-0001-4c11-9a51-000000000001",37,"SEP001122334455","trunk-1","cluster-1"
`,
}}

// matchCisco lays out CUCM's CDRs, or says what they lack.
func matchCisco(s sample, _ string, opt *Options) (l *Layout, why string) {
	if len(s.rows()) == 0 {
		return nil, "no header"
	}
	l = headed(cisco, s)
	at := s.columns()
	if lacking := lacks(at, "datetimedisconnect", "origcause_value|destcause_value", "globalcallid_callid|datetimeorigination|pkid"); lacking != "" {
		return nil, fmt.Sprintf("no column %s among %s", lacking, s.listColumns())
	}
	l.skips = isTypeRow
	l.addNamed(l.headings, ciscoColumns)
	l.addParts(at, cdr.InteractionID, "globalcallid_callmanagerid globalcallid_callid globalcallid_clusterid", column{})
	l.addParts(at, cdr.HangupDisposition, "origcause_value destcause_value", column{word: ciscoCleared})
	if (opt.Need|opt.Want)&cdr.FieldsOf(cdr.AnswerTime, cdr.BillsecMs) != 0 {
		l.remarkAnsweredOnly(s)
	}
	return l, ""
}

// addParts adds a column whose value several columns make up, if the header
// has them. Only the last one, the cluster, came with a later release.
func (l *Layout) addParts(at map[string]int, f cdr.Field, names string, c column) {
	list := strings.Fields(names)
	var headings []string
	for i, name := range list {
		place, ok := at[name]
		switch {
		case !ok && i < 2:
			return
		case !ok:
		case len(headings) == 0:
			c.index = place
			headings = append(headings, l.headings[place])
		default:
			c.also = append(c.also, place)
			headings = append(headings, l.headings[place])
		}
	}
	c.name = strings.Join(headings, " + ")
	l.add(f, c)
}

// remarkAnsweredOnly tells that a file has none of the calls that CUCM leaves
// out by default.
func (l *Layout) remarkAnsweredOnly(s sample) {
	if len(l.columns[cdr.AnswerTime]) == 0 {
		return
	}
	rows, c := 0, l.columns[cdr.AnswerTime][0].index
	for _, r := range s.records[min(l.leading, len(s.records)):] {
		if l.notARow(r) || c >= r.Len() {
			continue
		}
		if d, ok := parseDecimal(trim(r.Field(c))); !ok || d.isZero() {
			return
		}
		rows++
	}
	if rows > 0 {
		l.remark(fmt.Sprintf("cisco: no unanswered call among the first %d: CUCM leaves them out unless CdrLogCallsWithZeroDurationFlag is set, and answer ratios then mean nothing", rows))
	}
}

// isTypeRow tells the row of types under the header, in which each cell is the
// SQL type of its column.
func isTypeRow(raw []byte) bool {
	raw = bytes.TrimLeft(raw, `" `)
	for _, name := range []string{"INTEGER", "VARCHAR(", "UNIQUEIDENTIFIER"} {
		if len(raw) >= len(name) && bytes.EqualFold(raw[:len(name)], []byte(name)) {
			return len(bytes.Trim(raw, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789(),;|\t\" \r")) == 0
		}
	}
	return false
}

// isCMR tells the other file that CUCM writes, of the quality of calls.
func isCMR(s sample) bool {
	rows := s.rows()
	if len(rows) == 0 {
		return false
	}
	at := s.columns()
	return lacks(at, "globalcallid_callid", "numberpacketssent|varvqmetrics", "datetimestamp") == "" && lacks(at, "datetimedisconnect") != ""
}
