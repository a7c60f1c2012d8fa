// A plot comes out of a kernel that the candidate's code ran in: it is shown only if it really is a PNG of sane size.

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_SIDE_PIXELS = 8_000;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const END_CHUNK = Buffer.from('IEND');

export type Png = { bytes: Buffer; widthPixels: number; heightPixels: number };

/** Null where the text is anything else than a whole PNG. */
export function parsePng(base64: string): Png | null {
  if (base64.length > (MAX_BYTES * 4) / 3 + 4 || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 45 || bytes.length > MAX_BYTES) return null;
  if (!bytes.subarray(0, 8).equals(SIGNATURE) || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  if (!bytes.subarray(-8, -4).equals(END_CHUNK)) return null;
  const widthPixels = bytes.readUInt32BE(16);
  const heightPixels = bytes.readUInt32BE(20);
  // A small file can unpack to gigabytes in the reader's mail program.
  if (widthPixels < 1 || heightPixels < 1 || widthPixels > MAX_SIDE_PIXELS || heightPixels > MAX_SIDE_PIXELS)
    return null;
  return { bytes, widthPixels, heightPixels };
}
