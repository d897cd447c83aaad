(name, needles, mask) => {
  const memory = globalThis[name];
  const bytes = new Uint8Array(memory.buffer);
  // By their first two bytes; a bitmap of those keeps the search fast.
  const byStart = new Map();
  const starts = new Uint8Array(65536);
  needles.forEach((needle, number) => {
    const start = ((needle[0] ^ mask) << 8) | (needle[1] ^ mask);
    starts[start] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), { needle, number }]);
  });
  const found = new Set();
  for (let at = 1; at < bytes.length; at++) {
    const start = (bytes[at - 1] << 8) | bytes[at];
    if (!starts[start]) continue;
    for (const { needle, number } of byStart.get(start)) {
      if (needle.every((byte, index) => (bytes[at - 1 + index] ^ mask) === byte)) found.add(number);
    }
  }
  return [...found];
}
