package cdr

// Dict gives each distinct string a small dense code, in order of appearance.
// A reader's worker owns one per dictionary-coded field and fills it as it
// reads; codes never change their meaning, so a Batch may keep pointing to it.
// It is not safe for use by two goroutines.
type Dict struct {
	names []string
	codes map[string]uint32
}

// NewDict is an empty dictionary.
func NewDict() *Dict { return &Dict{codes: map[string]uint32{}} }

// Code is the code of s, which is added if it is new. The bytes are copied.
func (d *Dict) Code(s []byte) uint32 {
	if c, ok := d.codes[string(s)]; ok {
		return c
	}
	return d.add(string(s))
}

// CodeOf is Code for a string.
func (d *Dict) CodeOf(s string) uint32 {
	if c, ok := d.codes[s]; ok {
		return c
	}
	return d.add(s)
}

func (d *Dict) add(s string) uint32 {
	c := uint32(len(d.names))
	d.names = append(d.names, s)
	d.codes[s] = c
	return c
}

// Name is the string behind a code.
func (d *Dict) Name(code uint32) string { return d.names[code] }

// Len is how many codes there are.
func (d *Dict) Len() int { return len(d.names) }
