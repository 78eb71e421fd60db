package incidence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

type setup struct {
	ageMs int64
	end   End
}

func endsOf(list []setup) *Ends {
	e := &Ends{}
	for _, s := range list {
		e.Add(s.ageMs, s.end)
	}
	return e
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

// Ten calls, by hand. At risk, still ringing, answered so far:
//
//	 2 s answered     10  9/10            1/10
//	 3 s CANCEL        9
//	 4 s refused       8  9/10*7/8=63/80
//	 5 s two answered  7  63/80*5/7=9/16  1/10+63/80*2/7=13/40
//	 6 s CANCEL        5
//	 8 s answered      4  9/16*3/4=27/64  13/40+9/16/4=149/320
//	 8 s CANCEL        3
//	10 s refused       2  27/128
//	12 s CANCEL        1                  never seen beyond
func TestByHand(t *testing.T) {
	c := NewCurve(endsOf([]setup{
		{2000, Answered}, {3000, Censored}, {4000, Unanswered}, {5000, Answered}, {5000, Answered},
		{6000, Censored}, {8000, Answered}, {8000, Censored}, {10000, Unanswered}, {12000, Censored},
	}))
	for _, w := range []struct {
		ageMs             int64
		ringing, answered float64
	}{
		{0, 1, 0}, {1999, 1, 0}, {2000, 0.9, 0.1}, {3999, 0.9, 0.1}, {4000, 63. / 80, 0.1}, {5000, 9. / 16, 13. / 40},
		{7999, 9. / 16, 13. / 40}, {8000, 27. / 64, 149. / 320}, {10000, 27. / 128, 149. / 320}, {99000, 27. / 128, 149. / 320},
	} {
		if r, a := c.Ringing(w.ageMs), c.Answered(w.ageMs); !near(r, w.ringing) || !near(a, w.answered) {
			t.Errorf("%d ms: ringing %v, answered %v, want %v and %v", w.ageMs, r, a, w.ringing, w.answered)
		}
	}
	// A CANCEL lost at 6 s: 9/16 ring; 9/64 are answered at 8 s, 27/128 refused
	// at 10 s, 27/128 unknown after 12 s.
	got := c.After(6000, 0)
	ringingMs := (9./16*2000 + 27./64*2000 + 27./128*2000) / (9. / 16)
	if !near(got.Answered, 0.25) || !near(got.Unanswered, 0.375) || !near(got.Unknown, 0.375) || math.Abs(got.RingingMs-ringingMs) > 1e-9 {
		t.Errorf("after 6 s: %+v", got)
	}
	// The callee's side stops after 9 s.
	got = c.After(6000, 9000)
	if !near(got.Answered, 0.25) || !near(got.Unanswered, 0.75) || got.Unknown != 0 {
		t.Errorf("after 6 s, limit 9 s: %+v", got)
	}
	// Or after 20 s, which is not on record from 12 s on.
	got = c.After(6000, 20000)
	if !near(got.Unknown, 0.375) || math.Abs(got.MaxRingingMs-got.RingingMs-0.375*8000) > 1e-9 {
		t.Errorf("after 6 s, limit 20 s: %+v", got)
	}
	if got := c.After(13000, 0); got != (Outlook{Unknown: 1}) {
		t.Errorf("beyond the record: %+v", got)
	}
	if got := c.After(13000, 12500); got != (Outlook{Unanswered: 1}) {
		t.Errorf("beyond the limit: %+v", got)
	}
	if got := c.AnsweredWithin(6000, 1999); got != 0 {
		t.Errorf("within 1.999 s: %v", got)
	}
	if got := c.AnsweredWithin(6000, 2000); !near(got, 0.25) {
		t.Errorf("within 2 s: %v", got)
	}
}

// naive computes the same from the definition, call by call.
func naive(list []setup, ageMs int64) (ringing, answered float64) {
	ringing = 1
	for at := int64(0); at <= ageMs; at += StepMs {
		var risk, a, u float64
		for _, s := range list {
			if s.ageMs >= at {
				risk++
			}
			if s.ageMs == at && s.end == Answered {
				a++
			}
			if s.ageMs == at && s.end == Unanswered {
				u++
			}
		}
		if a+u > 0 {
			answered += ringing * a / risk
			ringing *= 1 - (a+u)/risk
		}
	}
	return ringing, answered
}

func TestAgainstNaive(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		var list []setup
		for range random.IntN(60) {
			list = append(list, setup{random.Int64N(40) * StepMs, End(random.IntN(numEnds))})
		}
		half := random.IntN(len(list) + 1)
		e := endsOf(list[:half])
		e.Merge(endsOf(list[half:]))
		c := NewCurve(e)
		for age := int64(0); age < 45*StepMs; age += 3 * StepMs {
			r, a := naive(list, age)
			if math.Abs(c.Ringing(age)-r) > 1e-9 || math.Abs(c.Answered(age)-a) > 1e-9 {
				t.Fatalf("%v at %d ms: %v %v, want %v %v", list, age, c.Ringing(age), c.Answered(age), r, a)
			}
			for _, limit := range []int64{0, 5000, 20000} {
				o := c.After(age, limit)
				if sum := o.Answered + o.Unanswered + o.Unknown; math.Abs(sum-1) > 1e-9 || o.Answered < -1e-12 || o.RingingMs < -1e-9 || o.MaxRingingMs < o.RingingMs {
					t.Fatalf("%v after %d ms, limit %d: %+v", list, age, limit, o)
				}
			}
		}
	}
}

