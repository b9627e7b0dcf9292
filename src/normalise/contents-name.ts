/** What authors write over a table of contents. */
import { cleanLine } from './white-space.ts';

/** In the languages of Confluence's own interface, in lower case. */
const NAMES: ReadonlySet<string> = new Set([
  ...['contents', 'content', 'table of contents', 'page contents', 'toc', 'index', 'sections'],
  ...['on this page', 'in this page', 'on this article', 'in this article', 'in this document'],
  ...['in this section', 'page index', 'quick links', 'jump to', 'overview of contents'],
  ...['inhalt', 'inhaltsverzeichnis', 'inhaltsübersicht', 'auf dieser seite'],
  ...['sommaire', 'table des matières', 'contenu', 'sur cette page'],
  ...['índice', 'indice', 'contenido', 'contenidos', 'tabla de contenido', 'tabla de contenidos'],
  ...['en esta página', 'conteúdo', 'sumário', 'nesta página', 'sommario', 'contenuti'],
  ...['in questa pagina', 'inhoud', 'inhoudsopgave', 'op deze pagina', 'innehåll', 'indhold'],
  ...['innhold', 'innholdsfortegnelse', 'innehållsförteckning', 'indholdsfortegnelse'],
  ...['sisältö', 'sisällys', 'sisällysluettelo', 'spis treści', 'obsah', 'tartalom'],
  ...['tartalomjegyzék', 'cuprins', 'içindekiler', 'sisukord', 'saturs', 'turinys', 'kazalo'],
  ...['содержание', 'оглавление', 'зміст', 'съдържание', 'περιεχόμενα', 'תוכן עניינים'],
  ...[
    '目次',
    'もくじ',
    'このページの内容',
    '目录',
    '目錄',
    '内容',
    '内容目录',
    '本页内容',
    '本页目录',
  ],
  ...['목차', '차례', 'mục lục', 'สารบัญ', 'المحتويات', 'daftar isi'],
]);

/** Whether the words of a heading, without number, colon or picture, are a name for contents. */
export const isContentsName = (words: string): boolean => {
  const spelled = words.slice(0, LONGEST).toLowerCase().normalize('NFC');
  return NAMES.has(cleanLine(spelled.replace(/[^\p{L}\p{M}\s]/gu, '')));
};

const LONGEST = 60;
