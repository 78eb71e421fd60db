package cdrfmt

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const smallDump = "-- MySQL dump 10.13\nCREATE TABLE `users` (`id` int, `name` text);\nINSERT INTO `users` VALUES (1,'Ann'),(2,'O\\'Hara');\n" +
	"CREATE TABLE `calls` (`call_id` text, `start_time` datetime, `end_time` datetime, `billsec` int, `hangup_cause` text, `account` text);\n" +
	"INSERT INTO `calls` VALUES ('c0','2026-03-10 12:00:00','2026-03-10 12:00:09',7,'NORMAL_CLEARING','acme'),('c1','2026-03-10 12:00:01','2026-03-10 12:00:08',NULL,'USER_BUSY','a\n\\'b'),\n" +
	"('c2','2026-03-10 12:00:02','2026-03-10 12:00:07',0,'NO_ANSWER',''),('c3','2026-03-10 12:00:03','2026-03-10 12:00:06',1,'NORMAL_CLEARING','acme');\n-- Dump completed\n"

// otherTexts are files of JSON and XML, of rows to join, and a dump.
func otherTexts(t testing.TB) []string {
	texts := []string{smallDump}
	for _, pattern := range []string{"jsondoc/testdata/*.json", "xmldoc/testdata/*.xml", "testdata/joined/*sv", "testdata/joined/*/*sv"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no test files", err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(data))
		}
	}
	return texts
}

// oddCells are what may stand in a cell and mostly should not.
var oddCells = []string{
	"", "x", "\x00", "much", "-5", "1e99", "99999999999999999999", "2026-02-30 25:00:00", "Zo\xeb", "NULL", strings.Repeat("long ", 300),
	"\"two\nlines\"", "\"two",
}

// breakLine does something to a line of delimited text.
func breakLine(r *random, text string) string {
	from, end := lineAround(text, r.below(len(text)))
	cells, sep := cellsOf(text[from:end])
	i := r.below(len(cells))
	at := r.below(len(cells[i]) + 1)
	switch r.below(8) {
	case 0: // one cell less
		cells = slices.Delete(cells, i, i+1)
	case 1: // one more
		cells = slices.Insert(cells, i, "more")
	case 2: // other separators from here on
		return text[:from] + strings.ReplaceAll(text[from:], sep, []string{";", "\t", ","}[r.below(3)])
	case 3: // a quote is not doubled
		cells[i] = cells[i][:at] + `"` + cells[i][at:]
	case 4, 5: // a quote is opened, and one stands in the next line, which is odd
		next, after := lineAround(text, min(end, len(text)-1))
		others, _ := cellsOf(text[next:after])
		others[r.below(len(others))] += `"`
		others[r.below(len(others))] = oddCells[r.below(len(oddCells))]
		cells[i] = `"` + cells[i]
		if next == end {
			return text[:from] + strings.Join(cells, sep) + "\n" + strings.Join(others, sep) + "\n" + text[after:]
		}
	default:
		cells[i] = oddCells[r.below(len(oddCells))]
	}
	return text[:from] + strings.Join(cells, sep) + "\n" + text[end:]
}

// cellsOf takes a line apart, whatever its quotes.
func cellsOf(line string) (cells []string, sep string) {
	sep = ","
	for _, other := range []string{";", "\t", "|"} {
		if strings.Count(line, other) > strings.Count(line, sep) {
			sep = other
		}
	}
	return strings.Split(strings.TrimRight(line, "\r\n"), sep), sep
}

// broken is a text that is damaged in several places.
func broken(r *random, text string, others []string) string {
	for range 1 + r.below(4) {
		if r.below(3) == 0 || len(text) == 0 {
			text = damage(r, text, others)
		} else {
			text = breakLine(r, text)
		}
	}
	return text
}
