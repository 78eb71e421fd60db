package inflight

import (
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
)

// rewritten are the rows after a restart at stopMs, 3 s long, under a strategy.
func rewritten(t *testing.T, strategy string, stopMs int64, rows []row) *cdr.Batch {
	t.Helper()
	s, err := restart.ParseStrategy(strategy)
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{Instants: At(time.UnixMilli(stopMs)), MaxDowntimeUs: 3e6}
	// Others by which to tell what a phone does: they are answered after 25 s.
	var others []row
	for range MinEnds {
		others = append(others, row{startMs: day0Ms, answerMs: day0Ms + 25_000, endMs: day0Ms + 90_000, cause: "NORMAL_CLEARING", gateway: "gw"})
	}
	tr := collect(t, opt, append(others, rows...))
	sc := scenario(3 * time.Second)
	b := batchOf(rows)
	r := NewRewriter(tr, &opt, sc, (&Rig{Gateways: 2}).Effects(s), 0)
	if err := r.Rewrite(b); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRewrite(t *testing.T) {
	const stop = day0Ms + 60_000
	at := func(sec float64) int64 { return stop + int64(sec*1000) }
	for _, c := range []struct {
		name, strategy string
		in             row
		// Seconds after the stop; answer 0 for none.
		start, answer, end float64
		cause              string
	}{
		{"lost CANCEL of a caller: answered later, by a patient caller hung up at once", "t_check_trans",
			row{startMs: at(-5), endMs: at(10), dir: "inbound", cause: "ORIGINATOR_CANCEL"}, -5, 20, 20, "NORMAL_CLEARING"},
		{"the same by hash", "hash", row{startMs: at(-5), endMs: at(10), dir: "inbound", cause: "ORIGINATOR_CANCEL"}, -5, 0, 10, "ORIGINATOR_CANCEL"},
		{"lost CANCEL of the switch: it has hung up", "t_check_trans", row{startMs: at(-5), endMs: at(10), dir: "outbound", cause: "LOSE_RACE"}, -5, 0, 10, "LOSE_RACE"},
		{"INVITE in the downtime", "hash", row{startMs: at(1), progressMs: at(2), answerMs: at(9), endMs: at(50), dir: "outbound", cause: "NORMAL_CLEARING"}, 1, 12.5, 53.5, "NORMAL_CLEARING"},
		{"INVITE in the downtime, too late", "hash", row{startMs: at(1), progressMs: at(6), answerMs: at(9), endMs: at(50), dir: "outbound", cause: "NORMAL_CLEARING"}, 1, 0, 9, "PROGRESS_TIMEOUT"},
		{"answer in the downtime", "hash", row{startMs: at(-9), answerMs: at(0.5), endMs: at(50), dir: "outbound", cause: "NORMAL_CLEARING"}, -9, 4, 50, "NORMAL_CLEARING"},
		{"answer dropped", "drop-replies", row{startMs: at(-9), answerMs: at(5), endMs: at(50), dir: "outbound", cause: "NORMAL_CLEARING"}, -9, 0, 16, "NO_ANSWER"},
		{"refusal in the downtime", "hash", row{startMs: at(-9), endMs: at(2), dir: "outbound", cause: "USER_BUSY"}, -9, 0, 3.5, "USER_BUSY"},
		{"BYE received in the downtime", "hash", row{startMs: at(-90), answerMs: at(-80), endMs: at(0), dir: "outbound", disposition: "recv_bye", cause: "NORMAL_CLEARING"}, -90, -80, 3.5, "NORMAL_CLEARING"},
		{"BYE sent in the downtime", "hash", row{startMs: at(-90), answerMs: at(-80), endMs: at(0), dir: "outbound", disposition: "send_bye", cause: "NORMAL_CLEARING"}, -90, -80, 0, "NORMAL_CLEARING"},
		{"over before", "t_check_trans", row{startMs: at(-9), endMs: at(-1), dir: "inbound", cause: "ORIGINATOR_CANCEL"}, -9, 0, -1, "ORIGINATOR_CANCEL"},
	} {
		c.in.id, c.in.gateway = "call", "gw"
		b := rewritten(t, c.strategy, stop, []row{c.in})
		if got, want := b.Column(cdr.StartTime).Ints[0], at(c.start)*1000; got != want {
			t.Errorf("%s: start %d us off", c.name, got-want)
		}
		if got, want := b.Column(cdr.EndTime).Ints[0], at(c.end)*1000; got != want {
			t.Errorf("%s: end %d us off", c.name, got-want)
		}
		answer := b.Column(cdr.AnswerTime)
		if answer.IsNull(0) != (c.answer == 0) || c.answer != 0 && answer.Ints[0] != at(c.answer)*1000 {
			t.Errorf("%s: answer %v %d us off", c.name, answer.IsNull(0), answer.Ints[0]-at(c.answer)*1000)
		}
		if got := b.Column(cdr.HangupCause).Name(0); got != c.cause {
			t.Errorf("%s: %s, want %s", c.name, got, c.cause)
		}
	}
}

// TestRewriteCounts: the CDRs tell what the figures did.
func TestRewriteCounts(t *testing.T) {
	rows := randomRows(4, 20_000)
	opt := Options{Instants: At(time.UnixMilli(day0Ms + 1_800_000)), MaxDowntimeUs: 5e6}
	tr := collect(t, opt, rows)
	s := scenario(5 * time.Second)
	stock, _ := restart.ParseStrategy("t_check_trans")
	e := (&Rig{Gateways: 2}).Effects(stock)
	b := batchOf(rows)
	r := NewRewriter(tr, &opt, s, e, 0)
	if err := r.Rewrite(b); err != nil {
		t.Fatal(err)
	}
	causes := map[string]int{}
	for _, r := range rows {
		causes[r.cause]--
	}
	for i := range b.Rows {
		causes[b.Column(cdr.HangupCause).Name(i)]++
		if d := b.Column(cdr.EndTime).Ints[i] - b.Column(cdr.StartTime).Ints[i]; d < 0 {
			t.Fatalf("row %d ends before it begins", i)
		}
	}
	f := tr.Tallies(s)[0].Under(e)
	late := causes["PROGRESS_TIMEOUT"]
	if f.ProgressTimeout.Expected == 0 || r.Changed == 0 || late < 0 || float64(late) > f.ProgressTimeout.Expected {
		t.Errorf("PROGRESS_TIMEOUT %+d, the figures say %+v; %d rows changed", late, f.ProgressTimeout, r.Changed)
	}
}
