package dialect

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
)

// oneByOne is what Decode alone makes of the records of data, row by row.
func oneByOne(l *Layout, data []byte) (rows []string) {
	d := l.NewDecoder()
	b := d.NewBatch()
	var r lex.Record
	eachRun(d, data, func(run lex.Run) {
		for i := range run.Len() {
			run.Record(i, &r)
			if verdict, reject := d.Decode(&r, b); verdict == Accepted {
				rows = append(rows, golden.Row(b, b.Rows-1))
			} else {
				rows = append(rows, fmt.Sprint(verdict, reject))
			}
		}
	})
	return rows
}

// inRuns is the same with DecodeRun, and Decode where it stops; alone tells how
// many records Decode had to look at.
func inRuns(t *testing.T, l *Layout, data []byte) (rows []string, alone int) {
	d := l.NewDecoder()
	b := d.NewBatch()
	var r lex.Record
	eachRun(d, data, func(run lex.Run) {
		for i := 0; i < run.Len(); {
			most, first, n := run.Len()-i, b.Rows, 0
			if run.Final() {
				most-- // Decode tells whether the last record is cut off
			}
			if most > 0 {
				some := run.Some(i, most)
				n = d.DecodeRun(&some, b)
			}
			if b.Rows != first+n {
				t.Fatalf("%d rows more, told %d", b.Rows-first, n)
			}
			checkColumns(t, b)
			for k := range n {
				rows = append(rows, golden.Row(b, first+k))
			}
			if i += n; n > 0 {
				continue
			}
			alone++
			run.Record(i, &r)
			if verdict, reject := d.Decode(&r, b); verdict == Accepted {
				rows = append(rows, golden.Row(b, b.Rows-1))
			} else {
				rows = append(rows, fmt.Sprint(verdict, reject))
			}
			i++
		}
	})
	return rows, alone
}

// eachRun lexes data for a decoder.
func eachRun(d *Decoder, data []byte, f func(lex.Run)) {
	var p lex.Piece
	p.Guess(data, d.layout.sep, true)
	run, _ := p.Settle(lex.Begin(0))
	for ok := true; ok; run, ok = p.Next() {
		f(run)
	}
	if _, err := p.Leave(); err != nil {
		panic(err)
	}
}

// compareRuns decodes data in both ways and gives how many records did not
// decode in runs.
func compareRuns(t *testing.T, l *Layout, data []byte) (alone, records int) {
	t.Helper()
	want := oneByOne(l, data)
	got, alone := inRuns(t, l, data)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("%s, record %d:\ngot  %s\nwant %s", l.name, i, got[i:min(i+1, len(got))], want[i:min(i+1, len(want))])
		}
	}
	return alone, len(want)
}

func berlin(t *testing.T) *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// testFiles are made-up files of each dialect, reportFiles those of systems that
// write reports.
const (
	testFiles   = "testdata/*.csv"
	reportFiles = "testdata/reports/*.csv"
)

// madeUp are all of them, by name, as if in one folder.
func madeUp(t testing.TB) map[string][]byte {
	files := golden.Files(t, testFiles)
	for name, data := range golden.Files(t, reportFiles) {
		files[strings.Replace(name, "reports/", "", 1)] = data
	}
	return files
}

// runWants are fields that commands ask for together.
var runWants = []Options{
	{Need: cdr.FieldsOf(cdr.EndTime, cdr.HangupCause), Want: cdr.FieldsOf(cdr.AccountID, cdr.ResourceID), Glance: cdr.FieldsOf(cdr.DurationMs)},
	{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.CallID, cdr.StartTime, cdr.DurationMs, cdr.Direction, cdr.HangupCause, cdr.Attempt, cdr.SrcLine)},
	{Want: cdr.FieldsOf(cdr.AnswerTime, cdr.BillsecMs, cdr.SIPCode, cdr.CallerIDName, cdr.MediaServer, cdr.SrcFile, cdr.Dialect, cdr.RowFlags), Glance: cdr.FieldsOf(cdr.StartTime, cdr.EndTime)},
	{Need: cdr.FieldsOf(cdr.EndTime, cdr.HangupCause), Want: cdr.FieldsOf(cdr.AccountID), Compared: cdr.FieldsOf(cdr.CallID, cdr.StartTime, cdr.EndTime, cdr.DurationMs, cdr.Direction, cdr.Attempt)},
}

