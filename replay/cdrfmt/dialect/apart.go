package dialect

import (
	"encoding/binary"
	"math"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// numApart is how many columns there may be that tell rows of one call apart.
const numApart = 3

// noteApart notes that column i is one of them, as Asterisk calls it.
func (l *Layout) noteApart(name string, i int) {
	switch name {
	case "dstchannel":
		l.apart[0] = i + 1
	case "lastapp":
		l.apart[1] = i + 1
	case "lastdata":
		l.apart[2] = i + 1
	case "sequence":
		l.sequenceAt = i + 1
	}
}

// TellsApart tells whether rows need more than their call_id, times and cause
// to be told apart, and so Decoder.Apart.
func (l *Layout) TellsApart() bool { return l.apart != [numApart]int{} || l.sequenceAt > 0 }

// Apart is what tells a row from others of the same call that have the same
// times and the same cause: Asterisk writes a row for each phone that a queue
// rings, all with the uniqueid of the caller. text is different for different
// rows, and empty if the file has nothing to tell them by. sequence is the number that the switch gave to the row, 0 if the file
// has none: rows of which it is known and differs are two rows in any case. The
// text is valid until the next call, the record has to be of a run or the one
// that Decode was last called with.
func (d *Decoder) Apart(r *lex.Record) (text []byte, sequence uint32) {
	l := d.layout
	d.apart = d.apart[:0]
	for _, at := range l.apart {
		if l.apart == [numApart]int{} {
			break
		}
		var b []byte
		if at > 0 {
			b = trim(d.cell(r, &column{index: at - 1}))
		}
		d.apart = binary.AppendUvarint(d.apart, uint64(len(b)))
		d.apart = append(d.apart, b...)
	}
	if l.sequenceAt > 0 {
		if n, ok := parseDecimal(trim(d.cell(r, &column{index: l.sequenceAt - 1}))); ok {
			sequence = uint32(uint64(n.whole)%math.MaxUint32) + 1
		}
	}
	return d.apart, sequence
}
