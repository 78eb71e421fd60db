package dialect

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// account settles where the account comes from if it is no column. KAZOO's
// downloads are of one account each, named by the file.
func (l *Layout) account(from string) error {
	if from == "" && (l.name == kazoo || l.name == kazooJSON) {
		from = "file"
	}
	account := ""
	switch id, constant := strings.CutPrefix(from, "="); {
	case from == "":
	case from == "file":
		account = accountOfFile(l.source)
	case from == "dir":
		account = accountOfDir(l.source)
	case constant && id != "":
		account = id
	default:
		return &cdr.UsageError{
			Problem: fmt.Sprintf("--account-from: %q, wanted file, dir or =ID", from),
			Hint:    "for instance --account-from =acme",
		}
	}
	if len(l.columns[cdr.AccountID]) > 0 {
		return nil
	}
	l.constant[cdr.AccountID] = account
	if from != "" && account == "" {
		l.remark(fmt.Sprintf("--account-from %s: %s names no account", from, l.source))
	}
	return nil
}

// accountOfFile is the account id, 32 hex digits, in a file's name, or the name
// without its endings. A stream has none.
func accountOfFile(name string) string {
	stem := path.Base(filepath.ToSlash(name))
	if stem == "-" {
		return ""
	}
	if id := accountID(stem); id != "" {
		return id
	}
	for {
		ext := path.Ext(stem)
		switch strings.ToLower(ext) {
		case ".csv", ".tsv", ".txt", ".log", ".json", ".jsonl", ".ndjson", ".parquet", ".arrow", ".feather", ".gz", ".zst", ".zstd", ".bz2":
			stem = strings.TrimSuffix(stem, ext)
			continue
		}
		return stem
	}
}

// accountOfDir is the account id in the name of the folder that holds the
// file, or that name.
func accountOfDir(name string) string {
	dir := path.Base(path.Dir(filepath.ToSlash(name)))
	if dir == "." || dir == ".." || dir == "/" {
		return ""
	}
	if id := accountID(dir); id != "" {
		return id
	}
	return dir
}

// accountID is the first run of exactly 32 hex digits.
func accountID(s string) string {
	start := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && isHex(s[i]) {
			continue
		}
		if i-start == 32 {
			return s[start:i]
		}
		start = i + 1
	}
	return ""
}

func isHex(c byte) bool { return isDigit(c) || c|0x20-'a' < 6 }
