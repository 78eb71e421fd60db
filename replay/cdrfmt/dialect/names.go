package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// The families of dialects.
const (
	auto         = "auto"
	kazoo        = "kazoo"
	cisco        = "cisco"
	yeti         = "yeti"
	cdrStats     = "cdr-stats"
	broadworks   = "broadworks"
	cgrates      = "cgrates"
	ribbon       = "ribbon"
	ciscoGateway = "cisco-gateway"
	ipoffice     = "ip-office"
	threecx      = "3cx"
	freeswitch   = "freeswitch"
	kamailio     = "kamailio"
	opensips     = "opensips"
	fusionpbx    = "fusionpbx"
	asterisk     = "asterisk"
	header       = "header"
)

// Names are the dialects that --dialect accepts, in the order of the manual.
func Names() []string {
	names := []string{auto}
	for i := range kinds {
		names = append(names, kinds[i].names()...)
	}
	return names
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
