package directory

import (
	"fmt"

	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// Issue is something that does not fit, counted over all documents.
type Issue struct {
	Kind IssueKind
	// Type is the pvt_type of OtherType, else "".
	Type  string
	Count int
	// ID is the _id of the first document with it, Place where it was read.
	ID, Place string
}

// IssueKind is what does not fit.
type IssueKind uint8

const (
	// NoAccount: a document that does not say whose it is.
	NoAccount IssueKind = iota
	// NoAccountDocument: an account without its own document, so that its realm
	// is not known and none of its phones can be looked up.
	NoAccountDocument
	// Repeated: a document that was read before; the later counts.
	Repeated
	// OtherType: a document of a type that has no part in routing a call.
	OtherType
	// Deleted: a document marked as deleted. Devices are left out.
	Deleted
	// NoOwner: a device of a user that is not there.
	NoOwner
	// NoMember: a group with a member that is not there.
	NoMember
)

var issueWords = [...]string{
	"%d documents belong to no account and are left out",
	"%d accounts have no account document: their realm is unknown, their phones count as unregistered",
	"%d documents are there more than once; the last of each counts",
	"%d documents of type %q have no part in routing",
	"%d documents are marked as deleted; devices among them are left out",
	"%d devices belong to a user that is not in the documents",
	"%d members of groups are not in the documents",
}

// String is the issue as a remark.
func (i Issue) String() string {
	args := []any{i.Count}
	if i.Kind == OtherType {
		args = append(args, i.Type)
	}
	text := fmt.Sprintf(issueWords[i.Kind], args...) + ", first " + i.ID
	if i.Place != "" {
		text += " (" + i.Place + ")"
	}
	return text
}

// issues counts while documents are compiled.
type issues struct {
	found []Issue // in the order in which each was first met
	index map[issueKey]int
}

type issueKey struct {
	kind IssueKind
	typ  string
}

func (s *issues) note(kind IssueKind, doc document.Document) { s.count(issueKey{kind, ""}, doc) }
func (s *issues) noteType(doc document.Document)             { s.count(issueKey{OtherType, doc.Type}, doc) }
func (s *issues) count(key issueKey, doc document.Document) {
	if s.index == nil {
		s.index = map[issueKey]int{}
	}
	i, ok := s.index[key]
	if !ok {
		i = len(s.found)
		s.index[key] = i
		s.found = append(s.found, Issue{Kind: key.kind, Type: key.typ, ID: doc.ID, Place: doc.Place})
	}
	s.found[i].Count++
}
