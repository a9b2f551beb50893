import assert from 'node:assert/strict';
import { asCleanRoomError, CleanRoomError, stopIfCancelled } from '../../../src/core/errors.ts';

describe('errors', () => {
  it('say what happened and the next step in one line', () => {
    assert.equal(new CleanRoomError('no_answer', 'Nothing came.', { remedy: 'Try again.' }).sentence, 'Nothing came. Try again.');
  });

  it('stay the same object when they are ours already', () => {
    const error = new CleanRoomError('refused', 'No.');
    assert.equal(asCleanRoomError(error), error);
  });

  it('keep the message of what is not ours and its cause', () => {
    const cause = new TypeError('x is not a function');
    const { code, message, cause: kept } = asCleanRoomError(cause);
    assert.deepEqual([code, message, kept], ['service_fault', 'x is not a function', cause]);
  });

  it('take an aborted wait for a cancellation', () => {
    assert.equal(asCleanRoomError(AbortSignal.abort().reason).code, 'cancelled');
  });

  it('are raised for a signal that was aborted, and only then', () => {
    stopIfCancelled(undefined);
    stopIfCancelled(new AbortController().signal);
    assert.throws(
      () => {
        stopIfCancelled(AbortSignal.abort());
      },
      { code: 'cancelled' },
    );
  });
});
