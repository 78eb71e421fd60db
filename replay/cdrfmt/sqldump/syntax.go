package sqldump

import "bytes"

// syntax is what databases differ in.
type syntax struct {
	name string // of the database, "" if the text does not tell
	// backslashes escape in every text; else in PostgreSQL's E'' only.
	backslashes bool
	// mysql: "..." is a text where a value is wanted, # begins a comment, KEY and
	// INDEX stand between columns.
	mysql bool
	// batches: a line GO ends a statement, and so does an INSERT in a line of its
	// own, for a semicolon need not; "..." is a name.
	batches bool
	// ends is what the last comment of a whole dump says; nil is unknown.
	ends []byte
}

// The ends of dumps that say where they end.
var (
	mysqlEnd      = []byte("-- Dump completed")
	postgresqlEnd = []byte("-- PostgreSQL database dump complete")
)

// frontBytes is how much of a dump says who wrote it.
const frontBytes = 4 << 10

// syntaxOf tells by its head which database's statements a text has.
func syntaxOf(head []byte) syntax {
	front := head[:min(len(head), frontBytes)]
	has := func(text []byte, words ...string) bool {
		for _, w := range words {
			if bytes.Contains(text, []byte(w)) {
				return true
			}
		}
		return false
	}
	switch {
	case has(front, "PRAGMA foreign_keys", "BEGIN TRANSACTION;"):
		return syntax{name: "SQLite"}
	case has(front, "PostgreSQL database dump", "standard_conforming_strings", "pg_catalog"):
		s := syntax{name: "PostgreSQL", backslashes: has(front, "standard_conforming_strings = off")}
		if has(front, "-- PostgreSQL database dump\n", "-- PostgreSQL database dump\r\n") {
			s.ends = postgresqlEnd
		}
		return s
	case has(front, "-- MySQL dump ", "-- MariaDB dump "):
		return syntax{name: "MySQL", backslashes: true, mysql: true, ends: mysqlEnd}
	case has(front, "\nGO\n", "\nGO\r\n") || has(head, "INSERT [", "[dbo]."):
		return syntax{name: "SQL Server", batches: true}
	case has(front, "phpMyAdmin", "/*!") || has(head, "INTO `", "TABLE `", "EXISTS `", "ENGINE=", "AUTO_INCREMENT", `\'`):
		return syntax{name: "MySQL", backslashes: true, mysql: true}
	case has(head, " FROM stdin", " from stdin"):
		return syntax{name: "PostgreSQL"}
	}
	return syntax{}
}
