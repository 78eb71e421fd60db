package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"cdrlab": main})
}

// TestScripts runs testdata/script, one file a behaviour. Beside testscript's
// own commands a script has those of scriptCommands.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Cmds:                scriptCommands,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			// Nothing of the host's may show.
			env.Setenv("TZ", "Asia/Tokyo")
			env.Setenv("ZONEINFO", "")
			demo, err := filepath.Abs(demoFolder)
			env.Setenv("DEMO", demo)
			return err
		},
	})
}

var scriptCommands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	// exits STATUS ARGUMENT...: cdrlab with the arguments ends with STATUS.
	"exits": func(ts *testscript.TestScript, _ bool, args []string) {
		status := 0
		var exit *exec.ExitError
		if err := ts.Exec("cdrlab", args[1:]...); errors.As(err, &exit) {
			status = exit.ExitCode()
		} else if err != nil {
			ts.Fatalf("%v", err)
		}
		if strconv.Itoa(status) != args[0] {
			ts.Fatalf("exit status %d, want %s", status, args[0])
		}
	},
	// legs FILE FIRST N SECONDS CAUSE ACCOUNT GATEWAY: append N legs to a CSV,
	// the first ending at FIRST, one every so many SECONDS.
	"legs": func(ts *testscript.TestScript, _ bool, args []string) {
		path := ts.MkAbs(args[0])
		text, err := os.ReadFile(path)
		if err != nil {
			text = []byte("end_time,hangup_cause,account_id,resource_id\n")
		}
		at, err := time.Parse(time.RFC3339, args[1])
		ts.Check(err)
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		every, err := strconv.Atoi(args[3])
		ts.Check(err)
		for i := range n {
			end := at.Add(time.Duration(i*every) * time.Second)
			account := `"` + strings.ReplaceAll(args[5], `"`, `""`) + `"`
			text = fmt.Appendf(text, "%s,%s,%s,%s\n", end.Format(time.RFC3339), args[4], account, args[6])
		}
		ts.Check(os.WriteFile(path, text, 0o666))
	},
	// compress gzip|zstd FROM TO
	"compress": func(ts *testscript.TestScript, _ bool, args []string) {
		data := []byte(ts.ReadFile(args[1]))
		var out bytes.Buffer
		if args[0] == "gzip" {
			w := gzip.NewWriter(&out)
			_, err := w.Write(data)
			ts.Check(err)
			ts.Check(w.Close())
		} else {
			w, err := zstd.NewWriter(&out)
			ts.Check(err)
			_, err = w.Write(data)
			ts.Check(err)
			ts.Check(w.Close())
		}
		ts.Check(os.WriteFile(ts.MkAbs(args[2]), out.Bytes(), 0o666))
	},
	// cut FILE BYTES: keep only so many bytes of a file.
	"cut": func(ts *testscript.TestScript, _ bool, args []string) {
		n, err := strconv.ParseInt(args[1], 10, 64)
		ts.Check(err)
		ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
	},
	// write FILE TEXT N: write a Go string, unquoted, N times.
	"write": func(ts *testscript.TestScript, _ bool, args []string) {
		text, err := strconv.Unquote(`"` + args[1] + `"`)
		ts.Check(err)
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		ts.Check(err)
		_, err = f.Write(bytes.Repeat([]byte(text), n))
		ts.Check(err)
		ts.Check(f.Close())
	},
}
