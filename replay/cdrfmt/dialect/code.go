package dialect

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// codeCell is how the text of a Code cell was understood. It is kept by the
// text, so that a text is looked at once in a file and then only found again.
type codeCell struct {
	null  bool // a word for an absent value
	code  uint32
	flags cdr.Flags
	cause cause
}

// codeCells are codeCells by their text.
type codeCells struct {
	texts intern
	cells []codeCell
}

func (c *codeCells) find(b []byte) (known codeCell, ok bool) {
	i, ok := c.texts.find(b)
	if !ok {
		return known, false
	}
	return c.cells[i-1], true
}

func (c *codeCells) add(b []byte, known codeCell) {
	c.texts.add(b)
	c.cells = append(c.cells, known)
}

// readCode finds or makes the code of a text in column i of a cell.
func (d *Decoder) readCode(c *cell, i int, v *value, b []byte) string {
	if len(b) == 0 {
		v.null = true
		if c.field == cdr.HangupCause {
			d.cause, d.causeText = cause{number: -1}, nil
		}
		return ""
	}
	known, ok := c.known[i].find(b)
	if !ok {
		if bytes.IndexByte(b, 0) >= 0 {
			return nulReason
		}
		if d.layout.exact {
			known = d.understandExact(c.field, b)
		} else {
			known = d.understand(c.field, &c.columns[i], b)
		}
		c.known[i].add(b, known)
	}
	v.null, v.code = known.null, known.code
	d.flags |= known.flags
	if c.field == cdr.HangupCause {
		d.cause, d.causeText = known.cause, b
	}
	return ""
}

// understand maps a text of a column to the canonical word it stands for.
func (d *Decoder) understand(f cdr.Field, c *column, b []byte) codeCell {
	if isNull(b) || c.none != "" && string(b) == c.none {
		return codeCell{null: true, cause: cause{number: -1}}
	}
	text, repaired := appendUTF8(nil, b)
	k := codeCell{cause: cause{number: -1}}
	if repaired {
		k.flags = cdr.FlagRepaired
	}
	word := string(text)
	if c.word != nil {
		if word = c.word(word); word == "" {
			k.null = true
			return k
		}
	}
	switch f {
	case cdr.Direction:
		word = directionOf(word)
	case cdr.Leg:
		word = legOf(word)
	case cdr.HangupCause:
		word, k.cause = c.causes.cause(word)
	}
	if dict := d.dicts[f]; dict != nil {
		k.code = dict.CodeOf(word)
	}
	return k
}

// directions are the words of other systems for how the switch sees the leg,
// among them 1 and 2 of CDR-Stats, I and O of SMDR, outbound-api of Twilio,
// user_in of Teams, and those of reports in the languages of tongues.
var directions = func() map[string]string {
	m := map[string]string{}
	for direction, words := range map[string]string{
		"inbound": "inbound in incoming i 1 incoming_call inbound_call call_in received user_in ucap_in conf_in byotin inboundcall" +
			" entrante entrada recibida in_entrata entrata entrant appel_entrant eingehend eingang kommend входящий входящие",
		"outbound": "outbound out outgoing o 2 outbound_api outbound_dial outgoing_api outgoing_dial outgoing_call outbound_call call_out dialed dialled" +
			" user_out user_out_conf user_out_transfer user_out_forwarding ucap_out conf_out byotout outboundcall" +
			" saliente saída saida in_uscita uscita sortant appel_sortant ausgehend ausgang gehend исходящий исходящие",
	} {
		for _, word := range strings.Fields(words) {
			m[word] = direction
		}
	}
	return m
}()

// directionOf is what a word says of the direction of a leg.
func directionOf(word string) string {
	if direction, ok := directions[normalName(word)]; ok {
		return direction
	}
	return "unknown"
}

func legOf(word string) string {
	switch normalName(word) {
	case "a", "b":
		return normalName(word)
	}
	return "unknown"
}

// tellCause fills the fields that say more of the cause at hand. A number of
// its own column is kept.
func (d *Decoder) tellCause() {
	l := d.layout
	if v := &d.values[cdr.CauseSource]; l.fields.Has(cdr.CauseSource) && !(l.tells(cdr.CauseSource) && !v.null) {
		*v = value{code: d.sources[d.cause.source]}
	}
	if l.fields.Has(cdr.HangupCauseRaw) && !l.tells(cdr.HangupCauseRaw) {
		d.readText(&d.values[cdr.HangupCauseRaw], d.causeText)
	}
	if code := &d.values[cdr.HangupCauseCode]; len(l.columns[cdr.HangupCauseCode]) == 0 || code.null {
		*code = value{null: d.cause.number < 0, number: int64(d.cause.number)}
	}
}

// appendUTF8 appends text that is UTF-8, or else was written as Latin-1.
func appendUTF8(dst, b []byte) (text []byte, repaired bool) {
	if utf8.Valid(b) {
		return append(dst, b...), false
	}
	for _, c := range b {
		dst = utf8.AppendRune(dst, rune(c))
	}
	return dst, true
}
