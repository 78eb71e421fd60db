package inflight

// Meeting is a leg that a restart meets, and how. One of Begins, InSetup and
// Ends is true.
type Meeting struct {
	Leg *Leg
	// Restart counts from 0, the first within the period; the proxy stops at
	// StopUs and listens again at BoundUs, Unix microseconds.
	Restart         int
	StopUs, BoundUs int64
	// Begins: its INVITE is first sent in the downtime. InSetup: it had begun
	// before the stop and had no final reply. Ends: it was answered, and its BYE
	// is first sent in the downtime.
	Begins, InSetup, Ends bool
}

// Meetings tell of each leg that a restart of a scenario meets, leg by leg.
// Calls that go elsewhere for the drain meet none, but in their BYE if they
// had begun before it.
func (t *Traffic) Meetings(s *Scenario, visit func(*Meeting)) {
	down := s.Downtime.Microseconds()
	for i := range t.Legs {
		l := &t.Legs[i]
		first, end := t.Instants.within(l.StartUs-down, l.FinalUs())
		for n := max(first, t.First); n < min(end, t.End); n++ {
			t.meet(s, l, n, visit)
		}
		if l.Final != Answered {
			continue
		}
		byeFirst, byeEnd := t.Instants.within(l.EndUs()-down, l.EndUs())
		for n := max(byeFirst, end, t.First); n < min(byeEnd, t.End); n++ {
			t.meet(s, l, n, visit)
		}
	}
}

// meet tells of a leg and a restart, if they meet.
func (t *Traffic) meet(s *Scenario, l *Leg, number int64, visit func(*Meeting)) {
	stop := t.Instants.Us(number)
	m := Meeting{Leg: l, Restart: int(number - t.First), StopUs: stop, BoundUs: stop + s.Downtime.Microseconds()}
	switch {
	case l.StartUs >= stop:
		m.Begins = s.Drain == 0 && l.StartUs < m.BoundUs
	case l.StartUs >= stop-s.Drain.Microseconds(): // went elsewhere
	case l.FinalUs() >= stop:
		m.InSetup = true
	default:
		m.Ends = l.EndUs() >= stop && l.EndUs() < m.BoundUs
	}
	if m.Begins || m.InSetup || m.Ends {
		visit(&m)
	}
}
