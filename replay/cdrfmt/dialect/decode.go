package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Verdict is what became of a record.
type Verdict uint8

const (
	// Accepted: exactly one row was appended.
	Accepted Verdict = iota
	// Rejected: nothing was appended.
	Rejected
	// NotARow: a comment, or what the dialect puts between rows; nothing was
	// appended.
	NotARow
	// Aside: a record of something else than a call, or that repeats one in
	// other words, see Layout.Asides; nothing was appended.
	Aside
	// HeaderAgain: the file's header, repeated; nothing was appended.
	HeaderAgain
)

var verdictNames = [...]string{"accepted", "rejected", "not a row", "aside", "header again"}

func (v Verdict) String() string { return verdictNames[v] }

// Reject says why a row was rejected.
type Reject struct {
	// Column is the source's name of the column, or its number from 1 where
	// there is no header; empty if it is the whole row.
	Column string
	// Reason says what was found and what was wanted.
	Reason string
}

// Decoder turns the records of one layout into legs. A worker has one of its
// own: it holds the dictionaries of the batches it fills and reuses memory.
type Decoder struct {
	layout  *Layout
	cells   []cell      // the fields that are read, in their order
	yields  []cdr.Field // those that are appended
	needs   []cdr.Field // those of them that a row is rejected without
	dicts   [cdr.NumFields]*cdr.Dict
	consts  [cdr.NumFields]uint32   // codes of the layout's constants
	sources [numCauseSources]uint32 // codes of the words of cause_source
	run     *runDecoder             // nil until DecodeRun, or if records are decoded one by one
	ran     bool                    // DecodeRun was asked for

	// Of the record at hand:
	values    [cdr.NumFields]value
	text      []byte // of Text fields
	cause     cause
	causeText []byte // as written
	flags     cdr.Flags
	reject    Reject
	first     []int // by column, after lay: its first field,
	taken     []int // and how many
	joined    []byte
	whole     []byte // values whose parts stand in several columns
	fitted    bool   // first and taken hold
	sameDay   bool   // the day of the end is that of the start, or the next
	aside     int    // its number in the layout's asides
	apart     []byte
	bare      lex.Record // without a byte order mark
	trial     *cdr.Batch // of Accepts; nil until then
}

// value is one field of the record at hand. Which part is in use follows from
// the field's Kind, as in a cdr.Column.
type value struct {
	null       bool
	number     int64
	digits     int // of a Time: decimals of a second in the text
	code       uint32
	float      float32
	start, end int // of d.text
}

// NewDecoder is a decoder for one goroutine.
func (l *Layout) NewDecoder() *Decoder {
	d := &Decoder{layout: l}
	for f := range cdr.Field(cdr.NumFields) {
		if l.fields.Has(f) {
			d.yields = append(d.yields, f)
		}
		if l.fields.Has(f) && l.need.Has(f) && l.constant[f] == "" && !absentIsUnknown.Has(f) {
			d.needs = append(d.needs, f)
		}
		if l.fields.Has(f) && f.Kind() == cdr.Code {
			d.dicts[f] = cdr.NewDict()
			if l.constant[f] != "" {
				d.consts[f] = d.dicts[f].CodeOf(l.constant[f])
			}
		}
		if l.reads(f) {
			d.cells = append(d.cells, newCell(f, l))
		}
	}
	if dict := d.dicts[cdr.CauseSource]; dict != nil {
		for i, name := range causeSourceNames {
			d.sources[i] = dict.CodeOf(name)
		}
	}
	return d
}

// NewBatch is an empty batch with the columns of the layout's Fields. Its
// dictionaries are the decoder's, so only this decoder may fill it.
func (d *Decoder) NewBatch() *cdr.Batch {
	b := new(cdr.Batch)
	for _, f := range d.yields {
		c := cdr.NewColumn(f)
		if f.Kind() == cdr.Code {
			c.Dict = d.dicts[f]
		}
		b.SetColumn(f, c)
	}
	return b
}

