package registrar

import (
	"bytes"
	"cmp"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// TestWalkIsTheTwin: at every second, what the last event up to it says holds.
func TestWalkIsTheTwin(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	a, b := failover.NewAddress("a", "x"), failover.NewAddress("b", "x")
	for range 2000 {
		var events []event
		for range r.IntN(12) {
			e := event{atSec: 1 + r.Int64N(60), address: a}
			if r.IntN(3) == 0 {
				e.address = b
			}
			if e.untilSec = e.atSec + r.Int64N(20); r.IntN(3) == 0 {
				e = gone(e.address, e.atSec)
			}
			events = append(events, e)
		}
		slices.SortStableFunc(events, func(x, y event) int { return cmp.Compare(x.atSec, y.atSec) })
		timeline := &Timeline{intervals: walk(events)}
		checkSpans(t, timeline)
		for sec := int64(0); sec < 90; sec++ {
			for _, address := range []failover.Address{a, b} {
				want := false
				for _, e := range events {
					if e.address == address && e.atSec <= sec {
						want = sec <= e.untilSec
					}
				}
				if got := timeline.RegisteredAt(address, sec); got != want {
					t.Fatalf("%v at %d: %v, want %v of %v", address, sec, got, want, events)
				}
			}
		}
	}
}

// checkSpans: sorted, apart from each other, none empty.
func checkSpans(t *testing.T, timeline *Timeline) {
	t.Helper()
	for _, a := range timeline.Addresses() {
		spans := timeline.Spans(a)
		for i, s := range spans {
			if s.FromSec > s.UntilSec || i > 0 && s.FromSec <= spans[i-1].UntilSec || len(spans) == 0 {
				t.Fatalf("%s: %v", a, spans)
			}
		}
	}
}

func TestJoined(t *testing.T) {
	got := joined([]Span{{9, 9}, {5, 7}, {1, 3}, {4, 4}, {6, 6}})
	if want := []Span{{1, 7}, {9, 9}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// FuzzRead: no source makes the reader panic or the intervals meet, and the
// same source gives the same timeline.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"Event-Name":"reg_success","Event-Timestamp":63940370300,"Username":"a","Realm":"x","Expires":300}`,
		`{"data":[{"username":"a","realm":"x","event_timestamp":63940370300,"initial_registration":63940370000,"expires":480}]}`,
		"time,username,realm,expires\n2026-03-10T14:00:00Z,a,x,300\n2026-03-10 15:00:00,a,x,0\n",
		"id\tusername\tdomain\texpires\tlast_modified\n1\ta\tx\t2026-03-10 15:05:00\t2026-03-10 15:00:00\n",
		"| username | domain | expires |\n+--+\n| a | x | 1970-01-01 00:00:00 |\n",
		"| User | Contact | Exp |\n| a@x | h | 60 |\n",
		"Feb 29 15:00:00 p k: c|log|from sip:a@x\nFeb 29 15:00:00 p k: c|end|successful registered with contact : a : 60\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var timelines []*Timeline
		for range 2 {
			b := NewBuilder(Options{DeviationSec: 180, TakenAtSec: 1773151200})
			if b.Read("reg", bytes.NewReader(data)) != nil {
				return
			}
			timelines = append(timelines, b.Timeline())
		}
		checkSpans(t, timelines[0])
		if !reflect.DeepEqual(timelines[0], timelines[1]) {
			t.Errorf("%+v, then %+v", timelines[0], timelines[1])
		}
		for _, s := range timelines[0].Sources {
			s.Remarks()
		}
	})
}

// FuzzAnswer: every line of steps comes back with an answer on each query, and
// those answers do not change what is answered.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte(`{"expires_deviation_time":10,"steps":[{"t":5,"op":"register","username":"a","realm":"x","expires":60},{"t":75,"op":"query","username":"A","realm":"x"},{"t":75,"op":"flush","username":"a","realm":"x"},{"t":76,"op":"query","username":"a","realm":"x"}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var o document.Object
		if o.UnmarshalJSON(line) != nil {
			return
		}
		once, err := Answer("line", o)
		if err != nil {
			return
		}
		for _, s := range once.Objects("steps") {
			if s.Text("op") == "query" && !s.Has("registered") {
				t.Errorf("%+v", s)
			}
		}
		if again, err := Answer("line", once); err != nil || !reflect.DeepEqual(once, again) {
			t.Errorf("%+v, then %+v, %v", once, again, err)
		}
	})
}
