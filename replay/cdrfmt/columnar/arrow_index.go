package columnar

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// How many rows a record batch has stands only in the batch's own message, a
// FlatBuffers table (Arrow's Message.fbs, File.fbs), which is read here without
// loading the batch. The schema is looked through before the library sees it:
// the library allocates what the lengths of its lists say.

var errArrow = errors.New("the Arrow metadata is broken")

// maxBatchRows bounds a record batch. Writers put a few thousand to a few
// million rows in one.
const maxBatchRows = 1 << 26

// maxArrowMeta bounds the metadata of a message or a file.
const maxArrowMeta = 256 << 20

// Field numbers of the tables, and the header type of a record batch.
const (
	footerSchema        = 1
	footerRecordBatches = 3
	messageHeaderType   = 1
	messageHeader       = 2
	messageBodyLength   = 3
	batchLength         = 0
	headerSchema        = 1
	headerRecordBatch   = 3
	blockLen            = 24 // Block: offset int64, metadata int32, pad, body int64
)

// batchRows is the length of the record batch that a message holds; ok is
// false for another message. body is the length of the bytes that follow it.
// A schema is checked.
func batchRows(message flat) (rows, body int64, ok bool, err error) {
	root, err := message.follow(0)
	if err != nil {
		return 0, 0, false, err
	}
	if pos, err := message.field(root, messageBodyLength); err != nil {
		return 0, 0, false, err
	} else if pos != 0 {
		if body, err = message.i64(pos); err != nil || body < 0 {
			return 0, 0, false, errArrow
		}
	}
	kind, err := message.field(root, messageHeaderType)
	if err != nil || kind == 0 || kind >= len(message) {
		return 0, body, false, err
	}
	pos, err := message.field(root, messageHeader)
	if err != nil || pos == 0 {
		return 0, body, false, errArrow
	}
	header, err := message.follow(pos)
	if err != nil {
		return 0, body, false, err
	}
	switch message[kind] {
	case headerSchema:
		return 0, body, false, message.checkSchema(header)
	case headerRecordBatch:
	default:
		return 0, body, false, nil
	}
	pos, err = message.field(header, batchLength)
	if err != nil || pos == 0 { // an absent length is 0
		return 0, body, err == nil, err
	}
	rows, err = message.i64(pos)
	if err == nil && (rows < 0 || rows > maxBatchRows) {
		err = errArrow
	}
	return rows, body, true, err
}

// readMessage reads the metadata of the message at off and tells where the
// metadata ends; nil is the end of a stream.
func readMessage(r io.ReaderAt, off, size int64) (message flat, end int64, err error) {
	var prefix [8]byte
	n, err := r.ReadAt(prefix[:], off)
	if n < 4 {
		return nil, off, fmt.Errorf("%w: %v", errArrow, err)
	}
	length, start := int64(binary.LittleEndian.Uint32(prefix[:])), off+4
	if uint32(length) == arrowContinuation { // absent before Arrow 0.15
		if n < 8 {
			return nil, off, io.ErrUnexpectedEOF
		}
		length, start = int64(binary.LittleEndian.Uint32(prefix[4:])), off+8
	}
	if length == 0 {
		return nil, start, nil
	}
	if length > maxArrowMeta || length > size-start {
		return nil, off, errArrow
	}
	message = make(flat, length)
	if n, err = r.ReadAt(message, start); n < len(message) {
		return nil, off, fmt.Errorf("%w: %v", errArrow, err)
	}
	return message, start + length, nil
}

// streamRows are the rows of each record batch of a stream, which may end
// without its mark.
func streamRows(r io.ReaderAt, size int64) ([]int64, error) {
	var list []int64
	for off := int64(0); off < size; {
		message, end, err := readMessage(r, off, size)
		if err != nil {
			return nil, fmt.Errorf("message at byte %d: %w", off, err)
		}
		if message == nil {
			break
		}
		rows, body, ok, err := batchRows(message)
		if err != nil || body > size-end {
			return nil, fmt.Errorf("message at byte %d: %w", off, errArrow)
		}
		if ok {
			list = append(list, rows)
		}
		off = end + body
	}
	return list, nil
}

// fileRows are the rows of each record batch of a file, by its footer.
func fileRows(r io.ReaderAt, size int64) ([]int64, error) {
	const tailLen = 4 + len(arrowMagic)
	tail := make([]byte, tailLen)
	if size < int64(2*tailLen) {
		return nil, fmt.Errorf("%d bytes are too few for an Arrow file", size)
	}
	if n, err := r.ReadAt(tail, size-int64(tailLen)); n < tailLen {
		return nil, err
	}
	if string(tail[4:]) != arrowMagic {
		return nil, fmt.Errorf("the file ends in %q, wanted %q: it is cut short", tail[4:], arrowMagic)
	}
	length := int64(binary.LittleEndian.Uint32(tail))
	if length > maxArrowMeta || length > size-int64(tailLen) {
		return nil, errArrow
	}
	footer := make(flat, length)
	if n, err := r.ReadAt(footer, size-int64(tailLen)-length); n < len(footer) {
		return nil, err
	}
	root, err := footer.follow(0)
	if err != nil {
		return nil, err
	}
	pos, err := footer.field(root, footerSchema)
	if err != nil || pos == 0 {
		return nil, errArrow
	}
	schema, err := footer.follow(pos)
	if err != nil {
		return nil, err
	}
	if err := footer.checkSchema(schema); err != nil {
		return nil, err
	}
	first, count, err := footer.vector(root, footerRecordBatches, blockLen)
	if err != nil {
		return nil, err
	}
	list := make([]int64, count)
	for i := range list {
		off, err := footer.i64(first + blockLen*i)
		if err != nil || off < 0 || off >= size {
			return nil, errArrow
		}
		message, _, err := readMessage(r, off, size)
		if err != nil || message == nil {
			return nil, errArrow
		}
		rows, _, ok, err := batchRows(message)
		if err != nil || !ok {
			return nil, errArrow
		}
		list[i] = rows
	}
	return list, nil
}
