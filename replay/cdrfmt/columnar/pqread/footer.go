package pqread

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

const (
	magic          = "PAR1"
	magicEncrypted = "PARE"
	// maxRows bounds what a file may claim to hold: 2^40 rows.
	maxRows = 1 << 40
)

// File is an open Parquet file. Its methods may be called by several
// goroutines.
type File struct {
	// Leaves are the columns at the top level of the schema, in order.
	Leaves []Leaf

	r    io.ReaderAt
	size int64
	meta format.FileMetaData
}

// Sniff tells whether a file that begins with these bytes is Parquet.
func Sniff(head []byte) bool {
	return bytes.HasPrefix(head, []byte(magic)) || bytes.HasPrefix(head, []byte(magicEncrypted))
}

// Open reads the footer of a file of size bytes.
func Open(r io.ReaderAt, size int64) (*File, error) {
	footer, err := readFooter(r, size)
	if err != nil {
		return nil, err
	}
	f := &File{r: r, size: size}
	if err := decodeThrift(footer, &f.meta); err != nil {
		return nil, fmt.Errorf("footer: %w", err)
	}
	chunks, err := f.readSchema()
	if err != nil {
		return nil, fmt.Errorf("footer: %w", err)
	}
	for i, g := range f.meta.RowGroups {
		if len(g.Columns) != chunks {
			return nil, fmt.Errorf("footer: row group %d has %d columns, the schema %d", i, len(g.Columns), chunks)
		}
		if g.NumRows < 0 || g.NumRows > maxRows {
			return nil, fmt.Errorf("footer: row group %d has %d rows", i, g.NumRows)
		}
	}
	return f, nil
}

// readFooter returns the footer's bytes, without its length and magic.
func readFooter(r io.ReaderAt, size int64) ([]byte, error) {
	const tailLen = 8
	var tail [tailLen]byte
	if size < int64(len(magic))+tailLen {
		return nil, fmt.Errorf("%d bytes are too few for a Parquet file", size)
	}
	if _, err := r.ReadAt(tail[:], size-tailLen); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch string(tail[4:]) {
	case magic:
	case magicEncrypted:
		return nil, fmt.Errorf("the file is %w, wanted a plain one", ErrEncrypted)
	default:
		return nil, fmt.Errorf("the file ends in %q, wanted %q: it is cut short", tail[4:], magic)
	}
	n := int64(binary.LittleEndian.Uint32(tail[:]))
	if n > size-tailLen-int64(len(magic)) {
		return nil, fmt.Errorf("the footer's length is %d bytes, more than the file has", n)
	}
	footer := make([]byte, n)
	if _, err := r.ReadAt(footer, size-tailLen-n); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return footer, nil
}

// decodeThrift reads a structure of the format. The bytes are measured first,
// because the decoder believes the lengths it finds.
func decodeThrift(b []byte, v any) error {
	n, err := measure(b)
	if err != nil {
		return err
	}
	return thrift.NewDecoder(new(thrift.CompactProtocol).NewReaderFromBytes(b[:n])).Decode(v)
}

// Metadata is the value of a key in the footer.
func (f *File) Metadata(key string) (string, bool) {
	for _, kv := range f.meta.KeyValueMetadata {
		if kv.Key == key {
			return kv.Value, true
		}
	}
	return "", false
}

// Groups is how many row groups there are.
func (f *File) Groups() int { return len(f.meta.RowGroups) }

// GroupRows is how many rows row group i has.
func (f *File) GroupRows(i int) int64 { return f.meta.RowGroups[i].NumRows }
