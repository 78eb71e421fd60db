package pqread

import (
	"encoding/binary"
	"math"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const (
	int96Len = 12
	// julianUnixDay is 1970-01-01 as a Julian day number, which INT96 counts.
	julianUnixDay = 2440588
	dayUs         = 86400e6
)

// decode fills v with the n values of a page body that is not made of
// dictionary indexes.
func decode(v *cdr.Vector, l *Leaf, enc format.Encoding, body []byte, n int) error {
	v.Reset()
	v.Rows = n
	if l.decimal || l.physical == format.FixedLenByteArray {
		return l.decodeOpaque(v, enc, body, n)
	}
	return decodePhysical(v, l, enc, body, n)
}

// decodePhysical is decode for values that are what they are stored as.
func decodePhysical(v *cdr.Vector, l *Leaf, enc format.Encoding, body []byte, n int) error {
	var err error
	switch {
	case enc == format.Plain:
		return plain(v, l, body, n)
	case enc == format.RLE && l.physical == format.Boolean && len(body) >= 4:
		bits, runs := make([]byte, n), newHybrid(body[4:], 1) // 4 bytes: their length
		err = read(&runs, bits)
		for _, b := range bits {
			v.Ints = append(v.Ints, int64(b))
		}
	case enc == format.DeltaBinaryPacked && (l.physical == format.Int32 || l.physical == format.Int64):
		if v.Ints, _, err = deltaInts(v.Ints, body, n); err == nil {
			l.adjust(v.Ints)
		}
	case enc == format.DeltaLengthByteArray && l.physical == format.ByteArray:
		err = deltaLengthTexts(v, body, n)
	case enc == format.DeltaByteArray && l.physical == format.ByteArray:
		err = deltaTexts(v, body, n)
	case enc == format.ByteStreamSplit && l.width() > 0:
		if len(body) < n*l.width() {
			return errShort
		}
		return plain(v, l, joined(body, n, l.width()), n)
	default:
		return unknownEncoding(l, enc)
	}
	return err
}

// width is how many bytes a number takes in PLAIN, 0 for other types.
func (l *Leaf) width() int {
	switch l.physical {
	case format.Int32, format.Float:
		return 4
	case format.Int64, format.Double:
		return 8
	}
	return 0
}

// adjust brings numbers that were decoded as int64 into the range of their
// type. An unsigned number beyond int64 becomes its largest.
func (l *Leaf) adjust(ints []int64) {
	for i, x := range ints {
		switch {
		case l.physical == format.Int32 && l.unsigned:
			ints[i] = int64(uint32(x))
		case l.physical == format.Int32:
			ints[i] = int64(int32(x))
		case l.unsigned && x < 0:
			ints[i] = math.MaxInt64
		}
	}
}

// joined undoes BYTE_STREAM_SPLIT: byte j of value i is body[j*n+i].
func joined(body []byte, n, width int) []byte {
	out := make([]byte, n*width)
	for j := range width {
		for i := range n {
			out[i*width+j] = body[j*n+i]
		}
	}
	return out
}

// plain decodes values that stand side by side.
func plain(v *cdr.Vector, l *Leaf, body []byte, n int) error {
	size := l.width() * n
	switch l.physical {
	case format.Boolean:
		size = (n + 7) / 8
	case format.Int96:
		size = int96Len * n
	}
	if size > len(body) {
		return errShort
	}
	switch l.physical {
	case format.Boolean:
		for i := range n {
			v.Ints = append(v.Ints, int64(body[i>>3]>>(i&7)&1))
		}
	case format.Int32:
		more(&v.Ints, n)
		for i := range v.Ints {
			v.Ints[i] = int64(int32(binary.LittleEndian.Uint32(body[4*i:])))
		}
	case format.Int64:
		more(&v.Ints, n)
		littleEndian(v.Ints, body)
	case format.Int96:
		for i := range n {
			nanos := int64(binary.LittleEndian.Uint64(body[int96Len*i:]))
			day := int64(binary.LittleEndian.Uint32(body[int96Len*i+8:]))
			v.Ints = append(v.Ints, (day-julianUnixDay)*dayUs+nanos/1000)
		}
	case format.Float:
		for i := range n {
			v.Floats = append(v.Floats, float64(math.Float32frombits(binary.LittleEndian.Uint32(body[4*i:]))))
		}
	case format.Double:
		for i := range n {
			v.Floats = append(v.Floats, math.Float64frombits(binary.LittleEndian.Uint64(body[8*i:])))
		}
	default:
		return plainTexts(v, body, n)
	}
	if l.unsigned {
		l.adjust(v.Ints)
	}
	return nil
}

// plainTexts decodes texts that stand after their lengths.
func plainTexts(v *cdr.Vector, body []byte, n int) error {
	for range n {
		if len(body) < 4 {
			return errShort
		}
		l := uint64(binary.LittleEndian.Uint32(body))
		body = body[4:]
		if l > uint64(len(body)) {
			return errShort
		}
		if err := v.AppendText(body[:l]); err != nil {
			return err
		}
		body = body[l:]
	}
	return nil
}
