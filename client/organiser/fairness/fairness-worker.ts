import '../../floor/functions.ts';
import {
  addedPlaces,
  chanceFrom,
  leaveOneOut,
  otherAverages,
  panelDraw,
  stabilityOf,
} from '../../../shared/scoring/fairness/index.ts';
import { emptyTour } from '../../../shared/tour/state.ts';
import type { FairnessAsk, FairnessSays } from './fairness-messages.ts';

/** Draws panels beside the page, in steps, and says after each how far it is. */
const STEP = 100;

const say = (says: FairnessSays): void => postMessage(says);

addEventListener('message', ({ data }: MessageEvent<FairnessAsk>) => {
  const tour = { ...emptyTour, ...data.part };
  const draw = panelDraw(tour);
  if (draw === undefined) {
    say({ panels: data.panels, incomparable: 0, stability: [] });
    return;
  }
  const random = chanceFrom(data.seed);
  let counts = draw.draw(STEP, random);
  const changes = { without: leaveOneOut(tour), averages: otherAverages(tour) };
  say({
    panels: counts.panels,
    incomparable: counts.incomparable,
    stability: stabilityOf(draw.now, counts),
    changes,
  });
  while (counts.panels < data.panels) {
    counts = addedPlaces(counts, draw.draw(STEP, random));
    say({
      panels: counts.panels,
      incomparable: counts.incomparable,
      stability: stabilityOf(draw.now, counts),
    });
  }
});
