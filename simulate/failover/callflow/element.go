package callflow

import (
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// element is one element of a callflow.
type element struct {
	module string
	kind   kind
	data   document.Object
	// id is that of the document it is about: a user, a callflow...
	id string
	// next is the child "_"; branches are all children but that, in order.
	next     *element
	branches []branch
	// temporal is set for a temporal_route.
	temporal *temporalRoute
}

// branch is a child of an element and its key.
type branch struct {
	key string
	to  *element
}

// maxDepth bounds how deep elements lie in each other.
const maxDepth = 500

// compiler makes elements of one callflow document.
type compiler struct {
	plan   *Plan
	flawed bool
}

// element compiles an element and its children; nil for none.
func (c *compiler) element(o document.Object, depth int) *element {
	module := o.Text("module")
	if module == "" || depth > maxDepth {
		return nil
	}
	data := o.Object("data")
	e := &element{module: module, kind: kinds[module], data: data, id: data.Text("id")}
	if data.True("skip_module") {
		e.kind = passes
	}
	for _, f := range o.Object("children").Fields() {
		child, _ := f.Value.(document.Object)
		to := c.element(child, depth+1)
		if f.Key == "_" {
			e.next = to
		} else if !slices.ContainsFunc(e.branches, func(b branch) bool { return b.key == f.Key }) {
			e.branches = append(e.branches, branch{f.Key, to})
		}
	}
	if e.kind == temporal {
		e.temporal = c.temporalRoute(e)
	}
	return e
}

// child is the one with a key, else the next.
func (e *element) child(key string) *element {
	for _, b := range e.branches {
		if b.key == key {
			return b.to
		}
	}
	return e.next
}
