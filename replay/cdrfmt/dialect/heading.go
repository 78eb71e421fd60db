package dialect

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// heading is what a column's name says: its field, the unit of its numbers,
// whether its times are of UTC, and how far down the list of the field's names
// it stands (0 is the best).
type heading struct {
	field cdr.Field
	unit  unit
	utc   bool
	rank  int
}

// headingByName is made when it is first asked for: saved counts need it not.
var headingByName = sync.OnceValue(func() map[string]heading {
	m := map[string]heading{}
	for f := range cdr.Field(cdr.NumFields) {
		for rank, name := range strings.Fields(headings[f]) {
			u, named := namedUnits[name]
			if !named {
				_, u = cutUnit(name)
			}
			m[name] = heading{field: f, unit: u, rank: rank}
		}
	}
	for name, meant := range tongues {
		if h, ok := m[meant]; ok {
			h.rank += foreignRank
			m[name] = h
		}
	}
	return m
})

// fieldOfHeader tells which field a column of this name holds, however the
// name is written: "Hangup Cause", "hangup-cause", "hangupCause". A duration
// whose name has no unit is not known: it would have to be guessed.
func fieldOfHeader(name string) (heading, bool) {
	if name == "" || isDigit(name[0]) { // as most cells of rows do, and no name
		return heading{}, false
	}
	h, ok := headingOf(normalName(name))
	if !ok {
		if split := splitCamel(name); split != name {
			h, ok = headingOf(normalName(split))
		}
	}
	return h, ok
}

// headingOf looks a normal name up, with the zone or unit that may follow it.
func headingOf(name string) (heading, bool) {
	if h, ok := headingByName()[name]; ok {
		return h, !isDuration(h.field) || h.unit != unitUnknown
	}
	if base, utc := cutUTC(name); utc {
		h, ok := headingByName()[base]
		h.utc = true
		return h, ok && h.field.Kind() == cdr.Time
	}
	base, u := cutUnit(name)
	h, ok := headingByName()[base]
	isTime := h.field.Kind() == cdr.Time
	if !ok || u == unitUnknown || !isTime && !isDuration(h.field) || isTime && u == unitMinute {
		return heading{}, false
	}
	h.unit = u
	return h, true
}

// vagueStart tells a name that says only that the column holds a time.
func vagueStart(name string) (rank int, utc, ok bool) {
	for _, n := range []string{normalName(name), normalName(splitCamel(name))} {
		base, utc := cutUTC(n)
		if rank := slices.Index(vagueStarts, english(base)); rank >= 0 {
			return rank, utc, true
		}
	}
	return 0, false, false
}

// cutUTC splits off what says that a column's times are of UTC.
func cutUTC(name string) (base string, utc bool) {
	for _, zone := range []string{"_utc", "_gmt"} {
		if base, found := strings.CutSuffix(name, zone); found {
			return base, true
		}
	}
	return name, false
}

// cutUnit splits the unit off a name, with the "in" that may stand before it.
func cutUnit(name string) (base string, u unit) {
	for _, s := range suffixes {
		if base, found := strings.CutSuffix(name, s.text); found {
			return strings.TrimSuffix(base, "_in"), s.unit
		}
	}
	return name, unitUnknown
}

// normalName makes "Hangup Cause" and "hangup-cause" one with "hangup_cause",
// and "Duration (s)" with "duration_s": letters are small, and whatever is
// neither letter nor digit nor colon, one underscore between words.
func normalName(name string) string {
	if isNormal(name) {
		return name
	}
	var b strings.Builder
	b.Grow(len(name))
	gap := false
	for _, c := range name {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != ':' {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('_')
		}
		gap = false
		b.WriteRune(unicode.ToLower(c))
	}
	return strings.TrimRight(strings.ReplaceAll(b.String(), ":_", "_"), ":")
}

// isNormal tells a name that normalName leaves as it is: small letters and
// digits, with one underscore between words.
func isNormal(name string) bool {
	for i := range len(name) {
		c := name[i]
		between := i > 0 && i < len(name)-1 && name[i-1] != '_'
		if !(c-'a' < 26 || isDigit(c) || c == '_' && between) {
			return false
		}
	}
	return true
}

// splitCamel puts a space before each capital that follows a small letter or a
// digit, as in "hangupCause".
func splitCamel(name string) string {
	if !hasCamel(name) {
		return name
	}
	var b strings.Builder
	small := false
	for _, c := range name {
		if small && unicode.IsUpper(c) {
			b.WriteByte(' ')
		}
		small = unicode.IsLower(c) || unicode.IsDigit(c)
		b.WriteRune(c)
	}
	return b.String()
}

// hasCamel tells whether a name may have such a capital.
func hasCamel(name string) bool {
	for i := range len(name) {
		if c := name[i]; c-'A' < 26 && i > 0 && (name[i-1]-'a' < 26 || isDigit(name[i-1])) || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}