// Decode appends the record to a batch of NewBatch, if it is a row and every
// field that is read can be understood. The Reject is nil unless the row was
// rejected, and valid until the next call.
func (d *Decoder) Decode(r *lex.Record, b *cdr.Batch) (Verdict, *Reject) {
	if len(r.Raw) >= len(byteOrderMark) && r.Raw[0] == byteOrderMark[0] && !d.layout.isOwnHeader(r.Raw) {
		r = d.unmarked(r)
	}
	switch {
	case d.layout.isOwnHeader(r.Raw):
		return HeaderAgain, nil
	case d.layout.notARow(r):
		return NotARow, nil
	}
	if l := d.layout; l.aside != nil {
		if d.aside = l.aside(r.Raw); d.aside >= 0 {
			return Aside, nil
		}
	}
	d.flags, d.text, d.joined, d.whole = d.layout.flags, d.text[:0], d.joined[:0], d.whole[:0]
	if !d.fit(r) {
		return d.refuse("", d.layout.misfit(r))
	}
	if endsInQuotes(r) {
		return d.refuse("", quoteLeftOpen)
	}
	if d.layout.flagged {
		n, _ := parseDecimal(r.Field(0))
		d.flags |= cdr.Flags(n.whole)
	}
	for i := range d.cells {
		if reason, column := d.read(&d.cells[i], r); reason != "" {
			return d.refuse(column, reason)
		}
	}
	if reason, column := d.derive(r); reason != "" {
		return d.refuse(column, reason)
	}
	d.append(r, b)
	return Accepted, nil
}

// Accepts tells whether Decode would accept the record.
func (d *Decoder) Accepts(r *lex.Record) bool {
	if d.trial == nil {
		d.trial = d.NewBatch()
	}
	defer d.trial.Reset()
	verdict, _ := d.Decode(r, d.trial)
	return verdict == Accepted
}

// AsideNumber is which of Layout.Asides the record was that Decode last put
// aside.
func (d *Decoder) AsideNumber() int { return d.aside }

// quoteLeftOpen is why a record that ends inside quotes is rejected.
const quoteLeftOpen = "a quote is opened and never closed; is the line cut off?"

func (d *Decoder) refuse(column, reason string) (Verdict, *Reject) {
	d.reject = Reject{Column: column, Reason: reason}
	return Rejected, &d.reject
}

// unmarked is a record without a byte order mark before it.
func (d *Decoder) unmarked(r *lex.Record) *lex.Record {
	raw, marked := bytes.CutPrefix(r.Raw, byteOrderMark)
	if !marked {
		return r
	}
	if _, ok := lex.First(raw, d.layout.sep, true, &d.bare); !ok {
		return r
	}
	d.bare.Line, d.bare.Byte = r.Line, r.Byte
	return &d.bare
}

// endsInQuotes tells a record whose last field opens a quote and does not close
// it.
func endsInQuotes(r *lex.Record) bool {
	b := bytes.TrimPrefix(r.Bare(r.Len()-1), []byte(" "))
	if len(b) == 0 || b[0] != '"' || b[len(b)-1] == '"' && len(b) > 1 && b[len(b)-2] != '"' {
		return false
	}
	for b = b[1:]; ; b = b[2:] {
		i := bytes.IndexByte(b, '"')
		if i < 0 {
			return true
		}
		if b = b[i:]; len(b) < 2 || b[1] != '"' {
			return false
		}
	}
}

// notARow tells a header that is repeated inside the file, what the dialect
// puts between rows, and a comment, from rows. A # may also begin the first cell of a row.
func (l *Layout) notARow(r *lex.Record) bool {
	if l.isOwnHeader(r.Raw) || l.skips != nil && l.skips(r.Raw) {
		return true
	}
	return l.name == header && isComment(r.Raw) && (r.Len() != l.width || len(r.Raw) > 1 && r.Raw[1] == ' ')
}

// passesOver tells a record that Decode makes no row of and does not reject.
func (l *Layout) passesOver(r *lex.Record) bool {
	return l.notARow(r) || l.aside != nil && l.aside(r.Raw) >= 0
}

// append adds the values at hand to every column of the batch.
func (d *Decoder) append(r *lex.Record, b *cdr.Batch) {
	for _, f := range d.yields {
		c, v := b.Column(f), &d.values[f]
		switch {
		case f == cdr.RowFlags:
			c.AppendInt(int64(d.flags | cdr.Flags(v.number)))
		case f == cdr.SrcLine:
			c.AppendInt(r.Line)
		case f.Kind() == cdr.Code && d.layout.constant[f] != "":
			c.AppendCode(d.consts[f])
		case v.null:
			c.AppendNull(f.Kind())
		case f.Kind() == cdr.Code:
			c.AppendCode(v.code)
		case f.Kind() == cdr.Text:
			c.AppendText(d.text[v.start:v.end])
		case f.Kind() == cdr.Float:
			c.AppendFloat(v.float)
		default:
			c.AppendInt(v.number)
		}
	}
	b.Rows++
}
