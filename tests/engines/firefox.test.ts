import { startFirefox } from '../support/engines/firefox.ts';
import { describeSmallRound } from '../support/engines/small-round.ts';

describeSmallRound('Firefox', startFirefox);
