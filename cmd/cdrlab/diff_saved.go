package main

import (
	"fmt"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// readPair reads A and B and tells by their content whether they are saved
// results or thresholds.
func readPair(a, b string, paths []string) (texts [2][]byte, saved bool, err error) {
	var forms [2]bool
	for i, path := range []string{a, b} {
		if texts[i], err = readSmall("diff A B", path); err != nil {
			return texts, false, err
		}
		forms[i] = regress.IsSaved(texts[i])
	}
	return texts, forms[0], checkForms(a, b, forms, paths)
}

// checkForms reports files and inputs that cannot be meant together; forms
// tells which of A and B are saved results.
func checkForms(a, b string, forms [2]bool, paths []string) error {
	form := map[bool]string{true: "a saved result", false: "a file of thresholds"}
	switch {
	case forms[0] != forms[1]:
		return &cdr.UsageError{
			Problem: fmt.Sprintf("diff: %s is %s and %s is %s, two of a kind wanted", a, form[forms[0]], b, form[forms[1]]),
			Hint:    "cdrlab replay INPUT... --thresholds FILE -o FILE.json makes a saved result of thresholds",
		}
	case forms[0] && len(paths) > 0:
		return &cdr.UsageError{
			Problem: fmt.Sprintf("diff: INPUT %s found beside two saved results, none wanted", paths[0]),
			Hint:    shellLine("cdrlab", "diff", a, b),
		}
	case !forms[0] && len(paths) == 0:
		return &cdr.UsageError{
			Problem: fmt.Sprintf("diff: %s and %s are no saved results; thresholds need INPUT to be replayed over", a, b),
			Hint:    shellLine("cdrlab", "diff", a, b) + " INPUT...",
		}
	}
	return nil
}

// parse reads both saved results.
func (c *comparison) parse(texts [2][]byte) (err error) {
	if c.before, err = regress.Parse(c.beforeName, texts[0]); err != nil {
		return err
	}
	if c.after, err = regress.Parse(c.afterName, texts[1]); err != nil {
		return err
	}
	c.difference = regress.Compare(c.before, c.after)
	return nil
}
