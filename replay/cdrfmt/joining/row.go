package joining

import (
	"cmp"
	"encoding/binary"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Row is one row of a source, as far as joining looks at it.
type Row struct {
	// Call is what the rows of one call share: the Call-ID, or the channel.
	Call cdr.Identity
	// Us is when the row was written, in Unix microseconds.
	Us int64
	// Kind is what the row tells.
	Kind Kind
	// At is where it stands.
	At Place
	// Content stands for all that the row says, ID for the number that the
	// database gave it, or 0: rows with equal content are the same row twice if
	// they stand in two sources or have one number.
	Content, ID uint64
	// From and To are the tags of a SIP transaction; 0 is none.
	From, To uint64
	// Code is the SIP status.
	Code uint16
	// Digits is how many decimals of a second Us has in the source, 0 to 6.
	Digits uint8
	// Guessed: the local time stood in a repeated or missing hour.
	Guessed bool
	// Whole: the row tells the end of its leg, StartUs and TalkUs, by itself.
	Whole bool
	// First: the channel was created by no other one.
	First bool
	// StartUs is when the leg began, if the row says so, in Unix microseconds,
	// else 0; TalkUs how long it lasted from the answer.
	StartUs, TalkUs int64
	// Text is the number dialled, of a row that begins a channel.
	Text string
}

// Place is where a row stands: its source, the chunk of it that it ends in, and
// its number in the chunk.
type Place struct{ Source, Chunk, Row uint32 }

// Kind is what a row tells.
type Kind uint8

// The kinds. Of rows of one call and instant the earlier kind comes first.
const (
	// Of SIP transactions:
	Invite Kind = iota
	Ack
	Cancel
	Bye
	OtherMethod
	// Of channel events:
	ChanStart
	Answer
	OtherEvent
	Hangup
	ChanEnd

	numKinds = iota
)

var kindNames = [numKinds]string{"INVITE", "ACK", "CANCEL", "BYE", "other method", "CHAN_START", "ANSWER", "other event", "HANGUP", "CHAN_END"}

func (k Kind) String() string { return kindNames[k] }

// The bits of the byte of flags of an encoded row.
const (
	bitGuessed = 1 << iota
	bitWhole
	bitFirst
	bitNumbered // ID follows,
	bitTagged   // From and To,
	bitTimed    // StartUs and TalkUs
)

// rowBytes is what an encoded row takes besides what it may lack and its text.
const rowBytes = 16 + 8 + 1 + placeBytes + 8 + 2 + 1 + 1

// Append appends the row so that encoded rows sort as bytes by call, time, kind
// and place.
func (r *Row) Append(to []byte) []byte {
	big := binary.BigEndian
	to = big.AppendUint64(to, r.Call.Hi)
	to = big.AppendUint64(to, r.Call.Lo)
	to = big.AppendUint64(to, uint64(r.Us)^1<<63)
	to = append(to, byte(r.Kind))
	to = r.At.append(to)
	to = big.AppendUint64(to, r.Content)
	to = big.AppendUint16(to, r.Code)
	numbered, tagged, timed := r.ID != 0, r.From|r.To != 0, r.StartUs|r.TalkUs != 0
	var flags byte
	for i, set := range [...]bool{r.Guessed, r.Whole, r.First, numbered, tagged, timed} {
		if set {
			flags |= 1 << i
		}
	}
	to = append(to, r.Digits, flags)
	if numbered {
		to = big.AppendUint64(to, r.ID)
	}
	if tagged {
		to = big.AppendUint64(big.AppendUint64(to, r.From), r.To)
	}
	if timed {
		to = big.AppendUint64(big.AppendUint64(to, uint64(r.StartUs)), uint64(r.TalkUs))
	}
	return append(to, r.Text...)
}

// CallOf is the first half of Row.Call in what Append wrote: rows of one call
// have the same.
func CallOf(b []byte) uint64 { return binary.BigEndian.Uint64(b) }

// Decode reads what Append wrote.
func (r *Row) Decode(b []byte) error {
	if len(b) < rowBytes {
		return fmt.Errorf("%d bytes, a row has at least %d", len(b), rowBytes)
	}
	d := decoder{b}
	r.Call = cdr.Identity{Hi: d.uint64(), Lo: d.uint64()}
	r.Us = int64(d.uint64() ^ 1<<63)
	r.Kind = Kind(d.byte())
	r.At = d.place()
	r.Content = d.uint64()
	r.Code = uint16(d.byte())<<8 | uint16(d.byte())
	r.Digits = d.byte()
	flags := d.byte()
	r.Guessed, r.Whole, r.First = flags&bitGuessed != 0, flags&bitWhole != 0, flags&bitFirst != 0
	r.ID, r.From, r.To, r.StartUs, r.TalkUs = 0, 0, 0, 0, 0
	if more := moreBytes(flags); len(d.b) < more {
		return fmt.Errorf("%d bytes, a row with flags %b has at least %d", len(b), flags, rowBytes+more)
	}
	if flags&bitNumbered != 0 {
		r.ID = d.uint64()
	}
	if flags&bitTagged != 0 {
		r.From, r.To = d.uint64(), d.uint64()
	}
	if flags&bitTimed != 0 {
		r.StartUs, r.TalkUs = int64(d.uint64()), int64(d.uint64())
	}
	r.Text = string(d.b)
	if r.Kind >= numKinds {
		return fmt.Errorf("kind %d, the last is %d", r.Kind, numKinds-1)
	}
	return nil
}

// moreBytes is what the flags of an encoded row say that follows.
func moreBytes(flags byte) int {
	n := int(flags&bitNumbered) / bitNumbered * 8
	n += int(flags&bitTagged) / bitTagged * 16
	return n + int(flags&bitTimed)/bitTimed*16
}

// Before tells whether p comes before o.
func (p Place) Before(o Place) bool {
	return cmp.Or(cmp.Compare(p.Source, o.Source), cmp.Compare(p.Chunk, o.Chunk), cmp.Compare(p.Row, o.Row)) < 0
}

const placeBytes = 3 * 4

func (p Place) append(to []byte) []byte {
	big := binary.BigEndian
	return big.AppendUint32(big.AppendUint32(big.AppendUint32(to, p.Source), p.Chunk), p.Row)
}

// decoder takes numbers from the front of what is long enough.
type decoder struct{ b []byte }

func (d *decoder) byte() byte {
	v := d.b[0]
	d.b = d.b[1:]
	return v
}

func (d *decoder) uint64() uint64 {
	v := binary.BigEndian.Uint64(d.b)
	d.b = d.b[8:]
	return v
}

func (d *decoder) uint32() uint32 {
	v := binary.BigEndian.Uint32(d.b)
	d.b = d.b[4:]
	return v
}

func (d *decoder) place() Place { return Place{d.uint32(), d.uint32(), d.uint32()} }
