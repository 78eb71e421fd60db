package inflight

// Census counts the legs, also those that no restart meets.
type Census struct {
	// Legs are those looked at; Answered and Cancels tell some of them apart,
	// Progress those whose first 18x is known, Directed those whose direction
	// is.
	Legs, Progress, Directed uint64
	Finals                   [NumFinals]uint64
	// Filtered legs are left out by the filter, OtherWay by the direction that
	// passes the proxy, NoStart because their CDR has no start.
	Filtered, OtherWay, NoStart uint64
	// StartDrawn legs have no start of their own either, but one drawn from how
	// long others took.
	StartDrawn uint64
	// EndBeforeStart legs have clocks that disagree; they count as over at once.
	EndBeforeStart uint64
	// WholeSeconds legs have times without decimals.
	WholeSeconds uint64
	// FirstUs and LastUs are the first start and the last end, Unix
	// microseconds; 0 if there is no leg.
	FirstUs, LastUs int64
}

func (c *Census) see(l *Leg) {
	if c.Legs == 0 {
		c.FirstUs, c.LastUs = l.StartUs, l.EndUs()
	}
	c.Legs++
	c.Finals[l.Final]++
	if l.ProgressMs >= 0 {
		c.Progress++
	}
	if l.Direction != Unknown {
		c.Directed++
	}
	c.FirstUs, c.LastUs = min(c.FirstUs, l.StartUs), max(c.LastUs, l.EndUs())
}

func (c *Census) merge(o *Census) {
	switch {
	case o.Legs == 0:
	case c.Legs == 0:
		c.FirstUs, c.LastUs = o.FirstUs, o.LastUs
	default:
		c.FirstUs, c.LastUs = min(c.FirstUs, o.FirstUs), max(c.LastUs, o.LastUs)
	}
	c.Legs += o.Legs
	c.Progress += o.Progress
	c.Directed += o.Directed
	for f, n := range o.Finals {
		c.Finals[f] += n
	}
	c.Filtered += o.Filtered
	c.OtherWay += o.OtherWay
	c.NoStart += o.NoStart
	c.StartDrawn += o.StartDrawn
	c.EndBeforeStart += o.EndBeforeStart
	c.WholeSeconds += o.WholeSeconds
}

// Cancels is how many set-ups a CANCEL ended.
func (c *Census) Cancels() (n uint64) {
	for f, legs := range c.Finals {
		if Final(f).IsCancel() {
			n += legs
		}
	}
	return n
}
