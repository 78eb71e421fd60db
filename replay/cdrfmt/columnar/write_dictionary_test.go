package columnar

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/rle"
)

// indexesOf are indexes of a dictionary in stretches: eights that are alike, in
// halves that are, and mixed.
func indexesOf(random *rand.Rand) []int32 {
	most := int32(1) << random.IntN(20)
	var indexes []int32
	for range random.IntN(60) {
		a, b := random.Int32N(most), random.Int32N(most)
		for range random.IntN(4) {
			switch random.IntN(3) {
			case 0:
				b = a
				fallthrough
			case 1:
				indexes = append(indexes, a, a, a, a, b, b, b, b)
			default:
				for range 8 {
					indexes = append(indexes, random.Int32N(most))
				}
			}
		}
	}
	return append(indexes, make([]int32, random.IntN(8))...)
}

// What is written is read as it was.
func TestIndexes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		indexes := indexesOf(random)
		page, err := appendIndexes(nil, indexes)
		if err != nil {
			t.Fatal(err)
		}
		got, err := new(rle.DictionaryEncoding).DecodeInt32(make([]int32, len(indexes)), page)
		if err != nil || fmt.Sprint(got[:len(indexes)]) != fmt.Sprint(indexes) {
			t.Fatalf("%v: got %v, %v", indexes, got, err)
		}
	}
}

// dictionarySum is a checksum of a file with a column of texts.
func dictionarySum(t *testing.T) string {
	random := rand.New(rand.NewPCG(1, 2))
	var file bytes.Buffer
	w := newTable(&file, []tableColumn{{name: "name", node: parquet.Optional(dictionaryText())}})
	for range 20 {
		indexes := indexesOf(random)
		if err := w.write(len(indexes), func(_, i int) parquet.Value {
			return parquet.ByteArrayValue(fmt.Append(nil, "n", indexes[i]))
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("sum %x", sha256.Sum256(file.Bytes()))
}

// A file has the same bytes on a machine without vector instructions.
func TestDictionaryOnOtherMachines(t *testing.T) {
	here := dictionarySum(t)
	if strings.Contains(os.Getenv("GODEBUG"), "avx2=off") {
		fmt.Println(here)
		return
	}
	test := exec.Command(os.Args[0], "-test.run=^TestDictionaryOnOtherMachines$", "-test.v")
	test.Env = append(os.Environ(), "GODEBUG=cpu.avx2=off,cpu.bmi2=off")
	out, err := test.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if there := regexp.MustCompile(`sum \w+`).FindString(string(out)); there != here {
		t.Errorf("%s, without vector instructions %q", here, there)
	}
}
