package regress

import (
	"fmt"
	"io"
	"strings"
)

// Annotation is a finding that GitHub shows at a line of a file.
type Annotation struct {
	// File is its path in the repository; Line is from 1, 0 is the whole file.
	File string
	Line int
	// Title is a few words, Message may have several lines.
	Title, Message string
}

// How GitHub's workflow commands escape data and, beyond it, property values
// (actions/toolkit, packages/core/src/command.ts).
var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// WriteAnnotations writes each as an ::error command on a line of its own.
func WriteAnnotations(w io.Writer, list []Annotation) error {
	for _, a := range list {
		line := ""
		if a.Line > 0 {
			line = fmt.Sprintf(",line=%d", a.Line)
		}
		_, err := fmt.Fprintf(w, "::error file=%s%s,title=%s::%s\n",
			escapeProperty.Replace(a.File), line, escapeProperty.Replace(a.Title), escapeData.Replace(a.Message))
		if err != nil {
			return err
		}
	}
	return nil
}
