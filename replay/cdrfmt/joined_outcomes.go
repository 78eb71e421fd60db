package cdrfmt

import "github.com/cdrlab/cdrlab/replay/cdrfmt/joining"

// outcomesOf gives the outcomes of a chunk by the number of their rows; plain
// ones have none. They are in memory of its own.
func (j *joined) outcomesOf(src *source, chunk int, o *chunkOutcomes) error {
	o.reset(int(src.begins[chunk].rows))
	return j.outcomes.each(j.chunks[src.index]+chunk, o.add)
}

// chunkOutcomes are the outcomes of the rows of a chunk.
type chunkOutcomes struct {
	list   []joining.Outcome
	number []uint32 // of each row's in list, from 1; 0 is a plain one
}

func (o *chunkOutcomes) reset(rows int) {
	o.list = o.list[:0]
	if cap(o.number) < rows {
		o.number = make([]uint32, rows)
	}
	o.number = o.number[:rows]
	clear(o.number)
}

// add takes an outcome as joining wrote it.
func (o *chunkOutcomes) add(b []byte) error {
	o.list = append(o.list, joining.Outcome{})
	last := &o.list[len(o.list)-1]
	if err := last.Decode(b); err != nil {
		return err
	}
	o.number[last.At.Row] = uint32(len(o.list))
	return nil
}

// of is the outcome of a row, nil if it is plain.
func (o *chunkOutcomes) of(row int) *joining.Outcome {
	if n := o.number[row]; n > 0 {
		return &o.list[n-1]
	}
	return nil
}
