package xmldoc

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// wanted are the values that are read of documents. It does not change once
// made, so that any number of translators may share it.
type wanted struct {
	columns []string       // of the records
	at      map[string]int // column of a path
	copies  [][2]int       // columns that hold the same as another
	settle  dialect.ChannelVariables
}

// variablesPath leads to the channel variables.
const variablesPath = "variables."

// known wants the values of the dialect. A folder may hold thousands of files
// of one document.
var known = sync.OnceValue(newKnown)

func newKnown() *wanted {
	w := &wanted{at: map[string]int{}}
	for _, path := range dialect.DocumentPaths(freeswitchXML) {
		w.add(path, path)
	}
	w.settle.Progress = w.at["variables.progressmsec"]
	return w
}

// newWanted wants the values of the dialect, and of the paths of --column,
// whole ones or the end of one of those met.
func newWanted(name string, met []string, columns []dialect.ColumnMap) (w *wanted, remarks []string, err error) {
	w = newKnown()
	for _, m := range columns {
		if m.Name == "" {
			return nil, nil, &cdr.DataError{
				Place:   name,
				Problem: fmt.Sprintf("--column %s=%d: XML has no numbered columns", m.Field, m.Index),
				Hint:    fmt.Sprintf("give the path of the value: --column %s=variables.NAME", m.Field),
			}
		}
		path, err := findPath(name, met, m)
		if err != nil {
			return nil, nil, err
		}
		if path == "" { // other legs may have it
			path = m.Name
			if !strings.Contains(path, ".") {
				path = variablesPath + path
			}
			remarks = append(remarks, fmt.Sprintf("--column %s=%s: no document at the head of the file has it", m.Field, m.Name))
		}
		at := w.add(m.Name, path)
		if w.columns[at] != m.Name && !slices.Contains(w.columns, m.Name) {
			w.copies = append(w.copies, [2]int{at, len(w.columns)})
			w.columns = append(w.columns, m.Name)
		}
	}
	return w, remarks, nil
}

// add wants the value of a path in a column of the given name, unless it has
// one, and gives its column.
func (w *wanted) add(name, path string) int {
	at, ok := w.at[path]
	if !ok {
		at = len(w.columns)
		w.at[path], w.columns = at, append(w.columns, name)
		if strings.HasPrefix(path, variablesPath) {
			w.settle.Columns = append(w.settle.Columns, at)
		}
	}
	return at
}

// column is that of a path, -1 if it is not wanted.
func (w *wanted) column(path []byte) int {
	if w != nil {
		if c, ok := w.at[string(path)]; ok {
			return c
		}
	}
	return -1
}

// findPath is the path that a person named, in part or whole, case aside; "" if
// none of those met is it.
func findPath(name string, met []string, m dialect.ColumnMap) (string, error) {
	var ends []string
	for _, path := range met {
		switch {
		case strings.EqualFold(path, m.Name):
			return path, nil
		case len(path) > len(m.Name) && strings.EqualFold(path[len(path)-len(m.Name)-1:], "."+m.Name):
			ends = append(ends, path)
		}
	}
	if variable := slices.IndexFunc(ends, func(path string) bool { return strings.EqualFold(path, variablesPath+m.Name) }); variable >= 0 {
		return ends[variable], nil
	}
	switch len(ends) {
	case 0:
		return "", nil
	case 1:
		return ends[0], nil
	}
	return "", &cdr.DataError{
		Place: name, Problem: fmt.Sprintf("--column %s=%s may be %s", m.Field, m.Name, listNames(ends)),
		Hint: fmt.Sprintf("give the whole path: --column %s=%s", m.Field, ends[0]),
	}
}

// listNames lists names for an error, cut after 24.
func listNames(names []string) string {
	const most = 24
	more := ""
	if len(names) > most {
		more = fmt.Sprintf(" and %d more", len(names)-most)
		names = names[:most]
	}
	short := make([]string, len(names))
	for i, n := range names {
		short[i] = shorten([]byte(n))
	}
	return strings.Join(short, ", ") + more
}

// shorten bounds what an error quotes of the data, and keeps control characters
// out of it.
func shorten(text []byte) string {
	const most = 60
	if len(text) > most {
		return cdr.OneLine(string(text[:most])) + "..."
	}
	return cdr.OneLine(string(text))
}
