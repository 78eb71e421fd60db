package dialect

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Two systems write an outcome in a way of their own below a header.

// billingOutcomes are the dispositions behind A2Billing's terminatecauseid, by
// number (Class.RateEngine.php, dialstatus_rev_list), which MagnusBilling has
// taken over.
var billingOutcomes = []string{1: "ANSWER", 2: "BUSY", 3: "NOANSWER", 4: "CANCEL", 5: "CONGESTION", 6: "CHANUNAVAIL", 7: "DONTCALL", 8: "TORTURE", 9: "INVALIDARGS"}

// addBillingOutcome adds A2Billing's column, if there is one.
func (l *Layout) addBillingOutcome() bool {
	at := columnsByName(l.headings)
	i, ok := at["terminatecauseid"]
	if !ok || lacks(at, "sessiontime", "calledstation", "starttime") != "" {
		return false
	}
	l.add(cdr.HangupCause, column{index: i, name: l.headings[i], causes: spelledDisposition, word: func(text string) string {
		if len(text) == 1 && text[0] >= '1' && text[0] <= '9' {
			return billingOutcomes[text[0]-'0']
		}
		return text
	}})
	return true
}

// phrases are the names of the columns of reason phrases beside a final SIP
// status.
var phrases = []string{"final_sip_phrase", "final_sip_code_phrase", "sip_phrase", "sip_reason"}

// endedByBye reads 0 for 200 in a column of final SIP statuses where the phrase
// beside it is BYE wherever that stands: Teams' direct routing writes both for
// a call that was answered and hung up.
func (l *Layout) endedByBye(c *column, rows []*lex.Record) {
	phrase := slices.IndexFunc(l.headings, func(name string) bool { return slices.Contains(phrases, lastName(name)) })
	if phrase < 0 {
		return
	}
	seen := false
	for _, r := range rows {
		if max(phrase, c.index) >= r.Len() || string(bytes.TrimSpace(r.Field(c.index))) != noStatus {
			continue
		}
		if !bytes.EqualFold(bytes.TrimSpace(r.Field(phrase)), []byte("BYE")) {
			return
		}
		seen = true
	}
	if seen {
		c.none = ""
		c.word = func(text string) string {
			if text == noStatus {
				return "200"
			}
			return text
		}
		l.remark(fmt.Sprintf("%s: 0 with %s BYE is a call that was hung up after its answer, 200", c.name, l.headings[phrase]))
	}
}
