import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  ...Object.fromEntries(
    ['K', 'M', 'G', 'T'].flatMap((letter, index) => [
      [letter, 1024 ** (index + 1)],
      [`${letter}IB`, 1024 ** (index + 1)],
      [`${letter}B`, 1000 ** (index + 1)],
    ]),
  ),
};

/**
 * Reads a size as people write it and yields bytes. Units as in GNU coreutils: `KB`, `MB`, `GB`,
 * `TB` are powers of 1000; `K`, `M`, `G`, `T` and `KiB` … `TiB` powers of 1024; none means bytes.
 *
 * @throws InvalidArgumentError which commander reports with the option's name
 */
export function parseSize(text: string): number {
  const match = /^(?<amount>\d{1,15}(?:\.\d{1,6})?) ?(?<unit>[a-z]{0,3})$/i.exec(text.trim());
  const factor = UNITS[match?.groups?.unit?.toUpperCase() ?? '?'];
  const bytes = Math.round(Number(match?.groups?.amount) * (factor ?? NaN));
  if (!Number.isSafeInteger(bytes) || bytes < 1) {
    throw new InvalidArgumentError('Expected a size such as 4GB, 500M or 1048576.');
  }
  return bytes;
}

/** Reads a whole number from 1; digits only. Throws as `parseSize` does. */
export const parseCount = (text: string): number => wholeNumber(text, 1);

/** Reads a whole number from 0; digits only. Throws as `parseSize` does. */
export const parseCountOrNone = (text: string): number => wholeNumber(text, 0);

function wholeNumber(text: string, least: number): number {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  if (count < least) {
    throw new InvalidArgumentError(`Expected a whole number from ${String(least)}.`);
  }
  return count;
}

/** `1 page`, `2 pages`; `plural` only where an s is not enough. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${String(count)} ${count === 1 ? noun : plural}`;

/** `812 bytes`, `3.4 MB`: powers of 1000, as disks are sold and most systems count. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(1)} ${['', 'kB', 'MB', 'GB', 'TB'][power] ?? ''}`;
}
