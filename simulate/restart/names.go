package restart

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// unknown is the error about a name that is none of the known ones; it ends
// with the nearest, if one is near.
func unknown(problem, name string, known []string) error {
	if near := cdr.Nearest(name, known); near != "" {
		problem += fmt.Sprintf("; did you mean %s?", near)
	}
	return fmt.Errorf("%s", problem)
}
