/** What people write in a section where there is nothing to say. */
import { trimEdges } from './edges.ts';

const ADJECTIVES =
  '(?:known|new|open|outstanding|significant|major|critical|serious|big|real|particular|specific|further|additional|other|special|current|notable|pressing|urgent|unresolved)';
const TAILS =
  '(?:(?:was|were|have been|has been) )?(?:reported|raised|identified|noted|planned|known)|' +
  'to date|so far|yet|now|currently|to report|to add|to mention|to share|at (?:this|the) (?:time|moment|point)|' +
  'at present|for now|(?:in|for|during) (?:this|the) (?:period|quarter|report)|this (?:period|quarter|half|year|time)';
const NOTHING = [
  /^(?:n\/ ?a|n\.a|not applicable|not available|nil|none|nothing|no|keine|keiner|aucun|ninguno|なし|特になし|无|無|нет)(?: \((?:see|as|same|refer|cf)\b[^()]*\))?$/,
  new RegExp(
    String.raw`^(?:(?:there|we) (?:is|are|were|was|have|had|have been|currently have) )?(?:none|nothing|no (?:${ADJECTIVES} ){0,2}\p{L}+(?: or \p{L}+| and \p{L}+)?)(?: (?:new|else|further|special|significant|in particular|of note))?(?: (?:${TAILS}))*$`,
    'u',
  ),
];

/**
 * Whether a whole text (a section's, a line's) says that there is nothing to say: `N/A`, `None.`,
 * `None to date`, `Nothing to report`, `No issues at this time`. A text that says more is none of these,
 * and neither is an empty one.
 */
export function saysNothing(text: string): boolean {
  if (text.length > 80) return false;
  const words = trimEdges(text.toLowerCase().replace(/\s+/g, ' '), /[\s•*_–—.!。-]/);
  return NOTHING.some((form) => form.test(words));
}