// mutate changes bytes of data to those that matter in a cell.
func mutate(random *rand.Rand, data []byte, every int) []byte {
	const alphabet = "0019:-+. \t\"\",;#zZTN\\\x00\xff\n"
	out := bytes.Clone(data)
	for i := range out {
		if random.IntN(every) == 0 && out[i] != '\n' {
			out[i] = alphabet[random.IntN(len(alphabet))]
		}
	}
	return out
}

// Every file of testdata, whole and with cells spoiled, decodes in runs as it
// does one by one.
func TestRunsEqualOneByOne(t *testing.T) {
	for name, data := range madeUp(t) {
		head, rows := data[:bytes.IndexByte(data, '\n')+1], data
		if len(bytes.Split(data, []byte("\n"))) > 2 {
			rows = data[len(head):]
		}
		many := append(bytes.Clone(data), bytes.Repeat(rows, min(30, 1+60_000/len(rows)))...)
		for _, opt := range runWants {
			l, err := Recognise(name, data, true, &opt)
			if err != nil {
				continue // the dialect lacks a needed field
			}
			compareRuns(t, l, many)
			random := rand.New(rand.NewPCG(1, 2))
			for every := 3; every < 3000; every *= 3 {
				compareRuns(t, l, mutate(random, many, every))
			}
		}
	}
}

// The forms that files of a million rows have decode in runs, but for the
// header and what is unusual.
func TestRunsTakePlainRows(t *testing.T) {
	for _, test := range []struct{ name, head, row string }{
		{"header", "call_id,end_time,hangup_cause,account_id,resource_id,duration_s\n", "a,2026-03-10T14:%02[1]d:05.123Z,NORMAL_CLEARING,acme,gw,12\n"},
		{"local times, no gateway", "call_id,end_time,hangup_cause,account_id,resource_id,duration_s\n", "a,2026-03-10 14:%02[1]d:05,NORMAL_CLEARING,acme,,12\n"},
		{"seconds since 1970", "call_id,end_time,hangup_cause,account_id,duration_s\n", "a,17731512%02[1]d,NORMAL_CLEARING,acme,\n"},
		{"kazoo", "call_id,duration_seconds,timestamp,hangup_cause\n", `"a","12","639410400%02[1]d","NORMAL_CLEARING"` + "\r\n"},
		{"cisco, either side's cause", ciscoHead, "1,2,1001,1773151200,1%[2]d,%[2]d,1773151205,17731512%02[1]d,3f0c,42\n" + "1,2,1002,1773151200,0,1%[2]d,0,17731512%02[1]d,3f0d,0\n"},
		{"yeti, one of three causes", "time_start,time_end,duration,internal_disconnect_code,legb_disconnect_code,lega_disconnect_code,routing_attempt,customer_acc_id,term_gw_id\n",
			"2026-03-10 14:00:00Z,2026-03-10 14:%02[1]d:05Z,12,%[2]d00,0,404,1,7,12\n"},
		{"cgrates", "", "8f1c,*default,*voice,3f0c,*rated,example.org,call,1001,1001,1002,2026-03-10T14:%02[1]d:00Z,2026-03-10T14:%02[1]d:05Z,37s\n"},
		{"broadworks", "", "1,acme,Normal,+15550101,,Originating,+15550101,Public,+15550102,20260310140000.123,1-000000,Yes,20260310140005.500,2026031014%02[1]d42.750,016,VoIP,,5550102,,,,,local,192.0.2.7:5060,a1@192.0.2.7\n"},
		{"asterisk", "", strings.Replace(strings.TrimSuffix(asteriskRow(7, `,"1773151200.1",""`), "\n"), "14:01:07", "14:%02[1]d:07", 1) + "\n"},
		{"freepbx", "calldate,clid,dstchannel,duration,disposition,accountcode,did\n", "2026-03-10 14:%02[1]d:00,\"\"\"A\"\" <1>\",SIP/gw-1,9,NO ANSWER,,7\n"},
	} {
		text := test.head
		for i := range 2000 {
			text += fmt.Sprintf(test.row, i/60%60, 4+i%3)
		}
		l, err := Recognise("x.csv", []byte(text), true, &runWants[0])
		if err != nil {
			t.Fatal(err)
		}
		if alone, records := compareRuns(t, l, []byte(text)); alone > 2 {
			t.Errorf("%s: %d of %d records did not decode in runs", test.name, alone, records)
		}
	}
}

