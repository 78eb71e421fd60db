package columnar

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// leg is a row as other writers lay it out: dictionaries and plain values,
// numbers of two widths, and nulls.
type leg struct {
	CallID  string   `parquet:"call_id"`
	Account *string  `parquet:"account_id,dict"`
	End     int64    `parquet:"end_time,timestamp(microsecond)"`
	Cause   string   `parquet:"hangup_cause,dict"`
	SIP     *int32   `parquet:"sip_code,dict"`
	PDD     *int64   `parquet:"pdd_ms"`
	MOS     *float64 `parquet:"mos"`
	Text    string   `parquet:"caller,delta"`
	Last    *bool    `parquet:"last_attempt"`
}

func randomLegs(rng *rand.Rand, n int) []leg {
	legs := make([]leg, n)
	for i := range legs {
		l := &legs[i]
		l.CallID = fmt.Sprintf("%016x-%d", rng.Uint64(), i)
		l.End = 1.7e15 + int64(i)*1000
		l.Cause = anyOf(rng, "NORMAL_CLEARING", "USER_BUSY", "NO_ANSWER", "CALL_REJECTED", "PROGRESS_TIMEOUT")
		l.Text = fmt.Sprint("+4930", rng.IntN(1000))
		// Nulls come in runs, so that some pages have none and some nothing else.
		if rng.IntN(100) < 50+i*40/n {
			a, s, p, m, b := fmt.Sprint("acct", rng.IntN(40)), int32(200+rng.IntN(5)), rng.Int64N(9000), float64(rng.IntN(50))/8, i%3 == 0
			l.Account, l.SIP, l.PDD, l.MOS, l.Last = &a, &s, &p, &m, &b
		}
	}
	return legs
}

// row is the leg in the spelling of rowsOf.
func (l *leg) row() string {
	show := func(name string, null bool, v any) string {
		if null {
			return name + "=null "
		}
		return fmt.Sprintf("%s=%v ", name, v)
	}
	var b strings.Builder
	b.WriteString(show("call_id", false, fmt.Sprintf("%q", l.CallID)))
	account, sip, pdd, mos, last := "", int32(0), int64(0), 0.0, 0
	if l.Account != nil {
		account, sip, pdd, mos = *l.Account, *l.SIP, *l.PDD, *l.MOS
		if *l.Last {
			last = 1
		}
	}
	null := l.Account == nil
	b.WriteString(show("account_id", null, fmt.Sprintf("%q", account)))
	b.WriteString(show("caller_id_number", false, fmt.Sprintf("%q", l.Text)))
	b.WriteString(show("end_time", false, l.End))
	b.WriteString(show("progress_ms", null, pdd))
	b.WriteString(show("hangup_cause", false, fmt.Sprintf("%q", l.Cause)))
	b.WriteString(show("sip_code", null, sip))
	b.WriteString(show("last_attempt", null, last))
	b.WriteString(show("mos", null, mos))
	return b.String() + "flags=0 "
}

func TestForeignParquet(t *testing.T) {
	want := cdr.FieldsOf(cdr.CallID, cdr.AccountID, cdr.CallerIDNumber, cdr.EndTime, cdr.ProgressMs, cdr.HangupCause, cdr.SIPCode, cdr.LastAttempt, cdr.MOS)
	codecs := []compress.Codec{
		&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Zstd, &parquet.Lz4Raw, &parquet.Brotli,
	}
	for i, codec := range codecs {
		for version := 1; version <= 2; version++ {
			// Dictionaries that overflow leave the rest of their chunk plain.
			for _, dictBytes := range []int64{0, 60} {
				t.Run(fmt.Sprintf("%s v%d dict<%d", codec, version, dictBytes), func(t *testing.T) {
					rng := rand.New(rand.NewPCG(uint64(i), uint64(version)))
					legs := randomLegs(rng, 1500)
					data := parquetOf(t, legs,
						parquet.Compression(codec), parquet.DataPageVersion(version), parquet.DictionaryMaxBytes(dictBytes),
						parquet.PageBufferSize(300+rng.IntN(3000)), parquet.MaxRowsPerRowGroup(int64(400+rng.IntN(1500))))
					rows := make([]string, len(legs))
					for i := range legs {
						rows[i] = legs[i].row()
					}
					_, got, err := readAll(data, replayNeeds, want, 1+rng.IntN(700))
					if err != nil || len(got.rejects) > 0 {
						t.Fatal(err, got.rejects)
					}
					sameRows(t, got.rows, rows)
				})
			}
		}
	}
}

