package dialect

import (
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// named is a column that a dialect reads by its name in the header.
type named struct {
	// names are those that the column has had, best first, as normalName writes
	// them. The first that the header has is read.
	names string
	field cdr.Field
	as    column
}

// columnsByName are the places of the columns of a header by their names, case
// and spelling aside; of two with one name the first.
func columnsByName(headings []string) map[string]int {
	at := make(map[string]int, len(headings))
	for i := len(headings) - 1; i >= 0; i-- {
		at[normalName(headings[i])] = i
	}
	return at
}

// addNamed adds the columns that are there, under the names that people call
// the columns of the source by.
func (l *Layout) addNamed(names []string, list []named) {
	at := columnsByName(names)
	for _, n := range list {
		for _, name := range strings.Fields(n.names) {
			if i, ok := at[name]; ok {
				c := n.as
				c.index, c.name = i, names[i]
				l.add(n.field, c)
				break
			}
		}
	}
}

// lacks is the first of some names that no column has, or "". A name may be
// several with bars between, one of which has to be there.
func lacks(at map[string]int, names ...string) string {
	for _, name := range names {
		found := false
		for _, n := range strings.Split(name, "|") {
			_, ok := at[n]
			found = found || ok
		}
		if !found {
			return strings.ReplaceAll(name, "|", " or ")
		}
	}
	return ""
}

// headed is the layout of a dialect that is told by its header.
func headed(name string, s sample) *Layout {
	l := s.frame()
	l.name = name
	return l
}

// placedColumn is a column that a dialect reads by its name in the manual, which has
// them in their order.
type placedColumn struct {
	name  string
	field cdr.Field
	as    column
}

// addPlaced adds the columns of those that a file has, in the manual's order.
func (l *Layout) addPlaced(columns []string, fields []placedColumn) {
	for i, name := range columns {
		for _, f := range fields {
			if f.name == name {
				c := f.as
				c.index, c.name = i, name
				l.add(f.field, c)
			}
		}
	}
}
