package dialect

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Switches and billing systems that write for people spell causes as people
// read them: "Normal Clearing", "16 - Normal call clearing", "user busy (17)".

// q850Words are Q.850's own words for its causes (table 1), and what Cisco,
// AudioCodes and others make of them, where FreeSWITCH's name is another one.
var q850Words = map[string]int{
	"unallocated_unassigned_number": 1, "unassigned_number": 1,
	"no_route_to_specified_transit_network": 2, "no_route_to_destination": 3,
	"normal": 16, "normal_call_clearing": 16, "normal_call_clear": 16, "normal_hangup": 16,
	"busy": 17, "busy_line": 17, "destination_busy": 17, "no_user_responding": 18,
	"no_answer_from_user": 19, "no_answer_from_user_alerted": 19, "no_answer_from_user_user_alerted": 19,
	"user_alerting_no_answer": 19, "call_reject": 21, "rejected": 21, "facility_reject": 29,
	"address_incomplete": 28, "invalid_destination_address": 28, "invalid_number_format_address_incomplete": 28,
	"no_circuit_available": 34, "no_circuit_channel_available": 34, "temporary_failure": 41,
	"switching_equipment_congestion": 42, "access_information_discarded": 43,
	"requested_circuit_not_available": 44, "requested_circuit_channel_not_available": 44,
	"requested_facility_not_subscribed": 50, "bearer_capability_not_authorized": 57,
	"bearer_capability_not_presently_available": 58, "service_or_option_not_available_unspecified": 63,
	"bearer_capability_not_implemented": 65, "channel_type_not_implemented": 66,
	"requested_facility_not_implemented": 69, "invalid_call_reference_value": 81, "invalid_message_unspecified": 95,
	"mandatory_information_element_is_missing": 96, "invalid_information_element_contents": 100,
	"recovery_on_timer_expiry": 102, "protocol_error_unspecified": 111, "interworking_unspecified": 127,
	"canceled": 487, "cancelled": 487,
	// Of AudioCodes alone.
	"normal_call_drop": 16, "noanswer": 19, "unmatched_capabilities": 88, "remote_cancel_call": 487,
}

// gatewayWords stand before AudioCodes's names of causes.
var gatewayWords = []string{"gwapp_", "release_because_"}

// cutGatewayWord splits one off a normal name.
func cutGatewayWord(name string) (rest string, ok bool) {
	for _, word := range gatewayWords {
		if rest, ok = strings.CutPrefix(name, word); ok {
			return rest, true
		}
	}
	return name, false
}

// causeOfWords names a cause that is spelled for people: by the number of Q.850
// that stands with it, or else by its words.
func causeOfWords(word string) (string, cause) {
	if name, c, ok := causeOfReason(word); ok {
		return name, c
	}
	if n, ok := numberWithCause(word); ok {
		if name, known := cdr.CauseName(n); known {
			return name, cause{source: causeQ850, number: n}
		}
		return word, cause{source: causeField, number: -1}
	}
	plain, _ := cutGatewayWord(normalName(splitCamel(word))) // of Webex: UserBusy
	if n, ok := q850Words[plain]; ok {
		name, _ := cdr.CauseName(n)
		return name, cause{source: causeQ850, number: n}
	}
	if name := strings.ToUpper(plain); isCauseName(name) {
		return causeOf(name)
	}
	return causeOf(word)
}

// numberWithCause takes the number of Q.850 from "16 - Normal call clearing",
// "Normal call clearing (16)" and "NORMAL_CLEARING [16]".
func numberWithCause(word string) (n int, ok bool) {
	digits := len(word) - len(strings.TrimLeft(word, "0123456789"))
	number, rest := word[:digits], strings.TrimLeft(word[digits:], " ")
	switch {
	case digits > 0 && rest != "" && strings.IndexByte("-:", rest[0]) >= 0:
		rest = strings.TrimLeft(rest[1:], " ")
		ok = rest != "" && isLetter(rest[0])
	case digits == 0 && (strings.HasSuffix(word, ")") || strings.HasSuffix(word, "]")):
		if i := strings.LastIndexAny(word, "(["); i > 0 {
			number, ok = word[i+1:len(word)-1], true
		}
	}
	n, err := strconv.Atoi(number)
	return n, ok && err == nil && n > 0 && n <= 127 && isDigits([]byte(number))
}

// isCauseInWords tells a cause in any spelling.
func isCauseInWords(b []byte) bool {
	text := string(b)
	if isCauseName(text) { // as nearly all are
		return true
	}
	_, c := causeOfWords(text)
	return c.number >= 0
}

// isForPeople tells one that no system would take for a name: it has a number
// with it or a space, or it is AudioCodes's or Webex's.
func isForPeople(b []byte) bool {
	switch {
	case len(b) == 0:
		return false
	case bytes.IndexByte(b, ' ') > 0 || isGatewayWord(b) || bytes.Contains(b, []byte(";cause=")):
		return true
	case string(b) == "Normal" || hasCamel(string(b)):
		_, c := causeOfWords(string(b))
		return c.number >= 0
	case isDigit(b[0]) || b[len(b)-1] == ')' || b[len(b)-1] == ']':
		_, numbered := numberWithCause(string(b))
		return numbered
	}
	return false
}

// isGatewayWord tells a name of AudioCodes, be it one for a cause or not.
func isGatewayWord(b []byte) bool {
	if len(b) == 0 || b[0] != 'G' && b[0] != 'R' {
		return false
	}
	_, ok := cutGatewayWord(normalName(string(b)))
	return ok
}

// inWords tells whether nearly all cells of a column are causes in the first
// rows, and some of them spelled for people.
func inWords(rows []*lex.Record, i int) bool {
	rows = rows[:min(len(rows), maxGuessed)]
	return slices.ContainsFunc(rows, func(r *lex.Record) bool {
		return i < r.Len() && isForPeople(bytes.TrimSpace(r.Field(i)))
	}) && nearlyAll(rows, i, func(b []byte) bool { return isCauseInWords(b) || isGatewayWord(b) })
}

// readWords reads the column by its words, and tells so.
func (l *Layout) readWords(c *column, rows []*lex.Record) {
	c.causes = spelledWords
	for _, text := range columnCells(rows, c.index) {
		if name, known := causeOfWords(text); known.number >= 0 && name != text {
			l.remark(fmt.Sprintf("%s: causes spelled for people are read as names: %q is %s", c.name, shorten([]byte(text)), name))
			return
		}
	}
}
