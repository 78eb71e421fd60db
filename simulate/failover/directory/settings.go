package directory

import (
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// Settings are system_config/ecallmgr as far as failover goes.
type Settings struct {
	// Sections are the document's sections: default, zones and nodes.
	sections document.Object
}

// isSettings tells the document: its database has no account.
func isSettings(doc document.Document) bool {
	return doc.ID == "ecallmgr" && doc.Account == ""
}

func (s *Settings) add(doc document.Document) { s.sections = doc.Object }

// Sections are the names of nodes and zones that have values of their own.
func (s Settings) Sections() []string {
	var names []string
	for _, f := range s.sections.Fields() {
		if _, ok := f.Value.(document.Object); ok && f.Key != "default" && !slices.Contains(names, f.Key) {
			names = append(names, f.Key)
		}
	}
	return names
}

// section is the first of node, zone and default that has a key: kapps_config
// takes them in this order. Empty names choose none.
func (s Settings) section(key, node, zone string) document.Object {
	for _, name := range []string{node, zone, "default"} {
		if name != "" && s.sections.Has(name, key) {
			return s.sections.Object(name)
		}
	}
	return document.Object{}
}

// FailoverWhenAllUnreg is the flag; set is false if no section has it, and the
// flag then off.
func (s Settings) FailoverWhenAllUnreg(node, zone string) (on, set bool) {
	section := s.section("failover_when_all_unreg", node, zone)
	return section.True("failover_when_all_unreg"), section.Has("failover_when_all_unreg")
}

// ExpiresDeviationSec is expires_deviation_time in seconds.
func (s Settings) ExpiresDeviationSec(node, zone string) int {
	const key = "expires_deviation_time"
	return s.section(key, node, zone).Int(failover.DefaultExpiresDeviationSec, key)
}
