package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// The families of dialects. FreeSWITCH's templates follow a colon.
const (
	auto       = "auto"
	kazoo      = "kazoo"
	freeswitch = "freeswitch"
	header     = "header"
)

// Names are the dialects that --dialect accepts, in the order of the manual.
func Names() []string {
	names := []string{auto, kazoo, freeswitch}
	for _, t := range templates {
		names = append(names, t.dialect())
	}
	return append(names, freeswitch+":"+custom, header)
}

// ParseDialect checks the name of a dialect, case aside; "" is "auto". The
// error is a *cdr.UsageError that names the nearest one.
func ParseDialect(s string) (string, error) {
	if s == "" {
		return auto, nil
	}
	names := Names()
	if name := strings.ToLower(s); slices.Contains(names, name) {
		return name, nil
	}
	hint := "known: " + strings.Join(names, ", ")
	if near := cdr.Nearest(s, names); near != "" {
		hint = fmt.Sprintf("did you mean %s? ", near) + hint
	}
	return "", &cdr.UsageError{Problem: fmt.Sprintf("--dialect: %q is no dialect", s), Hint: hint}
}
