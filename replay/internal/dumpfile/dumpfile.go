// Package dumpfile writes rows as the programs of databases dump them. It is
// what tests of reading dumps are made with, apart from what reads them.
package dumpfile

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// Style is how a program writes a dump.
type Style int

const (
	// MySQL is mysqldump: all rows of a table in few statements.
	MySQL Style = iota
	// PhpMyAdmin names the columns and writes a row a line.
	PhpMyAdmin
	// Copy is pg_dump.
	Copy
	// Inserts is pg_dump --inserts.
	Inserts
	// SQLite is sqlite3's .dump.
	SQLite
	// SQLServer is a script of data by Management Studio.
	SQLServer
	NumStyles
)

// String names the style in tests.
func (s Style) String() string {
	return [...]string{"mysql", "phpmyadmin", "copy", "inserts", "sqlite", "sqlserver"}[s]
}

// Dump is a dump of one table. A nil cell is NULL; pick gives a number below n,
// by which alternatives are taken.
func Dump(s Style, table string, columns []string, rows [][][]byte, pick func(n int) int) string {
	w := writer{style: s, table: table, columns: columns, pick: pick}
	w.begin()
	for i, row := range rows {
		w.row(row, i == len(rows)-1)
	}
	w.end()
	return w.out.String()
}

type writer struct {
	style   Style
	table   string
	columns []string
	pick    func(n int) int
	out     strings.Builder
	open    bool // a statement
}

// names are the columns, each in quotes.
func (w *writer) names(quote string) string {
	list := make([]string, len(w.columns))
	for i, c := range w.columns {
		list[i] = quote + strings.ReplaceAll(c, quote, quote+quote) + quote
	}
	return strings.Join(list, ", ")
}

func (w *writer) begin() {
	o := &w.out
	switch w.style {
	case MySQL, PhpMyAdmin:
		front := "-- MySQL dump 10.13  Distrib 8.4.0\n--\n/*!40101 SET NAMES utf8mb4 */;\n"
		if w.style == PhpMyAdmin {
			front = "-- phpMyAdmin SQL Dump\n-- version 5.2.1\n\nSET SQL_MODE = \"NO_AUTO_VALUE_ON_ZERO\";\nSTART TRANSACTION;\n"
		}
		fmt.Fprintf(o, "%sDROP TABLE IF EXISTS `%s`;\nCREATE TABLE `%s` (\n", front, w.table, w.table)
		for i, c := range w.columns {
			fmt.Fprintf(o, "  `%s` %s COMMENT 'it''s, (%d)',\n", c, []string{"varchar(80) DEFAULT ''", "decimal(10,2)", "enum('a)','b')"}[i%3], i)
		}
		fmt.Fprintf(o, "  PRIMARY KEY (`%s`),\n  KEY `k` (`%s`)\n) ENGINE=InnoDB COMMENT='a;b';\nLOCK TABLES `%s` WRITE;\n", w.columns[0], w.columns[0], w.table)
	case Copy, Inserts:
		o.WriteString("--\n-- PostgreSQL database dump\n--\n\n\\restrict abc\nSET standard_conforming_strings = on;\n" +
			"CREATE FUNCTION f() RETURNS void AS $_$ INSERT INTO x VALUES ('; $_$ LANGUAGE sql;\n")
		fmt.Fprintf(o, "CREATE TABLE public.%s (\n", w.table)
		for i, c := range w.columns {
			fmt.Fprintf(o, "    %q numeric(10,2) DEFAULT 'a,b'::character varying", c)
			if i < len(w.columns)-1 {
				o.WriteString(",\n")
			}
		}
		o.WriteString("\n);\n")
		if w.style == Copy {
			fmt.Fprintf(o, "COPY public.%s (%s) FROM stdin;\n", w.table, w.names(`"`))
		}
	case SQLServer:
		w.beginScript()
	default:
		fmt.Fprintf(o, "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE %s (%s, UNIQUE (%q));\n", w.table, w.names(`"`), w.columns[0])
		fmt.Fprintf(o, "CREATE TRIGGER t AFTER INSERT ON %s BEGIN INSERT INTO %s VALUES (1); SELECT CASE WHEN 1 THEN 2 END; END;\n", w.table, w.table)
	}
}

