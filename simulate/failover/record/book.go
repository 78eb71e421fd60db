package record

import (
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Fields are the columns a Book reads, where a source has them.
func Fields() cdr.FieldSet {
	return cdr.FieldsOf(cdr.CallID, cdr.InteractionID, cdr.OtherLegCallID, cdr.Direction, cdr.AccountID, cdr.AuthorizingID,
		cdr.DestinationNumber, cdr.StartTime, cdr.EndTime, cdr.BillsecMs, cdr.HangupCause)
}

// Options say which legs are gathered, and what of them.
type Options struct {
	// KeepIDs keeps the ids of legs.
	KeepIDs bool
	// SinceSec and UntilSec bound the second a leg ends in to [since, until),
	// Unix time; 0 means no bound.
	SinceSec, UntilSec int64
	// Accounts are those whose legs are kept; an empty list keeps all.
	Accounts []string
}

// Book gathers the legs of one worker. It is a cdrfmt.Sink.
type Book struct {
	opt   Options
	names lexicon
	legs  []leg
	ids   arena
	links []link
	// unnamed counts legs that have no identifier at all.
	unnamed, filtered uint64
	codes             map[*cdr.Dict][]uint32
}

// leg is one row of a CDR file. Texts are numbers in a lexicon.
type leg struct {
	call                           cdr.Identity
	startUs, endUs                 int64
	id                             int // in the arena
	talkMs                         int32
	account, device, number, cause uint32
	placed, inbound                bool
}

// link says that two legs, or a leg and its call, are of one call.
type link struct{ a, b cdr.Identity }

// NewBook is an empty book.
func NewBook(opt Options) *Book {
	return &Book{opt: opt, names: newLexicon(), codes: map[*cdr.Dict][]uint32{}}
}

// Add gathers the legs of a batch.
func (b *Book) Add(batch *cdr.Batch) error {
	callID, interaction, other := batch.Column(cdr.CallID), batch.Column(cdr.InteractionID), batch.Column(cdr.OtherLegCallID)
	start, end, talk := batch.Column(cdr.StartTime), batch.Column(cdr.EndTime), batch.Column(cdr.BillsecMs)
	device, number := batch.Column(cdr.AuthorizingID), batch.Column(cdr.DestinationNumber)
	directions := batch.Column(cdr.Direction)
	for i := range batch.Rows {
		if !b.keeps(batch, i) {
			b.filtered++
			continue
		}
		l := leg{
			endUs: end.Ints[i], startUs: end.Ints[i],
			account: b.code(batch.Column(cdr.AccountID), i), cause: b.code(batch.Column(cdr.HangupCause), i),
			device: b.names.code(text(device, i)), number: b.names.code(text(number, i)),
		}
		if start != nil && !start.IsNull(i) {
			l.startUs = start.Ints[i]
		}
		if talk != nil && !talk.IsNull(i) {
			l.talkMs = int32(min(max(talk.Ints[i], 0), math.MaxInt32))
		}
		if directions != nil && !directions.IsNull(i) {
			name := directions.Name(i)
			l.placed, l.inbound = name == "outbound", name == "inbound"
		}
		b.join(&l, text(callID, i), text(interaction, i), text(other, i))
		if b.opt.KeepIDs {
			l.id = b.ids.add(text(callID, i), text(interaction, i))
		}
		b.legs = append(b.legs, l)
	}
	return nil
}

// keeps tells whether a leg is wanted.
func (b *Book) keeps(batch *cdr.Batch, i int) bool {
	sec := batch.Column(cdr.EndTime).Ints[i] / 1_000_000
	if sec < b.opt.SinceSec || b.opt.UntilSec > 0 && sec >= b.opt.UntilSec {
		return false
	}
	return len(b.opt.Accounts) == 0 || slices.Contains(b.opt.Accounts, b.names.list[b.code(batch.Column(cdr.AccountID), i)])
}

// join says of which call a leg is. Legs without interaction_id are linked to
// the other leg; the ends of all links meet in Merge.
func (b *Book) join(l *leg, callID, interaction, other []byte) {
	switch {
	case len(interaction) > 0:
		l.call = cdr.Identify('i', interaction)
	case len(callID) > 0:
		l.call = cdr.Identify('c', callID)
		if len(other) > 0 {
			b.links = append(b.links, link{l.call, cdr.Identify('c', other)})
		}
	case len(other) > 0:
		l.call = cdr.Identify('c', other)
	default: // a call of its own, told apart by Merge
		b.unnamed++
	}
}

// code is the number of a Code column's value.
func (b *Book) code(c *cdr.Column, i int) uint32 {
	if c == nil || c.IsNull(i) {
		return 0
	}
	known := b.codes[c.Dict]
	for n := len(known); n < c.Dict.Len(); n++ {
		known = append(known, b.names.code([]byte(c.Dict.Name(uint32(n)))))
		b.codes[c.Dict] = known
	}
	return known[c.Codes[i]]
}

// text is empty where there is no value.
func text(c *cdr.Column, i int) []byte {
	if c == nil || c.IsNull(i) {
		return nil
	}
	return c.Text(i)
}
