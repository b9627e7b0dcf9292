/** Emoticons and emoji become characters. */
import { text } from './build.ts';
import type { Rule } from './rule.ts';

/** Confluence's own emoticons by their language-independent name or file name. */
const CHARACTERS: Readonly<Record<string, string>> = {
  smile: '🙂',
  sad: '🙁',
  cheeky: '😛',
  tongue: '😛',
  laugh: '😀',
  biggrin: '😀',
  wink: '😉',
  'thumbs-up': '👍',
  thumbs_up: '👍',
  'thumbs-down': '👎',
  thumbs_down: '👎',
  information: 'ℹ️',
  tick: '✅',
  check: '✅',
  check_mark: '✅',
  cross: '❌',
  error: '❌',
  cross_mark: '❌',
  warning: '⚠️',
  plus: '➕',
  add: '➕',
  minus: '➖',
  forbidden: '⛔',
  question: '❓',
  help_16: '❓',
  'light-on': '💡',
  lightbulb_on: '💡',
  'light-off': '💡',
  lightbulb: '💡',
  'yellow-star': '⭐',
  star_yellow: '⭐',
  'red-star': '⭐',
  star_red: '⭐',
  'green-star': '⭐',
  star_green: '⭐',
  'blue-star': '⭐',
  star_blue: '⭐',
  heart: '❤️',
  'broken-heart': '💔',
  broken_heart: '💔',
};

/**
 * `<img class="emoticon emoticon-smile" data-emoticon-name="smile">` (Server),
 * `data-emoji-fallback="😞"` or `":check_mark:"` (Cloud), `src="icons/emoticons/smile.gif"` (2.x).
 */
export const emoticon: Rule = {
  name: 'emoticon',
  matches: ['img.emoticon', 'img.rendericon', 'img[src*=/emoticons/]'],
  summary: 'Emoticons and emoji become characters.',
  apply(element) {
    const attribute = (name: string): string => element.attribs[name] ?? '';
    const fallback = attribute('data-emoji-fallback');
    if (fallback !== '' && !/^:[\w-]+:$/.test(fallback)) return [text(fallback)];
    const file = /([^/]+)\.\w+$/.exec(attribute('src'))?.[1] ?? '';
    const shortname = (fallback || attribute('data-emoji-shortname')).replaceAll(':', '');
    const names = [shortname, attribute('data-emoticon-name'), file];
    const known = names.find((name) => name in CHARACTERS);
    const words = fallback || attribute('alt') || attribute('title');
    return [text(known === undefined ? words : (CHARACTERS[known] ?? ''))];
  },
};
