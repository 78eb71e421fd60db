package columnar

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const nulReason = "holds a NUL byte"

// text converts a Text field. Text that is not UTF-8 is read as Latin-1.
func (r *Reader) text(p pick, v *cdr.Vector, c *cdr.Column) {
	c.Offsets, c.Bytes = v.Offsets, v.Bytes
	if v.Rows == 0 {
		return
	}
	if v.Form != cdr.Texts { // a column of nulls only has no texts
		c.Offsets, c.Bytes = make([]int32, v.Rows+1), nil
		return
	}
	all := v.Bytes[v.Offsets[0]:v.Offsets[v.Rows]]
	if ascii, nul := scanText(all); ascii && !nul {
		return
	}
	clean := true
	for i := range v.Rows {
		if v.IsNull(i) {
			continue
		}
		s := v.Text(i)
		if bytes.IndexByte(s, 0) >= 0 {
			r.refuse(p, i, v.Rows, nulReason, string(s))
		}
		clean = clean && utf8.Valid(s)
	}
	if clean {
		return
	}
	c.Offsets, c.Bytes = make([]int32, 1, v.Rows+1), nil
	for i := range v.Rows {
		s := v.Text(i)
		if !v.IsNull(i) && !utf8.Valid(s) {
			s = []byte(latin1(string(s)))
			r.flagFor(p, i, cdr.FlagRepaired)
		}
		c.Bytes = append(c.Bytes, s...)
		c.Offsets = append(c.Offsets, int32(len(c.Bytes)))
	}
}

// scanText tells whether b is ASCII and whether a NUL is in it.
func scanText(b []byte) (ascii, nul bool) {
	var or byte
	for _, x := range b {
		or |= x
	}
	return or < utf8.RuneSelf, bytes.IndexByte(b, 0) >= 0
}

// dictText knows which names of a Dict break a rule, so that each is looked
// at once, not once a row.
type dictText struct {
	// fix is the code to use for each code: itself, another, or badCode.
	fix []uint32
	// dirty tells whether any differs from its index.
	dirty bool
}

const badCode = ^uint32(0)

// update looks at the names added since the last time. Of a soft field a NUL
// is dropped.
func (d *dictText) update(dict *cdr.Dict, soft bool) {
	for code := len(d.fix); code < dict.Len(); code++ {
		name := dict.Name(uint32(code))
		fixed := uint32(code)
		switch {
		case strings.IndexByte(name, 0) >= 0 && soft:
			fixed = dict.CodeOf(strings.ReplaceAll(name, "\x00", ""))
		case strings.IndexByte(name, 0) >= 0:
			fixed = badCode
		case !utf8.ValidString(name):
			fixed = dict.CodeOf(latin1(name))
		}
		d.fix = append(d.fix, fixed)
		d.dirty = d.dirty || fixed != uint32(code)
	}
}

// code converts a Code field.
func (r *Reader) code(p pick, v *cdr.Vector, c *cdr.Column) {
	if v.Form != cdr.Codes { // a column of nulls only
		c.Codes = append(c.Codes[:0], make([]uint32, v.Rows)...)
		return
	}
	c.Codes = v.Codes
	d := &r.texts[p.field]
	d.update(c.Dict, r.file.plan.soft.Has(p.field))
	if !d.dirty {
		return
	}
	for i, code := range c.Codes {
		if v.IsNull(i) || d.fix[code] == code {
			continue
		}
		if d.fix[code] == badCode {
			r.refuse(p, i, v.Rows, nulReason, c.Dict.Name(code))
			continue
		}
		c.Codes[i] = d.fix[code]
		r.flagFor(p, i, cdr.FlagRepaired)
	}
}

// latin1 reads each byte as the character of its number.
func latin1(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}
