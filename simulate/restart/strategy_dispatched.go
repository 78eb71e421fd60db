package restart

// dispatched routes a stray CANCEL and a stray ACK as it routes INVITEs: what
// RFC 3261 section 16.11 wants of a stateless proxy. It works as far as the
// dispatcher chooses the same gateway twice.
type dispatched struct {
	name      string
	algorithm Algorithm
}

func (s dispatched) Name() string { return s.name }

func (s dispatched) Meaning() string {
	return "a stray CANCEL and ACK are dispatched as INVITEs are: " + map[Algorithm]string{
		ByCallIDHash: "by a hash of the Call-ID", RoundRobin: "in turn", AtRandom: "at random", AlwaysFirst: "to the first of the list",
	}[s.algorithm]
}

func (s dispatched) Algorithm() Algorithm { return s.algorithm }

func (dispatched) StrayCancel(d *Desk) Verdict {
	return Verdict{Action: Forward, Gateway: d.Dispatch()}
}

func (dispatched) StrayAck(d *Desk) Verdict { return Verdict{Action: Forward, Gateway: d.Dispatch()} }

func (dispatched) RelaysStrayReplies() bool { return true }

func (dispatched) Survives(Stop) State { return 0 }