// TestLZ4ThatDoesNotShrink has pages for which LZ4's estimate of the size is
// too small, so the library's decoder moves to another buffer.
func TestLZ4ThatDoesNotShrink(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	type row struct {
		ID    string `parquet:"call_id"`
		End   int64  `parquet:"end,timestamp(microsecond)"`
		Cause string `parquet:"hangup_cause"`
	}
	rows := make([]row, 3000)
	for i := range rows {
		id := make([]byte, 40)
		for j := range id {
			id[j] = byte('!' + rng.IntN(90))
		}
		rows[i] = row{string(id), 1.7e15 + rng.Int64N(1e15), "USER_BUSY"}
	}
	_, got, err := readAll(parquetOf(t, rows, parquet.Compression(&parquet.Lz4Raw)), replayNeeds, cdr.FieldsOf(cdr.CallID), 1000)
	if err != nil || len(got.rows) != len(rows) {
		t.Fatal(err, len(got.rows))
	}
	for i, r := range rows {
		if want := fmt.Sprintf(`call_id=%q end_time=%d hangup_cause="USER_BUSY" flags=0 `, r.ID, r.End); got.rows[i] != want {
			t.Fatalf("row %d: %s, want %s", i+1, got.rows[i], want)
		}
	}
}

func TestUUID(t *testing.T) {
	type row struct {
		ID    [16]byte `parquet:"call_uuid,uuid"`
		End   int64    `parquet:"end,timestamp(microsecond)"`
		Cause string   `parquet:"hangup_cause"`
	}
	id := [16]byte{0x6f, 0x9f, 0x2c, 0x1e, 0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb}
	_, got, err := readAll(parquetOf(t, []row{{id, 1.7e15, "USER_BUSY"}}), replayNeeds, cdr.FieldsOf(cdr.CallID), 10)
	if err != nil || len(got.rows) != 1 || !strings.HasPrefix(got.rows[0], `call_id="6f9f2c1e-0011-2233-4455-66778899aabb" `) {
		t.Errorf("%q %v", got.rows, err)
	}
}

func BenchmarkReadParquet(b *testing.B) {
	fields := []cdr.Field{cdr.EndTime, cdr.HangupCause, cdr.AccountID}
	rng := rand.New(rand.NewPCG(1, 1))
	const rows = 500_000
	batch := &cdr.Batch{Rows: rows}
	for _, f := range fields {
		c := cdr.NewColumn(f)
		for i := range rows {
			switch f {
			case cdr.EndTime:
				c.AppendInt(1.7e15 + int64(i)*1000)
			case cdr.HangupCause:
				c.AppendName(anyOf(rng, "NORMAL_CLEARING", "USER_BUSY", "NO_ANSWER", "CALL_REJECTED"))
			default:
				c.AppendName(fmt.Sprint("acct", rng.IntN(2000)))
			}
		}
		batch.SetColumn(f, c)
	}
	data := written(b, Parquet, fields, batch)
	f, err := Open("x", strings.NewReader(string(data)), int64(len(data)), Ask{Need: cdr.FieldsOf(fields...)})
	if err != nil {
		b.Fatal(err)
	}
	r := f.NewReader()
	b.ResetTimer()
	for b.Loop() {
		for part := range f.Parts() {
			err := r.ReadPart(part, 1<<14, func(*cdr.Batch) error { return nil }, func(int64, string, string, string) {})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
