package joining

// channels joins the events of one Asterisk channel: from CHAN_START to HANGUP
// it is one leg, and HANGUP, or else CHAN_END, gives it. What else happens to a
// channel, bridges, applications, transfers, is joined.
func channels(rows []Row, found []Outcome) {
	var l Leg
	gives := -1
	for i := range rows {
		r := &rows[i]
		switch r.Kind {
		case ChanStart:
			if !l.FirstKnown {
				l.StartUs, l.First, l.FirstKnown, l.Text = r.Us, r.First, true, r.Text
				l.Guessed = l.Guessed || r.Guessed
			}
		case Answer:
			if l.AnswerUs == 0 {
				l.AnswerUs = r.Us
				l.Guessed = l.Guessed || r.Guessed
			}
		case Hangup, ChanEnd:
			if gives < 0 || r.Kind == Hangup && rows[gives].Kind != Hangup {
				gives = i
			}
		}
	}
	if gives >= 0 {
		r := &rows[gives]
		l.EndUs, l.Digits, l.Guessed = r.Us, r.Digits, l.Guessed || r.Guessed
	}
	switch {
	case gives < 0:
		found[0].Reason = NoHangup
		return
	case !l.FirstKnown:
		found[gives].Reason = NoStart
	}
	found[gives].Verdict, found[gives].Leg = GivesLeg, l
}
