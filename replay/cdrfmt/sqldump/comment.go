package sqldump

import "bytes"

// beginsComment tells whether a comment begins a text. MySQL's statements in
// comments are comments too: none of them holds rows.
func (w *walker) beginsComment(text []byte) bool {
	switch text[0] {
	case '-':
		return len(text) > 1 && text[1] == '-'
	case '/':
		return len(text) > 1 && text[1] == '*'
	}
	return text[0] == '#' && w.mysql
}

// commentLen is how long the comment is that begins the text; -1 if it does not
// end in it.
func (w *walker) commentLen(text []byte) int {
	if text[0] != '/' {
		if end := bytes.IndexByte(text, '\n'); end >= 0 {
			return end + 1
		}
		if w.whole {
			return len(text)
		}
		return -1
	}
	if len(text) > 2 && text[2] == '!' || bytes.HasPrefix(text, []byte("/*M!")) {
		return w.statementLen(text)
	}
	if end := bytes.Index(text[2:], []byte("*/")); end >= 0 {
		return end + 4
	}
	return -1
}

// statementLen is the length of a statement in a comment, which may hold texts
// and comments.
func (w *walker) statementLen(text []byte) int {
	for i := 3; i < len(text); {
		switch rest := text[i:]; {
		case bytes.HasPrefix(rest, []byte("*/")):
			return i + 2
		case rest[0] == '\'' || rest[0] == '"' || rest[0] == '`':
			n, _ := w.quotedLen(rest, rest[0] != '`')
			if n < 0 {
				return -1
			}
			i += n
		case bytes.HasPrefix(rest, []byte("/*")):
			end := bytes.Index(rest[2:], []byte("*/"))
			if end < 0 {
				return -1
			}
			i += end + 4
		default:
			i++
		}
	}
	return -1
}
