package main

import (
	"strconv"
	"strings"
	"time"
)

const header = "call_id,account_id,direction,caller,callee,start,answer,end,duration_s,billsec,ringing_s,pdd_ms," +
	"hangup_cause,hangup_disposition,sip_code,gateway,from_uri,to_uri,user_agent"

// fieldCount is how many fields a sound row has.
var fieldCount = strings.Count(header, ",") + 1

// rowWriter turns legs into lines of CSV.
type rowWriter struct {
	accounts, gateways []string
	// quoteAll puts every field in quotes, not only those that need it.
	quoteAll bool
	line     []byte
	field    []byte
	fields   int
}

func newRowWriter(quoteAll bool) *rowWriter {
	return &rowWriter{accounts: accountIDs(), gateways: gatewayNames(), quoteAll: quoteAll}
}

// header is the first line of the file.
func (w *rowWriter) header() []byte {
	w.begin()
	for name := range strings.SplitSeq(header, ",") {
		w.text(name)
	}
	return w.end()
}

// heads are the lines before the rows: the header, or what a dialect has.
func (w *rowWriter) heads(d *spoken) []byte {
	if d == nil {
		return w.header()
	}
	var text []byte
	for _, line := range d.heads {
		text = append(append(text, line...), '\n')
	}
	return text
}

// spoken is the line of a leg in a dialect, valid until the next call.
func (w *rowWriter) spoken(d *spoken, l *leg) []byte {
	w.begin()
	d.row(w, l)
	return w.end()
}

// row is the line of a leg, valid until the next call. Only its first keep
// fields are written; more than there are adds fields that no heading names.
func (w *rowWriter) row(l *leg, keep int) []byte {
	w.begin()
	gateway := w.gateways[l.gateway]
	direction := "inbound"
	if l.outbound {
		direction = "outbound"
	}
	w.field = appendUUID(w.field[:0], l.id)
	w.put()
	w.text(w.accounts[l.account])
	w.text(direction)
	w.field = l.caller.append(w.field[:0])
	w.put()
	w.field = l.callee.append(w.field[:0])
	w.put()
	w.time(l.startUnixMs)
	w.time(l.answerUnixMs)
	w.time(l.endUnixMs)
	w.number((l.endUnixMs - l.startUnixMs) / 1000)
	w.number(l.billSec())
	w.number(l.ringMs / 1000)
	w.number(l.pddMs)
	w.text(causes[l.cause].name)
	w.text(l.disposition)
	w.text(causes[l.cause].sipCode)
	w.text(gateway)
	w.field = append(l.caller.append(append(w.field[:0], "sip:"...)), "@10.20.30."...)
	w.field = strconv.AppendInt(w.field, int64(l.host), 10)
	w.put()
	w.field = append(append(l.callee.append(append(w.field[:0], "sip:"...)), '@'), gateway...)
	w.put()
	w.text(l.userAgent)
	for w.fields < keep {
		w.text("stray")
	}
	if keep < fieldCount {
		w.line = cutFields(w.line, keep)
	}
	return w.end()
}

func (w *rowWriter) begin() { w.line, w.fields = w.line[:0], 0 }

func (w *rowWriter) end() []byte {
	w.line = append(w.line, '\n')
	return w.line
}

func (w *rowWriter) text(s string) {
	w.field = append(w.field[:0], s...)
	w.put()
}

func (w *rowWriter) number(n int64) {
	w.field = strconv.AppendInt(w.field[:0], n, 10)
	w.put()
}

// time writes an instant to the millisecond; 0 is an empty field.
func (w *rowWriter) time(unixMs int64) {
	w.field = w.field[:0]
	if unixMs != 0 {
		w.field = time.UnixMilli(unixMs).UTC().AppendFormat(w.field, "2006-01-02T15:04:05.000Z")
	}
	w.put()
}

// put adds the field to the line.
func (w *rowWriter) put() {
	if w.fields > 0 {
		w.line = append(w.line, ',')
	}
	w.fields++
	quotes := w.quoteAll
	for _, c := range w.field {
		quotes = quotes || c == ',' || c == '"'
	}
	if !quotes {
		w.line = append(w.line, w.field...)
		return
	}
	w.line = append(w.line, '"')
	for _, c := range w.field {
		if c == '"' {
			w.line = append(w.line, '"')
		}
		w.line = append(w.line, c)
	}
	w.line = append(w.line, '"')
}

// cutFields keeps the first n fields of a line, n below fieldCount; only the
// last field of a row may hold a comma.
func cutFields(line []byte, n int) []byte {
	for i, c := range line {
		if c == ',' {
			n--
		}
		if n == 0 {
			return line[:i]
		}
	}
	return line
}

func (p party) append(b []byte) []byte {
	b = append(append(b, '+'), p.area...)
	return strconv.AppendInt(b, int64(p.number), 10)
}

// appendUUID writes 128 bits as a random UUID (version 4).
func appendUUID(b []byte, id [2]uint64) []byte {
	id[0] = id[0]&^0xf000 | 0x4000
	id[1] = id[1]&^(3<<62) | 2<<62
	const digits = "0123456789abcdef"
	for i := range 32 {
		if i == 8 || i == 12 || i == 16 || i == 20 {
			b = append(b, '-')
		}
		b = append(b, digits[id[i/16]>>(60-4*(i%16))&15])
	}
	return b
}
