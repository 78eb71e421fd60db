package joining

import (
	"cmp"
	"slices"
)

// twin says of every row of a call what becomes of it by looking at all
// others, in whatever order they are: slow, and without any state.
type twin []Row

// before tells whether row a comes before row b.
func before(a, b *Row) bool {
	if by := cmp.Or(cmp.Compare(a.Us, b.Us), cmp.Compare(a.Kind, b.Kind)); by != 0 {
		return by < 0
	}
	return a.At.Before(b.At)
}

// one is the first row that a condition holds of, or nil.
func (t twin) one(holds func(r *Row) bool) *Row {
	var found *Row
	for i := range t {
		if r := &t[i]; holds(r) && (found == nil || before(r, found)) {
			found = r
		}
	}
	return found
}

// repeats tells whether the same row stands before r.
func (t twin) repeats(r *Row) bool {
	return t.one(func(o *Row) bool {
		return before(o, r) && o.Content == r.Content && o.Us == r.Us && o.Kind == r.Kind && !t.repeats(o) &&
			(o.At.Source != r.At.Source || o.ID == r.ID)
	}) != nil
}

// unrepeated are the rows that no other repeats.
func (t twin) unrepeated() twin {
	return slices.DeleteFunc(slices.Clone(t), func(r Row) bool { return t.repeats(&r) })
}

func samePair(a, b *Row) bool {
	return a.From == b.From && a.To == b.To || a.From == b.To && a.To == b.From
}

// initial tells the final INVITEs that no answered one comes before between
// the same tags.
func (t twin) initial(r *Row) bool {
	return r.Kind == Invite && r.Code >= 200 && (r.From == 0 || r.To == 0 || t.one(func(o *Row) bool {
		return before(o, r) && samePair(o, r) && o.Kind == Invite && o.Code >= 200 && o.Code < 300
	}) == nil)
}

func (t twin) isAnswer(r *Row) bool { return t.initial(r) && r.Code < 300 }

func (t twin) isRefusal(r *Row) bool {
	return t.initial(r) && r.Code >= 300 && !(askedAgain(r) && t.one(func(o *Row) bool {
		return t.initial(o) && o.From == r.From && (before(r, o) || o.Us == r.Us && !askedAgain(o))
	}) != nil)
}

// askedAgain tells the refusals that a caller answers with another INVITE.
func askedAgain(r *Row) bool {
	return slices.Contains([]uint16{401, 407, 413, 415, 416, 420, 421, 422, 428, 494}, r.Code)
}

// answerOf is the answered INVITE that a BYE belongs to.
func (t twin) answerOf(bye *Row) *Row {
	if a := t.one(func(o *Row) bool { return t.isAnswer(o) && samePair(o, bye) }); a != nil {
		return a
	}
	n := 0
	for i := range t {
		if t.isAnswer(&t[i]) {
			n++
		}
	}
	// A BYE between tags of its own may have started a dialog of orphans, but
	// the next of them finds the answer just as well.
	return t.one(func(o *Row) bool {
		return n == 1 && t.isAnswer(o) &&
			(fits(bye.From, o.From) && fits(bye.To, o.To) || fits(bye.From, o.To) && fits(bye.To, o.From))
	})
}

// ending is the BYE that counts of those that hold: the first that was not
// refused for lack of credentials, else the first.
func (t twin) ending(holds func(*Row) bool) *Row {
	bye := func(r *Row) bool { return r.Kind == Bye && holds(r) }
	if r := t.one(func(r *Row) bool { return bye(r) && r.Code != 401 && r.Code != 407 }); r != nil {
		return r
	}
	return t.one(bye)
}

// transaction is the outcome of a row of acc, but for Attempt.
func (t twin) transaction(r *Row) Outcome {
	if t.repeats(r) {
		return Outcome{At: r.At, Verdict: Repeats}
	}
	t = t.unrepeated()
	o := Outcome{At: r.At, Verdict: Joined}
	start := cmp.Or(r.StartUs, r.Us)
	switch {
	case t.isAnswer(r):
		l := Leg{StartUs: start, AnswerUs: r.Us, Code: r.Code, Guessed: r.Guessed}
		if r.Whole {
			l.EndUs, l.Digits, l.Derived, l.Cleared = r.Us+r.TalkUs, r.Digits, true, true
			o.Verdict, o.Leg = GivesLeg, l
			return o
		}
		bye := t.ending(func(b *Row) bool { a := t.answerOf(b); return a != nil && a.At == r.At })
		if bye == nil {
			o.Reason = NoBye
			return o
		}
		l.EndUs, l.Digits, l.Cleared, l.Guessed = bye.Us, bye.Digits, true, l.Guessed || bye.Guessed
		switch {
		case bye.From == 0:
		case bye.From == r.From || bye.To != 0 && bye.To == r.To:
			l.EndedBy = Caller
		default:
			l.EndedBy = Callee
		}
		o.Verdict, o.Leg = GivesLeg, l
	case t.isRefusal(r):
		l := Leg{StartUs: start, EndUs: r.Us, Digits: r.Digits, Code: r.Code, Guessed: r.Guessed}
		if r.Code == 487 {
			l.EndedBy = Caller
		}
		o.Verdict, o.Leg = GivesLeg, l
	case r.Kind == Bye && t.answerOf(r) == nil:
		end := t.ending(func(b *Row) bool { return t.answerOf(b) == nil && samePair(b, r) })
		if end.At == r.At {
			o.Verdict, o.Reason, o.Leg = GivesLeg, NoStart, Leg{EndUs: r.Us, Digits: r.Digits, Cleared: true, Guessed: r.Guessed}
		}
	}
	return o
}

// channel is the outcome of a row of CEL.
func (t twin) channel(r *Row) Outcome {
	if t.repeats(r) {
		return Outcome{At: r.At, Verdict: Repeats}
	}
	t = t.unrepeated()
	kind := func(k Kind) *Row { return t.one(func(o *Row) bool { return o.Kind == k }) }
	o := Outcome{At: r.At, Verdict: Joined}
	end := kind(Hangup)
	if end == nil {
		end = kind(ChanEnd)
	}
	switch {
	case end == nil && r.At == t.one(func(*Row) bool { return true }).At:
		o.Reason = NoHangup
	case end != nil && r.At == end.At:
		o.Verdict, o.Leg = GivesLeg, Leg{EndUs: r.Us, Digits: r.Digits, Guessed: r.Guessed}
		l := &o.Leg
		if s := kind(ChanStart); s != nil {
			l.StartUs, l.First, l.FirstKnown, l.Text, l.Guessed = s.Us, s.First, true, s.Text, l.Guessed || s.Guessed
		} else {
			o.Reason = NoStart
		}
		if a := kind(Answer); a != nil {
			l.AnswerUs, l.Guessed = a.Us, l.Guessed || a.Guessed
		}
	}
	return o
}
