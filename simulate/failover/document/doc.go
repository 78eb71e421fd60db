// Package document reads KAZOO's documents as CouchDB exports them.
//
// The way of the data:
//
//	export --values--> objects --unwrap--> documents, and a Tally of the rest
//
// An export is a list of documents as JSON lines, as one array, as the answer
// of _all_docs?include_docs=true, or as lines cut out of that answer. Objects
// keep the order of their keys, because KAZOO's do and it decides which member
// of a group is dialled first. What is no use is counted, never fatal: design
// documents, tombstones, rows exported without their document, damaged lines.
package document
