package cdrfmt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func gzipOf(t testing.TB, members ...string) string {
	t.Helper()
	var b bytes.Buffer
	for _, m := range members {
		z := gzip.NewWriter(&b)
		_, err := io.WriteString(z, m)
		if err := errors.Join(err, z.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func zstdOf(t testing.TB, frames ...string) string {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	var b []byte
	for _, f := range frames {
		b = z.EncodeAll([]byte(f), b)
	}
	return string(b)
}

// However a file is packed and handed over, the same rows come out, with the
// same places in the rejects.
func TestPackingDoesNotShow(t *testing.T) {
	r := random(7)
	text := traffic(&r, 300, 1000)
	half := len(text) / 2
	opt := options()
	opt.Workers = 3
	plain := readRows(opt, 100, write(t, t.TempDir(), "in", text))
	if plain.err != nil || len(plain.rows) < 200 {
		t.Fatal(plain)
	}
	unplaced := func(r result) string {
		var b strings.Builder
		for line := range strings.Lines(r.rejects) {
			_, rest, _ := strings.Cut(line, ",")
			b.WriteString(rest)
		}
		f := r.report.Files[0]
		return fmt.Sprint(strings.Join(r.rows, "\n"), b.String(), f.Rows, f.Accepted, f.Rejected)
	}
	for name, packed := range map[string]string{
		"plain":       text,
		"gzip":        gzipOf(t, text),
		"members":     gzipOf(t, text[:half], "", text[half:]),
		"zstd":        zstdOf(t, text),
		"zstd frames": zstdOf(t, text[:half], text[half:]),
		"skippable":   "\x50\x2a\x4d\x18\x04\x00\x00\x00abcd" + zstdOf(t, text),
	} {
		for _, chunk := range []int{100, len(text), 1 << 20} {
			if got := readRows(opt, chunk, write(t, t.TempDir(), "in", packed)); got.err != nil || unplaced(got) != unplaced(plain) {
				t.Errorf("%s in chunks of %d: got %v", name, chunk, got)
			}
			for _, mode := range []DedupeMode{DedupeOff, DedupeAuto} {
				o := opt
				o.Stdin, o.Dedupe = strings.NewReader(packed), mode
				if got := readRows(o, chunk, "-"); got.err != nil || unplaced(got) != unplaced(plain) {
					t.Errorf("%s from standard input in chunks of %d: got %v", name, chunk, got)
				}
			}
		}
	}
}

func TestByteOrderMark(t *testing.T) {
	text := header + "c1,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,acme,\nbad\n"
	for name, packed := range map[string]string{"plain": "\xef\xbb\xbf" + text, "gzip": gzipOf(t, "\xef\xbb\xbf"+text)} {
		for _, chunk := range []int{1, 5, 1 << 20} {
			got := readRows(options(), chunk, write(t, t.TempDir(), "in", packed))
			if got.err != nil || len(got.rows) != 1 {
				t.Fatalf("%s: %v", name, got)
			}
			if at := fmt.Sprintf(",3,%d,", 3+strings.Index(text, "bad")); !strings.Contains(got.rejects, at) {
				t.Errorf("%s: want %s in %s", name, at, got.rejects)
			}
		}
	}
}

// Members of a gzip file are one text, and zeros behind the last are no part of
// it: tapes and images fill their blocks with them.
func TestGzipMembers(t *testing.T) {
	r := random(9)
	text := traffic(&r, 2000, 1e6)
	want := readRows(options(), 1<<20, write(t, t.TempDir(), "in", text))
	for _, packed := range []string{
		gzipOf(t, text) + "\x00",
		gzipOf(t, text) + strings.Repeat("\x00", 70_000),
		gzipOf(t, text[:1000]) + gzipOf(t, text[1000:]),
		gzipOf(t, text[:1000]) + gzipOf(t, "") + gzipOf(t, text[1000:]) + gzipOf(t, "") + strings.Repeat("\x00", 512),
	} {
		if got := readRows(options(), 1<<20, write(t, t.TempDir(), "in", packed)); got.err != nil || !slices.Equal(got.rows, want.rows) {
			t.Errorf("%d rows, %v; want %d", len(got.rows), got.err, len(want.rows))
		}
	}
}

func TestHeaderOnly(t *testing.T) {
	for _, packed := range []string{header, strings.TrimSuffix(header, "\n"), gzipOf(t, header)} {
		got := readRows(options(), 10, write(t, t.TempDir(), "in", packed))
		if got.err != nil || len(got.rows) != 0 || len(got.report.Files) != 1 || got.report.Files[0].Rows != 0 {
			t.Errorf("%.10q: got %v", packed, got)
		}
	}
}

func TestUnreadableInputs(t *testing.T) {
	r := random(9)
	text := traffic(&r, 2000, 1e6)
	cut := func(s string) string { return s[:len(s)*2/3] }
	flip := func(s string) string {
		b := []byte(s)
		b[len(b)/2] ^= 0x55
		return string(b)
	}
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "an empty file, wanted CDRs"},
		{"nothing packed", gzipOf(t, ""), "an empty file, wanted CDRs"},
		{"junk", "\x00\x01\x02\xff\xfe" + strings.Repeat("\x00\x07", 500), ""},
		{"zip", "PK\x03\x04" + text, "a ZIP archive or spreadsheet, wanted CDRs"},
		{"tar", "cdrs/day.csv" + strings.Repeat("\x00", 245) + "ustar  \x00" + text, "a tar archive, wanted CDRs"},
		{"packed tar", gzipOf(t, "cdrs/day.csv"+strings.Repeat("\x00", 245)+"ustar  \x00"+text), "a tar archive, wanted CDRs"},
		{"7z", "7z\xbc\xaf\x27\x1c\x00\x04" + text, "a 7z archive, wanted CDRs"},
		{"lz4", "\x04\x22\x4d\x18\x64\x40" + text, "an lz4 file, wanted CDRs"},
		{"compress", "\x1f\x9d\x90" + text, "a file of compress, wanted CDRs"},
		{"gzip cut", cut(gzipOf(t, text)), "gzip data cut off after "},
		{"gzip header cut", gzipOf(t, text)[:6], "gzip data cut off after 0 "},
		{"gzip damaged", flip(gzipOf(t, text)), "damaged gzip data after "},
		{"gzip with a tail", gzipOf(t, text) + "more than a header", ": something else follows"},
		{"gzip with a short tail", gzipOf(t, text) + "end", ": something else follows"},
		{"gzip with zeros and a tail", gzipOf(t, text) + "\x00\x00end", ": something else follows"},
		{"gzip with half a member", gzipOf(t, text) + "\x1f\x8b\x08", "gzip data cut off after "},
		{"zstd cut", cut(zstdOf(t, text)), "zstd data cut off after "},
		{"zstd damaged", flip(zstdOf(t, text)), "damaged zstd data after "},
		{"long record", header + "\"" + strings.Repeat("x,\n", 6<<20), "a record of more than 16 MiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, t.TempDir(), "in", c.data)
			for _, stdin := range []bool{false, true} {
				opt := options()
				opt.Workers = 2
				name := path
				if stdin {
					opt.Stdin, name = strings.NewReader(c.data), "-"
				}
				err := readRows(opt, 1<<20, name).err
				var bad *cdr.DataError
				if !errors.As(err, &bad) {
					t.Fatalf("got %v, want bad data", err)
				}
				if !strings.Contains(bad.Problem, c.want) || !strings.HasPrefix(bad.Place, name) || bad.Hint == "" {
					t.Errorf("got %q: %q; hint %q", bad.Place, bad.Problem, bad.Hint)
				}
			}
		})
	}
}

