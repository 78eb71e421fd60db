package study

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
)

// Counterfactual is the record as it would be with the flag the other way:
// legs that are no longer dialled vanish, and those dialled instead appear,
// with the causes that failover legs had in the record, in turn. The rest of a
// call is left as it was: what its callflow does next ends it with
// NORMAL_CLEARING, which a call that was answered has too.
type Counterfactual struct {
	recordedOn bool
	traffic    *record.Traffic
	vanished   map[int]bool
	appeared   []record.Leg
	// failovers are the legs to failovers in the record.
	failovers []record.Leg
}

// Counterfactual is an empty one; Add gives it the outcomes.
func (s *Study) Counterfactual() *Counterfactual {
	return &Counterfactual{recordedOn: s.opt.RecordedOn, traffic: s.traffic, vanished: map[int]bool{}}
}

// Add takes what changes for a call.
func (c *Counterfactual) Add(o *Outcome) {
	if o.Status != Decided {
		return
	}
	for _, channel := range o.recorded(c.recordedOn).Dial {
		if leg := o.seen.leg(dialled(o.Request, channel)); leg != nil && isFailover(o.Request, channel) {
			c.failovers = append(c.failovers, c.traffic.Leg(leg.Index))
		}
	}
	gone, come := o.Lost, o.Won
	if c.recordedOn {
		gone, come = come, gone
	}
	for _, channel := range gone {
		if leg := c.vanishing(o, dialled(o.Request, channel)); leg != nil {
			c.vanished[leg.Index] = true
		}
	}
	for _, channel := range come {
		c.appear(o, channel)
	}
}

// vanishing is the leg of an endpoint that is no longer dialled. Of several to
// one number, each goes with its own.
func (c *Counterfactual) vanishing(o *Outcome, e *failover.Endpoint) *record.Placed {
	for i := range o.seen.legs {
		l := &o.seen.legs[i]
		if !c.vanished[l.Index] && (l.Device == "" || l.Device == e.DeviceID) && (l.route == e.Route && e.InviteFormat == loopback || l.route == "" && e.InviteFormat != loopback) {
			return l.Placed
		}
	}
	return nil
}

// appear adds a leg that is dialled now.
func (c *Counterfactual) appear(o *Outcome, channel failover.Channel) {
	e := dialled(o.Request, channel)
	number := e.Route
	if e.InviteFormat != loopback {
		number = e.ToUser
	}
	c.appeared = append(c.appeared, record.Leg{
		CallID:        o.Call.CallID + "-failover-" + strconv.Itoa(channel.Endpoint) + "-" + strconv.Itoa(channel.Depth),
		InteractionID: o.Call.InteractionID, Account: o.Call.Account, Device: e.DeviceID, Number: number,
		Placed: true, StartUs: o.Call.StartUs, EndUs: o.Call.EndUs,
	})
}

// Vanished and Appeared are how many legs go and come.
func (c *Counterfactual) Vanished() int { return len(c.vanished) }

// Appeared is how many legs come.
func (c *Counterfactual) Appeared() int { return len(c.appeared) }

// VanishedCauses counts the legs that go by cause.
func (c *Counterfactual) VanishedCauses() Tally {
	var t Tally
	for index := range c.vanished {
		t.add(c.traffic.Leg(index).Cause)
	}
	return t
}

// AppearedCauses counts the legs that come by cause.
func (c *Counterfactual) AppearedCauses() Tally {
	var t Tally
	for i := range c.appeared {
		t.add(c.fate(i).Cause)
	}
	return t
}

// fate is how the i-th leg that appears ends: as failover legs of the record
// did, one after the other; unanswered like a caller who gave up if there was
// none.
func (c *Counterfactual) fate(i int) record.Leg {
	leg := c.appeared[i]
	if len(c.failovers) == 0 {
		leg.Cause = "ORIGINATOR_CANCEL"
		return leg
	}
	like := &c.failovers[i%len(c.failovers)]
	leg.Cause, leg.TalkMs = like.Cause, like.TalkMs
	leg.EndUs = leg.StartUs + max(0, like.EndUs-like.StartUs)
	return leg
}

// Record writes the legs of the record as they were, by their ends.
func (c *Counterfactual) Record(emit func(*cdr.Batch) error) error {
	return c.write(nil, nil, emit)
}

// Write writes the legs as they would have been, by their ends. A batch is
// used again when emit has returned.
func (c *Counterfactual) Write(emit func(*cdr.Batch) error) error {
	appeared := make([]record.Leg, len(c.appeared))
	for i := range appeared {
		appeared[i] = c.fate(i)
	}
	slices.SortStableFunc(appeared, func(a, b record.Leg) int { return cmp.Compare(a.EndUs, b.EndUs) })
	return c.write(c.vanished, appeared, emit)
}

// write merges the legs that stay with those that come.
func (c *Counterfactual) write(vanished map[int]bool, appeared []record.Leg, emit func(*cdr.Batch) error) error {
	w := batchWriter{emit: emit, batch: newBatch()}
	for _, index := range c.traffic.ByEnd() {
		if vanished[index] {
			continue
		}
		leg := c.traffic.Leg(index)
		for len(appeared) > 0 && appeared[0].EndUs < leg.EndUs {
			if err := w.add(&appeared[0]); err != nil {
				return err
			}
			appeared = appeared[1:]
		}
		if err := w.add(&leg); err != nil {
			return err
		}
	}
	for i := range appeared {
		if err := w.add(&appeared[i]); err != nil {
			return err
		}
	}
	return w.flush()
}
