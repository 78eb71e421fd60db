package pseudonym

import "github.com/cdrlab/cdrlab/replay/cdr"

// Replaced are the fields whose values become stand-ins; times, lengths and
// causes stay. A file name says nothing but which file it is.
var Replaced = cdr.FieldsOf(
	cdr.CallID, cdr.InteractionID, cdr.OtherLegCallID, cdr.SIPCallID, cdr.AccountID, cdr.OwnerID, cdr.AuthorizingID,
	cdr.ResourceID, cdr.MediaServer, cdr.CallerIDNumber, cdr.CallerIDName, cdr.CalleeIDNumber, cdr.CalleeIDName,
	cdr.DestinationNumber, cdr.SrcFile,
)

// Batches replaces the values in the batches of one worker.
type Batches struct {
	stander *Stander
	out     *cdr.Batch
	texts   [cdr.NumFields]*cdr.Column
	codes   [cdr.NumFields]*cdr.Column
	known   [cdr.NumFields]dictionary
}

// dictionary is what the codes of a source's Dict have become.
type dictionary struct {
	dict  *cdr.Dict
	codes []uint32
}

// NewBatches is for one goroutine.
func NewBatches(key Key, opt Options) *Batches {
	return &Batches{stander: NewStander(key, opt), out: new(cdr.Batch)}
}

// Replace is the batch with stand-ins for the values of Replaced. Other columns
// are those of b, so it is good until b or the Batches are used again.
func (p *Batches) Replace(b *cdr.Batch) *cdr.Batch {
	p.out.Rows = b.Rows
	for f := range cdr.Field(cdr.NumFields) {
		c := b.Column(f)
		switch {
		case c == nil || !Replaced.Has(f):
		case f.Kind() == cdr.Text:
			c = p.text(f, c, b.Rows)
		case f.Kind() == cdr.Code:
			c = p.code(f, c, b.Rows)
		}
		p.out.SetColumn(f, c)
	}
	return p.out
}

func (p *Batches) text(f cdr.Field, c *cdr.Column, rows int) *cdr.Column {
	to := p.texts[f]
	if to == nil {
		to = cdr.NewColumn(f)
		p.texts[f] = to
	}
	to.Reset()
	var stand []byte
	for i := range rows {
		if c.IsNull(i) {
			to.AppendNull(cdr.Text)
			continue
		}
		stand = p.stander.Append(stand[:0], c.Text(i))
		to.AppendText(stand)
	}
	return to
}

func (p *Batches) code(f cdr.Field, c *cdr.Column, rows int) *cdr.Column {
	to := p.codes[f]
	if to == nil {
		to = cdr.NewColumn(f)
		p.codes[f] = to
	}
	known := &p.known[f]
	if known.dict != c.Dict { // another input's: names would pile up
		*known = dictionary{dict: c.Dict, codes: known.codes[:0]}
		to.Dict = cdr.NewDict()
	}
	for code := len(known.codes); code < c.Dict.Len(); code++ {
		known.codes = append(known.codes, to.Dict.CodeOf(p.name(f, c.Dict.Name(uint32(code)))))
	}
	to.Codes, to.Valid = to.Codes[:0], c.Valid
	for _, code := range c.Codes[:rows] {
		if int(code) < len(known.codes) { // that of a null may be any
			code = known.codes[code]
		}
		to.Codes = append(to.Codes, code)
	}
	return to
}

func (p *Batches) name(f cdr.Field, name string) string {
	if f == cdr.SrcFile {
		return string(p.stander.AppendOpaque(nil, "file-", []byte(name)))
	}
	return string(p.stander.Append(nil, []byte(name)))
}
