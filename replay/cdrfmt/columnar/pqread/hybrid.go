package pqread

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
)

// hybrid reads numbers of at most 32 bits in runs, each of one value repeated
// or of values packed into bits, a piece at a time. It believes no run's
// length: a run lasts as long as its bytes do.
// (Parquet format, "Run Length Encoding / Bit-Packing Hybrid".)
type hybrid struct {
	src   []byte // after the current run
	width int    // bits of a value
	left  int    // values of the current run
	value uint32 // of a run of one value
	// packed are the bytes from a bit-packed run on, nil in another run; bit is
	// where the next value begins.
	packed []byte
	bit    int
}

// newHybrid reads the runs in src. Numbers of no bits are all 0, and some
// writers leave their run out.
func newHybrid(src []byte, width int) hybrid {
	h := hybrid{src: src, width: width}
	if width == 0 {
		h.left = math.MaxInt
	}
	return h
}

// nextRun goes to the next run that has values.
func (h *hybrid) nextRun() error {
	head, k := binary.Uvarint(h.src)
	if k <= 0 {
		return errShort
	}
	h.src = h.src[k:]
	count, size := min(head>>1, math.MaxInt32), (h.width+7)>>3
	if head&1 == 1 { // groups of 8 values
		size = int(count) * h.width
		count *= 8
	}
	if count == 0 {
		return errors.New("found a run of no values")
	}
	if size > len(h.src) {
		return errShort
	}
	body, packed := h.src[:size], h.src
	h.src, h.left, h.bit, h.packed = h.src[size:], int(count), 0, nil
	if head&1 == 1 {
		h.packed = packed
		return nil
	}
	h.value = 0
	for i, b := range body {
		h.value |= uint32(b) << (8 * i)
	}
	h.value &= 1<<h.width - 1
	return nil
}

// runLength is how many of the next n values lie in the current run, 1 at
// least.
func (h *hybrid) runLength(n int) (int, error) {
	for h.left == 0 {
		if err := h.nextRun(); err != nil {
			return 0, err
		}
	}
	return min(n, h.left), nil
}

// pass leaves out the next n values.
func (h *hybrid) pass(n int) error {
	for n > 0 {
		k, err := h.runLength(n)
		if err != nil {
			return err
		}
		h.leave(k)
		n -= k
	}
	return nil
}

// leave leaves out the next n values, which are of the current run.
func (h *hybrid) leave(n int) {
	if h.packed != nil {
		h.bit += n * h.width
	}
	h.left -= n
}

// read fills dst with the next values. Bits that T has no room for are lost.
func read[T byte | uint32](h *hybrid, dst []T) error {
	for len(dst) > 0 {
		n, err := h.runLength(len(dst))
		if err != nil {
			return err
		}
		if h.packed == nil {
			fill(dst[:n], T(h.value))
		} else {
			unpack(dst[:n], h.packed, h.bit, h.width)
		}
		h.leave(n)
		dst = dst[n:]
	}
	return nil
}

func fill[T byte | uint32 | int64 | float64](dst []T, x T) {
	for i := range dst {
		dst[i] = x
	}
}

// wordBits are what is of use in a word, 8 bytes from the byte where a number
// begins.
const wordBits = 57

// unpack fills dst with numbers of width bits, which begin at a bit of src,
// least significant first.
func unpack[T byte | uint32](dst []T, src []byte, bit, width int) {
	mask := uint64(1)<<width - 1
	i := 0
	if each := 4; each*width <= wordBits {
		for ; i+each <= len(dst) && bit>>3+8 <= len(src); i += each {
			word := binary.LittleEndian.Uint64(src[bit>>3:]) >> (bit & 7)
			d := dst[i : i+4 : i+4]
			d[0] = T(word & mask)
			word >>= width
			d[1] = T(word & mask)
			word >>= width
			d[2] = T(word & mask)
			word >>= width
			d[3] = T(word & mask)
			bit += each * width
		}
	}
	for ; i < len(dst); i++ {
		dst[i] = T(bitsAt(src, bit, width) & mask)
		bit += width
	}
}

// bitsAt is the number of width bits, at most 64, that begins at a bit of b,
// least significant first.
func bitsAt(b []byte, bit, width int) uint64 {
	at, shift := bit>>3, bit&7
	if at+9 <= len(b) {
		v := binary.LittleEndian.Uint64(b[at:]) >> shift
		v |= uint64(b[at+8]) << 1 << (63 - shift)
		return v & (1<<width - 1)
	}
	var v uint64
	for got := 0; got < width; {
		x := uint64(b[(bit+got)>>3]) >> ((bit + got) & 7)
		v |= x << got
		got += 8 - (bit+got)&7
	}
	return v & (1<<width - 1)
}

// countOnes is how many of the first n bits of src, in runs, are 1. An error
// means that there are not so many.
func countOnes(src []byte, n int) (ones int, err error) {
	h := newHybrid(src, 1)
	for n > 0 {
		k, err := h.runLength(n)
		if err != nil {
			return 0, err
		}
		switch {
		case h.packed != nil:
			ones += onesOf(h.packed, k)
		case h.value&1 == 1:
			ones += k
		}
		h.left -= k
		n -= k
	}
	return ones, nil
}

// onesOf is how many of the first n bits of b are 1.
func onesOf(b []byte, n int) (ones int) {
	for ; n >= 64; n -= 64 {
		ones += bits.OnesCount64(binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	for ; n >= 8; n -= 8 {
		ones += bits.OnesCount8(b[0])
		b = b[1:]
	}
	if n > 0 {
		ones += bits.OnesCount8(b[0] << (8 - n))
	}
	return ones
}
