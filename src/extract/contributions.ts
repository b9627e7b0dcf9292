/** Who had which part in a page, without repeats. */
import {
  CONTRIBUTION_ROLES,
  type Contribution,
  type ContributionRole,
  type PersonRef,
} from '../model/page.ts';
import { distinctPeople } from './people.ts';

/** For each role the people found in it; null where the page names nobody. */
export type Contributors = Partial<Record<ContributionRole, readonly (PersonRef | null)[]>>;

/**
 * All contributions to a page, roles in their fixed order, people in the order given. A person has
 * each role once, with all that is known of them from any of their mentions in that role.
 */
export function contributionsOf(contributors: Contributors): Contribution[] {
  return CONTRIBUTION_ROLES.flatMap((role) => {
    const people = (contributors[role] ?? []).filter((person) => person !== null);
    return distinctPeople(people).map((person) => ({ person, role }));
  });
}
