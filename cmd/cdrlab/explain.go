package main

import (
	"bytes"
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
)

// explainedRows is how many rows of an input are shown.
const explainedRows = 3

// explainInstead makes --explain-input take the place of what a command does,
// and of what it asks of its arguments.
func (f *inputFlags) explainInstead(cmd *cobra.Command) {
	check, run := cmd.Args, cmd.RunE
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if f.explain {
			return needInput(cmd, args)
		}
		if check == nil {
			return nil
		}
		return check(cmd, args)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !f.explain {
			return run(cmd, args)
		}
		con := &console{stdin: cmd.InOrStdin(), stdout: cmd.OutOrStdout(), stderr: cmd.ErrOrStderr()}
		return f.explainInput(cmd.Context(), con, args)
	}
}

// explainInput says how the inputs are understood. That one cannot be read is
// an answer too, and no error.
func (f *inputFlags) explainInput(ctx context.Context, con *console, paths []string) error {
	in, err := f.resolve(con)
	if err != nil {
		return err
	}
	list, err := cdrfmt.Explain(ctx, paths, in.read, explainedRows)
	if err != nil {
		return err
	}
	var answer bytes.Buffer
	for i, g := range groupAlike(list) {
		if i > 0 {
			answer.WriteByte('\n')
		}
		writeExplanation(&answer, g, in)
	}
	return con.deliver(&outputs{inputs: paths}, nil, func(w io.Writer) error {
		_, err := answer.WriteTo(w)
		return err
	})
}

// inputGroup is an input, and the names of those that are understood alike.
type inputGroup struct {
	cdrfmt.Explanation
	more []string
}

// groupAlike puts inputs that are understood alike together, in the order of the
// first of each.
func groupAlike(list []cdrfmt.Explanation) []inputGroup {
	var groups []inputGroup
	for _, x := range list {
		i := slices.IndexFunc(groups, func(g inputGroup) bool { return g.same(&x) })
		if i < 0 {
			groups = append(groups, inputGroup{Explanation: x})
			continue
		}
		groups[i].more = append(groups[i].more, x.Name)
	}
	return groups
}

// same tells whether all but the rows are the same.
func (g *inputGroup) same(x *cdrfmt.Explanation) bool {
	return g.Dialect != "" && g.Problem == nil && x.Problem == nil &&
		g.Dialect == x.Dialect && g.Packing == x.Packing && g.Form == x.Form &&
		slices.Equal(g.Sources, x.Sources) && slices.Equal(g.Unread, x.Unread) && slices.Equal(g.Remarks, x.Remarks)
}

// hintOf is what an error suggests to try.
func hintOf(err error) string {
	_, hint := classify(err)
	return hint
}

// neededFields are those that the explanation says are missing if nothing
// yields them, for any command asks for them.
var neededFields = []cdr.Field{cdr.EndTime, cdr.HangupCause, cdr.AccountID}
