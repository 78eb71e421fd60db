package pqread

import (
	"encoding/binary"
	"errors"
)

var errSnappy = errors.New("the compressed bytes are broken")

// snappyPrefix appends the first n bytes of a Snappy block to dst, which is
// empty and has room for them; fewer if the block has no more.
// (Snappy, format_description.txt: the length, then literals and copies of
// what came before, told apart by the lowest two bits.)
func snappyPrefix(dst, src []byte, n int) ([]byte, error) {
	_, k := binary.Uvarint(src)
	if k <= 0 {
		return dst, errSnappy
	}
	for src = src[k:]; len(dst) < n && len(src) > 0; {
		kind, length, extra := src[0]&3, int(src[0]>>2)+1, 0
		switch {
		case kind == 0 && length > 60: // 61 to 64: the length follows in 1 to 4 bytes
			extra = length - 60
		case kind == 1:
			extra = 1
		case kind == 2:
			extra = 2
		case kind == 3:
			extra = 4
		}
		if len(src) < 1+extra {
			return dst, errSnappy
		}
		var number [8]byte
		copy(number[:], src[1:1+extra])
		x := int(binary.LittleEndian.Uint32(number[:]))
		head := src[0]
		src = src[1+extra:]
		if kind == 0 {
			if extra > 0 {
				length = x + 1
			}
			if length > len(src) {
				return dst, errSnappy
			}
			dst = append(dst, src[:min(length, n-len(dst))]...)
			src = src[length:]
			continue
		}
		if kind == 1 {
			length, x = int(head>>2&7)+4, x|int(head>>5)<<8
		}
		if x == 0 || x > len(dst) {
			return dst, errSnappy
		}
		dst = appendMatch(dst, x, min(length, n-len(dst)))
	}
	return dst, nil
}

// appendMatch appends n bytes of what dst ends in, from distance bytes before
// its end on. The match may overlap what it appends.
func appendMatch(dst []byte, distance, n int) []byte {
	for n > 0 {
		k := min(n, distance)
		from := len(dst) - distance
		dst = append(dst, dst[from:from+k]...)
		n -= k
	}
	return dst
}
