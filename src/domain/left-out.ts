/** Tells people that a list is not of all records; no sentence when it is. */
export function leftOutSentences(count: number): readonly string[] {
  if (count === 0) return [];
  const what =
    count === 1
      ? '1 record of this history cannot be read and is'
      : `${count} records of this history cannot be read and are`;
  return [`${what} left out: laforge verify names what is wrong.`];
}
