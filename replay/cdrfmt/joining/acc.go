package joining

import "slices"

// call joins the rows that a SIP proxy writes of the transactions of one
// Call-ID (module acc of Kamailio and OpenSIPS; sections of RFC 3261):
//
//   - An INVITE with a final reply gives a leg. One between tags that an
//     earlier INVITE was answered with is sent inside the call (14) and is
//     joined, as is one that was refused only to be sent again (8.1.3.5).
//   - The first BYE between the tags of an answered INVITE ends its leg, and
//     was sent by the callee if the tags are swapped (12.2.1.1). One whose
//     INVITE is not there gives a leg of which the end alone is known.
//   - CANCEL, ACK and what else is sent in a call is joined.
//
// A row without one of the tags fits the only call that was answered.
type call struct {
	rows  []Row
	found []Outcome // by row
	// dialogs are the answered INVITEs, in order, and behind them the BYEs
	// without an INVITE.
	dialogs  dialogs
	answered int
	first    []int // final INVITEs outside of any dialog
	refused  []int // those of them that failed
}

func (c *call) join(rows []Row, found []Outcome) {
	c.rows, c.found = rows, found
	c.dialogs.reset()
	c.first, c.refused = c.first[:0], c.refused[:0]
	c.invites()
	c.byes()
	c.rest()
	c.finish()
}

// invites finds the calls that were answered and those that failed.
func (c *call) invites() {
	again := false // a refusal may have been answered with another INVITE
	for i := range c.rows {
		r := &c.rows[i]
		if r.Kind != Invite || r.Code < 200 || r.From != 0 && r.To != 0 && c.dialogs.of(r.pair()) != nil {
			continue
		}
		c.first = append(c.first, i)
		switch {
		case r.Code < 300:
			c.answer(i)
		case isSentAgain(r.Code):
			again = true
		default:
			c.refused = append(c.refused, i)
		}
	}
	if c.answered = len(c.dialogs.list); again {
		c.sentAgain()
	}
}

// sentAgain finds which of the refusals that a caller may answer with another
// INVITE were the end of a call.
func (c *call) sentAgain() {
	// Of rows of one instant the order is not known.
	type sent struct {
		from uint64
		us   int64
	}
	last := map[sent]bool{}
	for _, i := range c.first {
		if r := &c.rows[i]; !isSentAgain(r.Code) {
			last[sent{r.From, r.Us}] = true
		}
	}
	later := map[uint64]bool{} // who sent an INVITE after the one at hand
	for _, i := range slices.Backward(c.first) {
		r := &c.rows[i]
		if isSentAgain(r.Code) && !later[r.From] && !last[sent{r.From, r.Us}] {
			c.refused = append(c.refused, i)
		}
		later[r.From] = true
	}
}

// isSentAgain tells the refusals after which a caller sends the INVITE again,
// changed: RFC 3261, 8.1.3.5, RFC 4028 (422), 8224 (428) and 3329 (421, 494).
func isSentAgain(code uint16) bool {
	switch code {
	case 401, 407, 413, 415, 416, 420, 421, 422, 428, 494:
		return true
	}
	return false
}

func (c *call) answer(i int) {
	r := &c.rows[i]
	d := c.dialogs.add(r.pair())
	d.row, d.from, d.to, d.leg, d.guessed = i, r.From, r.To, r.began(), r.Guessed
	d.leg.AnswerUs = r.Us
	if r.Whole {
		d.leg.EndUs, d.leg.Digits, d.leg.Derived, d.leg.Cleared = r.Us+r.TalkUs, r.Digits, true, true
	}
}

// began is the leg of an INVITE, as far as its beginning goes. Where nothing
// says when the INVITE was sent, it is taken to begin with the reply.
func (r *Row) began() Leg {
	l := Leg{StartUs: r.StartUs, Code: r.Code, Guessed: r.Guessed}
	if l.StartUs == 0 {
		l.StartUs = r.Us
	}
	return l
}

// rest says of what no leg was made of why.
func (c *call) rest() {
	legs := len(c.dialogs.list) + len(c.refused)
	invited := c.answered + len(c.refused)
	said := false
	for i := range c.rows {
		r, why := &c.rows[i], None
		switch {
		case r.Kind == Invite && r.Code < 200 && invited == 0:
			why = NoFinal
		case (r.Kind == Cancel || r.Kind == Ack) && legs == 0:
			why = NoInvite
		case r.Kind == OtherMethod && legs == 0:
			why = NoCall
		}
		if why != None && !said {
			c.found[i].Reason, said = why, true
		}
	}
}

// finish writes down the legs.
func (c *call) finish() {
	for i := range c.dialogs.list {
		d := &c.dialogs.list[i]
		switch {
		case i >= c.answered:
			c.found[d.row].Reason = NoStart
		case d.leg.EndUs == 0:
			c.found[d.row].Reason = NoBye
			continue
		}
		c.gives(d.row, d.leg)
	}
	for _, i := range c.refused {
		r := &c.rows[i]
		l := r.began()
		l.EndUs, l.Digits = r.Us, r.Digits
		if r.Code == 487 { // only a CANCEL brings it about (9.2)
			l.EndedBy = Caller
		}
		c.gives(i, l)
	}
	number(c.found)
}

func (c *call) gives(row int, l Leg) {
	c.found[row].Verdict, c.found[row].Leg = GivesLeg, l
}

// number counts the legs of a call that has several, in the order of its rows.
func number(found []Outcome) {
	legs := 0
	var first *Leg
	for i := range found {
		if found[i].Verdict != GivesLeg {
			continue
		}
		l := &found[i].Leg
		switch legs++; legs {
		case 1:
			first = l
		case 2:
			first.Attempt = 1
			fallthrough
		default:
			l.Attempt = uint16(min(legs, 1<<16-1))
		}
	}
}
