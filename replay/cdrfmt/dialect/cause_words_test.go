package dialect

import (
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestCauseOfWords(t *testing.T) {
	for word, want := range map[string]string{
		"Normal Clearing": "NORMAL_CLEARING", "user busy": "USER_BUSY", "No Answer": "NO_ANSWER",
		"16 - Normal call clearing": "NORMAL_CLEARING", "17: User busy": "USER_BUSY", "34-No circuit": "NORMAL_CIRCUIT_CONGESTION",
		"normal call clearing (16)": "NORMAL_CLEARING", "NORMAL_CLEARING [16]": "NORMAL_CLEARING",
		"SUCCESS [16]": "NORMAL_CLEARING", "Unallocated (unassigned) number": "UNALLOCATED_NUMBER",
		"No answer from user (user alerted)": "NO_ANSWER", "Normal, unspecified": "NORMAL_UNSPECIFIED",
		"Switching equipment congestion": "SWITCH_CONGESTION", "No circuit/channel available": "NORMAL_CIRCUIT_CONGESTION",
		"GWAPP_NORMAL_CALL_CLEAR": "NORMAL_CLEARING", "GWAPP_NO_USER_RESPONDING": "NO_USER_RESPONSE", "GWAPP_USER_BUSY": "USER_BUSY",
		"RELEASE_BECAUSE_NORMAL_CALL_DROP": "NORMAL_CLEARING", "RELEASE_BECAUSE_NOANSWER": "NO_ANSWER", "RELEASE_BECAUSE_REMOTE_CANCEL_CALL": "ORIGINATOR_CANCEL",
		"UserBusy": "USER_BUSY", "NoAnswer": "NO_ANSWER", "CallRejected": "CALL_REJECTED", "Normal": "NORMAL_CLEARING", "SIP408": "RECOVERY_ON_TIMER_EXPIRE", "SIP4080": "SIP4080",
		"GWAPP_UNKNOWN": "GWAPP_UNKNOWN", "RELEASE_BECAUSE_GW_LOCKED": "RELEASE_BECAUSE_GW_LOCKED",
		"Normal Hangup": "NORMAL_CLEARING", "Busy Line": "USER_BUSY", "Rejected": "CALL_REJECTED", "Cancelled": "ORIGINATOR_CANCEL",
		"16": "NORMAL_CLEARING", "USER_BUSY": "USER_BUSY",
		// What says nothing is kept as it is.
		"Bye": "Bye", "Request terminated (Cancel)": "Request terminated (Cancel)", "46 - Precedence call blocked": "46 - Precedence call blocked",
		"2026-03-10": "2026-03-10", "10 - 20": "10 - 20", "Room (200)": "Room (200)", "(16)": "(16)", "": "", "-": "-",
	} {
		got, c := causeOfWords(word)
		if got != want {
			t.Errorf("%q: got %s, want %s", word, got, want)
		}
		if known := isCauseName(got); known != (c.number >= 0) {
			t.Errorf("%q: %s has number %d", word, got, c.number)
		}
	}
}

// Every word of Q.850 is spelled as normalName spells it, and stands for a
// cause that has a name.
func TestQ850Words(t *testing.T) {
	for word, number := range q850Words {
		if normalName(word) != word {
			t.Errorf("%s is never met", word)
		}
		name, ok := cdr.CauseName(number)
		if !ok {
			t.Errorf("%s: no cause %d", word, number)
		}
		if code, ok := cdr.CauseCode(word); ok && code != number {
			t.Errorf("%s is %s and not %s", word, cdr.CauseOfSIP(code), name)
		}
	}
}

// Only a column of causes, some of them spelled for people, is read by words.
func TestColumnInWords(t *testing.T) {
	const head = "uuid,end,cause,account\n"
	row := func(cause string) string { return "a,2026-03-10 10:00:00," + cause + ",x\n" }
	for _, test := range []struct{ rows, want string }{
		{row("Normal Clearing") + row("Busy"), "NORMAL_CLEARING"},
		{row("16 - Normal call clearing") + row(""), "NORMAL_CLEARING"},
		{row("GWAPP_USER_BUSY") + row("GWAPP_UNKNOWN") + row("RELEASE_BECAUSE_GW_LOCKED"), "USER_BUSY"},
		{row("Normal") + row("Normal"), "NORMAL_CLEARING"},
		{row("UserBusy") + row("Normal"), "USER_BUSY"},
		{row("OriginatorDisconnected") + row("DestinationDisconnected"), "OriginatorDisconnected"},
		{row("Normal Clearing") + row("gone fishing"), "Normal Clearing"},
		{row("normal_clearing") + row("user_busy"), "normal_clearing"},
		{row("Busy") + row("Busy"), "Busy"},
	} {
		if got := decodeAll(t, head+test.rows, cdr.HangupCause, replayOptions())[0]; got != test.want {
			t.Errorf("%q: got %s, want %s", test.rows, got, test.want)
		}
	}
	has(t, head+row("Normal Clearing"), replayOptions(), `cause: causes spelled for people are read as names: "Normal Clearing" is NORMAL_CLEARING`, true)
	has(t, head+row("NORMAL_CLEARING"), replayOptions(), `cause: causes spelled for people are read as names: "NORMAL_CLEARING" is NORMAL_CLEARING`, false)
}

// Whatever a cause is spelled like, its name is one that stands for its number.
func FuzzCauseOfWords(f *testing.F) {
	for _, word := range []string{"Normal Clearing", "16 - Normal call clearing", "busy (17)", "GWAPP_USER_BUSY", "[", "1-", "(1", "9 - a [3]"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		name, c := causeOfWords(word)
		if c.number < 0 {
			if name != word {
				t.Errorf("%q: no cause, but %q", word, name)
			}
			return
		}
		if code, ok := cdr.CauseCode(name); !ok || code != c.number {
			t.Errorf("%q: %s is %d, not %d", word, name, code, c.number)
		}
	})
}
