package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/count"
)

// maxGapSec is the longest silence taken for real. Beyond it a row has the
// wrong year, and the engine would run through the years between.
const maxGapSec = 400 * daySec

const daySec = 86400

// checkGaps reports a row whose time cannot be meant: one that lies more than
// 400 days from all others.
func (r *reading) checkGaps(ctx context.Context, t *traffic) error {
	if !suspicious(t.set) {
		return nil
	}
	// Legs of ignored causes may fill the gap; only their rows can tell.
	found := daysOfGroups(t)
	if _, again := cdrfmt.Size(r.paths); again { // no pipe
		opt := r.in.read
		opt.Want |= cdr.FieldsOf(cdr.SrcFile, cdr.SrcLine)
		sinks, _, err := cdrfmt.Read(ctx, r.paths, opt, func() *dayFinder {
			return &dayFinder{filter: r.in.filter, days: days{}}
		})
		if err != nil {
			return err
		}
		for _, s := range sinks {
			found.merge(s.days)
		}
	}
	return found.gap(r.in.zone)
}

// suspicious tells whether the counted legs leave a gap too long.
func suspicious(set *count.Set) bool {
	if set.Kept() == 0 {
		return false
	}
	last := int64(set.First)
	for _, g := range set.Groups {
		if int64(g.Second)-last > maxGapSec {
			return true
		}
		last = int64(g.Second)
	}
	return int64(set.Last)-last > maxGapSec
}

// rowPlace is a leg and where it was read; line 0 is not known.
type rowPlace struct {
	sec  int64
	file string
	line int64
}

// day is the first and last leg of a UTC day, and how many there are.
type day struct {
	first, last rowPlace
	legs        uint64
}

type days map[int64]day

// daysOfGroups knows the legs that were counted, without their rows.
func daysOfGroups(t *traffic) days {
	name := ""
	if len(t.report.Files) == 1 {
		name = t.report.Files[0].Name
	}
	d := days{}
	for _, edge := range []uint32{t.set.First, t.set.Last} {
		d.add(rowPlace{sec: int64(edge), file: name}, 0)
	}
	for _, g := range t.set.Groups {
		d.add(rowPlace{sec: int64(g.Second), file: name}, g.N)
	}
	return d
}

// add counts n legs at a place. Of two places with the same second the one
// with a known line stays, then the first by file name and line.
func (d days) add(p rowPlace, n uint64) {
	key := p.sec / daySec
	x, ok := d[key]
	if !ok {
		x = day{first: p, last: p}
	}
	if p.sec < x.first.sec || p.sec == x.first.sec && p.before(x.first) {
		x.first = p
	}
	if p.sec > x.last.sec || p.sec == x.last.sec && p.before(x.last) {
		x.last = p
	}
	x.legs += n
	d[key] = x
}

func (p rowPlace) before(q rowPlace) bool {
	switch {
	case p.line == 0 || q.line == 0:
		return q.line == 0 && p.line > 0
	case p.file != q.file:
		return p.file < q.file
	}
	return p.line < q.line
}

func (d days) merge(o days) {
	for _, x := range o {
		d.add(x.first, 0)
		d.add(x.last, x.legs)
	}
}

// gap is the error for the first gap that is too long, or nil. The side with
// fewer legs is the one taken to be wrong.
func (d days) gap(zone *time.Location) error {
	keys := make([]int64, 0, len(d))
	var total uint64
	for key, x := range d {
		keys = append(keys, key)
		total += x.legs
	}
	slices.Sort(keys)
	var before uint64
	for i, key := range keys[1:] {
		left, right := d[keys[i]], d[key]
		before += left.legs
		if right.first.sec-left.last.sec <= maxGapSec {
			continue
		}
		wrong, flag, bound := right.first, "--until", left.last.sec+settleSec
		if before < total-before {
			wrong, flag, bound = left.last, "--since", right.first.sec
		}
		place := wrong.file
		if wrong.line > 0 {
			place = fmt.Sprintf("%s:%d", wrong.file, wrong.line)
		}
		return &cdr.DataError{
			Place: place,
			Problem: fmt.Sprintf("a leg ended at %s, %s days from the next one; at most 400 wanted",
				time.Unix(wrong.sec, 0).In(zone).Format(time.RFC3339), grouped(uint64(right.first.sec-left.last.sec)/daySec)),
			Hint: fmt.Sprintf("%s %s to leave it out", flag, replay.Second(bound)),
		}
	}
	return nil
}

// dayFinder is a sink that notes the first and last leg of each day.
type dayFinder struct {
	filter cdr.Filter
	days   days
}

// Add notes the legs inside the period; the filter's names do not matter to
// the question whether time runs on.
func (f *dayFinder) Add(b *cdr.Batch) error {
	end, file, line := b.Column(cdr.EndTime), b.Column(cdr.SrcFile), b.Column(cdr.SrcLine)
	for i := range b.Rows {
		sec := end.Ints[i] / 1_000_000
		if sec < f.filter.SinceSec || f.filter.UntilSec > 0 && sec >= f.filter.UntilSec {
			continue
		}
		p := rowPlace{sec: sec}
		if file != nil && !file.IsNull(i) {
			p.file = file.Name(i)
		}
		if line != nil && !line.IsNull(i) {
			p.line = line.Ints[i]
		}
		f.days.add(p, 1)
	}
	return nil
}
