package inflight

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart/incidence"
)

// Options say which legs matter and when the proxy restarts.
type Options struct {
	// Filter keeps some legs, by end_time and names, as everywhere.
	Filter cdr.Filter
	// Through keeps the legs of one direction: those that pass the proxy.
	// Unknown keeps all.
	Through Direction
	// Instants are when it restarts.
	Instants Instants
	// MaxDowntimeUs is the longest downtime that will be asked about, in
	// microseconds: legs that begin or end in it are kept, too.
	MaxDowntimeUs int64
	// Ringing gives legs without a start one, drawn by Seed from how long the
	// set-ups of others lasted; nil: they are left out.
	Ringing *Lengths
	Seed    uint64
}

// Fields are the columns a collector needs; the others of Wanted make its
// answer better.
func Fields() (needed, wanted cdr.FieldSet) {
	return cdr.FieldsOf(cdr.EndTime, cdr.HangupCause), cdr.FieldsOf(cdr.CallID, cdr.StartTime, cdr.ProgressTime,
		cdr.ProgressMs, cdr.AnswerTime, cdr.BillsecMs, cdr.Direction, cdr.ResourceID, cdr.AccountID, cdr.HangupDisposition,
		cdr.TimePrecision, cdr.RowFlags)
}

// Collector turns one worker's batches into legs. It is a cdrfmt.Sink.
type Collector struct {
	opt                                   *Options
	accounts, causes, directions, gateway *names
	dispositions, groups                  *names
	finals                                map[finalKey]Final
	ends                                  []incidence.Ends // by group
	legs                                  []Leg
	answered                              map[int64]int64 // changes of answered legs, by instant
	census                                Census
	lengths                               Lengths
	startless                             Startless
}

type finalKey struct {
	cause, disposition uint32
	direction          Direction
}

// NewCollector is an empty one.
func NewCollector(opt *Options) *Collector {
	f := &opt.Filter
	return &Collector{
		opt:      opt,
		accounts: newNames("unknown", f.Accounts), causes: newNames("unknown", f.Causes),
		directions: newNames("unknown", f.Directions), gateway: newNames("", f.Gateways),
		dispositions: newNames("", nil), groups: newNames("", nil),
		finals: map[finalKey]Final{}, answered: map[int64]int64{},
	}
}

// Add takes a batch.
func (c *Collector) Add(b *cdr.Batch) error {
	times := c.look(b)
	since, until := c.opt.Filter.SinceSec*1e6, int64(math.MaxInt64)
	if c.opt.Filter.UntilSec > 0 {
		until = c.opt.Filter.UntilSec * 1e6
	}
	for i := range b.Rows {
		end := times.end.Ints[i]
		account, cause, direction, gateway := c.accounts.at(i), c.causes.at(i), c.directions.at(i), c.gateway.at(i)
		if end < since || end >= until || !c.accounts.kept[account] || !c.causes.kept[cause] ||
			!c.directions.kept[direction] || !c.gateway.kept[gateway] {
			c.census.Filtered++
			continue
		}
		d := directionOf(c.directions.list[direction])
		if c.opt.Through != Unknown && d != c.opt.Through {
			c.census.OtherWay++
			continue
		}
		leg, hasStart := times.leg(i, &c.census)
		leg.Direction = d
		if leg.Final != Answered {
			leg.Final = c.final(finalKey{cause, c.dispositions.at(i), d})
		}
		if hasStart {
			c.lengths.add(&leg)
		} else if !c.drawStart(b, i, &leg) {
			c.census.NoStart++
			c.startless.add(&leg)
			continue
		}
		c.add(b, i, leg, account, gateway)
	}
	return nil
}

// look turns to a batch.
func (c *Collector) look(b *cdr.Batch) *times {
	for _, n := range []struct {
		names *names
		field cdr.Field
	}{
		{c.accounts, cdr.AccountID}, {c.causes, cdr.HangupCause}, {c.directions, cdr.Direction},
		{c.gateway, cdr.ResourceID}, {c.dispositions, cdr.HangupDisposition},
	} {
		n.names.look(b.Column(n.field))
	}
	return newTimes(b)
}

// drawStart puts the start of a leg so long before the end of its set-up as
// others took.
func (c *Collector) drawStart(b *cdr.Batch, row int, l *Leg) bool {
	if c.opt.Ringing == nil {
		return false
	}
	ms, ok := c.opt.Ringing.draw(l.Final, drawOf(c.opt.Seed, callID(b, row), l.EndUs()))
	if !ok {
		return false
	}
	c.census.StartDrawn++
	l.StartUs -= ms * 1000
	l.FinalMs += int32(ms)
	l.EndMs = int32(min(int64(l.EndMs)+ms, maxLegMs))
	return true
}

// callID is a row's, "" for none: draws rest on it, so that one which was made when
// the source was converted is none.
func callID(b *cdr.Batch, row int) string {
	if ids := b.Column(cdr.CallID); present(ids, row) && b.FlagsAt(row)&cdr.FlagIDMade == 0 {
		return string(ids.Text(row))
	}
	return ""
}

// final remembers what causes and dispositions mean.
func (c *Collector) final(k finalKey) Final {
	f, ok := c.finals[k]
	if !ok {
		f = finalOf(c.causes.list[k.cause], c.dispositions.list[k.disposition], k.direction)
		c.finals[k] = f
	}
	return f
}

// add counts a leg, and keeps it if a restart meets it.
func (c *Collector) add(b *cdr.Batch, row int, leg Leg, account, gateway uint32) {
	leg.Group = c.groups.id(c.groupName(account, gateway))
	c.census.see(&leg)
	for int(leg.Group) >= len(c.ends) {
		c.ends = append(c.ends, incidence.Ends{})
	}
	c.ends[leg.Group].Add(int64(leg.FinalMs), endOf(leg.Final))
	in, down := &c.opt.Instants, c.opt.MaxDowntimeUs
	met := meets(in, leg.StartUs-down, leg.FinalUs())
	if leg.Final == Answered {
		met = met || meets(in, leg.EndUs()-down, leg.EndUs())
		if first, end := in.within(leg.FinalUs(), leg.EndUs()); first < end {
			c.answered[first]++
			c.answered[end]--
		}
	}
	if !met {
		return
	}
	leg.CallID = callID(b, row)
	c.legs = append(c.legs, leg)
}

func meets(in *Instants, fromUs, toUs int64) bool {
	first, end := in.within(fromUs, toUs)
	return first < end
}

// groupName is the gateway, or the account where none is known.
func (c *Collector) groupName(account, gateway uint32) string {
	if name := c.gateway.list[gateway]; name != "" {
		return name
	}
	return c.accounts.list[account]
}

func endOf(f Final) incidence.End {
	switch {
	case f == Answered:
		return incidence.Answered
	case f.IsCancel():
		return incidence.Censored
	}
	return incidence.Unanswered
}
