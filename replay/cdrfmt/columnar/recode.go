package columnar

import "github.com/cdrlab/cdrlab/replay/cdr"

// recoder turns the codes of other Dicts into those of one column's.
type recoder struct {
	codes map[*cdr.Dict][]uint32 // by Dict: its codes in the column's
}

const unknownCode = ^uint32(0)

// maxDicts bounds how many Dicts are remembered: every input has its own.
const maxDicts = 64

// of are the codes for those of a Dict, unknownCode where not yet known.
func (r *recoder) of(d *cdr.Dict) []uint32 {
	codes := r.codes[d]
	if codes == nil && len(r.codes) >= maxDicts || r.codes == nil {
		r.codes = map[*cdr.Dict][]uint32{}
	}
	for code := len(codes); code < d.Len(); code++ {
		codes = append(codes, unknownCode)
	}
	r.codes[d] = codes
	return codes
}

// appendRows adds rows of a column to another, which holds its own Dict. Only
// names in use enter it.
func (r *recoder) appendRows(to, c *cdr.Column, k cdr.Kind, from, end int) {
	var codes []uint32
	if k == cdr.Code {
		codes = r.of(c.Dict)
	}
	for i := from; i < end; i++ {
		switch {
		case c.IsNull(i):
			to.AppendNull(k)
		case k == cdr.Text:
			to.AppendText(c.Text(i))
		case k == cdr.Float:
			to.AppendFloat(c.Floats[i])
		case k == cdr.Code:
			code := c.Codes[i]
			if codes[code] == unknownCode {
				codes[code] = to.Dict.CodeOf(c.Dict.Name(code))
			}
			to.AppendCode(codes[code])
		default:
			to.AppendInt(c.Ints[i])
		}
	}
}
