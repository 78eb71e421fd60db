package dialect

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Proxies and gateways write a final SIP status with its phrase, or the Reason
// header that came with it.

// cleanStatusText takes the number from "486 Busy Here", "SIP/2.0 486 Busy Here"
// and "486 - Busy Here"; what is none of them stays as it is.
func cleanStatusText(bare []byte) []byte {
	b := unquote(bare)
	rest := bytes.TrimPrefix(b, []byte("SIP/2.0 "))
	if len(rest) < 3 || !isDigits(rest[:3]) || rest[0] < '2' || rest[0] > '6' {
		return b
	}
	if phrase := bytes.TrimLeft(rest[3:], " -:("); len(rest) > 3 && (len(phrase) == len(rest)-3 || len(phrase) == 0 || !isLetter(phrase[0])) {
		return b
	}
	return rest[:3]
}

// isStatusText tells a status with a phrase.
func isStatusText(b []byte) bool { return len(cleanStatusText(b)) < len(unquote(b)) }

// causeOfReason is the cause in a Reason header of SIP (RFC 3326), "Q.850;
// cause=16;text=..." or "SIP;cause=486", or in a status with its phrase.
func causeOfReason(word string) (string, cause, bool) {
	if b := []byte(word); isStatusText(b) {
		name, c := causeOfStatus(string(cleanStatusText(b)))
		return name, c, c.number >= 0
	}
	if status, ok := strings.CutPrefix(word, "SIP"); ok && len(status) == 3 && isDigits([]byte(status)) { // of Webex: SIP408
		name, c := causeOfStatus(status)
		return name, c, c.number >= 0
	}
	protocol, rest, found := strings.Cut(word, ";")
	if !found {
		return "", cause{}, false
	}
	_, value, found := strings.Cut(rest, "cause=")
	value = strings.TrimLeft(value, " \"")
	number := value[:len(value)-len(strings.TrimLeft(value, "0123456789"))]
	n, err := strconv.Atoi(number)
	if !found || err != nil {
		return "", cause{}, false
	}
	switch strings.ToUpper(strings.TrimSpace(protocol)) {
	case "Q.850":
		if name, known := cdr.CauseName(n); known && n <= 127 {
			return name, cause{source: causeQ850, number: n}, true
		}
	case "SIP":
		name, c := causeOfStatus(number)
		return name, c, c.number >= 0
	}
	return "", cause{}, false
}
