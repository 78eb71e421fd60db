package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Words of reports stand for a disposition however they are spelled, and words
// that say nothing of the outcome stand for none.
func TestDispositions(t *testing.T) {
	for want, words := range map[string]string{
		"NORMAL_CLEARING":           "ANSWERED,Answer,Call connected,connected,completed,Accepted,Voicemail,Contestada,Angenommen,Répondu,Отвечен",
		"USER_BUSY":                 "BUSY,busy,Line Busy,user-busy,ocupado,Besetzt,Занято",
		"NO_ANSWER":                 "NO ANSWER,no-answer,no_answer,NoAnswer,Unanswered,Missed,missed_call,timeout,Não atendida,nicht beantwortet,Sans réponse",
		"ORIGINATOR_CANCEL":         "CANCEL,canceled,Cancelled,Abandoned,Annullata",
		"CALL_REJECTED":             "rejected,Declined,blocked,Call Rejected,Rechazada",
		"NORMAL_CIRCUIT_CONGESTION": "CONGESTION",
		"NORMAL_TEMPORARY_FAILURE":  "FAILED,failed,Failure,Fallida,fehlgeschlagen",
		"REQUESTED_CHAN_UNAVAIL":    "CHANUNAVAIL",
		"":                          "Completed,Complete,Success,Normal,transferred,in progress,ringing,16,486,registered,Caller,Offline, ",
	} {
		for _, word := range strings.Split(words, ",") {
			name, c := causeOfDisposition(word)
			if c.number < 0 {
				name = ""
			}
			if name != want {
				t.Errorf("%q: got %q, want %q", word, name, want)
			}
		}
	}
}

// Every word leads to a disposition, and every disposition to a cause.
func TestDispositionTables(t *testing.T) {
	for disposition, number := range dispositionCauses {
		if _, ok := cdr.CauseName(number); !ok {
			t.Errorf("%s: no cause %d", disposition, number)
		}
	}
	for _, table := range []map[string]string{dispositionWords, spokenDispositions} {
		for word, disposition := range table {
			if _, ok := dispositionCauses[disposition]; !ok {
				t.Errorf("%s: no disposition %s", word, disposition)
			}
			if plainDisposition.Replace(strings.ToUpper(word)) != word {
				t.Errorf("%s is never met", word)
			}
		}
	}
}

// Reports of other systems have their outcomes under names of their own.
func TestOutcomesOfReports(t *testing.T) {
	const stamp = "2026-03-10 14:00:00"
	for _, test := range []struct{ head, rows, want string }{
		{"Call ID,End Time,Action Result", "Call connected|Missed|Voicemail|Hang Up|Busy", "NORMAL_CLEARING|NO_ANSWER|NORMAL_CLEARING|Hang Up|USER_BUSY"},
		{"Call ID,End Time,Result", "Call connected|No Answer|Busy|Call Cancel|Rejected", "NORMAL_CLEARING|NO_ANSWER|USER_BUSY|ORIGINATOR_CANCEL|CALL_REJECTED"},
		{"call_id,end_time,status", "completed|unanswered|rejected|timeout|cancelled", "NORMAL_CLEARING|NO_ANSWER|CALL_REJECTED|NO_ANSWER|ORIGINATOR_CANCEL"},
		{"Call ID,End Time,Last Leg Disposition", "Connected|NoAnswer|Abandoned", "NORMAL_CLEARING|NO_ANSWER|ORIGINATOR_CANCEL"},
		{"ID,Fin,Estado", "Contestada|No contestada|Ocupado", "NORMAL_CLEARING|NO_ANSWER|USER_BUSY"},
	} {
		text := test.head + "\n"
		for _, word := range strings.Split(test.rows, "|") {
			text += "a," + stamp + "," + word + "\n"
		}
		if got := strings.Join(decodeAll(t, text, cdr.HangupCause, replayOptions()), "|"); got != test.want {
			t.Errorf("%s: got %s", test.head, got)
		}
	}
}
