/** Parts of a query that others make needless; each costs the index a walk through its matches. */
import type { SearchTerm, SearchTree } from './search-query.ts';
import { wordsOf } from './search-words.ts';

/**
 * The parts without those that say nothing more: `a a`, and beside another term one that begins as it
 * does: of `rig* rigging`, `rigging` where both must be there, and `rig*` where one is enough.
 */
export function withoutNeedless(
  parts: readonly SearchTree[],
  kind: 'all' | 'any',
): readonly SearchTree[] {
  const byKey = new Map(
    parts.flatMap((part) => inside(part, kind)).map((part) => [keyOf(part), part]),
  );
  const kept = [...byKey.values()];
  const words = kept.filter((part): part is SearchTerm => part.kind === 'term').flatMap(oneWord);
  const needless = new Set(
    words
      .filter((own) =>
        words.some((other) => (kind === 'all' ? isBeginning(own, other) : isBeginning(other, own))),
      )
      .map(({ term }) => term),
  );
  return kept.filter((part) => part.kind !== 'term' || !needless.has(part));
}

/** `(a b) c` is `a b c`. */
const inside = (part: SearchTree, kind: 'all' | 'any'): readonly SearchTree[] =>
  part.kind === 'term' || part.kind !== kind || (part.kind === 'all' && part.except.length > 0)
    ? [part]
    : part.of.flatMap((inner) => inside(inner, kind));

const keyOf = (part: SearchTree): string =>
  part.kind === 'term'
    ? JSON.stringify([wordsOf(part.words), part.isPrefix, part.field])
    : JSON.stringify(part);

interface Word {
  readonly term: SearchTerm;
  readonly word: string;
}

/** Only of plain letters and digits: other words have spellings of their own. */
function oneWord(term: SearchTerm): readonly Word[] {
  const word = term.words.toLowerCase();
  return /^[a-z0-9]+$/.test(word) && !word.includes('ss') ? [{ term, word }] : [];
}

/** Whether whatever fits `longer` fits `beginning`, too. */
const isBeginning = (beginning: Word, longer: Word): boolean =>
  beginning.term !== longer.term &&
  beginning.term.isPrefix &&
  beginning.term.field === longer.term.field &&
  longer.word.startsWith(beginning.word);
