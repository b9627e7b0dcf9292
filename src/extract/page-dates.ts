/** Days that a page's body names, to settle numeric dates elsewhere on it that could be two days. */
import type { Element } from '../model/dom.ts';
import type { IsoDate } from '../model/page.ts';
import { parseDate } from './dates.ts';
import { isTag } from 'domhandler';
import { blockText } from './text.ts';

/** `30/08/2021`, `2021-08-30`, `30.08.21` */
const NUMERIC = /\b\d{1,4}([-./])\d{1,2}\1\d{2,4}\b/g;

/** Every `<time>` of a normalised body, and every numeric date in its text that can be one day only. */
export function datesOnPage(body: Element): IsoDate[] {
  const words = [...blockText(body.children).matchAll(NUMERIC)].map(([date]) => date);
  const days = [...timesIn(body), ...words].map((raw) => parseDate(raw).iso);
  return [...new Set(days.filter((day) => day !== null))];
}

function timesIn(root: Element): string[] {
  return root.children.filter(isTag).flatMap((child) => {
    const day = child.name === 'time' ? child.attribs.datetime : undefined;
    return day === undefined ? timesIn(child) : [day];
  });
}
