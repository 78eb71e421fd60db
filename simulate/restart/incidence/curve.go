package incidence

import "sort"

// Curve is the cumulative incidence of answers beside the share of calls that
// still ring, by age.
type Curve struct {
	// points are the ages at which either changes, by age; the first is age 0.
	points []point
	// lastMs is the oldest age on record: beyond it nothing is known.
	lastMs int64
	seen   [numEnds]uint64
}

// point holds from its age on, up to the next one.
type point struct {
	ageMs int64
	// ringing is the share of calls with no end up to this age, answered that
	// of those answered.
	ringing, answered float64
	// ringingMs is the integral of ringing from 0 to the age.
	ringingMs float64
}

// NewCurve is the estimate from counted set-ups. Of one age, ends of the
// callee's come before CANCELs.
func NewCurve(e *Ends) *Curve {
	c := &Curve{points: []point{{ringing: 1}}}
	var atRisk uint64
	for end := range End(numEnds) {
		c.seen[end] = e.Count(end)
		atRisk += c.seen[end]
	}
	last := &c.points[0]
	for step, counts := range e.byStep {
		if counts == ([numEnds]uint32{}) {
			continue
		}
		age := int64(step) * StepMs
		c.lastMs = age
		answered, unanswered := float64(counts[Answered]), float64(counts[Unanswered])
		if answered+unanswered > 0 {
			risk := float64(atRisk)
			next := point{
				ageMs: age,
				// Written so that the last call at risk leaves exactly 0.
				ringing:   last.ringing * ((risk - answered - unanswered) / risk),
				answered:  last.answered + float64(last.ringing*(answered/risk)),
				ringingMs: last.ringingMs + float64(last.ringing*float64(age-last.ageMs)),
			}
			if age == 0 {
				c.points[0] = next
			} else {
				c.points = append(c.points, next)
			}
			last = &c.points[len(c.points)-1]
		}
		atRisk -= uint64(counts[Answered]) + uint64(counts[Unanswered]) + uint64(counts[Censored])
	}
	return c
}

// Seen is how many set-ups of an end the curve rests on.
func (c *Curve) Seen(end End) uint64 { return c.seen[end] }

// LastMs is the oldest age on record.
func (c *Curve) LastMs() int64 { return c.lastMs }

// at is the curve at an age.
func (c *Curve) at(ageMs int64) point {
	i := sort.Search(len(c.points), func(i int) bool { return c.points[i].ageMs > ageMs }) - 1
	p := c.points[max(i, 0)]
	p.ringingMs += float64(p.ringing * float64(max(ageMs, 0)-p.ageMs))
	p.ageMs = ageMs
	return p
}

// Answered is the share of calls answered up to an age, had none of them been
// cancelled.
func (c *Curve) Answered(ageMs int64) float64 { return c.at(ageMs).answered }

// Ringing is the share of calls without an end up to an age.
func (c *Curve) Ringing(ageMs int64) float64 { return c.at(ageMs).ringing }
