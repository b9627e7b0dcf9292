/** What people write in a section where there is nothing to say. */
import { trimEdges } from './edges.ts';

const NOTHING = [
  /^(?:n\/ ?a|n\.a|not applicable|not available|nil|none|nothing|no|keine|keiner|aucun|ninguno|なし|特になし|无|無|нет)$/,
  /^(?:there (?:is|are|were|was|have been) )?(?:none|nothing|no \p{L}+(?: or \p{L}+| and \p{L}+)?)(?: (?:new|else|further|special|significant|in particular|of note))?(?: (?:to date|so far|yet|now|currently|known|noted|reported|identified|planned|raised|to report|to add|to mention|to share|at (?:this|the) (?:time|moment|point)|at present|for now|(?:in|for) (?:this|the) (?:period|quarter|report)|this (?:period|quarter)))*$/u,
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
