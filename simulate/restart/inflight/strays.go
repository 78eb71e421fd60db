package inflight

import "time"

// add adds a CANCEL that does not reach its callee: the phone goes on from the
// age at which it came.
func (x *Strays) add(t *Traffic, s *Scenario, l *Leg) {
	x.N++
	x.Draws = append(x.Draws, drawOf(s.Seed, l.CallID, l.StartUs))
	curve, age := t.Curves[l.Group], int64(l.FinalMs)
	o := curve.After(age, s.RingLimit.Milliseconds())
	x.RingSec.Add(Estimate{o.RingingMs / 1000, o.RingingMs / 1000, max(o.RingingMs, o.MaxRingingMs) / 1000})
	x.Ghosts.Add(Estimate{o.Answered, o.Answered, o.Answered + o.Unknown})
	x.Refused.Add(Estimate{o.Unanswered, o.Unanswered, o.Unanswered + o.Unknown})
	forgotten := func(memory time.Duration) float64 {
		return max(0, o.Answered-min(o.Answered, curve.AnsweredWithin(age, memory.Milliseconds())))
	}
	held := s.heldBy().Seconds()
	if len(s.Callers) == 0 {
		// From callers that remember for as long as RFC 3261 section 9.1 wants to
		// those that forget at once.
		patient := forgotten(s.Timers.Transaction)
		x.BilledSec.Add(Estimate{patient * held, patient * held, (o.Answered + o.Unknown) * held})
		return
	}
	var lost, unknown float64
	for _, c := range s.Callers {
		lost += c.Share * forgotten(c.Memory)
		unknown += c.Share * o.Unknown
	}
	x.BilledSec.Add(Estimate{lost * held, lost * held, (lost + unknown) * held})
}

// drawOf is a number in [0, 1) that depends on the call alone, not on its place
// among others (FNV-1a, then the finish of splitmix64).
func drawOf(seed uint64, callID string, startUs int64) float64 {
	h := uint64(14695981039346656037)
	for i := range len(callID) {
		h = (h ^ uint64(callID[i])) * 1099511628211
	}
	h ^= uint64(startUs) + seed*0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return float64((h^h>>31)>>11) / (1 << 53)
}
