package jsondoc

import (
	"slices"
)

// paths are the wanted values of documents: the keys that lead to each, from
// the outermost on, those of an array being its elements' numbers. Each has a
// column.
type paths struct {
	root  node
	names []string            // of the columns: the keys, joined by dots
	keys  map[string][]string // by name, of those that were met
	// fold: keys are the same whatever their case, and - and _ are.
	fold bool
	// grow: all values are wanted; the paths are those that were met.
	grow bool
}

// maxPaths bounds how many paths are told apart, and maxElements how many
// elements of an array.
const (
	maxPaths    = 2000
	maxElements = 8
)

// node is a place in documents.
type node struct {
	of       *paths
	name     string
	keys     []string
	column   int // from 1; 0 if its value is not wanted
	children map[string]*node
}

func newPaths(fold bool) *paths {
	p := &paths{fold: fold, keys: map[string][]string{}}
	p.root.of = p
	return p
}

// add wants the value of a path and gives its column.
func (p *paths) add(name string, keys ...string) int {
	n := &p.root
	for _, key := range keys {
		n = n.grown(p.normal(key))
	}
	if n.column == 0 {
		p.names = append(p.names, name)
		n.column, n.name = len(p.names), name
	}
	return n.column - 1
}

// normal is a key as it is compared.
func (p *paths) normal(key string) string {
	if !p.fold {
		return key
	}
	return string(appendFolded(nil, []byte(key)))
}

// grown is the child of a key, made if there is none.
func (n *node) grown(key string) *node {
	child := n.children[key]
	if child == nil {
		child = &node{of: n.of, name: key, keys: append(slices.Clip(n.keys), key)}
		if n.name != "" {
			child.name = n.name + "." + key
		}
		if n.children == nil {
			n.children = map[string]*node{}
		}
		n.children[key] = child
	}
	return child
}

// child is where a key leads, nil if nothing of it is wanted. Unless paths grow
// it changes nothing, so any number of scanners may ask.
func (n *node) child(key []byte) *node {
	if n == nil || n.children == nil && !n.of.grow {
		return nil
	}
	var memory [64]byte
	if n.of.fold {
		key = appendFolded(memory[:0], key)
	}
	child := n.children[string(key)]
	if child == nil && n.of.grow && len(n.of.names) < maxPaths {
		child = n.grown(string(key))
	}
	return child
}

// appendFolded appends a key as it is compared where case, - and _ do not
// matter.
func appendFolded(dst, key []byte) []byte {
	for _, c := range key {
		switch {
		case c == '-':
			c = '_'
		case c-'A' < 26:
			c |= 0x20
		}
		dst = append(dst, c)
	}
	return dst
}

// element is where an element of an array leads.
func (n *node) element(i int) *node {
	if n == nil || n.children == nil && !n.of.grow || i >= maxElements {
		return nil
	}
	return n.child([]byte{'0' + byte(i)})
}

// columnOf is the column of a value, -1 if it is not wanted.
func (n *node) columnOf() int {
	if n.column == 0 && n.of.grow && n != &n.of.root && len(n.of.names) < maxPaths {
		n.of.names = append(n.of.names, n.name)
		n.of.keys[n.name] = n.keys
		n.column = len(n.of.names)
	}
	return n.column - 1
}
