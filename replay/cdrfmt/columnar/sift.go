package columnar

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar/pqread"
)

// summable are the fields of which batches may have their rows summed up.
var summable = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause, cdr.AccountID, cdr.ResourceID, cdr.Direction)

// SumUp lets readers sum up the rows that have one of these hangup causes, see
// cdr.Summed, where the file and the fields asked for allow it. Of other columns
// the values of such rows are then not looked at, but for their ends. Call it
// before NewReader and after Outline.
func (f *File) SumUp(causes []string) {
	f.summed = nil
	if f.outlined != 0 || f.plan.derived != 0 || f.plan.fields&^summable != cdr.FieldsOf(cdr.RowFlags) {
		return
	}
	columns := f.source.columns()
	for _, p := range f.plan.picks {
		c := &columns[p.column]
		if !summable.Has(p.field) || p.field == cdr.EndTime && (c.form != cdr.Ints || c.ticksPerSec == 0) {
			return
		}
	}
	f.summed = causes
}

// sifter is a scanner that can leave out rows.
type sifter interface {
	AtHand() (int, error)
	Sift(n int, by *pqread.Sieve, out []cdr.Vector) (pqread.Sifted, error)
}

// sieve sums up rows by their cause. Only rows are sifted that no rule can
// reject or flag; batches with others are read in full.
type sieve struct {
	sifter
	pqread.Sieve
	ticksPerSec int64
}

// newSieve is nil if nothing is to be summed up.
func (r *Reader) newSieve() *sieve {
	from, ok := r.scanner.(sifter)
	if !ok || r.file.summed == nil {
		return nil
	}
	s := &sieve{sifter: from}
	s.Deciding, s.Bounded = r.pickOf(cdr.HangupCause), r.pickOf(cdr.EndTime)
	if s.Deciding < 0 || s.Bounded < 0 {
		return nil
	}
	s.ticksPerSec = r.file.source.columns()[r.file.plan.picks[s.Bounded].column].ticksPerSec
	s.Sound = func(low, high int64) bool {
		return microsOf(low, s.ticksPerSec) > y2000Us && microsOf(high, s.ticksPerSec) < maxUs
	}
	return s
}

func (r *Reader) pickOf(f cdr.Field) int {
	return slices.IndexFunc(r.file.plan.picks, func(p pick) bool { return p.field == f })
}

// next reads the next rows into r.vectors, at most so many, and tells how many
// there were and how many of them the vectors have; the batch knows of the others.
func (r *Reader) next(most int) (rows, kept int, err error) {
	r.batch.Summed = cdr.Summed{}
	if r.sieve != nil {
		if rows, kept, err = r.sift(most); rows > 0 || err != nil {
			return rows, kept, err
		}
	}
	rows, err = r.scanner.Next(most, r.vectors)
	return rows, rows, err
}

// sift is next for rows that can be sifted; if they cannot it takes none.
func (r *Reader) sift(most int) (rows, kept int, err error) {
	s := r.sieve
	atHand, err := s.AtHand()
	if err != nil || atHand == 0 || !r.clean() {
		return 0, 0, err
	}
	dict := r.dicts[s.Deciding]
	for code := len(s.Wanted); code < dict.Len(); code++ {
		wanted := byte(1)
		if name := dict.Name(uint32(code)); name != "" && slices.Contains(r.file.summed, name) {
			wanted = 0
		}
		s.Wanted = append(s.Wanted, wanted)
	}
	got, err := s.Sift(min(most, atHand), &s.Sieve, r.vectors)
	if err != nil || got.Rows == 0 {
		return 0, 0, err
	}
	r.batch.Summed = cdr.Summed{
		Rows: got.Rows - got.Wanted, FirstUs: microsOf(got.Low, s.ticksPerSec), LastUs: microsOf(got.High, s.ticksPerSec),
	}
	return got.Rows, got.Wanted, nil
}

// clean tells that no name met so far breaks a rule.
func (r *Reader) clean() bool {
	for i, p := range r.file.plan.picks {
		if r.dicts[i] == nil {
			continue
		}
		d := &r.texts[p.field]
		if d.update(r.dicts[i], r.file.plan.soft.Has(p.field)); d.dirty {
			return false
		}
	}
	return true
}
