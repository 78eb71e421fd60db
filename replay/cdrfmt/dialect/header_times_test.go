package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Columns that have the name of a time are read as what their cells and the
// columns beside them make of them.
func TestTimesOfHeaders(t *testing.T) {
	for _, test := range []struct {
		name, text string
		field      cdr.Field
		want       string // "" if there is none
	}{
		{"the post-dial delay", "CLI,CLD,setup_time,connect_time,disconnect_time,disconnect_cause\n1,2,4210,2026-03-10 14:00:05,2026-03-10 14:00:42,16\n", cdr.StartTime, ""},
		{"seconds of talk", "uniqueid,end_time,hangup_cause,dial_time,answered_time\n1.1,2026-03-10 14:00:42,16,47,42\n1.2,2026-03-10 14:00:42,17,4,0\n", cdr.BillsecMs, "42000|0"},
		{"no answer by seconds", "uniqueid,end_time,hangup_cause,dial_time,answered_time\n1.1,2026-03-10 14:00:42,16,47,42\n", cdr.AnswerTime, ""},
		{"yes and no", "uniqueid,end_time,hangup_cause,answer\n1.1,2026-03-10 14:00:42,16,yes\n1.2,2026-03-10 14:00:42,17,no\n", cdr.AnswerTime, ""},
		{"a broken time", "uniqueid,end_time,hangup_cause,answer\n1.1,2026-03-10 14:00:42,16,10Mar26:14:00\n", cdr.AnswerTime, "answer: \"10Mar26:14:00\" is not a time"},
		{"a time of answer", "uniqueid,end_time,hangup_cause,answered_time\n1.1,2026-03-10 14:00:42,16,1773151205\n1.2,2026-03-10 14:00:42,16,42\n", cdr.AnswerTime, "2026-03-10T14:00:05Z|answered_time: \"42\" is not a time"},
		{"a call's date beside its end's", "id,date,date_answer,date_end,duration,cause\n1,2026-03-10 14:00:00,2026-03-10 14:00:05,2026-03-10 14:00:47,42,16\n", cdr.StartTime, "2026-03-10T14:00:00Z"},
		{"a date of something else", "id,date,end,duration,cause\n1,2026-03-11 14:00:00,2026-03-10 14:00:47,47,16\n", cdr.StartTime, "2026-03-10T14:00:00Z"},
		{"an INVITE", "CorrelationId,Invite Time,Start Time,Failure Time,End Time,Duration (seconds),Final SIP Code\n" +
			"k1,2026-03-10T14:00:00Z,2026-03-10T14:00:05Z,,2026-03-10T14:00:47Z,42,200\n", cdr.StartTime, "2026-03-10T14:00:00Z"},
		{"an INVITE's answer", "CorrelationId,Invite Time,Start Time,Failure Time,End Time,Duration (seconds),Final SIP Code\n" +
			"k1,2026-03-10T14:00:00Z,2026-03-10T14:00:05Z,,2026-03-10T14:00:47Z,42,200\nk2,2026-03-10T14:00:00Z,,2026-03-10T14:00:07Z,,0,486\n", cdr.AnswerTime, "2026-03-10T14:00:05Z|null"},
		{"an INVITE's talk", "inviteDateTime,startDateTime,failureDateTime,endDateTime,duration,finalSipCode\n" +
			"2026-03-10T14:00:00Z,2026-03-10T14:00:05Z,,2026-03-10T14:00:47Z,42,200\n", cdr.BillsecMs, "42000"},
	} {
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(test.field)
		l, err := Recognise("x.csv", []byte(test.text), true, opt)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		got := ""
		if l.Fields().Has(test.field) {
			got = strings.Join(decodeAll(t, test.text, test.field, opt), "|")
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// Names of systems that no dialect of their own reads.
func TestNamesOfSystems(t *testing.T) {
	for name, want := range map[string]cdr.Field{
		"acctuniqueid": cdr.CallID, "acctstarttime": cdr.StartTime, "acctstoptime": cdr.EndTime, "acctsessiontime": cdr.DurationMs,
		"callingstationid": cdr.CallerIDNumber, "Called-Station-Id": cdr.DestinationNumber, "acctterminatecause": cdr.HangupCause,
		"SRC Number": cdr.CallerIDNumber, "DST Number": cdr.DestinationNumber, "A Party": cdr.CallerIDNumber, "B_PARTY": cdr.DestinationNumber,
		"Disconnected Time": cdr.EndTime, "date_answer": cdr.AnswerTime, "Outbound trunk": cdr.ResourceID,
		"duration_in_seconds": cdr.DurationMs, "length_in_sec": cdr.DurationMs, "Call Duration (in minutes)": cdr.DurationMs, "Minutes": cdr.DurationMs,
		"Conversation Duration": cdr.BillsecMs, "Q.850": cdr.HangupCauseCode,
	} {
		if h, ok := fieldOfHeader(name); !ok || h.field != want {
			t.Errorf("%s: got %s %v, want %s", name, h.field, ok, want)
		}
	}
	for _, name := range []string{"length", "in_seconds", "dial_time", "ring_duration", "Billable Time", "charged_quantity"} {
		if h, ok := fieldOfHeader(name); ok {
			t.Errorf("%s is %s", name, h.field)
		}
	}
}

// A duration that is 0 without an answer is that of the talk.
func TestTellTalk(t *testing.T) {
	const head = "CallId;CallTime;Result;Duration;AnswerTime\n"
	for _, test := range []struct{ name, rows, want string }{
		{"talk", "a;2026-03-10 14:00:00;ANSWERED;42;2026-03-10 14:00:05\nb;2026-03-10 14:10:00;BUSY;0;\n", "2026-03-10T14:00:47Z|2026-03-10T14:10:00Z"},
		{"talk as on a clock", "a;2026-03-10 14:00:00;ANSWERED;0:00:42;2026-03-10 14:00:05\nb;2026-03-10 14:10:00;BUSY;0:00:00;\n", "2026-03-10T14:00:47Z|2026-03-10T14:10:00Z"},
		{"the whole call", "a;2026-03-10 14:00:00;ANSWERED;42;2026-03-10 14:00:05\nb;2026-03-10 14:10:00;BUSY;0;\nc;2026-03-10 14:10:00;BUSY;3;\n",
			"2026-03-10T14:00:42Z|2026-03-10T14:10:00Z|2026-03-10T14:10:03Z"},
		{"all answered", "a;2026-03-10 14:00:00;ANSWERED;42;2026-03-10 14:00:05\n", "2026-03-10T14:00:42Z"},
	} {
		if got := strings.Join(decodeAll(t, head+test.rows, cdr.EndTime, replayOptions()), "|"); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
	opt := replayOptions()
	withColumn("duration_ms", "Duration", "s")(opt)
	const text = head + "a;2026-03-10 14:00:00;ANSWERED;42;2026-03-10 14:00:05\nb;2026-03-10 14:10:00;BUSY;0;\n"
	if got := decodeAll(t, text, cdr.EndTime, opt)[0]; got != "2026-03-10T14:00:42Z" {
		t.Errorf("as a person says: got %s", got)
	}
}
