/** Builds nodes of the normalised tree. */
import { Element, Text } from 'domhandler';
import type { ChildNode } from '../model/dom.ts';
import { cleanText, isBlank } from './white-space.ts';

/** An element with its children adopted: parent and sibling links are set. */
export function h(
  name: string,
  attributes: Readonly<Record<string, string | null>>,
  children: readonly ChildNode[],
): Element {
  const attribs: Record<string, string> = {};
  for (const key in attributes) {
    const value = attributes[key] ?? null;
    if (value !== null) attribs[key] = value;
  }
  const element = new Element(name, attribs);
  adopt(element, children);
  return element;
}

/** Text outside of code: wherever its words come from, their white space is that of the policy. */
export const text = (data: string): Text => new Text(cleanText(data));

/** Text inside of a code block, to the character. */
export const verbatim = (data: string): Text => new Text(data);

/** Makes `children` the children of `parent`, replacing those it had. */
export function adopt(parent: Element, children: readonly ChildNode[]): void {
  const own = children.slice();
  let previous: ChildNode | null = null;
  for (const child of own) {
    child.parent = parent;
    child.prev = previous;
    child.next = null;
    if (previous !== null) previous.next = child;
    previous = child;
  }
  parent.children = own;
}

/** Puts `children` behind those that `parent` has: only what is new costs anything. */
export function append(parent: Element, children: readonly ChildNode[]): void {
  let previous = parent.children.at(-1) ?? null;
  for (const child of children) {
    child.parent = parent;
    child.prev = previous;
    child.next = null;
    if (previous !== null) previous.next = child;
    parent.children.push(child);
    previous = child;
  }
}

export const isElement = (node: ChildNode | null | undefined): node is Element =>
  node instanceof Element;

export const isText = (node: ChildNode | null | undefined): node is Text => node instanceof Text;

const classesOf = (element: Element): readonly string[] =>
  element.attribs.class?.split(/\s+/) ?? [];

export function hasClass(element: Element, name: string): boolean {
  const attribute = element.attribs.class;
  // Hardly ever is the name there at all, and then nothing need be split.
  return attribute?.includes(name) === true && classesOf(element).includes(name);
}

/**
 * The text of a raw or normalised node, exactly as it stands. Styles and scripts below it are no
 * text: Cloud puts a style sheet for colours into the page's first heading or paragraph.
 */
export function textOf(node: ChildNode): string {
  if (isText(node)) return node.data;
  if (!isElement(node)) return '';
  let words = '';
  for (const child of node.children) if (!isCode(child)) words += textOf(child);
  return words;
}

/** Whether the text of a node is more than white space. */
export function hasWords(node: ChildNode): boolean {
  if (isText(node)) return !isBlank(node.data);
  return isElement(node) && node.children.some((child) => !isCode(child) && hasWords(child));
}

/** Text of nothing but white space. */
export const isSpace = (node: ChildNode | null | undefined): node is Text =>
  isText(node) && isBlank(node.data);

const isCode = (node: ChildNode): boolean =>
  isElement(node) && (node.name === 'style' || node.name === 'script');

/** The first element below `root`, in document order, that fulfils `test`; null if none. */
export function find(root: Element, test: (element: Element) => boolean): Element | null {
  for (const child of root.children) {
    if (!isElement(child)) continue;
    if (test(child)) return child;
    const inside = find(child, test);
    if (inside !== null) return inside;
  }
  return null;
}

/**
 * The first `most` elements below `root`, in document order, that fulfil `test`, or all; not those
 * inside a match.
 */
export function findAll(
  root: Element,
  test: (element: Element) => boolean,
  most = Infinity,
): Element[] {
  const found: Element[] = [];
  const visit = ({ children }: Element): void => {
    for (const child of children) {
      if (found.length === most) return;
      if (!isElement(child)) continue;
      if (test(child)) found.push(child);
      else visit(child);
    }
  };
  visit(root);
  return found;
}
