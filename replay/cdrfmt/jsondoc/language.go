package jsondoc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// dialect tells whose documents these are, "" if they are no CDRs.
func (sm *sample) dialect(forced string) string {
	family, _, _ := strings.Cut(forced, ":")
	switch {
	case forced == generic:
		return generic
	case family != "freeswitch" && isKazoo(sm.names):
		return kazoo
	case family != "kazoo" && isFreeSWITCH(sm.names):
		return freeswitch
	case family == "auto" && dialect.CountNamed(sm.names) > 1:
		return generic
	}
	return ""
}

// language is how documents of a dialect are read.
func (sm *sample) language(as string, head []byte, opt *dialect.Options) (*language, []string, error) {
	lang := &language{paths: newPaths(as == kazoo), settle: func([][]byte) string { return "" }}
	for _, path := range sm.wanted(as) {
		sm.add(lang, path, path)
	}
	copies, remarks, err := sm.addNamed(lang, opt)
	if err != nil {
		return nil, nil, err
	}
	lang.columns = lang.paths.names
	switch as {
	case kazoo:
		k := newKazooDocuments(lang)
		sm.each(head, lang, k.vote)
		lang.settle = k.settle
		remarks = append(remarks, k.remark())
	case freeswitch:
		lang.settle = newVariables(lang).settle
	}
	if len(copies) > 0 {
		lang.copyCells(copies)
	}
	return lang, remarks, nil
}

// add wants a path of documents.
func (sm *sample) add(lang *language, name, path string) int {
	keys, met := sm.keys[path]
	if !met {
		keys = strings.Split(path, ".")
	}
	if sm.inner != "" {
		keys = append([]string{sm.inner}, keys...) // a copy: sm keeps its own
	}
	return lang.paths.add(name, keys...)
}

// maxColumns bounds how many paths become columns for nothing but the hints of
// errors.
const maxColumns = 100

// wanted are the paths that a dialect reads. Of documents that are known by the
// names of their values alone they are those that were met; the ones with
// known names first.
func (sm *sample) wanted(as string) []string {
	if as != generic {
		return dialect.DocumentPaths(as)
	}
	var known, others []string
	for _, name := range sm.names {
		if dialect.CountNamed([]string{name}) > 0 {
			known = append(known, name)
		} else if len(others) < maxColumns {
			others = append(others, name)
		}
	}
	return append(known, others...)
}

// addNamed wants the paths of --column: whole ones, or the end of one. copies
// are columns that are to hold the same as another.
func (sm *sample) addNamed(lang *language, opt *dialect.Options) (copies [][2]int, remarks []string, err error) {
	for _, m := range opt.Columns {
		if m.Name == "" {
			return nil, nil, &cdr.DataError{
				Place:   sm.name,
				Problem: fmt.Sprintf("--column %s=%d: JSON has no numbered columns", m.Field, m.Index),
				Hint:    fmt.Sprintf("give the path of the value: --column %s=KEY.KEY", m.Field),
			}
		}
		path, err := sm.find(m)
		if err != nil {
			return nil, nil, err
		}
		if path == "" {
			path = m.Name
			remarks = append(remarks, fmt.Sprintf("--column %s=%s: no document at the head of the file has it", m.Field, m.Name))
		}
		at := sm.add(lang, m.Name, path)
		if name := lang.paths.names[at]; name != m.Name && !slices.Contains(lang.paths.names, m.Name) {
			lang.paths.names = append(lang.paths.names, m.Name)
			copies = append(copies, [2]int{at, len(lang.paths.names) - 1})
		}
	}
	return copies, remarks, nil
}

// find is the path that a person named, in part or whole, case aside; "" if
// there is none.
func (sm *sample) find(m dialect.ColumnMap) (string, error) {
	var ends []string
	for _, name := range sm.names {
		switch {
		case strings.EqualFold(name, m.Name):
			return name, nil
		case len(name) > len(m.Name) && strings.EqualFold(name[len(name)-len(m.Name)-1:], "."+m.Name):
			ends = append(ends, name)
		}
	}
	if len(ends) > 1 {
		return "", &cdr.DataError{
			Place: sm.name, Problem: fmt.Sprintf("--column %s=%s may be %s", m.Field, m.Name, listNames(ends)),
			Hint: fmt.Sprintf("give the whole path: --column %s=%s", m.Field, ends[0]),
		}
	}
	if len(ends) == 1 {
		return ends[0], nil
	}
	return "", nil
}

// copyCells makes settle fill columns with what others hold.
func (lang *language) copyCells(copies [][2]int) {
	settle := lang.settle
	lang.settle = func(cells [][]byte) string {
		why := settle(cells)
		for _, c := range copies {
			cells[c[1]] = cells[c[0]]
		}
		return why
	}
}