// Without CANCELs the incidence is the plain share.
func TestWithoutCancels(t *testing.T) {
	c := NewCurve(endsOf([]setup{{1000, Answered}, {2000, Unanswered}, {3000, Answered}, {4000, Unanswered}}))
	if a, r := c.Answered(4000), c.Ringing(4000); !near(a, 0.5) || r != 0 {
		t.Errorf("answered %v, ringing %v", a, r)
	}
}

// TestDraw: many draws have the shares of the outlook.
func TestDraw(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	e := &Ends{}
	for range 500 {
		e.Add(random.Int64N(30_000), End(random.IntN(numEnds)))
	}
	c := NewCurve(e)
	const draws, age = 20_000, 7100
	var answered, unknown, ringMs float64
	for i := range draws {
		end, at, known := c.Draw(age, (float64(i)+0.5)/draws)
		switch {
		case !known:
			unknown++
			at = c.LastMs()
		case end == Answered:
			answered++
		}
		ringMs += float64(at - age)
	}
	o := c.After(age, 0)
	if math.Abs(answered/draws-o.Answered) > 1e-3 || math.Abs(unknown/draws-o.Unknown) > 1e-3 || math.Abs(ringMs/draws-o.RingingMs) > 20 {
		t.Errorf("answered %v, unknown %v, %v ms; want %+v", answered/draws, unknown/draws, ringMs/draws, o)
	}
}

func TestEmpty(t *testing.T) {
	c := NewCurve(&Ends{})
	if o := c.After(0, 0); o != (Outlook{Unknown: 1}) {
		t.Errorf("%+v", o)
	}
	e := &Ends{}
	e.Add(-5, Answered)
	e.Add(1<<60, Censored)
	if c := NewCurve(e); c.Answered(0) != 0.5 || c.LastMs() != maxSteps*StepMs {
		t.Errorf("ages out of range: %v %d", c.Answered(0), c.LastMs())
	}
}

func ExampleCurve_After() {
	e := &Ends{}
	e.Add(4000, Answered)
	e.Add(6000, Censored) // a CANCEL: who knows what the callee would have done?
	e.Add(10000, Answered)
	e.Add(30000, Unanswered)
	o := NewCurve(e).After(6000, 0)
	fmt.Printf("answered %.2f, not %.2f, rings %.1f s more\n", o.Answered, o.Unanswered, o.RingingMs/1000)
	// Output: answered 0.50, not 0.50, rings 14.0 s more
}
