package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// parts is the text of a value that stands in several columns: its parts with
// hyphens between them, nothing if none of them has any.
func (d *Decoder) parts(r *lex.Record, c *column) []byte {
	from, empty := len(d.whole), true
	for i := range 1 + len(c.also) {
		part := *c
		part.also = nil
		if i > 0 {
			part.index = c.also[i-1]
			d.whole = append(d.whole, '-')
		}
		b := bytes.TrimSpace(d.cell(r, &part))
		empty = empty && isNull(b)
		d.whole = append(d.whole, b...)
	}
	if empty {
		return nil
	}
	return d.whole[from:]
}
