package dialect

import (
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// CUCM's numbers of causes are Q.850's up to 127. From 1<<24 on the highest of
// four bytes stands for a SIP status and the lowest for the cause of Q.850 that
// CUCM maps it to. What lies between is Cisco's own.

// causeOfCisco maps CUCM's number of a cause; a SIP status as FreeSWITCH does.
func causeOfCisco(word string) (string, cause) {
	n, ok := ciscoNumber(word)
	if !ok {
		return causeOf(word)
	}
	if status := ciscoStatus(n); status > 0 {
		name, _ := causeOfStatus(strconv.Itoa(status))
		code, _ := cdr.CauseCode(name)
		return name, cause{source: causeSIP, number: code}
	}
	return causeOfQ850(word)
}

// ciscoNumber reads a cause, which databases may have made a signed number of.
func ciscoNumber(word string) (n uint32, ok bool) {
	v, err := strconv.ParseInt(word, 10, 64)
	if err != nil || v < -1<<31 || v >= 1<<32 {
		return 0, false
	}
	return uint32(v), true
}

// ciscoStatus is the SIP status in a cause, or 0: 0x57000029 is 503, and 0x29
// is Q.850's 41.
func ciscoStatus(n uint32) int {
	switch high := int(n >> 24); {
	case high >= 0x01 && high <= 0x22:
		return 399 + high
	case high >= 0x40 && high <= 0x4d:
		return 480 + high - 0x40
	case high >= 0x54 && high <= 0x59:
		return 500 + high - 0x54
	default:
		return ciscoStatuses[high]
	}
}

var ciscoStatuses = map[int]int{0x5a: 513, 0xa1: 600, 0xa2: 603, 0xa3: 604, 0xa4: 606, 0xa7: 503}

// cleanCiscoStatus takes the SIP status from a cause.
func cleanCiscoStatus(bare []byte) []byte {
	if n, ok := ciscoNumber(string(unquote(bare))); ok {
		if status := ciscoStatus(n); status > 0 {
			return strconv.AppendInt(nil, int64(status), 10)
		}
	}
	return nil
}

// ciscoCleared tells which side cleared a call by the causes of both, "16-0".
func ciscoCleared(causes string) string {
	cut := strings.Index(causes[min(1, len(causes)):], "-") + 1 // a sign may come first
	if cut == 0 {
		return ""
	}
	orig, dest := causes[:cut], causes[cut+1:]
	switch {
	case orig != "0" && orig != "" && dest == "0":
		return "caller"
	case orig == "0" && dest != "0" && dest != "":
		return "callee"
	}
	return ""
}
