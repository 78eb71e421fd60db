package restart

// externalMap writes Call-ID and gateway of every INVITE to a store outside of
// the process (Redis and the like) and looks stray requests up there.
type externalMap struct{ guarded }

func (externalMap) Name() string { return "map-external" }

func (externalMap) Meaning() string {
	return "a map from Call-ID to gateway outside of the process; a stray CANCEL that is not in it gets 481"
}

func (externalMap) Algorithm() Algorithm { return RoundRobin }

func (externalMap) StrayCancel(d *Desk) Verdict {
	return lookUp(d.Mapped, Verdict{Action: Answer, Code: 481})
}

func (externalMap) StrayAck(d *Desk) Verdict { return lookUp(d.Mapped, Verdict{Action: Drop}) }

func (externalMap) Survives(Stop) State { return GatewayMap }

// lookUp forwards to the gateway of a table, if it has one.
func lookUp(table func() (gateway int, known bool), otherwise Verdict) Verdict {
	if gateway, known := table(); known {
		return Verdict{Action: Forward, Gateway: gateway}
	}
	return otherwise
}
