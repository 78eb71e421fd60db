package inflight

import "maps"

// Startless counts the CANCELs of legs whose CDR has no start, by the moment
// they were sent. What a restart does to such legs has bounds only.
type Startless struct{ byUs map[int64]uint64 }

// add counts a leg, whose set-up is known by its end alone.
func (s *Startless) add(l *Leg) {
	if !l.Final.IsCancel() {
		return
	}
	if s.byUs == nil {
		s.byUs = map[int64]uint64{}
	}
	s.byUs[l.FinalUs()]++
}

func (s *Startless) merge(o *Startless) {
	if s.byUs == nil {
		s.byUs = maps.Clone(o.byUs)
		return
	}
	for us, n := range o.byUs {
		s.byUs[us] += n
	}
}

// MostLost is how many CANCELs one of the restarts can lose at most, if no
// set-up lasts longer than ringUs microseconds: all that are sent so soon after
// it, or in its very moment. It can also lose none. number is the first such
// restart's.
func (s *Startless) MostLost(in *Instants, ringUs int64) (most uint64, number int64) {
	lost := map[int64]uint64{}
	for us, n := range s.byUs {
		first, end := in.within(us-ringUs-1, us)
		for i := first; i < end; i++ {
			lost[i] += n
		}
	}
	for i, n := range lost {
		if n > most || n == most && i < number {
			most, number = n, i
		}
	}
	return most, number
}
