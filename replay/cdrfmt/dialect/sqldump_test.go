package dialect

import (
	"strings"
	"testing"
)

// What mysqldump and phpMyAdmin write is refused by its kind, and not read as a
// header with rows below it.
func TestDumpsOfManyRows(t *testing.T) {
	const columns = "INSERT INTO `cdr` (`calldate`, `clid`, `channel`, `disposition`) VALUES"
	const row = "('2026-03-10 14:00:00', '\"Ann\" <101>', 'SIP/a-1', 'ANSWERED')"
	for _, text := range []string{
		columns + "\n" + row + ",\n" + row + ";\n",
		columns + " " + row + "," + row + ";\n",
		"INSERT INTO `\xff\xff\xff\xff` VALUES" + row + "," + row + ";\n", // bytes that are no letters have no capitals
		columns + " " + row + ", " + row + ";\n",
		"INSERT INTO `cdr` (`calldate`, `clid`)\nVALUES " + row + ";\n",
		"-- MySQL dump\nLOCK TABLES `cdr` WRITE;\n/*!40000 ALTER TABLE `cdr` DISABLE KEYS */;\n" + columns + " " + row + "," + row + ";\n",
	} {
		_, err := Recognise("x.sql", []byte(text), true, replayOptions())
		if err == nil || !strings.Contains(err.Error(), "SQL dump") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
