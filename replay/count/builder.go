package count

import (
	"fmt"
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// unknown is the cause, account or direction of a leg that has none
// (hangups_channel_destroy).
const unknown = "unknown"

// endMicros is when the seconds of groups end, in Unix microseconds.
const endMicros = 1_000_000 << 32

// Builder counts the batches of one worker. It is a cdrfmt.Sink.
type Builder struct {
	sinceSec, untilSec int64 // of the filter
	causes             *names
	accounts           *names
	gateways           *names
	directions         *names
	gateway            bool // keep gateways apart
	narrow             bool // the filter asks for more than a period
	hasGateway         bool
	table              table
	// pile is what the table was emptied onto, and has its room, codes as in names:
	// waiting groups. suspects of them may repeat others.
	pile              pile
	waiting, suspects int
	rows              []int32 // of a batch, that reach a meter; scratch
	totals            Totals
}

// NewBuilder counts the legs that the filter keeps; those whose cause is in
// ignore are only totalled, as are the Summed of a batch, which only the zero
// filter allows. withGateway keeps gateways apart where the batches have them.
func NewBuilder(filter cdr.Filter, ignore []string, withGateway bool) *Builder {
	b := &Builder{
		sinceSec:   filter.SinceSec,
		untilSec:   filter.UntilSec,
		causes:     newNames(unknown, filter.Causes, ignore),
		accounts:   newNames(unknown, filter.Accounts, nil),
		gateways:   newNames("", filter.Gateways, nil),
		directions: newNames(unknown, filter.Directions, nil),
		gateway:    withGateway,
		narrow:     len(filter.Causes)+len(filter.Accounts)+len(filter.Gateways)+len(filter.Directions) > 0,
		pile:       newPile(),
	}
	b.table = newTable(b.pile.room())
	if b.untilSec == 0 {
		b.untilSec = math.MaxInt64
	}
	return b
}

// Add counts a batch with the column end_time and, where the source has them,
// hangup_cause, account_id, resource_id and direction. An end_time outside
// 1970..2106 is an error: readers reject such rows.
func (b *Builder) Add(batch *cdr.Batch) error {
	all := batch.Rows + batch.Summed.Rows
	if all == 0 {
		return nil
	}
	ends := batch.Column(cdr.EndTime).Ints[:batch.Rows]
	first, last := batch.Summed.FirstUs, batch.Summed.LastUs
	if batch.Summed.Rows == 0 {
		first, last = cdr.Bounds(ends)
	}
	for _, us := range [2]int64{first, last} {
		if uint64(us) >= endMicros { // a negative one as well
			return fmt.Errorf("end_time %d us is outside 1970..2106", us)
		}
	}
	accounts := b.accounts.view(batch.Column(cdr.AccountID))
	gateways := b.gateways.view(batch.Column(cdr.ResourceID))
	causes := b.causes.view(batch.Column(cdr.HangupCause))
	if c := batch.Column(cdr.ResourceID); c != nil && !b.hasGateway {
		b.hasGateway = c.Nulls(batch.Rows) < all
	}
	b.totals.Accepted += uint64(all)
	b.totals.Ignored += uint64(batch.Summed.Rows)
	if b.narrow || first/1_000_000 < b.sinceSec || last/1_000_000 >= b.untilSec {
		b.filtered(batch, ends, &causes, &accounts, &gateways)
	} else {
		b.unfiltered(first, last, len(ends), &causes)
	}
	for _, i := range b.rows {
		gateway := uint32(0)
		if b.gateway {
			gateway = gateways.at(int(i)).id
		}
		b.table.add(uint32(ends[i]/1_000_000), causes.at(int(i)).id, accounts.at(int(i)).id, gateway)
		if b.table.full() {
			b.flush()
		}
	}
	return nil
}

// filtered finds the rows of a batch that reach a meter where some may be
// filtered out.
func (b *Builder) filtered(batch *cdr.Batch, ends []int64, causes, accounts, gateways *nameView) {
	if batch.Summed.Rows > 0 {
		panic("count: a filter has to see the rows one by one")
	}
	directions := b.directions.view(batch.Column(cdr.Direction))
	b.rows = b.rows[:0]
	for i, us := range ends {
		sec := us / 1_000_000
		cause := causes.at(i)
		if sec < b.sinceSec || sec >= b.untilSec || !cause.keep || !accounts.at(i).keep || !gateways.at(i).keep || !directions.at(i).keep {
			b.totals.Filtered++
			continue
		}
		b.totals.see(uint32(sec))
		if cause.counted == 0 {
			b.totals.Ignored++
			continue
		}
		b.rows = append(b.rows, int32(i))
	}
}

// unfiltered is filtered for a batch of n rows that all pass the filter. Which
// of them have an ignored cause is not to be foreseen, so there is no branch.
func (b *Builder) unfiltered(firstUs, lastUs int64, n int, causes *nameView) {
	b.totals.see(uint32(firstUs / 1_000_000))
	b.totals.see(uint32(lastUs / 1_000_000))
	b.rows = slices.Grow(b.rows[:0], n)[:n]
	k := 0
	if c := causes.column; c != nil && c.Valid == nil {
		for i, code := range c.Codes[:n] {
			b.rows[k] = int32(i)
			k += int(causes.infos[code].counted)
		}
	} else {
		for i := range n {
			b.rows[k] = int32(i)
			k += int(causes.at(i).counted)
		}
	}
	b.rows = b.rows[:k]
	b.totals.Ignored += uint64(n - k)
}

// flush empties the table onto the pile, and joins equal groups when there may
// be as many repeated ones as others: rows far out of order cost no more
// memory than a few times the groups of the answer and spareGroups.
func (b *Builder) flush() {
	groups, last := b.table.groups, b.pile.span.last
	for i := range groups {
		if groups[i].Second <= last { // none was flushed with a later second
			b.suspects++
		}
	}
	b.pile.grow(groups)
	if b.waiting += len(groups); b.suspects >= b.waiting-b.suspects+spareGroups {
		b.waiting, b.suspects = b.pile.combine(), 0
	}
	b.table.renew(b.pile.room())
}
