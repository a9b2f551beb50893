import { InvalidArgumentError } from 'commander';

/** A whole number from 0 on. Raises Commander's error for a wrong argument. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('must be a whole number.');
  return number;
}
