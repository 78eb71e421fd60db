package dialect

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// CDR-Stats takes the calls of several switches in one table with a header
// (cdr-stats, cdr_import/models.py), and many a billing script writes it.

// cdrStatsColumns are those that are read.
var cdrStatsColumns = []named{
	{names: "callid", field: cdr.CallID},
	{names: "switch", field: cdr.MediaServer},
	{names: "accountcode", field: cdr.AccountID},
	{names: "direction", field: cdr.Direction}, // 1 inbound, 2 outbound
	{names: "caller_id_number", field: cdr.CallerIDNumber},
	{names: "caller_id_name", field: cdr.CallerIDName},
	{names: "destination_number", field: cdr.DestinationNumber},
	{names: "starting_date", field: cdr.StartTime},
	{names: "duration", field: cdr.DurationMs, as: column{unit: unitSec}},
	{names: "billsec", field: cdr.BillsecMs, as: column{unit: unitSec}},
	{names: "progresssec", field: cdr.ProgressMs, as: column{unit: unitSec}},
	{names: "hangup_cause", field: cdr.HangupCause},
	{names: "hangup_cause_id", field: cdr.HangupCause},
}

var aboutCDRStats = []About{{
	Name:   cdrStats,
	Writer: "CDR-Stats, and what imports into it (cdr_import)",
	ToldBy: "a header with cdr_source_type, starting_date and hangup_cause_id or hangup_cause",
	Clock:  "start starting_date, in --tz unless it has an offset; end = start + duration",
	Causes: "hangup_cause by name, else hangup_cause_id, a Q.850 number; calls that come from Asterisk have one guessed from the disposition",
	Lacks:  "answer time, gateway",
	Example: `switch,cdr_source_type,callid,caller_id_number,caller_id_name,destination_number,starting_date,duration,billsec,progresssec,hangup_cause_id,hangup_cause,direction,accountcode
192.0.2.7,1,3f0c2a4e-0001-4c11-9a51-000000000001,5550101,Ann,5550102,2026-03-10 14:00:00,42,37,3,16,,2,acme
`,
}}

// matchCDRStats lays out CDR-Stats' import file, or says what it lacks.
func matchCDRStats(s sample, _ string, _ *Options) (l *Layout, why string) {
	if len(s.rows()) == 0 {
		return nil, "no header"
	}
	l = headed(cdrStats, s)
	at := s.columns()
	if lacking := lacks(at, "cdr_source_type", "starting_date", "hangup_cause_id|hangup_cause"); lacking != "" {
		return nil, fmt.Sprintf("no column %s among %s", lacking, s.listColumns())
	}
	l.addNamed(l.headings, cdrStatsColumns)
	return l, ""
}
