package dialect

import (
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// generic is the dialect of JSON documents that are known by the names of their
// values alone.
const generic = "json"

func init() {
	translations[kazooJSON] = func(s sample) *Layout { return layDocuments(s, kazooDocument) }
	translations[freeswitchJSON] = func(s sample) *Layout { return layDocuments(s, freeswitchDocument) }
	translations[freeswitchXML] = translations[freeswitchJSON]
	translations[generic] = layNamed
}

// documentField is a value of a document.
type documentField struct {
	path  string
	field cdr.Field
	unit  unit
}

// unread marks values that are looked at to understand others.
const unread = cdr.Field(cdr.NumFields)

// DocumentPaths are the paths of the values that make the records of a dialect
// of documents, in the order of their columns.
func DocumentPaths(name string) []string {
	fields := kazooDocument
	if name == freeswitchJSON || name == freeswitchXML {
		fields = freeswitchDocument
	}
	var paths []string
	for _, f := range fields {
		if !slices.Contains(paths, f.path) {
			paths = append(paths, f.path)
		}
	}
	return paths
}

// layDocuments lays out records whose columns are DocumentPaths, or some of them.
func layDocuments(s sample, fields []documentField) *Layout {
	l := &Layout{shape: shapeExact, derivesTimes: true}
	paths := cells(s.records[0])
	for _, f := range fields {
		if at := slices.Index(paths, f.path); at >= 0 && f.field != unread {
			l.add(f.field, column{index: at, name: f.path, unit: f.unit})
		}
	}
	return l
}

// CountNamed is how many of the paths of values are names of known fields, in
// whole or by their end.
func CountNamed(paths []string) int {
	n := 0
	for _, path := range paths {
		if _, _, ok := fieldOfPath(path); ok {
			n++
		}
	}
	return n
}

// fieldOfPath tells which field a value holds by its path: its keys together, or
// else as many of the last as make a name. cut is how many are left out.
func fieldOfPath(path string) (h heading, cut int, ok bool) {
	for i := strings.LastIndex(path, ".$"); i > 0; i = strings.LastIndex(path, ".$") {
		path = path[:i] // of MongoDB's exports: .$date.$numberLong
	}
	for rest := strings.TrimPrefix(path, "variable_"); ; cut++ { // of FreeSWITCH's events
		if h, ok = fieldOfHeader(rest); ok && !(cut > 0 && rest == "id") {
			return h, cut, true
		}
		_, after, found := strings.Cut(rest, ".")
		if !found {
			return heading{}, 0, false
		}
		rest = after
	}
}

// layNamed lays out records whose columns are named by paths.
func layNamed(s sample) *Layout {
	l := &Layout{shape: shapeExact}
	l.headings = cells(s.records[0])
	rank := map[int]int{}
	for i, path := range l.headings {
		if h, cut, ok := fieldOfPath(path); ok {
			rank[i] = 2*foreignRank*cut + h.rank
			l.add(h.field, column{index: i, name: path, unit: h.unit, utc: h.utc})
		}
	}
	for f := range l.columns {
		slices.SortStableFunc(l.columns[f], func(a, b column) int { return rank[a.index] - rank[b.index] })
	}
	rows := s.records[1:]
	l.addVagueStart()
	if l.isCanonical() {
		l.addCanonical(false)
		return l
	}
	l.splitInvite()
	l.dropTimeless(rows)
	l.addWays(rows)
	l.add(cdr.HangupCause, l.columns[cdr.HangupCauseCode]...)
	l.addOutcomes(rows)
	return l
}
