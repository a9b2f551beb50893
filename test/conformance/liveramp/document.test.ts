import assert from 'node:assert/strict';
import { notSimulated } from '../../../src/sandbox/liveramp/notSimulated.ts';
import { routedOperations, type LiveRampOperation } from '../../../src/sandbox/liveramp/routeTable.ts';
import { readDocument } from './openApi.ts';

const document = readDocument();

describe("LiveRamp's OpenAPI document", () => {
  const name = 'is what the sandbox routes, and refuses as not simulated, operation by operation';
  if (document === undefined) {
    // Pending, and so visible, where the document is not at hand.
    it(`${name} (NOT CHECKED: CLEANROOMS_REFERENCE does not name its folder)`);
    return;
  }
  it(name, () => {
    const said = ({ operation, method, path }: LiveRampOperation): string => `${operation} ${method} ${path}`;
    const known = [...routedOperations, ...notSimulated].map(said);
    assert.deepEqual(
      known.toSorted(),
      [...document.values()]
        .map(said)
        .filter((each) => each !== 'getHealth GET /health')
        .toSorted(),
    );
  });
});
