//! Lines of quoted cells (RFC 4180).

use super::{DAMAGED, ExportError, Part};
use crate::buffer::FixedBuffer;
use csv_core::{ReadRecordResult, Reader, WriteResult, quote};
use zeroize::Zeroizing;

/// At the end of every line.
const END: &[u8] = b"\r\n";

/// The line of the names, as they are, and the line of the values.
pub(super) fn write<'a, 'b>(
    names: Option<impl Iterator<Item = &'a str>>,
    values: impl Iterator<Item = &'b str> + Clone,
) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let header: Vec<_> = names.into_iter().flatten().collect();
    let header = header.join(",");
    // Every character a quote, in quotes, and a comma after.
    let most = values
        .clone()
        .map(|value| 2 * value.len() + 3)
        .sum::<usize>();
    let mut out = FixedBuffer::with_capacity(header.len() + most + 2 * END.len())?;
    if !header.is_empty() {
        out.push(header.as_bytes())?;
        out.push(END)?;
    }
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.push(b",")?;
        }
        if !value.is_empty() {
            out.push(b"\"")?;
            push_quoted(&mut out, value.as_bytes())?;
            out.push(b"\"")?;
        }
    }
    out.push(END)?;
    Ok(out.into_bytes())
}

fn push_quoted(out: &mut FixedBuffer, value: &[u8]) -> Result<(), ExportError> {
    let mut room = Zeroizing::new(vec![0; 2 * value.len()]);
    let (result, _, size) = quote(value, &mut room, b'"', b'"', true);
    match (result, room.get(..size)) {
        (WriteResult::InputEmpty, Some(quoted)) => out.push(quoted),
        _ => Err(ExportError::Internal { part: Part::Csv }),
    }
}

/// So many lines of so many cells.
pub(super) fn read(
    mut bytes: &[u8],
    lines: usize,
    columns: usize,
) -> Result<Vec<Vec<Zeroizing<String>>>, ExportError> {
    let mut reader = Reader::new();
    let mut text = Zeroizing::new(vec![0; bytes.len()]);
    let mut ends = vec![0; columns + 1];
    let mut records = Vec::with_capacity(lines);
    loop {
        let (result, taken, _, count) = reader.read_record(bytes, &mut text, &mut ends);
        match result {
            ReadRecordResult::Record if count == columns && records.len() < lines => {
                let starts = [0].into_iter().chain(ends.iter().copied());
                let cells = starts.zip(&ends[..count]).map(|(from, to)| {
                    let cell = std::str::from_utf8(&text[from..*to]).map_err(|_| DAMAGED)?;
                    Ok(Zeroizing::new(cell.to_owned()))
                });
                records.push(cells.collect::<Result<_, ExportError>>()?);
                bytes = &bytes[taken..];
            }
            // The reader ends its last record only when it is told that nothing follows.
            ReadRecordResult::InputEmpty if !bytes.is_empty() => bytes = &[],
            ReadRecordResult::End if records.len() == lines => return Ok(records),
            _ => return Err(ExportError::NotThisFormat),
        }
    }
}
