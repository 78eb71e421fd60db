package incidence

// Outlook is what a phone does that still rings at some age if it is left
// alone. The three shares add up to 1.
type Outlook struct {
	// Answered, Unanswered: it ends so before the oldest age on record, or
	// before the ring limit.
	Answered, Unanswered float64
	// Unknown: it rings beyond the oldest age on record.
	Unknown float64
	// RingingMs is for how much longer it rings on average, as far as that is on
	// record: at least so long.
	RingingMs float64
	// MaxRingingMs is the most it can be if what is unknown rings up to the
	// limit; the same as RingingMs where no limit is given.
	MaxRingingMs float64
}

// After is the outlook of a phone that rings at an age. At limitMs, the age at
// which the callee's side stops ringing by itself, all is unanswered; 0: no
// limit is known.
func (c *Curve) After(ageMs, limitMs int64) Outlook {
	ageMs = max(ageMs, 0)
	if limitMs > 0 && ageMs >= limitMs {
		return Outlook{Unanswered: 1}
	}
	now := c.at(ageMs)
	known := c.lastMs
	if limitMs > 0 {
		known = min(known, limitMs)
	}
	if ageMs > known || now.ringing == 0 || len(c.points) == 1 {
		return Outlook{Unknown: 1, MaxRingingMs: float64(max(limitMs-ageMs, 0))}
	}
	then := c.at(known)
	o := Outlook{
		Answered:  (then.answered - now.answered) / now.ringing,
		RingingMs: (then.ringingMs - now.ringingMs) / now.ringing,
	}
	left := then.ringing / now.ringing
	o.MaxRingingMs = o.RingingMs
	if limitMs > 0 {
		o.MaxRingingMs += float64(left * float64(limitMs-known))
	}
	if limitMs == 0 || known < limitMs {
		o.Unknown = left
	}
	o.Unanswered = max(0, 1-o.Answered-o.Unknown)
	return o
}

// AnsweredWithin is the share of phones ringing at an age that are answered at
// most forMs later; what is beyond the oldest age on record is not in it.
func (c *Curve) AnsweredWithin(ageMs, forMs int64) float64 {
	ageMs = max(ageMs, 0)
	now := c.at(ageMs)
	if now.ringing == 0 {
		return 0
	}
	return (c.at(ageMs+max(forMs, 0)).answered - now.answered) / now.ringing
}

// Draw is one outcome of a phone that rings at an age: u from [0, 1) chooses
// it. It is false if the phone rings beyond what is on record.
func (c *Curve) Draw(ageMs int64, u float64) (end End, endMs int64, known bool) {
	now := c.at(max(ageMs, 0))
	if now.ringing == 0 {
		return Unanswered, ageMs, false
	}
	before := now
	for _, p := range c.points {
		if p.ageMs <= ageMs {
			continue
		}
		if u < 1-p.ringing/now.ringing {
			// Of what ends here the first part is answered.
			if u < 1-before.ringing/now.ringing+(p.answered-before.answered)/now.ringing {
				return Answered, p.ageMs, true
			}
			return Unanswered, p.ageMs, true
		}
		before = p
	}
	return Unanswered, ageMs, false
}
