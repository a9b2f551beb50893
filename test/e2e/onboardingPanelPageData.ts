/** What the onboarding panel's page is shown: read by the product itself from a folder and a service in memory. */
import { OnboardingWork } from '../../src/extension/panels/onboarding/onboardingWork.ts';
import type { OnboardingPicture } from '../../src/protocol/onboardingMessages.ts';
import type { CleanRoom } from '../../src/core/model/cleanRoom.ts';
import { memoryWorkplace } from '../unit/core/onboarding/memoryWorkplace.ts';
import { OnboardingBench } from '../unit/core/onboarding/onboardingBench.ts';
import { temporaryFolder } from '../unit/support/environment.ts';
import { InMemoryPartners, PartnerWorld } from '../unit/support/partners/inMemoryPartners.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000 - 60_000).toISOString();

/** A folder and a service with partners at every step. */
export async function manyPartners(): Promise<{ bench: OnboardingBench<InMemoryPartners>; world: PartnerWorld; room: CleanRoom }> {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  const bench = new OnboardingBench(new InMemoryPartners(world), await temporaryFolder());
  const partners = [
    { to: 'dana@nova.example', name: 'Nova Media' },
    { to: 'jo@orbit.example', name: 'Orbit Grocers' },
    { to: 'kim@lumen.example', name: 'Lumen Agency' },
    { to: 'sam@harbour.example', name: 'Harbour Bank' },
    { to: 'ada@quill.example', name: 'Quill Press' },
  ];
  await bench.start({ room: room.id, partners, note: 'Hello {{partner}}, welcome to {{cleanRoom}}.' });
  const nova = world.accept(world.invitation(room, 'dana@nova.example', { createdAt: daysAgo(6) }), 'Nova Media');
  world.dataset(room, 'Impressions', { organisationName: 'Nova Media', configurationStatus: 'CONFIGURED', mappedFields: 4 });
  world.question(room, 'Campaign reach', ['CLONE', 'RUN', 'VIEW_RESULTS']);
  const overlap = world.question(room, 'Audience overlap', ['EDIT'], { status: 'MISSING_DATASETS' });
  world.questionDatasets.set(overlap.id, [
    { id: 'wanted-1', macro: 'EXPOSURES', organisationName: 'Nova Media', organisationId: nova.organisationId ?? '' },
  ]);
  world.invitation(room, 'jo@orbit.example', { createdAt: daysAgo(8) });
  world.invitation(room, 'kim@lumen.example', { createdAt: daysAgo(1) });
  world.invitation(room, 'sam@harbour.example', { createdAt: daysAgo(4), state: 'declined', status: 'DECLINED' });
  return { bench, world, room };
}

/** The picture of that, after the checks of Nova Media have run. */
export async function fullPicture(): Promise<OnboardingPicture> {
  const { bench } = await manyPartners();
  const { workplace } = memoryWorkplace(bench);
  let picture: OnboardingPicture | undefined;
  const work = new OnboardingWork(workplace, (news) => {
    if (news.type === 'picture') picture = news;
  });
  try {
    await work.begin();
    const engagements = [{ connectionId: 'acme', id: 'cr-000001--dana-nova-example' }];
    await work.handlers.advance({ runId: 'x', action: 'validate', engagements }, { signal: new AbortController().signal });
    work.tell();
  } finally {
    work.dispose();
    await bench.end();
  }
  if (picture === undefined) throw new Error('No picture was told.');
  return picture;
}

/** Nothing at all. */
export function emptyPicture(picture: OnboardingPicture, changes: Partial<OnboardingPicture> = {}): OnboardingPicture {
  return { ...picture, engagements: [], connections: [], problems: [], ...changes };
}
