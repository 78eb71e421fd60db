package dialect

import (
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// cause is what stands behind a hangup cause.
type cause struct {
	source causeSource
	number int // Q.850's or FreeSWITCH's; -1 if the name has none
}

type causeSource uint8

const (
	causeNone causeSource = iota
	causeField
	causeQ850
	causeSIP
	causeDisposition

	numCauseSources = iota
)

// causeSourceNames are the words of the column cause_source.
var causeSourceNames = [numCauseSources]string{"none", "field", "q850", "sip", "disposition"}

// causeSpelling is how a column spells hangup causes.
type causeSpelling uint8

const (
	// By name, or by a number of Q.850 or FreeSWITCH, is the zero spelling.
	_ causeSpelling = iota
	// spelledSIP: by a final SIP status, "486" or "sip:486".
	spelledSIP
	// spelledDisposition: by Asterisk's disposition of a call.
	spelledDisposition
	// spelledQ850: by a number of Q.850; above 127 it is a system's own.
	spelledQ850
	// spelledCisco: by a number of Q.850 or Cisco's.
	spelledCisco
	// spelledOwn: by a system's own words or numbers, which stand for no cause
	// of others and are kept.
	spelledOwn
	// spelledNames: by name alone, as in canonical files: numbers among them are
	// kept, for whoever wrote the file did not take them for any cause.
	spelledNames
	// spelledWords: in words for people, perhaps with a number of Q.850.
	spelledWords
)

// cause is the hangup cause that a word stands for. A word that the spelling
// does not know is kept as it is.
func (s causeSpelling) cause(word string) (string, cause) {
	switch s {
	case spelledSIP:
		return causeOfStatus(word)
	case spelledDisposition:
		return causeOfDisposition(word)
	case spelledQ850:
		return causeOfQ850(word)
	case spelledCisco:
		return causeOfCisco(word)
	case spelledOwn:
		return word, cause{source: causeField, number: -1}
	case spelledNames:
		return causeNamed(word)
	case spelledWords:
		return causeOfWords(word)
	}
	return causeOf(word)
}

// causeOf keeps a cause as it is written, case and all, as alert engines match
// it by its exact name; only a bare number becomes the name it stands for.
func causeOf(word string) (string, cause) {
	if n, err := strconv.Atoi(word); err == nil && isDigits([]byte(word)) {
		if name, ok := cdr.CauseName(n); ok {
			return name, cause{source: causeQ850, number: n}
		}
		return word, cause{source: causeQ850, number: -1}
	}
	return causeNamed(word)
}

// causeNamed keeps a cause whatever it is.
func causeNamed(word string) (string, cause) {
	n, ok := cdr.CauseCode(word)
	if !ok {
		n = -1
	}
	return word, cause{source: causeField, number: n}
}

// causeOfQ850 names a number of Q.850. Above 127 systems have numbers of their
// own, which FreeSWITCH's must not be taken for; from 487 on none is known to.
func causeOfQ850(word string) (string, cause) {
	n, err := strconv.Atoi(word)
	if err != nil || !isDigits([]byte(word)) {
		return causeOf(word)
	}
	if n > 127 && n < 487 {
		return word, cause{source: causeField, number: -1}
	}
	switch name, known := cdr.CauseName(n); {
	case known:
		return name, cause{source: causeQ850, number: n}
	case n > 127:
		return word, cause{source: causeField, number: -1}
	}
	return word, cause{source: causeQ850, number: -1}
}

// causeOfStatus maps a final SIP status as FreeSWITCH does.
func causeOfStatus(word string) (string, cause) {
	status, err := strconv.Atoi(strings.TrimPrefix(word, "sip:"))
	if err == nil {
		if name := cdr.CauseOfSIP(status); name != "" {
			code, _ := cdr.CauseCode(name)
			return name, cause{source: causeSIP, number: code}
		}
	}
	return word, cause{source: causeSIP, number: -1}
}

// causeOfDisposition maps Asterisk's disposition of a call, and what others
// write in its place.
func causeOfDisposition(word string) (string, cause) {
	if code, ok := codeOfDisposition(word); ok {
		name, _ := cdr.CauseName(code)
		return name, cause{source: causeDisposition, number: code}
	}
	return word, cause{source: causeDisposition, number: -1}
}

// isDisposition tells a disposition as Asterisk itself writes it.
func isDisposition(b []byte) bool {
	switch string(b) {
	case "ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION", "CANCEL":
		return true
	}
	return false
}
