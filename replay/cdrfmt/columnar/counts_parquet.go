package columnar

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar/pqread"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/internal/hugepages"
)

// countsKey is the key of a Parquet file's metadata under which saved counts
// keep their count.Meta as JSON.
const countsKey = "cdrlab.counts"

// IsCounts tells whether a Parquet file is one that WriteCountsParquet made.
func IsCounts(r io.ReaderAt, size int64) bool {
	found := false
	err := guarded(func() error {
		f, err := pqread.Open(r, size)
		if err == nil {
			_, found = f.Metadata(countsKey)
		}
		return err
	})
	return err == nil && found
}

// WriteCountsParquet writes a set, its gateways added up, and what is known of
// it: columns second (Unix), cause, account, n (events), sorted by the first
// three.
func WriteCountsParquet(w io.Writer, s *count.Set, m count.Meta) error {
	meta, err := json.Marshal(m)
	if err != nil {
		return err
	}
	t := newTable(w, []tableColumn{
		{name: "second", node: parquet.Encoded(parquet.Int(64), &parquet.DeltaBinaryPacked)},
		{name: "cause", node: dictionaryText(), ready: true},
		{name: "account", node: dictionaryText(), ready: true},
		{name: "n", node: parquet.Int(64)},
	}, parquet.KeyValueMetadata(countsKey, string(meta)))
	causes, accounts := readyTexts(s.Causes, 1), readyTexts(s.Accounts, 2)
	groups := make([]count.Group, 0, slabRows)
	flush := func() error {
		err := t.write(len(groups), func(column, i int) parquet.Value {
			switch g := &groups[i]; column {
			case 0:
				return parquet.Int64Value(int64(g.Second))
			case 1:
				return causes[g.Cause]
			case 2:
				return accounts[g.Account]
			default:
				return parquet.Int64Value(int64(g.N))
			}
		})
		groups = groups[:0]
		return err
	}
	err = s.EachAccountGroup(func(second, cause, account uint32, n uint64) error {
		groups = append(groups, count.Group{Second: second, Cause: cause, Account: account, N: n})
		if len(groups) < cap(groups) {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	if err := flush(); err != nil {
		return err
	}
	return t.close()
}

// readyTexts are names as values of a column that has no nulls.
func readyTexts(names []string, column int) []parquet.Value {
	values := make([]parquet.Value, len(names))
	for i, n := range names {
		values[i] = parquet.ByteArrayValue([]byte(n)).Level(0, 0, column)
	}
	return values
}

// ReadCountsParquet reads what WriteCountsParquet writes; rows may be in any
// order, and what repeats is added up. The Totals are those of the metadata,
// which must agree with the groups. Errors are *cdr.DataError.
func ReadCountsParquet(name string, r io.ReaderAt, size int64) (*count.Set, count.Meta, error) {
	var set *count.Set
	var meta count.Meta
	err := guarded(func() error {
		f, err := pqread.Open(r, size)
		if err != nil {
			return err
		}
		text, ok := f.Metadata(countsKey)
		if !ok {
			return fmt.Errorf("found no metadata %s, wanted saved counts", countsKey)
		}
		if err := json.Unmarshal([]byte(text), &meta); err != nil {
			return fmt.Errorf("metadata %s: %w", countsKey, err)
		}
		if set, err = readCounts(f); err != nil {
			return err
		}
		if err := checkMeta(set, &meta); err != nil {
			return err
		}
		set.Totals = meta.Totals
		return nil
	})
	if err != nil {
		return nil, count.Meta{}, broken(name, err)
	}
	return set, meta, nil
}

// maxRowsAtOnce bounds the rows that a file is believed to have before they
// are there: 24 MB of them.
const maxRowsAtOnce = 1 << 20

// countsColumns are those of saved counts.
var countsColumns = [...]string{"second", "cause", "account", "n"}

// readCounts reads the groups of all row groups.
func readCounts(f *pqread.File) (*count.Set, error) {
	leaves := make([]int, len(countsColumns))
	for i, name := range countsColumns {
		leaves[i] = -1
		for j, l := range f.Leaves {
			text := i == 1 || i == 2
			if l.Name == name && l.Readable && l.TicksPerSec == 0 && (text && l.Form == cdr.Texts || !text && l.Form == cdr.Ints) {
				leaves[i] = j
			}
		}
		if leaves[i] < 0 {
			return nil, fmt.Errorf("found no column %s of the right type, wanted %v", name, countsColumns)
		}
	}
	reader := newCountsReader()
	rows := int64(0)
	for group := range f.Groups() {
		rows += f.GroupRows(group)
	}
	reader.set.Groups = hugepages.Make[count.Group](0, int(min(rows, maxRowsAtOnce)))
	scanner := f.NewScanner(leaves, []*cdr.Dict{nil, reader.causes, reader.accounts, nil})
	defer scanner.End()
	vectors := make([]cdr.Vector, len(leaves))
	row := int64(0)
	for group := range f.Groups() {
		if err := scanner.Start(group); err != nil {
			return nil, err
		}
		for {
			n, err := scanner.Next(slabRows, vectors)
			if err != nil {
				return nil, err
			}
			if n == 0 {
				break
			}
			if err := reader.addRows(vectors, n, row); err != nil {
				return nil, err
			}
			row += int64(n)
		}
	}
	return reader.done(), nil
}

// addRows adds n rows of the columns, of which there are before so many.
func (r *countsReader) addRows(columns []cdr.Vector, n int, before int64) error {
	for j := range columns {
		if i := bytes.IndexByte(columns[j].Present, 0); i >= 0 {
			return fmt.Errorf("row %d: %s: found null, wanted a value", before+int64(i)+1, countsColumns[j])
		}
	}
	seconds, causes, accounts, numbers := columns[0].Ints[:n], columns[1].Codes[:n], columns[2].Codes[:n], columns[3].Ints[:n]
	for i := range n {
		if !r.add(seconds[i], causes[i], accounts[i], numbers[i]) {
			column, problem := r.problem(seconds[i], numbers[i])
			return fmt.Errorf("row %d: %s: %s", before+int64(i)+1, column, problem)
		}
	}
	return nil
}
