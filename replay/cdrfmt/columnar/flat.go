package columnar

import (
	"encoding/binary"
	"math"
)

// flat is a FlatBuffers buffer: tables whose fields are found through a
// table of offsets. All accessors check their bounds.
type flat []byte

func (b flat) u32(pos int) (int, error) {
	if pos < 0 || pos > len(b)-4 {
		return 0, errArrow
	}
	return int(binary.LittleEndian.Uint32(b[pos:])), nil
}

func (b flat) i64(pos int) (int64, error) {
	if pos < 0 || pos > len(b)-8 {
		return 0, errArrow
	}
	return int64(binary.LittleEndian.Uint64(b[pos:])), nil
}

// field is where field i of the table at pos stands; 0 if it is absent.
func (b flat) field(pos, i int) (int, error) {
	off, err := b.u32(pos)
	if err != nil {
		return 0, err
	}
	vtable := pos - int(int32(off))
	if vtable < 0 || vtable > len(b)-4 {
		return 0, errArrow
	}
	entry := 4 + 2*i
	if size := int(binary.LittleEndian.Uint16(b[vtable:])); entry+2 > size || vtable+entry+2 > len(b) {
		return 0, nil
	}
	rel := int(binary.LittleEndian.Uint16(b[vtable+entry:]))
	if rel == 0 {
		return 0, nil
	}
	return pos + rel, nil
}

// follow is what the offset at pos points to.
func (b flat) follow(pos int) (int, error) {
	off, err := b.u32(pos)
	return pos + off, err
}

// vector is where the first of the elements of field i of a table stands, and
// how many there are, of size bytes each; none if the field is absent.
func (b flat) vector(table, i, size int) (first, count int, err error) {
	pos, err := b.field(table, i)
	if err != nil || pos == 0 {
		return 0, 0, err
	}
	if pos, err = b.follow(pos); err != nil {
		return 0, 0, err
	}
	if count, err = b.u32(pos); err != nil || count > (len(b)-pos-4)/size {
		return 0, 0, errArrow
	}
	return pos + 4, count, nil
}

// Field numbers of Schema.fbs.
const (
	schemaFields   = 1
	schemaMetadata = 2
	fieldChildren  = 5
	fieldMetadata  = 6

	maxSchemaDepth  = 32
	maxSchemaFields = math.MaxUint16
)

// checkSchema makes sure that all lists of the Schema at pos are as long as
// they say.
func (b flat) checkSchema(pos int) error {
	left := maxSchemaFields
	return b.checkFields(pos, schemaFields, schemaMetadata, 0, &left)
}

// checkFields checks the list of fields and of metadata of a table, and the
// fields below these. left counts down: fields that share their bytes could
// be endless.
func (b flat) checkFields(table, list, metadata, depth int, left *int) error {
	if depth > maxSchemaDepth {
		return errArrow
	}
	if _, _, err := b.vector(table, metadata, 4); err != nil {
		return err
	}
	first, count, err := b.vector(table, list, 4)
	if err != nil {
		return err
	}
	for i := range count {
		if *left--; *left < 0 {
			return errArrow
		}
		field, err := b.follow(first + 4*i)
		if err != nil {
			return err
		}
		if err := b.checkFields(field, fieldChildren, fieldMetadata, depth+1, left); err != nil {
			return err
		}
	}
	return nil
}
