package joining

import "slices"

// Transactions joins the rows that a SIP proxy writes of the transactions of
// one Call-ID (module acc of Kamailio and OpenSIPS; sections of RFC 3261):
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
func Transactions(rows []Row, to []Outcome) []Outcome {
	rows, to = leaveRepeats(rows, to)
	c := call{rows: rows, dialogs: map[pair]*dialog{}, found: make([]Outcome, len(rows))}
	for i := range rows {
		c.found[i] = Outcome{At: rows[i].At, Verdict: Joined}
	}
	c.invites()
	c.byes()
	c.rest()
	c.finish()
	return append(to, c.found...)
}

// call is the work on the rows of one Call-ID.
type call struct {
	rows    []Row
	found   []Outcome // by row
	answers []*dialog // answered INVITEs, in order
	orphans []*dialog // BYEs without an INVITE
	dialogs map[pair]*dialog
	refused []int // INVITEs that failed
}

// pair are the tags of a dialog, the lesser first.
type pair struct{ a, b uint64 }

func (r *Row) pair() pair { return pair{min(r.From, r.To), max(r.From, r.To)} }

// dialog is an answered call, or one of which a BYE alone is there.
type dialog struct {
	row        int // that gives the leg
	from, to   uint64
	leg        Leg
	guessed    bool // of its INVITE
	challenged bool // the BYE that ended it was refused for lack of credentials
}

// invites finds the calls that were answered and those that failed.
func (c *call) invites() {
	var first []int // those outside of any call
	for i := range c.rows {
		r := &c.rows[i]
		if r.Kind != Invite || r.Code < 200 || r.From != 0 && r.To != 0 && c.dialogs[r.pair()] != nil {
			continue
		}
		first = append(first, i)
		if r.Code < 300 {
			c.answered(i)
		}
	}
	// Of rows of one instant the order is not known.
	type sent struct {
		from uint64
		us   int64
	}
	last := map[sent]bool{}
	for _, i := range first {
		if r := &c.rows[i]; !isSentAgain(r.Code) {
			last[sent{r.From, r.Us}] = true
		}
	}
	later := map[uint64]bool{} // who sent an INVITE after the one at hand
	for _, i := range slices.Backward(first) {
		r := &c.rows[i]
		again := isSentAgain(r.Code) && (later[r.From] || last[sent{r.From, r.Us}])
		if r.Code >= 300 && !again {
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

func (c *call) answered(i int) {
	r := &c.rows[i]
	d := &dialog{row: i, from: r.From, to: r.To, leg: r.began(), guessed: r.Guessed}
	d.leg.AnswerUs = r.Us
	if r.Whole {
		d.leg.EndUs, d.leg.Digits, d.leg.Derived, d.leg.Cleared = r.Us+r.TalkUs, r.Digits, true, true
	}
	c.answers = append(c.answers, d)
	if c.dialogs[r.pair()] == nil {
		c.dialogs[r.pair()] = d
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
	legs := len(c.answers) + len(c.refused) + len(c.orphans)
	invited := len(c.answers) + len(c.refused)
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
	for _, d := range c.answers {
		if d.leg.EndUs == 0 {
			c.found[d.row].Reason = NoBye
			continue
		}
		c.gives(d.row, d.leg)
	}
	for _, d := range c.orphans {
		c.found[d.row].Reason = NoStart
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
	var legs []*Leg
	for i := range found {
		if found[i].Verdict == GivesLeg {
			legs = append(legs, &found[i].Leg)
		}
	}
	if len(legs) < 2 {
		return
	}
	for i, l := range legs {
		l.Attempt = uint16(min(i+1, 1<<16-1))
	}
}
