package inflight

// Figures are what one restart does under one strategy.
type Figures struct {
	// CancelLost CANCELs never reach the phone, which rings on for RingSec in
	// all; Ghosts of them are answered, and held for BilledSec.
	CancelLost, RingSec, Ghosts, BilledSec Estimate
	// Drawn is CancelLost in one seeded draw, where a draw decides.
	Drawn int
	// NoFinal callers hear no final reply though the callee sent one.
	NoFinal Estimate
	// ProgressTimeout and Unreached calls began in the downtime: too late for
	// the caller's limit, or never heard.
	ProgressTimeout, Unreached Estimate
	// Hurt is the sum of CancelLost, NoFinal, ProgressTimeout and Unreached:
	// each call in one of them.
	Hurt Estimate
	// Not hurt, but not as ever: negative replies repeated until the callee gives
	// up; answered calls whose dialog state is lost; media bindings left.
	FinalsRepeated, DialogsLost, Bindings Estimate
}

// Under is what becomes of a restart's calls under a strategy.
func (y *Tally) Under(e *Effects) Figures {
	f := Figures{
		ProgressTimeout: y.ProgressTimeout,
		Unreached:       Exactly(float64(y.InviteNever)),
	}
	lost := missed(y.Stray.N, e)
	f.CancelLost = lost
	f.Drawn = y.Unsent.N
	for _, d := range y.Stray.Draws {
		if d >= e.CancelFinds {
			f.Drawn++
		}
	}
	f.weigh(y.Stray, lost)
	f.CancelLost.Add(Exactly(float64(y.Unsent.N)))
	f.weigh(y.Unsent, Exactly(float64(y.Unsent.N)))
	repeated := e.RefusalRepeated
	f.FinalsRepeated.Add(Exactly(repeated * float64(y.Refusals)))
	f.FinalsRepeated.Add(portion(y.Stray.Refused, y.Stray.N, lost).Times(repeated))
	answers, refusals := y.AnswersNever, y.RefusalsNever
	if !e.RelaysAnswer {
		answers = y.Answers
	}
	if !e.RelaysRefusal {
		refusals = y.Refusals
	}
	f.NoFinal = Exactly(float64(answers + refusals))
	if !e.KeepsDialogs {
		f.DialogsLost = Exactly(float64(y.InProgress))
	}
	if !e.KeepsTransactions {
		f.Bindings = Exactly(float64(y.Bindings))
	}
	for _, part := range []Estimate{f.CancelLost, f.NoFinal, f.ProgressTimeout, f.Unreached} {
		f.Hurt.Add(part)
	}
	return f
}

// weigh adds what phones do that miss their CANCEL, so many of them lost.
func (f *Figures) weigh(x Strays, lost Estimate) {
	f.RingSec.Add(portion(x.RingSec, x.N, lost))
	f.Ghosts.Add(portion(x.Ghosts, x.N, lost))
	f.BilledSec.Add(portion(x.BilledSec, x.N, lost))
}

// portion is what lost of n have of their sum.
func portion(sum Estimate, n int, lost Estimate) Estimate {
	if n == 0 {
		return Estimate{}
	}
	all := float64(n)
	return Estimate{sum.Expected * lost.Expected / all, sum.Low * lost.Low / all, sum.High * lost.High / all}
}
