package record_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
)

// row is a leg as a file has it; "" is null.
type row struct {
	callID, interaction, other, direction, account, device, number, cause string
	startSec, endSec, talkSec                                             int64
}

// batch makes a batch of rows, with dictionaries of its own.
func batch(rows []row) *cdr.Batch {
	b := &cdr.Batch{Rows: len(rows)}
	for f := range cdr.Field(cdr.NumFields) {
		if record.Fields().Has(f) {
			b.SetColumn(f, cdr.NewColumn(f))
		}
	}
	for _, r := range rows {
		for f, text := range map[cdr.Field]string{
			cdr.CallID: r.callID, cdr.InteractionID: r.interaction, cdr.OtherLegCallID: r.other, cdr.Direction: r.direction,
			cdr.AccountID: r.account, cdr.AuthorizingID: r.device, cdr.DestinationNumber: r.number, cdr.HangupCause: r.cause,
		} {
			switch c := b.Column(f); {
			case text == "":
				c.AppendNull(f.Kind())
			case f.Kind() == cdr.Text:
				c.AppendText([]byte(text))
			default:
				c.AppendName(text)
			}
		}
		b.Column(cdr.StartTime).AppendInt(r.startSec * 1_000_000)
		b.Column(cdr.EndTime).AppendInt(r.endSec * 1_000_000)
		b.Column(cdr.BillsecMs).AppendInt(r.talkSec * 1000)
	}
	return b
}

// gather reads rows with some workers, each row in a batch of its own.
func gather(t *testing.T, rows []row, workers int, opt record.Options) *record.Traffic {
	t.Helper()
	books := make([]*record.Book, workers)
	for i := range books {
		books[i] = record.NewBook(opt)
	}
	for i, r := range rows {
		if err := books[i%workers].Add(batch([]row{r})); err != nil {
			t.Fatal(err)
		}
	}
	return record.Merge(books...)
}

// calls are all calls as text.
func calls(t *record.Traffic) (list []string) {
	var c record.Call
	for n := range t.Calls() {
		t.Call(n, &c)
		text := fmt.Sprintf("%s %s>%s %d-%d in=%t legs=%d:", c.Account, c.Device, c.Number, c.StartUs/1e6, c.EndUs/1e6, c.Incoming, c.Legs)
		for _, l := range c.Placed {
			text += fmt.Sprintf(" %s>%s %s %d", l.Device, l.Number, l.Cause, l.TalkMs)
		}
		list = append(list, text)
	}
	return list
}

func TestCalls(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []row
		want []string
	}{
		{"by interaction_id", []row{
			{"b", "i", "", "outbound", "acc", "dev", "p1", "LOSE_RACE", 11, 15, 0},
			{"a", "i", "", "inbound", "acc", "", "100", "NORMAL_CLEARING", 10, 30, 12},
			{"c", "j", "", "inbound", "acc", "", "101", "NORMAL_CLEARING", 9, 30, 0},
		}, []string{"acc >101 9-30 in=true legs=1:", "acc >100 10-30 in=true legs=2: dev>p1 LOSE_RACE 0"}},
		{"by the other leg", []row{
			{"a", "", "b", "inbound", "acc", "", "100", "", 10, 30, 0},
			{"b", "", "", "outbound", "acc", "dev", "p1", "", 11, 30, 0},
			{"c", "", "a", "outbound", "acc", "dev2", "p2", "", 11, 30, 0},
		}, []string{"acc >100 10-30 in=true legs=3: dev>p1  0 dev2>p2  0"}},
		{"without any id each is a call", []row{
			{"", "", "", "inbound", "acc", "", "100", "", 10, 30, 0}, {"", "", "", "inbound", "acc", "", "100", "", 10, 30, 0},
		}, []string{"acc >100 10-30 in=true legs=1:", "acc >100 10-30 in=true legs=1:"}},
		{"a realm is no part of a number", []row{
			{"a", "i", "", "inbound", "acc", "", "sip:100@a.example.net", "", 10, 30, 0},
		}, []string{"acc >100 10-30 in=true legs=1:"}},
		{"no caller's leg", []row{
			{"a", "i", "", "outbound", "acc", "dev", "p1", "", 10, 30, 0}, {"b", "i", "", "", "acc", "dev", "p1", "", 11, 30, 0},
		}, []string{"acc dev>p1 10-30 in=false legs=2: dev>p1  0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := calls(gather(t, c.rows, 1, record.Options{})); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestOrderDoesNotShow: shuffled rows and other numbers of workers give the
// same calls, and these are the ones that a map would gather.
func TestOrderDoesNotShow(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var rows []row
	legs := map[string]int{}
	for i := range 400 {
		call := fmt.Sprint("i", random.IntN(90))
		legs[call]++
		rows = append(rows, row{
			fmt.Sprint("leg", i), call, "", []string{"inbound", "outbound", ""}[random.IntN(3)], fmt.Sprint("acc", random.IntN(3)),
			fmt.Sprint("dev", random.IntN(5)), fmt.Sprint(random.IntN(7)), "NORMAL_CLEARING", int64(random.IntN(50)), int64(50 + random.IntN(50)), int64(random.IntN(3)),
		})
	}
	opt := record.Options{KeepIDs: true}
	want := gather(t, rows, 1, opt)
	if want.Calls() != len(legs) || want.Legs() != len(rows) {
		t.Fatalf("%d calls of %d legs, want %d of %d", want.Calls(), want.Legs(), len(legs), len(rows))
	}
	var ids []string
	for _, i := range want.ByEnd() {
		ids = append(ids, want.Leg(i).CallID)
	}
	for _, workers := range []int{2, 5} {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		got := gather(t, rows, workers, opt)
		if !reflect.DeepEqual(calls(got), calls(want)) {
			t.Errorf("%d workers: other calls", workers)
		}
		for n, i := range got.ByEnd() {
			if got.Leg(i).CallID != ids[n] {
				t.Fatalf("%d workers: leg %d by end is %s, want %s", workers, n, got.Leg(i).CallID, ids[n])
			}
		}
	}
}

func TestFilter(t *testing.T) {
	rows := []row{
		{"a", "i", "", "inbound", "one", "", "100", "", 10, 30, 0}, {"b", "j", "", "inbound", "two", "", "100", "", 10, 30, 0},
		{"c", "k", "", "inbound", "one", "", "100", "", 10, 40, 0},
	}
	got := gather(t, rows, 1, record.Options{SinceSec: 20, UntilSec: 40, Accounts: []string{"one"}})
	if got.Calls() != 1 || got.Filtered != 2 {
		t.Errorf("%d calls, %d filtered, want 1 and 2", got.Calls(), got.Filtered)
	}
	if leg := got.Leg(0); leg.CallID != "" {
		t.Errorf("id %q kept, none wanted", leg.CallID)
	}
}
