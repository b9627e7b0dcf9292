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
  info: 'ℹ️',
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
  question_mark: '❓',
  help_16: '❓',
  'light-on': '💡',
  lightbulb_on: '💡',
  light_bulb_on: '💡',
  'light-off': '💡',
  light_bulb_off: '💡',
  lightbulb: '💡',
  'yellow-star': '⭐',
  yellow_star: '⭐',
  star_yellow: '⭐',
  'red-star': '⭐',
  red_star: '⭐',
  star_red: '⭐',
  'green-star': '⭐',
  green_star: '⭐',
  star_green: '⭐',
  'blue-star': '⭐',
  blue_star: '⭐',
  star_blue: '⭐',
  flag_on: '🚩',
  flag_off: '🏳️',
  heart: '❤️',
  'broken-heart': '💔',
  broken_heart: '💔',
};

/** The character for one of Confluence's names; the name in parentheses for any other. */
export const characterNamed = (name: string): string => CHARACTERS[name] ?? `(${name})`;

/** Cloud names the pictures of emoji by their code points: `emoticons/72/1f5d3.png`. */
function characterOf(file: string): string | null {
  if (!/^[\da-f]{4,5}(?:-[\da-f]{4,5})*$/.test(file)) return null;
  const characters = String.fromCodePoint(
    ...file.split('-').map((part) => Number.parseInt(part, 16)),
  );
  return /^[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(characters) ? characters : null;
}

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
    const file = attribute('src').split('/').at(-1)?.split('.')[0] ?? '';
    const shortname = (fallback || attribute('data-emoji-shortname')).replaceAll(':', '');
    // A Word export names the picture by a hash, and only the class tells which one it is.
    const named = /\bemoticon-([\w-]+)/.exec(attribute('class'))?.[1] ?? '';
    // `blue-star` is what Cloud calls every emoji that Server did not have, a site's own ones too.
    const own = fallback === '' ? [] : ['blue-star'];
    const names = [shortname, attribute('data-emoticon-name'), file, named].filter(
      (name) => !own.includes(name),
    );
    const known = names.find((name) => name in CHARACTERS);
    if (known !== undefined) return [text(CHARACTERS[known] ?? '')];
    return [text(characterOf(file) ?? (fallback || attribute('alt') || attribute('title')))];
  },
};
