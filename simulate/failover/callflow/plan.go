package callflow

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// Plan is the compiled callflows of an account.
type Plan struct {
	account *directory.Account
	zone    *time.Location
	// flows are the first elements by callflow id; numbers finds them.
	flows    map[string]*element
	numbers  map[string]*element
	patterns []pattern
	// Flawed are the callflows with a pattern or a zone that is none, by id.
	Flawed []string
}

// pattern is a regular expression for numbers.
type pattern struct {
	text string
	re   *regexp.Regexp
	flow *element
}

// defaultZone is accounts.default_timezone where nothing sets it.
const defaultZone = "America/Los_Angeles"

// NewPlan compiles the callflows of an account. Of several with one number
// that with the lowest id holds it.
func NewPlan(account *directory.Account) *Plan {
	p := &Plan{account: account, flows: map[string]*element{}, numbers: map[string]*element{}}
	zone, err := loadZone(account.Zone)
	if err != nil {
		p.Flawed = append(p.Flawed, account.ID)
	}
	p.zone = zone
	for _, doc := range account.Documents("callflow") {
		if doc.SoftDeleted() {
			continue // the views by number and pattern leave it out
		}
		c := compiler{plan: p}
		flow := c.element(doc.Object.Object("flow"), 0)
		if c.flawed {
			p.flaw(doc.ID)
		}
		p.flows[doc.ID] = flow
		for _, number := range texts(doc.Get("numbers")) {
			if p.numbers[number] == nil {
				p.numbers[number] = flow
			}
		}
		p.addPatterns(doc, flow)
	}
	// KAZOO tries them from the last of its view to the first.
	slices.SortStableFunc(p.patterns, func(a, b pattern) int { return strings.Compare(b.text, a.text) })
	return p
}

func (p *Plan) addPatterns(doc document.Document, flow *element) {
	for _, text := range texts(doc.Get("patterns")) {
		re, err := regexp.Compile(text)
		if err != nil {
			p.flaw(doc.ID)
			continue
		}
		p.patterns = append(p.patterns, pattern{text, re, flow})
	}
}

func (p *Plan) flaw(id string) {
	if !slices.Contains(p.Flawed, id) {
		p.Flawed = append(p.Flawed, id)
	}
}

// loadZone is a zone by name; the default one if it has none or is unknown.
func loadZone(name string) (*time.Location, error) {
	if name == "" {
		name = defaultZone
	}
	zone, err := time.LoadLocation(name)
	if err == nil && name != "Local" { // the host's zone is none of an account
		return zone, nil
	}
	if zone, missing := time.LoadLocation(defaultZone); missing == nil {
		return zone, err
	}
	return time.UTC, err
}

// texts are the texts of a list; what is none is left out.
func texts(v any) []string {
	list, _ := v.([]any)
	var found []string
	for _, one := range list {
		if s, ok := one.(string); ok && s != "" {
			found = append(found, s)
		}
	}
	return found
}
