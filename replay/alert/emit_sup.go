package alert

import (
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// SupLine is the command that sets one threshold in production's default.
func SupLine(cause string, m meter.Metric, t float64) string {
	return supSet(supWord(cause), m, t)
}

// supSet is set_threshold of what is named, a cause or an account and a cause.
func supSet(what string, m meter.Metric, t float64) string {
	return "sup " + supModule + " set_threshold " + what + " " + m.String() + " " + Number(t)
}

// sup writes a command for each threshold. No command sets the lists of causes
// or a default of all accounts.
func (e *emission) sup(c *Config) {
	for _, cause := range e.causes(c.Causes) {
		for _, s := range c.Causes[cause].settings() {
			e.printf("%s\n", supSet(supWord(cause), s.metric, s.value))
		}
	}
	for _, account := range e.accounts(c) {
		if account == anyName {
			e.skip(`thresholds of account "*": no sup command sets a default of all accounts`)
			continue
		}
		for _, cause := range e.causes(c.Accounts[account]) {
			for _, s := range c.Accounts[account][cause].settings() {
				e.printf("%s\n", supSet(supWord(account)+" "+supWord(cause), s.metric, s.value))
			}
		}
	}
	if !slices.Equal(c.Monitor, DefaultMonitor()) {
		e.skip("hangups_to_monitor: no sup command sets it; it stays %s", strings.Join(DefaultMonitor(), ", "))
	}
	if !slices.Equal(c.Ignore, DefaultIgnore()) {
		e.skip("ignore_hangup_causes: no sup command sets it; it stays %s", strings.Join(DefaultIgnore(), ", "))
	}
}

// supWord quotes a word that a shell would take apart.
func supWord(s string) string {
	plainRune := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-.", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plainRune(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
