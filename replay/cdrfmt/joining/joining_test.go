package joining

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// sorted joins rows in whatever order they are, by way of bytes, and gives the
// outcomes by place, as a reader of many sources does.
func sorted(t testing.TB, joiner *Joiner, rows []Row) []Outcome {
	t.Helper()
	var texts [][]byte
	for i := range rows {
		texts = append(texts, rows[i].Append(nil))
	}
	slices.SortFunc(texts, bytes.Compare)
	read := make([]Row, len(texts))
	for i, b := range texts {
		if err := read[i].Decode(b); err != nil {
			t.Fatal(err)
		}
	}
	texts = texts[:0]
	for _, o := range joiner.Join(read, nil) {
		texts = append(texts, o.Append(nil))
	}
	slices.SortFunc(texts, bytes.Compare)
	found := make([]Outcome, len(texts))
	for i, b := range texts {
		if err := found[i].Decode(b); err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// random rows of one call, of few values each, so that many fit together.
func random(rng *rand.Rand, kinds []Kind) []Row {
	most, tags := 9, uint64(4)
	if rng.IntN(40) == 0 { // more dialogs than are compared one by one
		most, tags = 60, 12
	}
	rows := make([]Row, 1+rng.IntN(most))
	codes := []uint16{100, 183, 200, 202, 401, 407, 408, 486, 487}
	for i := range rows {
		r := &rows[i]
		*r = Row{
			Call: cdr.Identity{Hi: 1, Lo: 2},
			Us:   1_700_000_000_000_000 + rng.Int64N(4)*1_000_000,
			Kind: kinds[rng.IntN(len(kinds))],
			At:   Place{rng.Uint32N(3), rng.Uint32N(2), uint32(i)},
			From: rng.Uint64N(tags), To: rng.Uint64N(tags),
			Content: rng.Uint64N(3), ID: rng.Uint64N(2),
			Code:   codes[rng.IntN(len(codes))],
			Digits: uint8(rng.IntN(2) * 6), Guessed: rng.IntN(8) == 0,
		}
		switch {
		case r.Kind == Invite && rng.IntN(4) == 0:
			r.Whole, r.StartUs, r.TalkUs = true, r.Us-5_000_000, rng.Int64N(3)*1_000_000
		case r.Kind == ChanStart:
			r.First, r.Text = rng.IntN(2) == 0, []string{"", "100", "s"}[rng.IntN(3)]
		}
	}
	return rows
}

// Joining says what the twin says, whatever the order of the rows.
func TestTransactionsAsTwin(t *testing.T) {
	asTwin(t, twin.transaction, []Kind{Invite, Invite, Invite, Ack, Cancel, Bye, Bye, OtherMethod})
}

func TestChannelsAsTwin(t *testing.T) {
	asTwin(t, twin.channel, []Kind{ChanStart, Answer, OtherEvent, Hangup, ChanEnd})
}

func asTwin(t *testing.T, slow func(twin, *Row) Outcome, kinds []Kind) {
	rng := rand.New(rand.NewPCG(3, 5))
	joiner := new(Joiner)
	for range 4000 {
		rows := random(rng, kinds)
		found := sorted(t, joiner, rows)
		if len(found) != len(rows) {
			t.Fatalf("%d outcomes of %d rows", len(found), len(rows))
		}
		for i := range found {
			o := found[i]
			at := slices.IndexFunc(rows, func(r Row) bool { return r.At == o.At })
			if at < 0 {
				t.Fatalf("an outcome at %v, where no row is", o.At)
			}
			want := slow(twin(rows), &rows[at])
			o.Leg.Attempt = 0
			if o.Reason == NoFinal || o.Reason == NoInvite || o.Reason == NoCall {
				o.Reason = want.Reason // said of one row of a call: tables have it
			}
			if o != want {
				t.Fatalf("row %+v\ngot  %+v\nwant %+v\nof\n%s", rows[at], o, want, list(rows))
			}
		}
	}
}

func list(rows []Row) string {
	var out strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&out, "%+v\n", r)
	}
	return out.String()
}

func FuzzDecode(f *testing.F) {
	r := Row{Us: -5, Kind: ChanStart, Code: 486, Digits: 6, First: true, Text: "100"}
	f.Add(r.Append(nil))
	o := Outcome{Leg: Leg{EndUs: 7, EndedBy: Callee, Text: "x"}}
	f.Add(o.Append(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		var r Row
		if r.Decode(b) == nil {
			var again Row
			if err := again.Decode(r.Append(nil)); err != nil || again != r {
				t.Errorf("row %+v, again %+v, %v", r, again, err)
			}
		}
		var o Outcome
		if o.Decode(b) == nil {
			var again Outcome
			if err := again.Decode(o.Append(nil)); err != nil || again != o {
				t.Errorf("outcome %+v, again %+v, %v", o, again, err)
			}
		}
	})
}
