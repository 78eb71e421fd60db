package columnar

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

const countsHeader = "second,cause,account,n"

// IsCountsCSV tells saved counts in CSV by the first bytes of the file: its
// first line is exactly the header.
func IsCountsCSV(head []byte) bool {
	rest, ok := bytes.CutPrefix(head, []byte(countsHeader))
	return ok && (len(rest) == 0 || rest[0] == '\n' || bytes.HasPrefix(rest, []byte("\r\n")))
}

// WriteCountsCSV writes a set, its gateways added up, as CSV with the columns
// second (Unix), cause, account, n (events, at least 1), sorted by the first
// three. What the set says beside its groups is not in it.
func WriteCountsCSV(w io.Writer, s *count.Set) error {
	causes, accounts := quoted(s.Causes), quoted(s.Accounts)
	pieces := s.Cut(countsPiece)
	return writeInOrder(w, len(pieces), func(i int, out []byte) []byte {
		if i == 0 {
			out = append(out, countsHeader+"\n"...)
		}
		return appendCounts(out, pieces[i], causes, accounts)
	})
}

// countsPiece is about how many groups are made text at a time.
const countsPiece = 1 << 10

// appendCounts appends the lines of a piece of a set; its names are cells.
func appendCounts(out []byte, s *count.Set, causes, accounts [][]byte) []byte {
	var cell secondCell
	_ = s.EachAccountGroup(func(second, cause, account uint32, n uint64) error {
		out = append(out, cell.of(second)...)
		out = append(out, causes[cause]...)
		out = append(out, accounts[account]...)
		if n < 10 {
			out = append(out, '0'+byte(n), '\n')
		} else {
			out = append(strconv.AppendUint(out, n, 10), '\n')
		}
		return nil
	})
	return out
}

// secondCell is a second as a CSV cell, with the comma after it.
type secondCell struct {
	text   []byte
	second uint32
}

// of is the cell of a second. Seconds come in order: mostly the last digit alone
// is another one.
func (c *secondCell) of(second uint32) []byte {
	step := second - c.second
	c.second = second
	if n := len(c.text); n >= 2 && step < 10 && c.text[n-2]+byte(step) <= '9' {
		c.text[n-2] += byte(step)
		return c.text
	}
	c.text = append(strconv.AppendUint(c.text[:0], uint64(second), 10), ',')
	return c.text
}

// quoted is each name as a CSV cell, with the comma after it.
func quoted(names []string) [][]byte {
	cells := make([][]byte, len(names))
	for i, n := range names {
		cells[i] = append(appendQuoted(nil, n), ',')
	}
	return cells
}

// ReadCountsCSV reads what WriteCountsCSV writes; lines may be in any order
// and end in CR LF, and what repeats is added up. The legs that were ignored,
// filtered or rejected are not known: Accepted is the sum of n. Errors are
// *cdr.DataError with file, line and column.
func ReadCountsCSV(name string, r io.Reader) (*count.Set, count.Meta, error) {
	in := &csvLines{r: bufio.NewReaderSize(r, 1<<16)}
	reader := newCountsReader()
	header, err := in.next()
	if err == nil && string(bytes.Join(header, []byte{','})) != countsHeader {
		err = fmt.Errorf("wanted the header %s", countsHeader)
	}
	if errors.Is(err, io.EOF) {
		err = fmt.Errorf("the file is empty, wanted the header %s", countsHeader)
	}
	if err != nil {
		return nil, count.Meta{}, lineError(name, in.line, "", err)
	}
	for {
		cells, err := in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && len(cells) != 4 {
			err = fmt.Errorf("found %d fields, wanted 4", len(cells))
		}
		if err != nil {
			return nil, count.Meta{}, lineError(name, in.line, "", err)
		}
		if column, err := reader.addCells(cells); err != nil {
			return nil, count.Meta{}, lineError(name, in.line, column, err)
		}
	}
	set := reader.done()
	return set, count.Meta{
		Totals:  set.Totals,
		Sources: []count.Source{{Name: name, Dialect: "counts", Rows: set.Accepted, Accepted: set.Accepted}},
	}, nil
}

func (r *countsReader) addCells(cells [][]byte) (column string, err error) {
	second, err := strconv.ParseInt(string(cells[0]), 10, 64)
	if err != nil {
		return "second", fmt.Errorf("%q is not a whole number", cells[0])
	}
	n, err := strconv.ParseInt(string(cells[3]), 10, 64)
	if err != nil {
		return "n", fmt.Errorf("%q is not a whole number", cells[3])
	}
	for i, column := range []string{"cause", "account"} {
		if bytes.IndexByte(cells[1+i], 0) >= 0 {
			return column, errors.New("holds a NUL byte")
		}
	}
	if !r.add(second, r.causes.Code(cells[1]), r.accounts.Code(cells[2]), n) {
		column, problem := r.problem(second, n)
		return column, errors.New(problem)
	}
	return "", nil
}

func lineError(name string, line int64, column string, err error) error {
	place := fmt.Sprintf("%s:%d", name, line)
	if column != "" {
		place += ":" + column
	}
	return &cdr.DataError{Place: place, Problem: err.Error(), Hint: "count the CDRs again, or mend the line", Err: err}
}
