package restart

// dialogTable keeps the gateway in a variable of the dialog module, which
// writes dialogs to its database as they are confirmed. Ringing ones are not
// in it.
type dialogTable struct{ guarded }

func (dialogTable) Name() string { return "dialog-db" }

func (dialogTable) Meaning() string {
	return "the dialog module with a database, which does not hold ringing calls; 481 for their CANCEL"
}

func (dialogTable) Algorithm() Algorithm { return RoundRobin }

func (dialogTable) StrayCancel(d *Desk) Verdict {
	return lookUp(d.Confirmed, Verdict{Action: Answer, Code: 481})
}

func (dialogTable) StrayAck(d *Desk) Verdict { return lookUp(d.Confirmed, Verdict{Action: Drop}) }

func (dialogTable) Survives(Stop) State { return Dialogs }
