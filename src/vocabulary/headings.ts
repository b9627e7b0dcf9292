/** Which section a heading opens: the machine behind `names` and `mentions`. */
import type { ValueType } from '../model/vocabulary.ts';
import { mustHave, wordsOfPhrase, type Phrase } from './phrase.ts';
import { fit, machineOf, type Machine } from './phrase-machine.ts';
import { comparedWords, isNumber, singular, writtenWords } from './words.ts';

export interface Claim {
  readonly phrase: Phrase;
  /** The file's own, not one of what it extends: those give way to it. */
  readonly isOwn: boolean;
}

/** What a vocabulary's file says of one section. */
export interface SectionWords {
  readonly key: string;
  readonly title: string;
  readonly values: ValueType;
  /** What a whole heading may be. */
  readonly names: readonly Claim[];
  /** What a heading may have in it, beside `beside`, the filler words and numbers only. */
  readonly mentions: readonly Claim[];
  readonly beside: readonly string[];
  /** Words that `*` and `...` do not stand for. */
  readonly without: readonly string[];
  /** Whether a heading in the plural means the section too: `Project`, but not `Projects`. */
  readonly plural: boolean;
  /** Headings of more words are not this section. */
  readonly mostWords: number | null;
}

interface Rule {
  readonly section: SectionWords;
  readonly place: number;
  readonly isOwn: boolean;
  readonly machine: Machine;
  /** For mentions: the words that may stand beside. */
  readonly among: ReadonlySet<string> | null;
  readonly spelled: ReadonlySet<string>;
  readonly without: ReadonlySet<string>;
}

/** Longer lines are no headings. */
const MAX_HEADING = 120;

/**
 * Yields the function that finds a heading's section. The phrase that spells out most words of the
 * heading wins, then a name before a mention, then the section that stands first.
 */
export function headingReader(
  sections: readonly SectionWords[],
  filler: readonly string[],
): (heading: string) => string | null {
  const index = indexOf(sections, new Set(filler.flatMap(comparedWords)));
  const labels = new Set(
    sections.filter(({ values }) => values === 'people' || values === 'date').map(({ key }) => key),
  );
  return (heading) => {
    if (heading.length > MAX_HEADING) return null;
    const found = bestKey(heading, index);
    if (found !== null) return found;
    // `Date Published: 25 Jun 2024`: people write the value into the heading itself.
    const colon = heading.search(/[:：]/);
    const label = colon === -1 ? null : bestKey(heading.slice(0, colon), index);
    return label !== null && labels.has(label) ? label : null;
  };
}

type Index = ReadonlyMap<string, readonly Rule[]>;

/** Rules by the words of which they need one: most lines have none of them. */
function indexOf(sections: readonly SectionWords[], filler: ReadonlySet<string>): Index {
  const index = new Map<string, Rule[]>();
  for (const [place, section] of sections.entries()) {
    const spelled = new Set(
      [...section.names, ...section.mentions].flatMap(({ phrase }) => wordsOfPhrase(phrase)),
    );
    const without = new Set(section.without.flatMap(comparedWords));
    const among = new Set([...filler, ...section.beside.flatMap(comparedWords), ...spelled]);
    const add = ({ phrase, isOwn }: Claim, isMention: boolean): void => {
      const rule = {
        ...{ section, place, isOwn, machine: machineOf(phrase), spelled, without },
        among: isMention ? among : null,
      };
      for (const word of mustHave(phrase) ?? []) {
        const known = index.get(word);
        if (known === undefined) index.set(word, [rule]);
        else known.push(rule);
      }
    };
    for (const claim of section.names) add(claim, false);
    for (const claim of section.mentions) add(claim, true);
  }
  return index;
}

function bestKey(heading: string, index: Index): string | null {
  const written = writtenWords(heading);
  const words = written.map(singular);
  let best: { readonly rule: Rule; readonly score: number } | null = null;
  for (const rule of new Set(words.flatMap((word) => index.get(word) ?? []))) {
    const score = scoreOf(rule, words, written);
    if (score === null) continue;
    if (
      best === null ||
      score > best.score ||
      (score === best.score && comesFirst(rule, best.rule))
    )
      best = { rule, score };
  }
  return best?.rule.section.key ?? null;
}

function comesFirst(one: Rule, other: Rule): boolean {
  if (one.isOwn !== other.isOwn) return one.isOwn;
  const isName = one.among === null;
  return isName === (other.among === null) ? one.place < other.place : isName;
}

function scoreOf(rule: Rule, words: readonly string[], written: readonly string[]): number | null {
  const { section, among, spelled, without, machine } = rule;
  if (section.mostWords !== null && words.length > section.mostWords) return null;
  if (among !== null && !words.every((word) => among.has(word) || isNumber(word))) return null;
  const isPlural = (word: string, at: number): boolean => word !== written[at] && spelled.has(word);
  if (!section.plural && words.some(isPlural)) return null;
  const isOpen = (word: string): boolean => !without.has(word);
  return fit(machine, words, { anywhere: among !== null, isOpen });
}

/** Whether any of the phrases is the whole text. */
export function phraseReader(phrases: readonly Phrase[]): (text: string) => boolean {
  const machines = phrases.map(machineOf);
  return (text) => {
    const words = comparedWords(text.slice(0, 500));
    return machines.some(
      (machine) => fit(machine, words, { anywhere: false, isOpen: () => true }) !== null,
    );
  };
}
