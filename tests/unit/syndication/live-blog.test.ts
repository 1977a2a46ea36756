import { describe, expect, test } from 'vitest';
import { liveBlog } from '../../../server/syndication/live-blog.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import { sampleSetup } from '../../support/sample-tour.ts';
import { onTour } from '../decide/scenario.ts';

const site = { origin: 'https://tour.example.org', tourId: 'tour', language: 'zh' } as const;
const dataOn = (dates: readonly string[], timeZone = 'Asia/Shanghai') => {
  const setup: Setup = {
    ...sampleSetup,
    timeZone,
    days: dates.map((date, index) => ({ number: index + 1, date })),
  };
  return liveBlog({ ...onTour(), setup }, setup, site, 'abc');
};

describe('what programs read of a tour', () => {
  test('says when it is covered, in UTC', () => {
    expect(dataOn(['2022-07-07', '2022-07-09'])).toMatchObject({
      coverageStartTime: '2022-07-06T16:00:00.000Z',
      coverageEndTime: '2022-07-09T15:59:59.000Z',
    });
  });

  test.each([['0206-07-07'], ['9999-12-31'], ['0000-01-01'], ['2026-02-30'], ['2026-02-31']])(
    'never fails over a day of an old log (%s)',
    (date) => {
      for (const zone of ['Asia/Shanghai', 'Pacific/Kiritimati', 'Etc/GMT+12'])
        expect(() => JSON.stringify(dataOn([date], zone))).not.toThrow();
      expect(() => dataOn([])).not.toThrow();
    },
  );
});
