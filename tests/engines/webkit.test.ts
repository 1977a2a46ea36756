import { describeSmallRound } from '../support/engines/small-round.ts';
import { startWebKit } from '../support/engines/webkit.ts';

describeSmallRound('AppleWebKit', startWebKit);
