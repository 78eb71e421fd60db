package columnar

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// source is an open file of one of the formats.
type source interface {
	// columns lists what the file has.
	columns() []sourceColumn
	// parts is how many rows each part has.
	parts() []int64
	// scan makes a scanner of the columns with these indexes, whose texts
	// become codes of the dicts that are not nil. Of those outlined, which are
	// bounded, the values may be any between the bounds, if among those of a part
	// are its least and its greatest. It is for one goroutine.
	scan(columns []int, dicts []*cdr.Dict, outlined []bool) (scanner, error)
}

// scanner reads the rows of one part after another.
type scanner interface {
	// Start goes to the first row of a part.
	Start(part int) error
	// Next makes out[i] the next rows of column i, at most n, the same number
	// for each, and returns it; 0 is the end of the part.
	Next(n int, out []cdr.Vector) (int, error)
	// End gives up what is held of the file until the next Start.
	End()
}

// sourceColumn is one column of a file.
type sourceColumn struct {
	name string
	// typeName is what messages call its type.
	typeName string
	// form and ticksPerSec are those of its vectors; meaningless unless readable.
	form        cdr.Form
	ticksPerSec int64
	readable    bool
	// spanPerSec is set if whole numbers are lengths of time: ticks a second.
	spanPerSec int64
	// local: instants are those of a clock without a zone, read as UTC.
	local bool
	// boolean columns hold truth values, nulls columns nulls alone.
	boolean, nulls bool
	// nonNegative: the file says that no number is below 0.
	nonNegative bool
	// full: the file says that no value is null.
	full bool
	// bounded: the file says of each part that no number is below low or above
	// high, the least and the greatest there is.
	bounded   bool
	low, high int64
}

// guarded runs code of the file format libraries, which panic on some broken
// files: an index or a length in the file is used unchecked. All they hold is
// the file's, so nothing of ours is left half-changed.
func guarded(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the file is broken: %v", p)
		}
	}()
	return f()
}
