// Package xmldoc reads the CDRs that FreeSWITCH's mod_xml_cdr writes: an XML
// document <cdr> a leg, one or many in a file, below a root or not, or as they
// are posted to a web server.
//
// The way of the data:
//
//  1. Recognise looks at the head of a text. XML without <cdr>, or whose <cdr>
//     holds nothing that FreeSWITCH writes, is refused.
//  2. A translator goes through the text from document to document (finder) and
//     scans each once: its form is checked, and the values of the wanted paths
//     are kept (scanner). A path is what the same value has in mod_json_cdr's
//     document, so both are read by the same layout.
//  3. What is posted is encoded as a whole; it is decoded by itself (body).
//  4. A document that is broken or cut off is a rejected row. Reading goes on
//     where the next one begins, or what holds them ends (resume).
//
// Names are taken as they are written, and channel variables hold text alone,
// whatever it looks like: FreeSWITCH checks neither. Nothing is expanded but
// the five entities of XML and references to characters. No document may be
// longer than a record of text, or nested deeper than maxDepth.
package xmldoc
