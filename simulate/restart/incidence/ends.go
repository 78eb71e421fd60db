package incidence

// End is how the set-up of a call ended.
type End uint8

// Ends of a set-up.
const (
	// Answered by the callee.
	Answered End = iota
	// Unanswered: refused, or rung out, by the callee's side.
	Unanswered
	// Censored by a CANCEL.
	Censored

	numEnds = iota
)

// StepMs is the resolution of ages: a quarter of a second.
const StepMs = 250

// maxSteps bounds an age to an hour; older set-ups count as so old.
const maxSteps = 3600 * 1000 / StepMs

// Ends counts set-ups by age and end. Its zero value is empty.
type Ends struct{ byStep [][numEnds]uint32 }

// Add counts a set-up that ended at an age, in milliseconds; a negative one,
// of clocks that disagree, counts as 0.
func (e *Ends) Add(ageMs int64, end End) {
	step := int(min(max(ageMs, 0)/StepMs, maxSteps))
	if step >= len(e.byStep) {
		e.byStep = append(e.byStep, make([][numEnds]uint32, step+1-len(e.byStep))...)
	}
	e.byStep[step][end]++
}

// Merge adds what another one counted.
func (e *Ends) Merge(o *Ends) {
	if n := len(o.byStep) - len(e.byStep); n > 0 {
		e.byStep = append(e.byStep, make([][numEnds]uint32, n)...)
	}
	for i, counts := range o.byStep {
		for end, n := range counts {
			e.byStep[i][end] += n
		}
	}
}

// Count is how many set-ups ended so.
func (e *Ends) Count(end End) (n uint64) {
	for _, counts := range e.byStep {
		n += uint64(counts[end])
	}
	return n
}
