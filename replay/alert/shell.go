package alert

import (
	"path"
	"strings"
)

// supModule is the module whose commands are known.
const supModule = "hangups_maintenance"

// word is one word of a command line and its column, from 1.
type word struct {
	text   string
	column int
}

// splitWords splits a line as a shell does: quotes, backslashes, a comment at
// the end. If a quote stays open, open is its column, else 0.
func splitWords(line string) (words []word, open int) {
	var buf []byte
	var quote byte
	start := 0 // column of the current word, 0 outside
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\' && quote != '\'' && i+1 < len(line):
			if start == 0 {
				start = i + 1
			}
			i++
			buf = append(buf, line[i])
		case quote != 0:
			buf = append(buf, c)
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			if start > 0 {
				words = append(words, word{string(buf), start})
			}
			buf, start = buf[:0], 0
		case c == '#' && start == 0:
			return words, 0
		default:
			if start == 0 {
				start = i + 1
			}
			if c == '\'' || c == '"' {
				quote, open = c, i+1
				continue
			}
			buf = append(buf, c)
		}
	}
	if quote != 0 {
		return nil, open
	}
	if start > 0 {
		words = append(words, word{string(buf), start})
	}
	return words, 0
}

// trimPrompt blanks a leading "$>" or "$", so that columns stay.
func trimPrompt(line string) string {
	text := strings.TrimLeft(line, " \t")
	indent := len(line) - len(text)
	rest, ok := strings.CutPrefix(text, "$>")
	if !ok {
		if rest, ok = strings.CutPrefix(text, "$ "); !ok {
			return line
		}
	}
	return strings.Repeat(" ", indent+len(text)-len(rest)) + rest
}

// isSup tells whether a word calls the sup program.
func isSup(text string) bool { return path.Base(text) == "sup" }

// supOptions are those of sup that take a value; the others stand alone.
var supOptions = map[string]bool{
	"-n": true, "--node": true, "-h": true, "--host": true, "-c": true, "--cookie": true,
	"-t": true, "--timeout": true, "-v": false, "--verbose": false,
}

// skipOptions drops sup's options before the module; bad is the first that is
// none.
func skipOptions(words []word) (rest []word, bad *word) {
	for len(words) > 0 && strings.HasPrefix(words[0].text, "-") {
		name, _, joined := strings.Cut(words[0].text, "=")
		takesValue, known := supOptions[name]
		if !known {
			return words, &words[0]
		}
		words = words[1:]
		if takesValue && !joined && len(words) > 0 {
			words = words[1:]
		}
	}
	return words, nil
}
