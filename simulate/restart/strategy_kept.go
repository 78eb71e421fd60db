package restart

// stateKept is a proxy whose transactions survive, as nobody offers it: the
// bound below which no workaround comes. Only the downtime is left.
type stateKept struct{ guarded }

func (stateKept) Name() string { return "state-kept" }

func (stateKept) Meaning() string {
	return "all transactions survive: nothing is lost but the downtime"
}

func (stateKept) Survives(Stop) State { return Transactions | GatewayMap | Dialogs }
