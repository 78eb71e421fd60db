package study

import (
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
)

// Fields are the columns of the batches of Write, in their canonical order.
func Fields() []cdr.Field {
	return []cdr.Field{
		cdr.CallID, cdr.InteractionID, cdr.Direction, cdr.AccountID, cdr.AuthorizingID, cdr.DestinationNumber,
		cdr.StartTime, cdr.EndTime, cdr.DurationMs, cdr.BillsecMs, cdr.HangupCause,
	}
}

// batchRows is how many legs a batch has at most.
const batchRows = 8192

// batchWriter fills batches.
type batchWriter struct {
	emit  func(*cdr.Batch) error
	batch *cdr.Batch
}

func newBatch() *cdr.Batch {
	b := &cdr.Batch{}
	for _, f := range Fields() {
		b.SetColumn(f, cdr.NewColumn(f))
	}
	return b
}

func (w *batchWriter) add(l *record.Leg) error {
	b := w.batch
	for _, t := range []struct {
		field cdr.Field
		text  string
	}{
		{cdr.CallID, l.CallID}, {cdr.InteractionID, l.InteractionID}, {cdr.AuthorizingID, l.Device}, {cdr.DestinationNumber, l.Number},
	} {
		if c := b.Column(t.field); t.text == "" {
			c.AppendNull(cdr.Text)
		} else {
			c.AppendText([]byte(t.text))
		}
	}
	for _, t := range []struct {
		field cdr.Field
		name  string
	}{{cdr.Direction, direction(l)}, {cdr.AccountID, l.Account}, {cdr.HangupCause, l.Cause}} {
		if c := b.Column(t.field); t.name == "" {
			c.AppendNull(cdr.Code)
		} else {
			c.AppendName(t.name)
		}
	}
	b.Column(cdr.StartTime).AppendInt(l.StartUs)
	b.Column(cdr.EndTime).AppendInt(l.EndUs)
	b.Column(cdr.DurationMs).AppendInt(max(0, l.EndUs-l.StartUs) / 1000)
	b.Column(cdr.BillsecMs).AppendInt(int64(l.TalkMs))
	if b.Rows++; b.Rows < batchRows {
		return nil
	}
	return w.flush()
}

func (w *batchWriter) flush() error {
	if w.batch.Rows == 0 {
		return nil
	}
	err := w.emit(w.batch)
	w.batch.Reset()
	return err
}

func direction(l *record.Leg) string {
	switch {
	case l.Placed:
		return "outbound"
	case l.Incoming:
		return "inbound"
	}
	return "unknown"
}
