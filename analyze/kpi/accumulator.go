package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// Accumulator adds up the batches of one worker. It is a cdrfmt.Sink.
type Accumulator struct {
	opt      Options
	accepted uint64
	keptLegs uint64
	period   span // of the kept legs

	filter   *filter
	kept     []int32 // rows that it keeps, scratch
	teller   *teller
	reader   *legReader
	book     *callbook // of population calls, else nil
	grouping *grouping
	measures *measures
	all      []uint32 // groups of rows, scratch
	seized   []uint32
}

// NewAccumulator is empty. The options must be the same for all accumulators
// that are tabulated together.
func NewAccumulator(opt Options) *Accumulator {
	parts := opt.parts()
	ids := &callIDs{}
	a := &Accumulator{
		opt: opt, filter: newFilter(&opt.Filter), teller: newTeller(&opt),
		grouping: newGrouping(&opt), measures: newMeasures(&opt, parts, ids),
	}
	if opt.Population == Calls {
		a.book = newCallbook(&opt, ids)
		parts |= partsOf(partCalls) // legs need the number of their call
	}
	a.reader = newLegReader(parts, ids)
	return a
}

// Add adds a batch with the column end_time and, as far as the source has
// them, the others of Needs. An end_time outside 1970..2106 is an error.
func (a *Accumulator) Add(b *cdr.Batch) error {
	var err error
	if a.kept, err = a.filter.selects(b, a.kept[:0]); err != nil {
		return err
	}
	a.accepted += uint64(b.Rows)
	a.keptLegs += uint64(len(a.kept))
	a.period.addEnds(b.Column(cdr.EndTime).Ints, a.kept)
	a.teller.each(b, a.kept, func(part *cdr.Batch, legs []int32) {
		if r := a.reader.read(part, legs); a.book != nil {
			a.book.add(r)
		} else {
			a.measure(r)
		}
	})
	return nil
}

// measure groups rows and adds them up.
func (a *Accumulator) measure(r *rows) {
	a.all, a.seized = r.group(a.grouping, a.all, a.seized)
	a.measures.grow(a.grouping.size())
	a.measures.add(r)
}

// merge adds what another accumulator holds, by the names of its groups.
func (a *Accumulator) merge(from *Accumulator) {
	a.accepted += from.accepted
	a.keptLegs += from.keptLegs
	a.period.add(from.period)
	if a.book != nil {
		a.book.merge(from.book)
		return
	}
	to := make([]uint32, from.measures.size)
	for g := range to {
		if from.measures.legs.groups[g].rows > 0 {
			to[g] = a.grouping.number(from.grouping.names(uint32(g)))
		}
	}
	a.measures.grow(max(1, a.grouping.size()))
	a.measures.merge(from.measures, to)
}
