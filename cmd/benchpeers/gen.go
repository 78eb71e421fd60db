package main

import (
	"bufio"
	"io"
	"slices"
)

// recipe says which file of CDRs is made.
type recipe struct {
	rows int
	seed uint64
	// quoteAll puts every field in quotes.
	quoteAll bool
	// broken damages one row in damagedIn: half are cut short, half have a
	// field too many.
	broken bool
	// dialect is written instead of the columns of header, if set.
	dialect *spoken
}

// damagedIn keeps the damage below the share at which cdrlab gives up.
const damagedIn = 200

// generate writes a file in the order of the legs' ends and tells what is
// true of it. The same recipe gives the same bytes on every machine.
func generate(to io.Writer, r recipe) (truth, error) {
	out := bufio.NewWriterSize(to, 1<<18)
	rows := newRowWriter(r.quoteAll || r.dialect != nil && r.dialect.quoteAll)
	if _, err := out.Write(rows.heads(r.dialect)); err != nil {
		return truth{}, err
	}
	known, damaged := newTally(r.dialect != nil && r.dialect.allCauses), int64(0)
	drawn := newLegs(r.seed)
	// Its own source: a broken file has the legs of the sound one.
	damage := random(stir(^r.seed))
	plan := newSchedule(r.rows)
	var ms []int
	var later journal
	for second := range weekSec {
		ms = ms[:0]
		for range plan.next(second) {
			ms = append(ms, drawn.random.below(1000))
		}
		slices.Sort(ms)
		for _, at := range ms {
			l := drawn.draw(second, at)
			if r.dialect != nil {
				r.dialect.carry(&l)
				known.add(&l)
				if r.dialect.entries != nil {
					later.add(r.dialect, &l)
				} else if _, err := out.Write(rows.spoken(r.dialect, &l)); err != nil {
					return truth{}, err
				}
				continue
			}
			keep := fieldCount
			if r.broken && damage.oneIn(damagedIn) {
				damaged++
				keep = fieldCount + 1
				if damage.oneIn(2) {
					keep = 2 + damage.below(fieldCount-3)
				}
			} else {
				known.add(&l)
			}
			if _, err := out.Write(rows.row(&l, keep)); err != nil {
				return truth{}, err
			}
		}
	}
	if err := later.write(out, rows, r.dialect); err != nil {
		return truth{}, err
	}
	return known.truth(int64(r.rows), damaged), out.Flush()
}