// FuzzRun puts anything for rows behind the headers of testdata.
func FuzzRun(f *testing.F) {
	var layouts []*Layout
	addFiles(f, func(data []byte) {
		for _, opt := range runWants {
			if l, err := Recognise("x.csv", data, true, &opt); err == nil {
				f.Add(data[:min(len(data), 2000)], uint8(len(layouts)))
				layouts = append(layouts, l)
			}
		}
	})
	f.Fuzz(func(t *testing.T, data []byte, layout uint8) {
		if len(data) <= 2000 {
			compareRuns(t, layouts[int(layout)%len(layouts)], data)
		}
	})
}

func TestIntern(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var table intern
	numbers := map[string]uint32{}
	for range 20_000 {
		text := strings.Repeat("ab", random.IntN(20)) + strings.Repeat(string(rune('a'+random.IntN(3))), random.IntN(40))
		want, known := numbers[text]
		got, ok := table.find([]byte(text))
		if ok != known || ok && got != want {
			t.Fatalf("%q: %d, %v; want %d, %v", text, got, ok, want, known)
		}
		if !known {
			numbers[text] = uint32(len(numbers) + 1)
			table.add([]byte(text))
		}
	}
}

// Many texts are found as each by itself, up to one that is not to be found or,
// with vector instructions, long or at the end of the data.
func TestInternFindsMany(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var table intern
	for range 300 {
		var data []byte
		places := lex.Column{Stride: 2 + random.IntN(2)}
		texts := random.IntN(70)
		for range texts {
			places.Ends = append(places.Ends, int32(len(data))-1)
			data = append(data, strings.Repeat(string(rune('a'+random.IntN(2))), random.IntN(36))...)
			data = append(data, "b\x00"[:random.IntN(3)]...)
			places.Ends = append(places.Ends, int32(len(data)), -1)[:len(places.Ends)+places.Stride-1]
			data = append(data, ',')
		}
		data = slices.Clip(data)
		numbers, twins := make([]uint32, texts), make([]uint32, texts)
		for i := 0; ; i++ {
			rest := places.From(i)
			n := table.findAll(data, rest, numbers[i:])
			if each := table.findEach(data, rest, twins[i:]); n > each || !slices.Equal(numbers[i:i+n], twins[i:i+n]) {
				t.Fatalf("%v; one by one %v, %d", numbers[i:i+n], twins[i:i+each], each)
			}
			if i += n; i == texts {
				break
			}
			b := places.Cell(data, i)
			number, known := table.find(b)
			if usual := len(b) <= internWhole && cap(b) >= internWhole; known && usual {
				t.Fatalf("%q stops it, which has number %d", b, number)
			}
			if !known {
				table.add(b)
			}
		}
	}
}

// Quick reading says nothing else than the general one where it speaks.
func TestQuickEqualsGeneral(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	column, zone := &column{}, berlin(t)
	for _, text := range []string{"2026-03-10T14:05:09.123Z", "2026-03-10 14:05:09", "2000-01-01 00:00:00", "2026-03-29 12:30:00", "2026-03-10_23:59:60"} {
		k := newClock(column, zone)
		spoke := 0
		for range 5_000 {
			b := []byte(text)
			for range random.IntN(3) {
				b[10+random.IntN(len(b)-10)] = "0123456789:.-TZ \xba\x00"[random.IntN(18)]
			}
			b = b[:len(b)-random.IntN(6)/5]
			k.read([]byte(text)) // the day is known
			cell := strip{cell: &cell{clocks: []*clock{k}}}
			cell.column = lex.Column{Ends: []int32{-1, int32(len(b))}, Stride: 2}
			if cell.quickTimes(b, 0, 1, false) == 0 {
				continue
			}
			micros := cell.ints[0]
			spoke++
			if want, got := newClock(column, zone).read(b); got != readValue || want.unixMicros != micros || want.guessed {
				t.Fatalf("%q: %d, the general way %d %v", b, micros, want.unixMicros, got)
			}
		}
		if spoke == 0 && !strings.HasPrefix(text, "2000") {
			t.Errorf("%s was never read", text)
		}
	}
}

func TestQuickDigits(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		cell := make([]byte, random.IntN(11), 16)
		for i := range cell {
			cell[i] = "01234567890123456789/: \xb5"[random.IntN(24)]
		}
		got, ok := quickDigits(cell)
		want, general := parseDecimal(cell)
		if plain := general && len(cell) <= 8; ok != plain || ok && got != want.whole {
			t.Fatalf("%q: %d, %v; want %d, %v", cell, got, ok, want.whole, plain)
		}
	}
	if _, ok := quickDigits([]byte("12")[:2:2]); ok {
		t.Error("read beyond the end of the data")
	}
}
