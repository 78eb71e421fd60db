package simulate

import (
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// kazooColumns are the columns of a download, as master orders them; the first
// is id in the documents.
var kazooColumns = [...]string{
	"ID", "call_id", "caller_id_number", "caller_id_name", "callee_id_number", "callee_id_name",
	"duration_seconds", "billing_seconds", "timestamp", "hangup_cause", "other_leg_call_id", "owner_id",
	"to", "from", "direction", "request", "authorizing_id", "cost", "dialed_number", "calling_from",
	"datetime", "unix_timestamp", "unix_timestamp_micro", "rfc_1036", "iso_8601", "iso_8601_combined",
	"call_type", "rate", "rate_name", "bridge_id", "recording_url", "media_recordings", "media_server",
	"call_priority", "interaction_id",
}

// kazooRow puts lines together in memory it uses again.
type kazooRow struct {
	buf    []byte
	filled bool // a cell has been written to the line
}

func (r *kazooRow) header() []byte {
	r.begin()
	for _, name := range kazooColumns {
		r.cell([]byte(name))
	}
	return r.end()
}

// line is row i of a batch.
func (r *kazooRow) line(b *cdr.Batch, i int) []byte {
	startUs, endUs := b.Column(cdr.StartTime).Ints[i], b.Column(cdr.EndTime).Ints[i]
	startSec := startUs / 1e6
	start := time.Unix(startSec, 0).UTC()
	callID := b.Column(cdr.CallID).Text(i)
	bridge := callID // a bridge bears the A leg's name
	if b.Column(cdr.Leg).Name(i) != "a" {
		bridge = value(b, cdr.OtherLegCallID, i)
	}
	caller, dialed := value(b, cdr.CallerIDNumber, i), value(b, cdr.DestinationNumber, i)
	account := b.Column(cdr.AccountID).Name(i)
	realm := "@" + account[:min(6, len(account))] + ".sip.example.com"
	address := func(user []byte) []byte { return append(append([]byte(nil), user...), realm...) }

	r.begin()
	r.cell(append(start.AppendFormat(nil, "200601-"), callID...))
	r.cell(callID)
	r.cell(caller)
	r.cell(value(b, cdr.CallerIDName, i))
	r.cell(value(b, cdr.CalleeIDNumber, i))
	r.cell(value(b, cdr.CalleeIDName, i))
	r.number(endUs/1e6 - startSec)
	r.number((b.Column(cdr.BillsecMs).Ints[i] + 999) / 1000)
	r.number(startSec + gregorian1970)
	r.cell(value(b, cdr.HangupCause, i))
	r.cell(value(b, cdr.OtherLegCallID, i))
	r.cell(value(b, cdr.OwnerID, i))
	r.cell(address(dialed)) // to
	r.cell(address(caller)) // from
	r.cell(value(b, cdr.Direction, i))
	r.cell(address(dialed)) // request
	r.cell(value(b, cdr.AuthorizingID, i))
	r.number(0) // cost
	r.cell(dialed)
	r.cell(caller)
	r.time(start, "2006-01-02_15:04:05")
	r.number(startSec)
	r.cell(appendDigits(append(strconv.AppendInt(nil, startSec, 10), '.'), uint64(startUs%1e6), 6))
	r.time(start, "Mon, 02 Jan 2006 15:04:05 GMT")
	r.time(start, "2006-01-02")
	r.time(start, "2006-01-02T15:04:05Z")
	r.missing(3) // call_type, rate, rate_name: no ratedeck
	r.cell(bridge)
	r.missing(2) // recording_url, media_recordings: nothing is recorded
	r.cell(value(b, cdr.MediaServer, i))
	r.missing(1) // call_priority
	r.cell(value(b, cdr.InteractionID, i))
	return r.end()
}

// value is the text of row i, nil if it is null.
func value(b *cdr.Batch, f cdr.Field, i int) []byte {
	c := b.Column(f)
	if c.IsNull(i) {
		return nil
	}
	if f.Kind() == cdr.Code {
		return []byte(c.Name(i))
	}
	return c.Text(i)
}

func (r *kazooRow) begin() { r.buf, r.filled = r.buf[:0], false }

func (r *kazooRow) end() []byte {
	r.buf = append(r.buf, '\n')
	return r.buf
}

// cell adds a cell in quotes; nil is a missing value.
func (r *kazooRow) cell(s []byte) {
	if r.filled {
		r.buf = append(r.buf, ',')
	}
	r.filled = true
	if s == nil {
		return
	}
	r.buf = append(r.buf, '"')
	for _, c := range s {
		if c == '"' {
			r.buf = append(r.buf, '"')
		}
		r.buf = append(r.buf, c)
	}
	r.buf = append(r.buf, '"')
}

func (r *kazooRow) number(n int64) { r.cell(strconv.AppendInt(nil, n, 10)) }

func (r *kazooRow) time(t time.Time, layout string) { r.cell(t.AppendFormat(nil, layout)) }

func (r *kazooRow) missing(n int) {
	for range n {
		r.cell(nil)
	}
}
