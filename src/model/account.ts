/** Cloud's account ids, told from the user names of Server and Data Center by their form. */

const ACCOUNT_ID = /^(?:[0-9a-f]{24}|\d{4,8}:[0-9a-f-]{36}|qm:[\w-]+:[\w-]+(?::\d+)?)$/i;

/** Whether text is an account id: 24 hex digits, or `557058:` or `712020:` and a UUID. */
export const isAccountId = (text: string): boolean => ACCOUNT_ID.test(text);
