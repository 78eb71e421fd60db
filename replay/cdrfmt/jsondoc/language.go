package jsondoc

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// dialect tells by their keys whose documents these are; "" if that cannot be
// told without their values, or if they are none of those forced.
func (sm *sample) dialect(forced string) string {
	family, _, _ := strings.Cut(forced, ":")
	switch {
	case forced == generic:
		return generic
	case family != "freeswitch" && isKazoo(sm.keys):
		return kazoo
	case family != "kazoo" && isFreeSWITCH(sm.keys):
		return freeswitch
	}
	return ""
}

// language is how documents of a dialect are read.
func (sm *sample) language(as string, opt *dialect.Options) (*language, []string, error) {
	known := sm.known(as)
	if len(opt.Columns) > 0 {
		return sm.named(known, as, opt)
	}
	return known, nil, nil
}

// knownLanguages are those of dialects whose paths are always the same, by the
// dialect and the key that leads to a document: a folder may hold thousands of
// files of one document.
var knownLanguages sync.Map

type knownName struct {
	dialect, inner string
	listing        bool
}

// known is the language without the paths that a person named.
func (sm *sample) known(as string) *language {
	name := knownName{as, sm.inner, as == kazoo && sm.listing()}
	if lang, ok := knownLanguages.Load(name); ok && as != generic {
		return lang.(*language)
	}
	lang := &language{paths: newPaths(as == kazoo)}
	for _, path := range sm.wanted(as) {
		sm.add(lang, path, path)
	}
	lang.columns = lang.paths.names
	if as == generic {
		for i, name := range lang.columns {
			if dialect.CountNamed([]string{name}) == 0 {
				lang.hints = append(lang.hints, i)
			}
		}
	} else {
		knownLanguages.Store(name, lang)
	}
	return lang
}

// add wants a path of documents and gives its column.
func (sm *sample) add(lang *language, name, path string) int {
	keys, met := sm.paths.keys[path]
	if !met {
		keys = strings.Split(path, ".")
	}
	if sm.inner != "" {
		keys = append([]string{sm.inner}, keys...)
	}
	at := lang.paths.add(name, keys...)
	if strings.HasPrefix(path, "variables.") && !slices.Contains(lang.variables, at) {
		lang.variables = append(lang.variables, at)
	}
	return at
}

// maxColumns bounds how many paths become columns for nothing but the hints of
// errors.
const maxColumns = 100

// wanted are the paths that a dialect reads. Of documents that are known by the
// names of their values alone they are those that were met; the ones with
// known names first.
func (sm *sample) wanted(as string) []string {
	if as != generic {
		paths := dialect.DocumentPaths(as)
		if as == kazoo && sm.listing() {
			paths = slices.DeleteFunc(paths, func(p string) bool { return strings.HasSuffix(p, "account_id") })
		}
		return paths
	}
	var known, others []string
	for _, name := range sm.paths.names {
		if dialect.CountNamed([]string{name}) > 0 {
			known = append(known, name)
		} else if len(others) < maxColumns {
			others = append(others, name)
		}
	}
	return append(known, others...)
}

// named is a language with the paths of --column besides: whole ones, or the
// end of one.
func (sm *sample) named(known *language, as string, opt *dialect.Options) (lang *language, remarks []string, err error) {
	lang = &language{paths: newPaths(as == kazoo), hints: known.hints}
	for _, path := range known.columns {
		sm.add(lang, path, path)
	}
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
		lang.hints = slices.DeleteFunc(lang.hints, func(i int) bool { return i == at })
		if names := lang.paths.names; names[at] != m.Name && !slices.Contains(names, m.Name) {
			lang.paths.names = append(names, m.Name)
			lang.copies = append(lang.copies, [2]int{at, len(names)})
		}
	}
	lang.columns = lang.paths.names
	return lang, remarks, nil
}

// find is the path that a person named, in part or whole, case aside; "" if
// there is none.
func (sm *sample) find(m dialect.ColumnMap) (string, error) {
	var ends []string
	for _, name := range sm.paths.names {
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
	if near := cdr.Nearest(m.Name, sm.paths.names); near != "" {
		return "", &cdr.DataError{
			Place: sm.name, Problem: fmt.Sprintf("no value %q, found %s", m.Name, listNames(sm.paths.names)),
			Hint: fmt.Sprintf("did you mean --column %s=%s?", m.Field, near),
		}
	}
	return "", nil
}
