package pqread

import (
	"encoding/binary"
	"errors"
	"fmt"
)

var (
	// errShort is for bytes that end too early.
	errShort = errors.New("the data ends too early")
	errDeep  = errors.New("structures are nested too deep")
)

// Types of Thrift's compact protocol.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftInt16  = 4
	thriftInt32  = 5
	thriftInt64  = 6
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12

	thriftMaxDepth = 32
)

// measure is the length of the Thrift structure (compact protocol) that b
// begins with. It fails if a string or a list claims more than b has.
func measure(b []byte) (int, error) {
	m := measurer{b: b}
	if err := m.structure(0); err != nil {
		return 0, err
	}
	return m.pos, nil
}

type measurer struct {
	b   []byte
	pos int
}

func (m *measurer) structure(depth int) error {
	if depth > thriftMaxDepth {
		return errDeep
	}
	for {
		h, err := m.byte()
		if err != nil || h == 0 { // 0 ends the structure
			return err
		}
		if h>>4 == 0 { // the field's number follows
			if _, err := m.varint(); err != nil {
				return err
			}
		}
		if t := h & 15; t != thriftTrue && t != thriftFalse {
			if err := m.value(t, depth); err != nil {
				return err
			}
		}
	}
}

// value skips a value; a truth value is a byte here, as in lists.
func (m *measurer) value(t byte, depth int) error {
	switch t {
	case thriftTrue, thriftFalse, thriftByte:
		return m.skip(1)
	case thriftInt16, thriftInt32, thriftInt64:
		_, err := m.varint()
		return err
	case thriftDouble:
		return m.skip(8)
	case thriftBinary:
		n, err := m.varint()
		if err != nil {
			return err
		}
		return m.skip(n)
	case thriftList, thriftSet:
		h, err := m.byte()
		if err != nil {
			return err
		}
		n := uint64(h >> 4)
		if n == 15 {
			if n, err = m.varint(); err != nil {
				return err
			}
		}
		return m.values(n, depth, h&15)
	case thriftMap:
		n, err := m.varint()
		if err != nil || n == 0 {
			return err
		}
		h, err := m.byte()
		if err != nil {
			return err
		}
		return m.values(n, depth, h>>4, h&15)
	case thriftStruct:
		return m.structure(depth + 1)
	}
	return fmt.Errorf("found a field of the unknown type %d", t)
}

// values skips n times one value of each type. Each takes a byte at least.
func (m *measurer) values(n uint64, depth int, types ...byte) error {
	if n > uint64(len(m.b)-m.pos) {
		return errShort
	}
	if depth++; depth > thriftMaxDepth {
		return errDeep
	}
	for range n {
		for _, t := range types {
			if err := m.value(t, depth); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *measurer) byte() (byte, error) {
	if m.pos >= len(m.b) {
		return 0, errShort
	}
	m.pos++
	return m.b[m.pos-1], nil
}

func (m *measurer) skip(n uint64) error {
	if n > uint64(len(m.b)-m.pos) {
		return errShort
	}
	m.pos += int(n)
	return nil
}

func (m *measurer) varint() (uint64, error) {
	v, n := binary.Uvarint(m.b[m.pos:])
	if n == 0 {
		return 0, errShort
	}
	if n < 0 {
		return 0, errors.New("found a number of more than 64 bits")
	}
	m.pos += n
	return v, nil
}
