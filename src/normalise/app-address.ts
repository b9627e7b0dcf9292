/** Where the content of a Connect app came from, as the script of its frame tells. */
import { withoutTokens } from './secret.ts';

/**
 * `"url":"https://app.example/view.html?url=https%3A%2F%2Fcode.example%2FREADME.md&token=…&xdm_e=…"`:
 * the app's own page, whose parameters are the macro's and Confluence's (`xdm_…`). A parameter that
 * is a full address says where the app fetched what it showed; null where none is. Without tokens.
 */
export function contentAddress(script: string): string | null {
  const frame = urlOf(literal(/"url"\s*:\s*("(?:[^"\\\n]|\\.)*")/.exec(script)?.[1] ?? '""'));
  if (frame === null) return null;
  for (const [name, value] of frame.searchParams) {
    const address = name.startsWith('xdm_') ? null : urlOf(withoutTokens(value));
    if (address === null || address.host === frame.host) continue;
    // `https://user:password@host/`
    if (address.username === '' && address.password === '') return address.href;
  }
  return null;
}

function urlOf(address: string): URL | null {
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address) : null;
}

function literal(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return '';
  }
}
