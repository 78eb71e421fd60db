package cdrfmt

import (
	"cmp"
	"encoding/binary"
	"math"

	"github.com/zeebo/xxh3"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// rowKey stands for what two rows must share to be the same leg, and says
// where the row is. That two different legs of 10^9 share 96 bits has a chance
// of about 10^-11.
type rowKey struct {
	hash     uint64
	hashMore uint32
	rowMarks
	at place
	// endSec is the second the leg ended in, by which rows that can have no
	// equal are left out. Equal keys have equal seconds.
	endSec uint32
}

// rowMarks are what tells rows of one leg apart where a source has it: a hash
// of dialect.Decoder.Apart's text, and its sequence. 0 is unknown, and equal to
// any.
type rowMarks struct{ apart, sequence uint32 }

// sameLeg tells whether two keys are of one leg but for their marks.
func (a rowKey) sameLeg(b rowKey) bool { return a.hash == b.hash && a.hashMore == b.hashMore }

// place is a row's place in input order: its input, its chunk and its number
// among the accepted rows of the chunk, where that of text is 0 only if it spans
// the chunk's start. The size of chunks is fixed, so a row has the same place
// whenever it is read.
type place struct {
	input, chunk, row uint32
}

func (a place) compare(b place) int {
	return cmp.Or(cmp.Compare(a.input, b.input), cmp.Compare(a.chunk, b.chunk), cmp.Compare(a.row, b.row))
}

// compare orders by hash, equal ones by place.
func (a rowKey) compare(b rowKey) int {
	if a.hash != b.hash { // all but decides the sorting, so it goes first
		return cmp.Compare(a.hash, b.hash)
	}
	if a.hashMore != b.hashMore {
		return cmp.Compare(a.hashMore, b.hashMore)
	}
	return a.at.compare(b.at)
}

// keyFields make the key of a row that has a call_id.
var keyFields = [...]cdr.Field{cdr.CallID, cdr.StartTime, cdr.EndTime, cdr.DurationMs, cdr.Direction, cdr.HangupCause, cdr.Attempt}

// wholeRow are the fields that stand for a row of a Parquet or Arrow file
// without a call_id: all but its provenance.
const wholeRow = cdr.FieldSet(1<<cdr.NumFields-1) &^ (1<<cdr.SrcFile | 1<<cdr.SrcLine | 1<<cdr.Dialect | 1<<cdr.RowFlags)

// keyer makes the keys of batches.
type keyer struct {
	text []byte
	// raws are the hashes of the raw rows of the batch being filled, by row,
	// where they were needed, and marks the same of what tells rows apart.
	raws  []xxh3.Uint128
	marks []rowMarks
}

// endSec is the Unix second that row i ends in, clamped to what a key holds.
func endSec(b *cdr.Batch, i int) uint32 {
	if !has(b, cdr.EndTime, i) {
		return 0
	}
	return secondOf(b.Column(cdr.EndTime).Ints[i])
}

// secondOf gives the second of an instant in Unix microseconds. It is
// monotonous, so that what lies in a period stays in it.
func secondOf(us int64) uint32 { return uint32(min(max(us, 0)/1e6, math.MaxUint32)) }

// raw notes row i of b, as written, if it has no call_id. Rows are noted in
// their order.
func (k *keyer) raw(b *cdr.Batch, i int, row []byte) {
	if hasCallID(b, i) {
		return
	}
	for len(k.raws) <= i {
		k.raws = append(k.raws, xxh3.Uint128{})
	}
	k.raws[i] = xxh3.Hash128(row)
}

// mark notes what tells row i from others of the same leg.
func (k *keyer) mark(i int, text []byte, sequence uint32) {
	for len(k.marks) <= i {
		k.marks = append(k.marks, rowMarks{})
	}
	k.marks[i].sequence = sequence
	if len(text) > 0 {
		k.marks[i].apart = max(uint32(xxh3.Hash(text)), 1)
	}
}

// reset forgets what was noted of the rows of a batch.
func (k *keyer) reset() { k.raws, k.marks = k.raws[:0], k.marks[:0] }

func hasCallID(b *cdr.Batch, i int) bool {
	return has(b, cdr.CallID, i) && len(b.Column(cdr.CallID).Text(i)) > 0
}

// key is the key of row i, which is at the given place.
func (k *keyer) key(b *cdr.Batch, i int, at place) rowKey {
	hash := k.hash(b, i)
	key := rowKey{hash: hash.Hi, hashMore: uint32(hash.Lo), at: at, endSec: endSec(b, i)}
	if i < len(k.marks) {
		key.rowMarks = k.marks[i]
	}
	return key
}

func (k *keyer) hash(b *cdr.Batch, i int) xxh3.Uint128 {
	k.text = k.text[:0]
	switch {
	case hasCallID(b, i):
		k.leg(b, i)
	case i < len(k.raws):
		return k.raws[i]
	default:
		for f := range cdr.Field(cdr.NumFields) {
			if wholeRow.Has(f) {
				k.appendValue(b, f, i)
			}
		}
	}
	return xxh3.Hash128(k.text)
}

// leg appends the keyFields of row i. A duration that only one of two formats
// states, and a direction that only one of them calls unknown, make no
// difference.
func (k *keyer) leg(b *cdr.Batch, i int) {
	for _, f := range keyFields {
		c := b.Column(f)
		switch there := c != nil && !c.IsNull(i); {
		case !there && f == cdr.DurationMs && has(b, cdr.StartTime, i) && has(b, cdr.EndTime, i):
			ms, _, _ := cdr.SpanOf(b.Column(cdr.StartTime).Ints[i], b.Column(cdr.EndTime).Ints[i])
			k.appendInt(ms)
		case !there || f == cdr.Direction && c.Name(i) == "unknown":
			k.text = append(k.text, 0)
		default:
			k.appendOf(c, f, i)
		}
	}
}

// has tells whether row i has a value.
func has(b *cdr.Batch, f cdr.Field, i int) bool {
	c := b.Column(f)
	return c != nil && !c.IsNull(i)
}

// appendInt appends a value that is not null.
func (k *keyer) appendInt(v int64) {
	k.text = append(k.text, 1)
	k.text = binary.LittleEndian.AppendUint64(k.text, uint64(v))
}

// appendValue appends a value so that no two lists of values look the same.
func (k *keyer) appendValue(b *cdr.Batch, f cdr.Field, i int) {
	if !has(b, f, i) {
		k.text = append(k.text, 0)
		return
	}
	k.appendOf(b.Column(f), f, i)
}

// appendOf is appendValue of a value that is not null.
func (k *keyer) appendOf(c *cdr.Column, f cdr.Field, i int) {
	switch f.Kind() {
	case cdr.Time, cdr.Int:
		k.appendInt(c.Ints[i])
	case cdr.Text:
		text := c.Text(i)
		k.text = binary.LittleEndian.AppendUint32(append(k.text, 1), uint32(len(text)))
		k.text = append(k.text, text...)
	case cdr.Code:
		name := c.Name(i)
		k.text = binary.LittleEndian.AppendUint32(append(k.text, 1), uint32(len(name)))
		k.text = append(k.text, name...)
	case cdr.Float:
		k.text = binary.LittleEndian.AppendUint32(append(k.text, 1), math.Float32bits(c.Floats[i]))
	}
}
