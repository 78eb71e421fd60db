package pqread

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/parquet-go/parquet-go/format"
)

// maxPageRows bounds one page. Writers put a few thousand rows in one, rarely
// a whole row group of a few millions.
const maxPageRows = 1 << 27

// plainDictionary is what writers of the format's first version say for
// dictionary indexes, and for the dictionary itself.
const plainDictionary format.Encoding = 2

// chunk reads the pages of one column in one row group.
type chunk struct {
	leaf  *Leaf
	codec codec
	win   window
	how   format.CompressionCodec
	// rowsLeft are the row group's rows that no page has held yet.
	rowsLeft int64

	body   []byte // decompressed page
	levels hybrid // of the page's rows, 1 for a value
	nulls  bool   // some level is 0
	held   held

	hasDict bool
	dict    cdr.Vector

	// The page's next row, the number of its rows, and its next value.
	row, rows, value int
}

// start goes to the first page of the column's chunk in a row group.
func (c *chunk) start(r io.ReaderAt, size int64, meta *format.ColumnChunk, rows int64, dict *cdr.Dict) error {
	m := &meta.MetaData
	off := m.DataPageOffset
	if d := m.DictionaryPageOffset; d > 0 && d < off {
		off = d
	}
	if meta.FilePath != "" {
		return fmt.Errorf("the column lies in another file, %q", meta.FilePath)
	}
	if meta.CryptoMetadata.Value != nil {
		return errors.New("the column is encrypted")
	}
	if m.Type != c.leaf.physical {
		return fmt.Errorf("the row group says %v, the schema %v", m.Type, c.leaf.physical)
	}
	if off < 0 || m.TotalCompressedSize < 0 || off > size-m.TotalCompressedSize {
		return fmt.Errorf("the column's bytes %d to %d lie outside the file", off, off+m.TotalCompressedSize)
	}
	c.win.reset(r, off, off+m.TotalCompressedSize)
	c.how, c.rowsLeft = m.Codec, rows
	c.hasDict = false
	c.held.values.Dict, c.dict.Dict = dict, dict
	c.row, c.rows, c.value = 0, 0, 0
	return nil
}

// nextPage reads pages until one has rows.
func (c *chunk) nextPage() error {
	for {
		if c.win.left() == 0 {
			return fmt.Errorf("%d rows are missing", c.rowsLeft)
		}
		h, err := c.win.header()
		if err != nil {
			return err
		}
		raw, err := c.win.take(int(h.CompressedPageSize))
		if err != nil {
			return err
		}
		if h.CRC != 0 && crc32.ChecksumIEEE(raw) != uint32(h.CRC) {
			return errors.New("a page's checksum does not match")
		}
		switch {
		case h.Type == format.DictionaryPage && h.DictionaryPageHeader.Valid:
			err = c.dictionaryPage(h, raw)
		case h.Type == format.DataPage && h.DataPageHeader.Valid:
			err = c.pageV1(h, raw)
		case h.Type == format.DataPageV2 && h.DataPageHeaderV2.Valid:
			err = c.pageV2(h, raw)
		case h.Type == format.IndexPage:
		default:
			err = fmt.Errorf("found a page of the unknown type %d", h.Type)
		}
		if err != nil || c.rows > 0 {
			return err
		}
	}
}

func (c *chunk) dictionaryPage(h *format.PageHeader, raw []byte) error {
	d := &h.DictionaryPageHeader.V
	if d.Encoding != format.Plain && d.Encoding != plainDictionary {
		return fmt.Errorf("found a dictionary encoded as %v, wanted PLAIN", d.Encoding)
	}
	body, err := c.uncompressed(raw, int(h.UncompressedPageSize), true)
	if err != nil {
		return err
	}
	if d.NumValues < 0 || int(d.NumValues) > 8*len(body) {
		return fmt.Errorf("found a dictionary of %d entries in %d bytes", d.NumValues, len(body))
	}
	c.hasDict = true
	return decode(&c.dict, c.leaf, format.Plain, body, int(d.NumValues))
}

// pageV1 reads a page whose levels and values are compressed together.
func (c *chunk) pageV1(h *format.PageHeader, raw []byte) error {
	d := &h.DataPageHeader.V
	body, err := c.uncompressed(raw, int(h.UncompressedPageSize), true)
	if err != nil {
		return err
	}
	var lev []byte
	if c.leaf.optional {
		if d.DefinitionLevelEncoding != format.RLE {
			return fmt.Errorf("found levels encoded as %v, wanted RLE", d.DefinitionLevelEncoding)
		}
		if len(body) < 4 {
			return errShort
		}
		n := binary.LittleEndian.Uint32(body)
		if uint64(n) > uint64(len(body)-4) {
			return errShort
		}
		lev, body = body[4:4+n], body[4+n:]
	}
	return c.page(d.Encoding, lev, body, int(d.NumValues))
}

// pageV2 reads a page whose levels stand uncompressed before the values.
func (c *chunk) pageV2(h *format.PageHeader, raw []byte) error {
	d := &h.DataPageHeaderV2.V
	rep, def := int64(d.RepetitionLevelsByteLength), int64(d.DefinitionLevelsByteLength)
	if rep < 0 || def < 0 || rep+def > int64(len(raw)) || rep+def > int64(h.UncompressedPageSize) {
		return errShort
	}
	lev := raw[rep : rep+def]
	compressed := !d.IsCompressed.Valid || d.IsCompressed.V
	body, err := c.uncompressed(raw[rep+def:], int(int64(h.UncompressedPageSize)-rep-def), compressed)
	if err != nil {
		return err
	}
	if !c.leaf.optional {
		lev = nil
	}
	return c.page(d.Encoding, lev, body, int(d.NumValues))
}

// uncompressed is a page's body, in c.body unless it was not compressed.
func (c *chunk) uncompressed(raw []byte, size int, compressed bool) ([]byte, error) {
	if !compressed || c.how == format.Uncompressed || len(raw) == 0 && size == 0 {
		return raw, nil
	}
	var err error
	c.body, err = c.codec.decompress(c.body, raw, c.how, size)
	return c.body, err
}

// page decodes the n rows of a data page.
func (c *chunk) page(enc format.Encoding, lev, body []byte, n int) error {
	if n < 0 || n > maxPageRows || int64(n) > c.rowsLeft {
		return fmt.Errorf("found a page of %d rows where %d are left", n, c.rowsLeft)
	}
	c.rowsLeft -= int64(n)
	c.row, c.rows, c.value = 0, n, 0
	values := n
	if c.leaf.optional {
		var err error
		if values, err = countOnes(lev, n); err != nil {
			return fmt.Errorf("levels: %w", err)
		}
		c.levels = newHybrid(lev, 1)
	}
	c.nulls = values < n
	if enc != plainDictionary && enc != format.RLEDictionary {
		return c.held.page(c.leaf, enc, body, values)
	}
	switch {
	case values == 0:
		return nil
	case !c.hasDict:
		return errors.New("found dictionary indexes before the dictionary")
	}
	return c.held.dictionary(&c.dict, body)
}
