package kpi

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// callBatchRows is how many calls become rows at a time.
const callBatchRows = 4096

// each calls f with all calls as rows, one a call, without groups. The rows
// hold until f returns.
func (b *callbook) each(f func(*rows)) {
	var tellings []cdr.Flags
	for n := range b.calls {
		if c := &b.calls[n]; c.legs > 0 && !slices.Contains(tellings, c.told) {
			tellings = append(tellings, c.told)
		}
	}
	for _, told := range tellings {
		b.eachTold(told, f)
	}
}

// eachTold is each for the calls of which some leg's source told these.
func (b *callbook) eachTold(told cdr.Flags, f func(*rows)) {
	columns := cdr.Batch{}
	for _, field := range []cdr.Field{cdr.StartTime, cdr.EndTime, cdr.ProgressMs} {
		columns.SetColumn(field, cdr.NewColumn(field))
	}
	for k := range b.values {
		columns.SetColumn(b.values[k].field, cdr.NewColumn(b.values[k].field))
	}
	for _, u := range cdr.Untold {
		if told&u.Flag == 0 {
			for _, field := range u.Fields {
				columns.SetColumn(field, nil)
			}
		}
	}
	for from := 0; from < len(b.calls); from += callBatchRows {
		columns.Reset()
		r := &rows{batch: &columns, seized: selection{places: []int32{}}}
		for n := from; n < min(from+callBatchRows, len(b.calls)); n++ {
			if c := &b.calls[n]; c.legs > 0 && c.told == told {
				b.append(r, n)
			}
		}
		f(r)
	}
}

// append adds call n as a row.
func (b *callbook) append(r *rows, n int) {
	c, batch := &b.calls[n], r.batch
	row := int32(batch.Rows)
	batch.Rows++
	if c.seized {
		r.seized.rows = append(r.seized.rows, row)
		r.seized.places = append(r.seized.places, int32(len(r.all.rows)))
	}
	r.all.rows = append(r.all.rows, row)
	r.legs = append(r.legs, c.legs)
	if c.told&cdr.FlagNoAnswers != 0 {
		r.answered = append(r.answered, c.answered)
		r.answeredAny = append(r.answeredAny, c.answeredAny)
		r.talkMs = append(r.talkMs, c.talkMs)
	}
	if start := batch.Column(cdr.StartTime); c.started {
		start.AppendInt(c.startUs)
	} else {
		start.AppendNull(cdr.Time)
	}
	batch.Column(cdr.EndTime).AppendInt(c.endUs)
	if progress := batch.Column(cdr.ProgressMs); c.rang {
		progress.AppendInt((c.firstRingUs - c.firstBidUs) / 1000)
	} else {
		progress.AppendNull(cdr.Int)
	}
	for k := range b.values {
		b.values[k].append(batch, n)
	}
}

// append adds call n's value to the batch's column.
func (v *callValue) append(batch *cdr.Batch, n int) {
	c := batch.Column(v.field)
	if c == nil {
		return
	}
	switch id, kind := v.last[n].id, v.field.Kind(); {
	case id == 0:
		c.AppendNull(kind)
	case kind == cdr.Code:
		c.AppendName(v.words.list[id-1])
	case kind == cdr.Text:
		c.AppendText([]byte(v.words.list[id-1]))
	default:
		c.AppendInt(id - 1)
	}
}
