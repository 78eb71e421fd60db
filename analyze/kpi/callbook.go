package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// callFields are read whatever is asked of calls: what groups the legs, and
// what decides which of them are seizures and which is the last.
var callFields = cdr.FieldsOf(cdr.InteractionID, cdr.CallID, cdr.Direction, cdr.StartTime)

// callbook gathers legs by call, until all are in.
type callbook struct {
	ids   *callIDs
	calls []callState // by number
	// values are those that a call takes from its last leg that has one.
	values  []callValue
	unnamed uint64 // legs without an identifier
}

// callState is what is known of one call.
type callState struct {
	legs                                         uint32
	seized, answered, answeredAny, started, rang bool
	// told is what the batch of one of its legs had columns for, of cdr.Untold.
	told                   cdr.Flags
	startUs, endUs, talkMs int64
	// Of its seizures: the earliest start, and the earliest 18x.
	firstBidUs, firstRingUs int64
}

func newCallbook(opt *Options, ids *callIDs) *callbook {
	b := &callbook{ids: ids}
	need := opt.Needs()
	for _, f := range []cdr.Field{
		cdr.AccountID, cdr.ResourceID, cdr.HangupCause, cdr.Direction, cdr.Leg, cdr.MediaServer,
		cdr.SIPCode, cdr.ReadCodec, cdr.DestinationNumber,
	} {
		if need.Has(f) {
			b.values = append(b.values, callValue{field: f, words: newLexicon("")})
		}
	}
	return b
}

// add gathers the legs of one batch.
func (b *callbook) add(r *rows) {
	b.grow()
	start, end, progress := r.batch.Column(cdr.StartTime), r.batch.Column(cdr.EndTime), r.batch.Column(cdr.ProgressMs)
	seized, told := r.seized.rows, ^r.batch.Untold()
	for _, i := range r.all.rows {
		leg := callState{legs: 1, told: told, endUs: end.Ints[i]}
		if start != nil && !start.IsNull(int(i)) {
			leg.started, leg.startUs = true, start.Ints[i]
		}
		leg.answeredAny = r.answered != nil && r.answered[i]
		if len(seized) > 0 && seized[0] == i {
			seized = seized[1:]
			leg.bid(r, progress, i)
		}
		if r.call[i] == noCall {
			b.unnamed++
			continue
		}
		b.calls[r.call[i]].join(&leg)
	}
	for k := range b.values {
		b.values[k].add(r, start, end)
	}
}

// bid makes row i a seizure.
func (c *callState) bid(r *rows, progress *cdr.Column, i int32) {
	c.seized, c.answered = true, c.answeredAny
	if c.answered {
		c.talkMs = r.talkMs[i]
	}
	c.firstBidUs = c.startUs
	if c.started && progress != nil && !progress.IsNull(int(i)) {
		c.rang, c.firstRingUs = true, c.startUs+progress.Ints[i]*1000
	}
}

// grow makes room for all calls that are numbered.
func (b *callbook) grow() {
	n := len(b.ids.hashes)
	b.calls = grown(b.calls, n)
	for k := range b.values {
		b.values[k].last = grown(b.values[k].last, n)
	}
}

// join makes two parts of a call one; the zero part changes nothing.
func (c *callState) join(o *callState) {
	if o.legs == 0 {
		return
	}
	if c.legs == 0 {
		*c = *o
		return
	}
	if o.hasBid() && (!c.hasBid() || o.firstBidUs < c.firstBidUs) {
		c.firstBidUs = o.firstBidUs
	}
	if o.rang && (!c.rang || o.firstRingUs < c.firstRingUs) {
		c.firstRingUs = o.firstRingUs
	}
	if o.started && (!c.started || o.startUs < c.startUs) {
		c.startUs = o.startUs
	}
	c.legs += o.legs
	c.endUs = max(c.endUs, o.endUs)
	c.talkMs += o.talkMs
	c.seized = c.seized || o.seized
	c.answered = c.answered || o.answered
	c.answeredAny = c.answeredAny || o.answeredAny
	c.started = c.started || o.started
	c.rang = c.rang || o.rang
	c.told |= o.told
}

// hasBid tells whether firstBidUs is known: no leg starts in the first
// microsecond of 1970.
func (c *callState) hasBid() bool { return c.firstBidUs != 0 }

// merge adds another callbook's calls.
func (b *callbook) merge(from *callbook) {
	numbers := make([]uint32, len(from.ids.hashes))
	for n, h := range from.ids.hashes {
		numbers[n] = b.ids.number(h)
	}
	b.grow()
	for n := range from.calls {
		b.calls[numbers[n]].join(&from.calls[n])
	}
	for k := range b.values {
		v, f := &b.values[k], &from.values[k]
		for n, x := range f.last {
			if v.isWord() && x.id > 0 {
				x.id = int64(v.words.id(f.words.list[x.id-1])) + 1
			}
			v.offer(numbers[n], x)
		}
	}
	b.unnamed += from.unnamed
}
