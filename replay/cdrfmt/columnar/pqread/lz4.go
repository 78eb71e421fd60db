package pqread

import (
	"encoding/binary"
	"errors"
)

var errLZ4 = errors.New("the block is broken")

// lz4Block appends the content of an LZ4 block to dst, within its capacity.
// (LZ4 block format: a token of two 4-bit lengths, the literals, a 2-byte
// distance back, and so on; the last sequence has literals only.)
func lz4Block(dst, src []byte) ([]byte, error) {
	for len(src) > 0 {
		token := src[0]
		src = src[1:]
		literals, rest, ok := lz4Length(src, int(token>>4))
		if !ok || literals > len(rest) || literals > cap(dst)-len(dst) {
			return dst, errLZ4
		}
		dst = append(dst, rest[:literals]...)
		src = rest[literals:]
		if len(src) == 0 {
			return dst, nil
		}
		if len(src) < 2 {
			return dst, errLZ4
		}
		distance := int(binary.LittleEndian.Uint16(src))
		match, rest, ok := lz4Length(src[2:], int(token&15))
		match += 4
		if !ok || distance == 0 || distance > len(dst) || match > cap(dst)-len(dst) {
			return dst, errLZ4
		}
		src = rest
		dst = appendMatch(dst, distance, match)
	}
	return dst, nil
}

// lz4Length extends a 4-bit length by the bytes that follow if it is 15.
func lz4Length(src []byte, n int) (length int, rest []byte, ok bool) {
	if n < 15 {
		return n, src, true
	}
	for i, b := range src {
		n += int(b)
		if b != 255 {
			return n, src[i+1:], true
		}
	}
	return 0, nil, false
}

// lz4Framed appends the content of a page under the older name LZ4: blocks,
// each behind its length and its compressed length, as Hadoop frames them
// (big-endian), or, by the first writers, one block alone.
func lz4Framed(dst, src []byte) ([]byte, error) {
	const headLen = 8
	empty, rest := len(dst), src
	for len(rest) >= headLen {
		size, n := int64(binary.BigEndian.Uint32(rest)), int64(binary.BigEndian.Uint32(rest[4:]))
		rest = rest[headLen:]
		if n > int64(len(rest)) || size > int64(cap(dst)-len(dst)) {
			break
		}
		before := len(dst)
		var err error
		if dst, err = lz4Block(dst, rest[:n]); err != nil || int64(len(dst)-before) != size {
			break
		}
		if rest = rest[n:]; len(rest) == 0 {
			return dst, nil
		}
	}
	return lz4Block(dst[:empty], src)
}
