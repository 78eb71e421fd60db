package pqread

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Values that mean another thing than what they are stored as: decimals, which
// are whole numbers or bytes, UUIDs, and texts of one length.

const uuidLen = 16

// maxScale bounds the digits of a decimal after its point; writers have 76 at
// most.
const maxScale = 300

// isFixedText tells whether bytes of one length without an annotation are taken
// for text, as ClickHouse writes its FixedString. 16 bytes are a number that
// identifies something.
func (l *Leaf) isFixedText() bool { return l.length > 0 && l.length != uuidLen }

func decimalOf(e *format.SchemaElement) (is bool, scale int) {
	switch t := e.LogicalType.Value.(type) {
	case *format.DecimalType:
		return true, int(t.Scale)
	case nil:
		return e.ConvertedType.Valid && e.ConvertedType.V == deprecated.Decimal, int(e.Scale.V)
	}
	return false, 0
}

// formOfDecimal: with digits after its point it is read as the nearest float.
func (l *Leaf) formOfDecimal() (form cdr.Form, ok bool) {
	if l.scale > 0 {
		form = cdr.Floats
	}
	switch l.physical {
	case format.Int32, format.Int64, format.ByteArray:
		ok = true
	case format.FixedLenByteArray:
		ok = l.length > 0
	}
	return form, ok && l.scale >= 0 && l.scale <= maxScale
}

// decodeOpaque is decode for such values.
func (l *Leaf) decodeOpaque(v *cdr.Vector, enc format.Encoding, body []byte, n int) error {
	raw := cdr.Vector{Offsets: []int32{0}}
	var err error
	switch {
	case l.physical != format.FixedLenByteArray:
		err = decodePhysical(&raw, l, enc, body, n)
	case enc == format.Plain || enc == format.ByteStreamSplit:
		if n*l.length > len(body) {
			return errShort
		}
		if enc == format.ByteStreamSplit {
			body = joined(body, n, l.length)
		}
		for i := range n {
			if err := l.appendBytes(v, body[i*l.length:(i+1)*l.length]); err != nil {
				return err
			}
		}
		return nil
	case enc == format.DeltaByteArray:
		err = deltaTexts(&raw, body, n)
	default:
		err = unknownEncoding(l, enc)
	}
	if err != nil {
		return err
	}
	if l.width() > 0 {
		l.appendScaled(v, raw.Ints)
		return nil
	}
	for i := range n {
		b := raw.Text(i)
		if l.physical == format.FixedLenByteArray && len(b) != l.length {
			return fmt.Errorf("found a value of %d bytes, wanted %d", len(b), l.length)
		}
		if err := l.appendBytes(v, b); err != nil {
			return err
		}
	}
	return nil
}

func unknownEncoding(l *Leaf, enc format.Encoding) error {
	return fmt.Errorf("found %v values encoded as %v, which is not known", l.physical, enc)
}

// appendBytes adds the value that some bytes stand for.
func (l *Leaf) appendBytes(v *cdr.Vector, b []byte) error {
	switch {
	case !l.decimal && l.length == uuidLen:
		return v.AppendText(uuidText(b))
	case !l.decimal:
		return v.AppendText(bytes.TrimRight(b, "\x00"))
	case l.Form == cdr.Ints:
		v.Ints = append(v.Ints, bigEndian(b))
	default:
		if x := bigEndian(b); x != math.MaxInt64 && x != math.MinInt64 {
			l.appendScaled(v, []int64{x})
			return nil
		}
		v.Floats = append(v.Floats, bigFloat(b)/math.Pow10(l.scale))
	}
	return nil
}

// appendScaled adds decimals by their digits.
func (l *Leaf) appendScaled(v *cdr.Vector, digits []int64) {
	if l.Form == cdr.Ints {
		v.Ints = append(v.Ints, digits...)
		return
	}
	unit := math.Pow10(l.scale)
	for _, x := range digits {
		v.Floats = append(v.Floats, float64(x)/unit)
	}
}

// bigEndian is a number in two's complement; one that int64 cannot hold becomes
// its largest or its smallest.
func bigEndian(b []byte) int64 {
	if len(b) == 0 {
		return 0
	}
	sign := byte(int8(b[0]) >> 7)
	for ; len(b) > 8; b = b[1:] {
		if b[0] != sign || int8(b[1])>>7 != int8(sign) {
			return math.MaxInt64 ^ int64(int8(sign))
		}
	}
	word := [8]byte{sign, sign, sign, sign, sign, sign, sign, sign}
	copy(word[8-len(b):], b)
	return int64(binary.BigEndian.Uint64(word[:]))
}

// bigFloat is bigEndian for long numbers, nearly.
func bigFloat(b []byte) float64 {
	x := float64(int8(b[0]))
	for _, digit := range b[1:] {
		x = x*256 + float64(digit)
	}
	return x
}

// uuidText spells 16 bytes as 8-4-4-4-12 hex digits.
func uuidText(b []byte) []byte {
	out := make([]byte, 0, 36)
	for i, end := range []int{4, 6, 8, 10, 16} {
		start := []int{0, 4, 6, 8, 10}[i]
		if i > 0 {
			out = append(out, '-')
		}
		out = hex.AppendEncode(out, b[start:end])
	}
	return out
}
