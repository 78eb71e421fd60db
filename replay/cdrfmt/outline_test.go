package cdrfmt

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// outlineSink keeps what an outline leaves of legs: how many there are, how many
// were answered, between which ends, and what talk without a billsec lasted.
type outlineSink struct{ rows, answered, firstUs, lastUs, talkUs int64 }

func (s *outlineSink) Add(b *cdr.Batch) error {
	end, answer, billsec := b.Column(cdr.EndTime), b.Column(cdr.AnswerTime), b.Column(cdr.BillsecMs)
	for i, us := range end.Ints[:b.Rows] {
		if s.rows++; s.rows == 1 {
			s.firstUs, s.lastUs = us, us
		}
		s.firstUs, s.lastUs = min(s.firstUs, us), max(s.lastUs, us)
		if answer.IsNull(i) {
			continue
		}
		s.answered++
		if billsec.IsNull(i) {
			s.talkUs += us - answer.Ints[i]
		}
	}
	return nil
}

// TestOutline: a row that does not bear an outline has everything read again,
// and neither the answer nor the rejects file show it.
func TestOutline(t *testing.T) {
	type row struct {
		End     int64  `parquet:"end_time,timestamp(millisecond)"`
		Answer  *int64 `parquet:"answer_time,timestamp(millisecond)"`
		Billsec *int64 `parquet:"billsec_ms"`
		Account string `parquet:"account_id,dict"`
	}
	for name, spoil := range map[string]func(*row){
		"sound":         func(*row) {},
		"no billsec":    func(r *row) { r.Billsec = nil },
		"rejected last": func(r *row) { r.Account = "a\x00b"; r.End += 1e6 },
		"too long":      func(r *row) { *r.Billsec = 1 << 60; r.End -= 1e6 },
	} {
		rows := make([]row, 20_000)
		for i := range rows {
			end, billsec := 1_773_137_988_000+int64(i)*7, int64(i)
			rows[i] = row{End: end, Billsec: &billsec, Account: fmt.Sprint("acme", i%3)}
			if i%3 == 0 {
				answer := end - int64(i)
				rows[i].Answer = &answer
			}
		}
		spoil(&rows[9_000])
		var file bytes.Buffer
		if err := parquet.Write(&file, rows, parquet.MaxRowsPerRowGroup(6000)); err != nil {
			t.Fatal(err)
		}
		path := write(t, t.TempDir(), "legs.parquet", file.String())
		read := func(outline cdr.FieldSet) (outlineSink, string, uint64) {
			var rejects bytes.Buffer
			var read int64
			opt := Options{MaxRejects: RejectLimit{Percent: 10}, Rejects: &rejects, Workers: 1, Outline: outline, OutlineWith: cdr.FieldsOf(cdr.BillsecMs)}
			opt.Need, opt.Want = cdr.FieldsOf(cdr.EndTime), cdr.FieldsOf(cdr.AnswerTime, cdr.BillsecMs, cdr.AccountID)
			opt.Progress = func(n int64) { read += n }
			sinks, report, err := Read(t.Context(), []string{path}, opt, func() *outlineSink { return &outlineSink{} })
			if err != nil {
				t.Fatal(name, err)
			}
			if read != int64(file.Len()) {
				t.Errorf("%s: progress of %d bytes, the file has %d", name, read, file.Len())
			}
			return *sinks[0], rejects.String(), report.Files[0].Rejected
		}
		want, wantRejects, wantRejected := read(0)
		got, gotRejects, gotRejected := read(cdr.FieldsOf(cdr.EndTime, cdr.AnswerTime))
		if got != want || gotRejects != wantRejects || gotRejected != wantRejected {
			t.Errorf("%s: got %+v, %d rejected:\n%s\nwant %+v, %d rejected:\n%s", name, got, gotRejected, gotRejects, want, wantRejected, wantRejects)
		}
	}
}
