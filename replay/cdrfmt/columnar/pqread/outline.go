package pqread

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const (
	// levelsMargin is room for the lengths of a few runs of levels.
	levelsMargin = 64
	// blockBytes is the most that the first block of a compressed page takes,
	// and some to spare: Zstandard's are the largest, 128 KiB.
	blockBytes = 130 << 10
)

// skim reads the levels of a large page of an outlined column, without the
// rest of the page. It does nothing and tells so if that cannot be done.
func (c *chunk) skim(h *format.PageHeader) bool {
	n := int(h.CompressedPageSize)
	if !c.outlined || h.Type != format.DataPage || !h.DataPageHeader.Valid || h.CRC != 0 {
		return false
	}
	part := levelBytes(int(h.DataPageHeader.V.NumValues))
	part += part/6 + blockBytes // a Snappy block may be longer than its content
	if part >= n || int64(n) > c.win.left() {
		return false
	}
	c.win.release()
	before := c.win // a page so large is not read into it
	raw, err := c.win.take(part, c.room(h))
	if err == nil {
		c.win.skip(n - part)
		err = c.pageV1(h, raw)
	}
	c.win.release()
	if err != nil {
		c.win = before
	}
	return err == nil
}

// levelBytes is the usual length of the levels of so many rows at most, and
// of their length: a bit a row.
func levelBytes(rows int) int { return 4 + max(0, rows)/8 + levelsMargin }

// levels cuts the levels off a page that begins with their length.
func levels(body []byte) (lev, rest []byte, err error) {
	n, ok := levelsLength(body)
	if !ok || n > len(body)-4 {
		return nil, nil, errShort
	}
	return body[4 : 4+n], body[4+n:], nil
}

// levelsLength is how many bytes the levels take that a page begins with.
func levelsLength(body []byte) (n int, ok bool) {
	if len(body) < 4 {
		return 0, false
	}
	return int(binary.LittleEndian.Uint32(body)), true
}

// beginning is a page's body up to the end of its levels at least, if it is
// that long.
func (c *chunk) beginning(raw []byte, size, rows int) ([]byte, error) {
	if c.how == format.Uncompressed {
		return raw, nil
	}
	least := levelBytes(rows)
	var err error
	for {
		if c.body, err = c.codec.prefix(c.body, raw, c.how, size, least); err != nil {
			return nil, err
		}
		n, ok := levelsLength(c.body)
		if !ok || n <= len(c.body)-4 || len(c.body) >= size {
			return c.body, nil
		}
		least = 4 + n
	}
}

// takeOutline is take without values.
func (c *chunk) takeOutline(out *cdr.Vector, n int) error {
	if c.nulls {
		if _, err := c.takePresent(out, n); err != nil {
			return err
		}
	} else if len(out.Present) > 0 {
		out.Present = appendOnes(out.Present, n)
	}
	fill(more(&out.Ints, n), c.high)
	out.Ints[out.Rows], c.low = c.low, c.high // low once
	out.Rows += n
	return nil
}
