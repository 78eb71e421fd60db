package simulate

import "github.com/cdrlab/cdrlab/replay/cdr"

// Fields are the columns of the batches of Traffic, in their canonical order.
func Fields() []cdr.Field {
	return []cdr.Field{
		cdr.CallID, cdr.InteractionID, cdr.OtherLegCallID, cdr.Leg, cdr.Direction, cdr.AccountID, cdr.OwnerID,
		cdr.AuthorizingID, cdr.ResourceID, cdr.MediaServer, cdr.CallerIDNumber, cdr.CallerIDName, cdr.CalleeIDNumber,
		cdr.CalleeIDName, cdr.DestinationNumber, cdr.StartTime, cdr.ProgressTime, cdr.ProgressMediaTime, cdr.AnswerTime,
		cdr.EndTime, cdr.TimePrecision, cdr.DurationMs, cdr.BillsecMs, cdr.ProgressMs, cdr.HangupCause,
		cdr.HangupCauseCode, cdr.CauseSource, cdr.SIPCode, cdr.HangupDisposition, cdr.Attempt, cdr.LastAttempt,
		cdr.ReadCodec, cdr.WriteCodec,
	}
}

// rows fills batches with legs that have ended.
type rows struct {
	emit     func(*cdr.Batch) error
	batch    *cdr.Batch
	column   [cdr.NumFields]*cdr.Column
	accounts []account
	// causeCodes are the numbers of causes.
	causeCodes []int64
	text       []byte // of the value being put together
}

func newRows(opt *TrafficOptions, emit func(*cdr.Batch) error) *rows {
	w := &rows{emit: emit, batch: &cdr.Batch{}}
	for _, f := range Fields() {
		w.column[f] = cdr.NewColumn(f)
		w.batch.SetColumn(f, w.column[f])
	}
	for i := range opt.accounts() {
		w.accounts = append(w.accounts, newAccount(i))
		w.known(cdr.AccountID, w.accounts[i].id)
	}
	for i := range opt.gateways() {
		w.known(cdr.ResourceID, carrierName(i))
	}
	for i := range causes {
		number, _ := cdr.CauseCode(causes[i].name)
		w.causeCodes = append(w.causeCodes, int64(number))
	}
	w.known(cdr.HangupCause, causeNames()...)
	w.known(cdr.HangupDisposition, dispositionNames[:]...)
	w.known(cdr.ReadCodec, codecs[:]...)
	w.known(cdr.WriteCodec, codecs[:]...)
	w.known(cdr.Leg, "a", "b")
	w.known(cdr.Direction, "inbound", "outbound")
	w.known(cdr.MediaServer, mediaServers[:]...)
	w.known(cdr.CauseSource, "field")
	return w
}

// add writes a leg, and the batch if it is full.
func (w *rows) add(l *leg) error {
	w.addIdentifiers(l)
	w.addParties(l)
	w.addTimes(l)
	w.addEnd(l)
	w.batch.Rows++
	if w.batch.Rows == batchRows {
		return w.flush()
	}
	return nil
}

// flush emits what has been added since the last batch, if anything.
func (w *rows) flush() error {
	if w.batch.Rows == 0 {
		return nil
	}
	err := w.emit(w.batch)
	w.batch.Reset()
	return err
}

// known gives a column's names their codes, in order from 0.
func (w *rows) known(f cdr.Field, names ...string) {
	for _, name := range names {
		w.column[f].Dict.CodeOf(name)
	}
}

// code appends one of a column's known names.
func (w *rows) code(f cdr.Field, code uint32) { w.column[f].AppendCode(code) }

// codeOrNull appends one of a column's known names, or null if code is -1.
func (w *rows) codeOrNull(f cdr.Field, code int) {
	if code < 0 {
		w.null(f)
		return
	}
	w.code(f, uint32(code))
}

func (w *rows) null(f cdr.Field) { w.column[f].AppendNull(f.Kind()) }

func (w *rows) textOrNull(f cdr.Field, s string) {
	if s == "" {
		w.null(f)
		return
	}
	w.text = append(w.text[:0], s...)
	w.column[f].AppendText(w.text)
}

func (w *rows) time(f cdr.Field, ms int64) {
	if ms == 0 {
		w.null(f)
		return
	}
	w.column[f].AppendInt(ms * 1000)
}