// In a folder, what is not recognised is skipped and named; damage is not.
func TestFolder(t *testing.T) {
	good := header + "c1,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,acme,\n"
	dir := t.TempDir()
	write(t, dir, "a.csv", good)
	notes := write(t, dir, "notes.txt", "Call the carrier. Ask for Anna.\nThen go home.\n")
	pic := write(t, dir, "pic.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\x00")
	none := write(t, dir, "sub/empty.csv", "")
	got := readRows(options(), 1<<20, dir)
	if got.err != nil || len(got.rows) != 1 || len(got.report.Files) != 1 {
		t.Fatal(got)
	}
	if want := "not recognised, skipped: " + notes + ", " + pic + ", " + none; got.report.Remarks[0] != want {
		t.Errorf("remarks %q, want %q", got.report.Remarks, want)
	}
	for _, named := range []string{notes, pic, none} {
		if got := readRows(options(), 1<<20, named); got.err == nil {
			t.Errorf("%s: no error though it was named", named)
		}
	}
	if got := readRows(options(), 1<<20, dir+"/sub"); got.err == nil || !strings.Contains(got.err.Error(), "a folder without CDRs") {
		t.Errorf("got %v", got.err)
	}
	damaged := write(t, dir, "z.csv.gz", gzipOf(t, good)[:30])
	if got := readRows(options(), 1<<20, dir); got.err == nil || !strings.HasPrefix(got.err.Error(), damaged) {
		t.Errorf("got %v", got.err)
	}
}