func (w *writer) row(row [][]byte, last bool) {
	o := &w.out
	switch w.style {
	case Copy:
		for i, c := range row {
			if i > 0 {
				o.WriteByte('\t')
			}
			o.WriteString(copied(c))
		}
		o.WriteByte('\n')
		return
	case Inserts:
		fmt.Fprintf(o, "INSERT INTO public.%s VALUES (%s);\n", w.table, w.values(row))
		return
	case SQLite:
		fmt.Fprintf(o, "INSERT INTO %s VALUES(%s);\n", w.table, w.values(row))
		return
	case SQLServer:
		fmt.Fprintf(o, "INSERT [dbo].[%s] (%s) VALUES (%s)\n", w.table, w.bracketed(), w.values(row))
		if w.pick(50) == 0 {
			o.WriteString("GO\nprint 'Processed 100 total rows'\n")
		}
		return
	}
	switch {
	case w.open:
		o.WriteByte(',')
	case w.style == MySQL:
		fmt.Fprintf(o, "INSERT %sINTO `%s` VALUES ", []string{"", " IGNORE "}[w.pick(2)], w.table)
	default:
		fmt.Fprintf(o, "REPLACE INTO `%s` (%s) VALUES", w.table, w.names("`"))
	}
	if w.style == PhpMyAdmin {
		o.WriteByte('\n')
	}
	fmt.Fprintf(o, "(%s)", w.values(row))
	if w.open = !last && w.pick(50) > 0; !w.open {
		o.WriteString(";\n")
	}
}

func (w *writer) end() {
	switch w.style {
	case MySQL:
		w.out.WriteString("UNLOCK TABLES;\nDELIMITER ;;\nCREATE PROCEDURE p() BEGIN INSERT INTO x VALUES (1); END ;;\nDELIMITER ;\n-- Dump completed on 2026-03-10\n")
	case PhpMyAdmin, SQLite:
		w.out.WriteString("COMMIT;\n")
	case SQLServer:
		fmt.Fprintf(&w.out, "SET IDENTITY_INSERT [dbo].[%s] OFF\nGO\n", w.table)
	case Copy:
		w.out.WriteString("\\.\n\n\n--\n-- PostgreSQL database dump complete\n--\n\n")
	default:
		w.out.WriteString("--\n-- PostgreSQL database dump complete\n--\n\n")
	}
}

func (w *writer) values(row [][]byte) string {
	list := make([]string, len(row))
	for i, c := range row {
		list[i] = w.value(c)
	}
	return strings.Join(list, []string{",", ", "}[w.pick(2)])
}

// value writes a cell as one of the forms that there are.
func (w *writer) value(c []byte) string {
	text := string(c)
	mysql := w.style == MySQL || w.style == PhpMyAdmin
	switch {
	case c == nil:
		return "NULL"
	case len(text) > 0 && len(text) < 9 && strings.Trim(text, "123456789") == "" && w.pick(2) == 0:
		return text
	case mysql && len(text) > 0 && w.pick(9) == 0:
		return []string{"0x", "_binary 0x"}[w.pick(2)] + hex.EncodeToString(c)
	case w.style == SQLite && w.pick(9) == 0:
		return "X'" + hex.EncodeToString(c) + "'"
	case w.style == SQLite && !strings.Contains(text, `\`) && strings.Contains(text, "\n"):
		return "replace('" + strings.ReplaceAll(strings.ReplaceAll(text, "'", "''"), "\n", `\n`) + `','\n',char(10))`
	case w.style == SQLServer:
		text = "N'" + strings.ReplaceAll(text, "'", "''") + "'"
		return []string{text, "CAST(" + text + " AS DateTime)", "CAST(" + text + " AS Decimal(10, 2))"}[max(0, w.pick(9)-6)]
	case !mysql && w.style != SQLite && w.pick(9) == 0:
		return "E'" + extended(text) + "'::text"
	case !mysql:
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case w.pick(9) == 0:
		return `"` + escapes.Replace(text) + `"`
	}
	return []string{"", "_binary ", "_utf8mb4"}[max(0, w.pick(9)-6)] + "'" + escapes.Replace(text) + "'"
}

// escapes are those of MySQL.
var escapes = strings.NewReplacer("\x00", `\0`, "\n", `\n`, "\r", `\r`, `\`, `\\`, `'`, `\'`, `"`, `\"`, "\x1a", `\Z`)

// extended is the inside of PostgreSQL's E”.
func extended(text string) string {
	return strings.NewReplacer("'", `\'`, `\`, `\\`, "\n", `\n`, "\t", `\011`, "\x01", `\x01`, "é", `\u00e9`).Replace(text)
}

// copied is a cell of COPY.
func copied(c []byte) string {
	if c == nil {
		return `\N`
	}
	return strings.NewReplacer("\b", `\b`, "\f", `\f`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\v", `\v`, `\`, `\\`).Replace(string(c))
}
