package pqread

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// maxPageRows bounds one page. Writers put a few thousand rows in one, rarely
// a whole row group of a few millions.
const maxPageRows = 1 << 27

// plainDictionary is what writers of the format's first version say for
// dictionary indexes, and for the dictionary itself.
const plainDictionary format.Encoding = 2

// ErrEncrypted is of files and columns that only a key opens.
var ErrEncrypted = errors.New("encrypted")

// chunk reads the pages of one column in one row group.
type chunk struct {
	leaf  *Leaf
	codec codec
	win   window
	large *[]byte // the scanner's, for compressed pages
	how   format.CompressionCodec
	// rowsLeft are the row group's rows that no page has held yet.
	rowsLeft int64
	// outlined: of the pages only the levels are read. The group's first row
	// gets the value low, the others high: by its statistics, its bounds.
	outlined  bool
	low, high int64

	body    []byte // decompressed page
	outside []byte // levels that do not stand in the body
	levels  hybrid // of the page's rows, 1 for a value
	nulls   bool   // some level is 0
	held    held

	hasDict bool
	dict    cdr.Vector
	entries wantedEntries

	// The page's next row, the number of its rows, and its next value.
	row, rows, value int
}

// start goes to the first page of the column's chunk in a row group.
func (c *chunk) start(r io.ReaderAt, size int64, group *format.RowGroup, dict *cdr.Dict) error {
	meta := &group.Columns[c.leaf.chunk]
	m := &meta.MetaData
	off := m.DataPageOffset
	if d := m.DictionaryPageOffset; d > 0 && d < off {
		off = d
	}
	if meta.FilePath != "" {
		return fmt.Errorf("the column lies in another file, %q", meta.FilePath)
	}
	if meta.CryptoMetadata.Value != nil {
		return fmt.Errorf("the column is %w, wanted a plain one", ErrEncrypted)
	}
	if m.Type != c.leaf.physical {
		return fmt.Errorf("the row group says %v, the schema %v", m.Type, c.leaf.physical)
	}
	if c.outlined {
		c.low, c.high, _ = c.leaf.bounds(group)
	}
	if off < 0 || m.TotalCompressedSize < 0 || off > size-m.TotalCompressedSize {
		return fmt.Errorf("the column's bytes %d to %d lie outside the file", off, off+m.TotalCompressedSize)
	}
	c.win.reset(r, off, off+m.TotalCompressedSize)
	c.how, c.rowsLeft = m.Codec, group.NumRows
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
		if !c.skim(h) {
			err = c.wholePage(h)
		}
		if err != nil || c.rows > 0 {
			return err
		}
	}
}

// wholePage reads the page behind a header.
func (c *chunk) wholePage(h *format.PageHeader) error {
	raw, err := c.win.take(int(h.CompressedPageSize), c.room(h))
	if err != nil {
		return err
	}
	if h.CRC != 0 && crc32.ChecksumIEEE(raw) != uint32(h.CRC) {
		return errors.New("a page's checksum does not match")
	}
	switch {
	case h.Type == format.DictionaryPage && h.DictionaryPageHeader.Valid:
		if c.outlined {
			return nil
		}
		return c.dictionaryPage(h, raw)
	case h.Type == format.DataPage && h.DataPageHeader.Valid:
		return c.pageV1(h, raw)
	case h.Type == format.DataPageV2 && h.DataPageHeaderV2.Valid:
		return c.pageV2(h, raw)
	case h.Type == format.IndexPage:
		return nil
	}
	return fmt.Errorf("found a page of the unknown type %d", h.Type)
}

// room is where a large page is read to: memory that other columns use as well,
// unless rows will be taken from the page as it is.
func (c *chunk) room(h *format.PageHeader) *[]byte {
	if c.how == format.Uncompressed || h.DataPageHeaderV2.Valid && !compressedV2(h) {
		return &c.body
	}
	return c.large
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
	c.hasDict, c.entries.known = true, false
	return decode(&c.dict, c.leaf, format.Plain, body, int(d.NumValues))
}

// pageV1 reads a page whose levels and values are compressed together.
func (c *chunk) pageV1(h *format.PageHeader, raw []byte) error {
	d := &h.DataPageHeader.V
	body, lev, err := raw, []byte(nil), error(nil)
	switch {
	case !c.outlined:
		body, err = c.uncompressed(raw, int(h.UncompressedPageSize), true)
	case c.leaf.optional:
		body, err = c.beginning(raw, int(h.UncompressedPageSize), int(d.NumValues))
	}
	if err != nil {
		return err
	}
	if c.leaf.optional {
		if d.DefinitionLevelEncoding != format.RLE {
			return fmt.Errorf("found levels encoded as %v, wanted RLE", d.DefinitionLevelEncoding)
		}
		if lev, body, err = levels(body); err != nil {
			return err
		}
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
	var lev []byte
	if c.leaf.optional { // raw may be of use to another column before the last row
		c.outside = append(c.outside[:0], raw[rep:rep+def]...)
		lev = c.outside
	}
	body, err := raw[rep+def:], error(nil)
	if !c.outlined {
		body, err = c.uncompressed(body, int(int64(h.UncompressedPageSize)-rep-def), compressedV2(h))
	}
	if err != nil {
		return err
	}
	return c.page(d.Encoding, lev, body, int(d.NumValues))
}

func compressedV2(h *format.PageHeader) bool {
	c := h.DataPageHeaderV2.V.IsCompressed
	return !c.Valid || c.V
}

// uncompressed is a page's body, in c.body unless it was not compressed.
func (c *chunk) uncompressed(raw []byte, size int, compressed bool) ([]byte, error) {
	if !compressed || c.how == format.Uncompressed || len(raw) == 0 && size == 0 {
		return raw, nil
	}
	var err error
	c.body, err = c.codec.decompress(c.body, raw, c.how, size)
	c.win.release()
	return c.body, err
}

// page begins the n rows of a data page.
func (c *chunk) page(enc format.Encoding, lev, body []byte, n int) error {
	if n < 0 || n > maxPageRows || int64(n) > c.rowsLeft {
		return fmt.Errorf("found a page of %d rows where %d are left", n, c.rowsLeft)
	}
	values := n
	if c.leaf.optional {
		var err error
		if values, err = countOnes(lev, n); err != nil {
			return fmt.Errorf("levels: %w", err)
		}
		c.levels = newHybrid(lev, 1)
	}
	c.rowsLeft -= int64(n)
	c.row, c.rows, c.value = 0, n, 0
	c.nulls = values < n
	if c.outlined {
		return nil
	}
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
