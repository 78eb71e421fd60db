package joining

// byes ends the calls that were answered.
func (c *call) byes() {
	for i := range c.rows {
		r := &c.rows[i]
		if r.Kind != Bye {
			continue
		}
		d := c.dialogOf(r)
		if d == nil {
			d = c.dialogs.add(r.pair())
			d.row = i
		}
		if d.leg.EndUs != 0 && !(d.challenged && !r.challenged()) {
			continue
		}
		d.leg.EndUs, d.leg.Digits, d.leg.Cleared = r.Us, r.Digits, true
		d.leg.Guessed, d.challenged = d.guessed || r.Guessed, r.challenged()
		if d.leg.AnswerUs == 0 {
			d.row = i
			continue
		}
		d.leg.EndedBy = d.sender(r)
	}
}

// sender is who sent a BYE of the dialog.
func (d *dialog) sender(bye *Row) Party {
	switch {
	case bye.From == 0:
		return Unknown
	case bye.From == d.from || bye.To != 0 && bye.To == d.to:
		return Caller
	}
	return Callee
}

func (r *Row) challenged() bool { return r.Code == 401 || r.Code == 407 }

// dialogOf is the dialog that a BYE is sent in.
func (c *call) dialogOf(r *Row) *dialog {
	if d := c.dialogs.of(r.pair()); d != nil {
		return d
	}
	if c.answered != 1 {
		return nil
	}
	d := &c.dialogs.list[0]
	if fits(r.From, d.from) && fits(r.To, d.to) || fits(r.From, d.to) && fits(r.To, d.from) {
		return d
	}
	return nil
}

// fits tells whether two tags may be one.
func fits(a, b uint64) bool { return a == b || a == 0 || b == 0 }
