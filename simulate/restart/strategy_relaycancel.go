package restart

// relayCancel calls t_relay_cancel(), which returns true if there is no such
// transaction; the next statement of the configuration answers 481.
type relayCancel struct{ guarded }

func (relayCancel) Name() string { return "t_relay_cancel" }

func (relayCancel) Meaning() string {
	return "t_relay_cancel(), and 481 for a CANCEL without its INVITE's transaction"
}

func (relayCancel) StrayCancel(*Desk) Verdict { return Verdict{Action: Answer, Code: 481} }
