package casefile_test

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// readVectors reads a file of measurements into a struct.
func readVectors(t *testing.T, name string, into any) {
	t.Helper()
	file, err := os.Open(filepath.Join("../../../testdata/vectors/cancel_restart", name+".json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(unzipped).Decode(into); err != nil {
		t.Fatal(err)
	}
}
