package count

import (
	"fmt"
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// unknown is the cause, account or direction of a leg that has none
// (hangups_channel_destroy).
const unknown = "unknown"

// endMicros is when the seconds of groups end, in Unix microseconds.
const endMicros = 1_000_000 << 32

// Builder counts the batches of one worker. It is a cdrfmt.Sink.
type Builder struct {
	filter     cdr.Filter
	causes     *names
	accounts   *names
	gateways   *names
	directions *names
	gateway    bool // keep gateways apart
	narrow     bool // the filter asks for more than a cause and a period
	hasGateway bool
	table      table
	pile       pile // what the table was emptied onto, codes as in names
	sorted     int  // length of the pile when it was last combined
	totals     Totals
}

// NewBuilder counts the legs that the filter keeps; those whose cause is in
// ignore are only totalled. withGateway keeps gateways apart where the
// batches have them.
func NewBuilder(filter cdr.Filter, ignore []string, withGateway bool) *Builder {
	return &Builder{
		filter:     filter,
		causes:     newNames(unknown, filter.Causes, ignore),
		accounts:   newNames(unknown, filter.Accounts, nil),
		gateways:   newNames("", filter.Gateways, nil),
		directions: newNames(unknown, filter.Directions, nil),
		gateway:    withGateway,
		narrow:     len(filter.Accounts)+len(filter.Gateways)+len(filter.Directions) > 0,
		table:      newTable(),
	}
}

// Add counts a batch with the column end_time and, where the source has them,
// hangup_cause, account_id, resource_id and direction. An end_time outside
// 1970..2106 is an error: readers reject such rows.
func (b *Builder) Add(batch *cdr.Batch) error {
	end := batch.Column(cdr.EndTime)
	causes := b.causes.view(batch.Column(cdr.HangupCause))
	accounts := b.accounts.view(batch.Column(cdr.AccountID))
	directions := b.directions.view(batch.Column(cdr.Direction))
	gateways := b.gateways.view(batch.Column(cdr.ResourceID))
	b.hasGateway = b.hasGateway || batch.Column(cdr.ResourceID) != nil
	since, until := b.filter.SinceSec, b.filter.UntilSec
	if until == 0 {
		until = math.MaxInt64
	}
	seen := Totals{Accepted: uint64(batch.Rows)}
	for i, us := range end.Ints[:batch.Rows] {
		if uint64(us) >= endMicros { // a negative one as well
			return fmt.Errorf("end_time %d us is outside 1970..2106", us)
		}
		sec := int64(uint64(us) / 1_000_000)
		cause := causes.at(i)
		if sec < since || sec >= until || !cause.keep ||
			b.narrow && !(accounts.at(i).keep && gateways.at(i).keep && directions.at(i).keep) {
			seen.Filtered++
			continue
		}
		seen.see(uint32(sec))
		if cause.ignored {
			seen.Ignored++
			continue
		}
		gateway := uint32(0)
		if b.gateway {
			gateway = gateways.at(i).id
		}
		b.table.add(uint64(sec)<<32|uint64(cause.id), uint64(accounts.at(i).id)<<32|uint64(gateway), 1)
		if b.table.full() {
			b.flush()
		}
	}
	b.totals.add(seen)
	return nil
}

// flush empties the table onto the pile, and joins equal groups when there may
// be as many new ones as old: rows far out of order cost no more memory than
// twice the groups of the answer and spareGroups.
func (b *Builder) flush() {
	b.pile.take(&b.table)
	if b.pile.len >= 2*b.sorted+spareGroups {
		b.pile.combine()
		b.sorted = b.pile.len
	}
}

// Set is what was counted. The Builder must not be used afterwards.
func (b *Builder) Set() *Set { return Collect(b) }

// Collect is what several builders have counted, of which none must be used
// afterwards.
func Collect(builders ...*Builder) *Set {
	s := &Set{}
	total := 0
	for _, b := range builders {
		b.pile.take(&b.table)
		total += b.pile.len
	}
	s.Groups = make([]Group, 0, total)
	causes, accounts, gateways := numbering{}, numbering{}, numbering{}
	for _, b := range builders {
		s.Totals.add(b.totals)
		s.HasGateway = s.HasGateway || b.gateway && b.hasGateway
		cause, account, gateway := causes.codesOf(b.causes.list), accounts.codesOf(b.accounts.list), gateways.codesOf(b.gateways.list)
		for _, block := range b.pile.blocks {
			for _, g := range block {
				g.Cause, g.Account, g.Gateway = cause[g.Cause], account[g.Account], gateway[g.Gateway]
				s.Groups = append(s.Groups, g)
			}
		}
		b.pile = pile{} // it may be much
	}
	s.Causes, s.Accounts, s.Gateways = causes.list, accounts.list, gateways.list
	s.Normalise()
	return s
}

// numbering gives the names of several lists codes of their own.
type numbering struct {
	list  []string
	codes map[string]uint32
}

// codesOf maps the indexes of a list to the codes of its names.
func (n *numbering) codesOf(list []string) []uint32 {
	if n.codes == nil {
		n.codes = make(map[string]uint32, len(list))
	}
	codes := make([]uint32, len(list))
	for i, name := range list {
		code, known := n.codes[name]
		if !known {
			code = uint32(len(n.list))
			n.codes[name] = code
			n.list = append(n.list, name)
		}
		codes[i] = code
	}
	return codes
}

// Normalise puts a set in order that was put together out of order: it drops
// names that no group uses, sorts the rest, and sorts and combines the groups.
func (s *Set) Normalise() {
	used := [3][]bool{make([]bool, len(s.Causes)), make([]bool, len(s.Accounts)), make([]bool, len(s.Gateways))}
	for _, g := range s.Groups {
		used[0][g.Cause], used[1][g.Account], used[2][g.Gateway] = true, true, true
	}
	var codes [3][]uint32
	for i, names := range []*[]string{&s.Causes, &s.Accounts, &s.Gateways} {
		u := newUnion()
		for j, n := range *names {
			if used[i][j] {
				u[n] = struct{}{}
			}
		}
		table := u.sorted()
		codes[i] = codesOf(*names, table)
		*names = table
	}
	for i := range s.Groups {
		g := &s.Groups[i]
		g.Cause, g.Account, g.Gateway = codes[0][g.Cause], codes[1][g.Account], codes[2][g.Gateway]
	}
	s.Groups = combine(s.Groups)
}
