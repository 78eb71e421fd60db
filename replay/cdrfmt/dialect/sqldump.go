package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// manyRows tells an INSERT of more than one row, or one whose rows stand in
// other lines than its columns: mysqldump and phpMyAdmin write such. Package
// sqldump reads them where the text begins with a statement; here only
// statements of one row in one line are.
func manyRows(r *lex.Record) bool {
	raw := trim(r.Raw)
	if !isInsert(raw) {
		return false
	}
	const word = "VALUES"
	values := 0
	for values+len(word) <= len(raw) && !bytes.EqualFold(raw[values:values+len(word)], []byte(word)) {
		values++
	}
	if values+len(word) > len(raw) {
		return true
	}
	rows := trim(raw[values+len(word):])
	return len(rows) == 0 || bytes.Contains(rows, []byte("),(")) || bytes.Contains(rows, []byte("), ("))
}

// refuseDump is the error of such a dump.
func refuseDump(name string) error {
	err := unknown(name, "found an SQL dump that begins with something else, wanted a statement or a comment first")
	err.Hint = "take off what stands before its first statement, or export the table as text: mysql --batch -e 'SELECT * FROM cdr' DATABASE > cdr.tsv, or psql --csv -c 'SELECT * FROM cdr' > cdr.csv"
	return err
}
