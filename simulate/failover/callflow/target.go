package callflow

import (
	"strings"

	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// Module is the module of the element that was arrived at, "" if none was.
func (a Arrival) Module() string {
	if a.at == nil {
		return ""
	}
	return a.at.module
}

// Target names what an arrival rings: a user, a device, a ring group.
func (p *Plan) Target(a Arrival) string {
	if a.at == nil {
		return ""
	}
	return p.nameOf(a.at)
}

// Next tells what the callflow does if nothing is dialled: the name of its
// next element that does something a caller hears.
func (p *Plan) Next(a Arrival, call *Call) string {
	if a.at == nil || a.at.next == nil {
		return "hung up"
	}
	w := walker{plan: p, call: call, steps: maxSteps}
	then := w.walk(a.at.next)
	switch then.Way {
	case Bridge:
		return then.at.module + " " + p.nameOf(then.at)
	case NoPhone:
		return then.Reason
	}
	return "undecided: " + then.Reason
}

// nameOf is the name a person knows an element by.
func (p *Plan) nameOf(e *element) string {
	if doc, ok := p.account.Document(e.id); ok {
		return Name(doc)
	}
	for _, name := range []string{e.data.Text("name"), e.id} {
		if name != "" {
			return name
		}
	}
	return e.module
}

// Name is what a person calls a user, a device or a group.
func Name(doc document.Document) string {
	if name := strings.TrimSpace(doc.Text("first_name") + " " + doc.Text("last_name")); name != "" {
		return name
	}
	for _, key := range []string{"name", "username"} {
		if name := doc.Text(key); name != "" {
			return name
		}
	}
	return doc.ID
}

// NameOf is what a person calls the document of an id, or the id.
func (p *Plan) NameOf(id string) string {
	if doc, ok := p.account.Document(id); ok {
		return Name(doc)
	}
	return id
}
