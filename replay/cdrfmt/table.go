package cdrfmt

// readPart reads a row group of a Parquet file or a batch of an Arrow file.
func (w *worker) readPart(c *chunk) error {
	src := c.src
	err := w.reader.ReadPart(c.number, batchRows, w.emit, func(row int64, column, reason, raw string) {
		w.reject(rejection{row, -1, column, reason}, []byte(raw))
	})
	// Columns are read here and there: share the size out evenly.
	w.progress(src.size*int64(c.number+1)/int64(src.chunks) - src.size*int64(c.number)/int64(src.chunks))
	return err
}
