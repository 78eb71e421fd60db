package joining

import (
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

// Place is where a row stands: its source, below 2^22, and its first byte, below
// 2^42.
type Place struct {
	Source uint32
	Byte   int64
}

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

// Joiner is that of the calls that rows of the kind tell of.
func (k Kind) Joiner() Joiner {
	if k >= ChanStart {
		return Channels
	}
	return Transactions
}

func (k Kind) String() string { return kindNames[k] }

// The bits of the byte of flags of an encoded row.
const (
	bitGuessed = 1 << iota
	bitWhole
	bitFirst
)

// rowBytes is what an encoded row takes besides its text.
const rowBytes = 16 + 8 + 1 + 8 + 4*8 + 2 + 1 + 1 + 2*8

// Append appends the row so that encoded rows sort as bytes by call, time, kind
// and place.
func (r *Row) Append(to []byte) []byte {
	big := binary.BigEndian
	to = big.AppendUint64(to, r.Call.Hi)
	to = big.AppendUint64(to, r.Call.Lo)
	to = big.AppendUint64(to, uint64(r.Us)^1<<63)
	to = append(to, byte(r.Kind))
	to = r.At.append(to)
	for _, v := range [...]uint64{r.Content, r.ID, r.From, r.To} {
		to = big.AppendUint64(to, v)
	}
	to = big.AppendUint16(to, r.Code)
	var flags byte
	for i, set := range [...]bool{r.Guessed, r.Whole, r.First} {
		if set {
			flags |= 1 << i
		}
	}
	to = append(to, r.Digits, flags)
	to = big.AppendUint64(to, uint64(r.StartUs))
	to = big.AppendUint64(to, uint64(r.TalkUs))
	return append(to, r.Text...)
}

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
	r.Content, r.ID, r.From, r.To = d.uint64(), d.uint64(), d.uint64(), d.uint64()
	r.Code = uint16(d.byte())<<8 | uint16(d.byte())
	r.Digits = d.byte()
	flags := d.byte()
	r.Guessed, r.Whole, r.First = flags&bitGuessed != 0, flags&bitWhole != 0, flags&bitFirst != 0
	r.StartUs, r.TalkUs = int64(d.uint64()), int64(d.uint64())
	r.Text = string(d.b)
	if r.Kind >= numKinds {
		return fmt.Errorf("kind %d, the last is %d", r.Kind, numKinds-1)
	}
	return nil
}

// append packs the place into the 8 bytes by which sorting decides most things.
func (p Place) append(to []byte) []byte {
	return binary.BigEndian.AppendUint64(to, uint64(p.Source)<<placeBits|uint64(p.Byte)&(1<<placeBits-1))
}

const placeBits = 42

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

func (d *decoder) place() Place {
	v := d.uint64()
	return Place{uint32(v >> placeBits), int64(v & (1<<placeBits - 1))}
}
