/** The scenarios that ship with the sandbox; imported, so that they are part of the bundle. */
import empty from './empty.json' with { type: 'json' };
import inbox from './inbox.json' with { type: 'json' };
import overfull from './overfull.json' with { type: 'json' };
import fifty from './fifty.json' with { type: 'json' };
import strangers from './strangers.json' with { type: 'json' };
import messy from './messy.json' with { type: 'json' };
import partners from './partners.json' with { type: 'json' };
import unready from './unready.json' with { type: 'json' };

/** By name, as the files hold them. */
export const shippedScenarioFiles: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['empty', empty],
  ['inbox', inbox],
  ['overfull', overfull],
  ['fifty', fifty],
  ['strangers', strangers],
  ['messy', messy],
  ['partners', partners],
  ['unready', unready],
]);
