/** The steps that are taken from the side of the page, with what each asks for beside the reason. */
export type StepName = 'forecast' | 'redraft' | 'signOff' | 'consent' | 'approve' | 'sendBack' | 'carryOut' | 'observe' | 'review' | 'withdraw';
export type StepForm = { name: StepName; path: string; label: string; about: string; why: string; isGrave?: boolean };

export const stepForms: readonly StepForm[] = [
  { name: 'forecast', path: 'forecast', label: 'Attach the forecast', about: 'The outcome of the drafted scenario becomes the forecast that is voted on. Sign-offs given before are void.', why: 'Why now' },
  { name: 'signOff', path: 'sign-offs', label: 'Answer for a harm', about: 'You answer by your number for a harm that the forecast shows. Not an author.', why: 'Why the harm is borne' },
  { name: 'consent', path: 'consents', label: 'Consent to acting on a report', about: 'Acting on a report can tip the site off. Only the agency that filed it consents.', why: 'Why it may be acted on' },
  { name: 'approve', path: 'approve', label: 'Approve', about: 'Two different people approve, neither of them an author. The second approval freezes the forecast.', why: 'Why you approve' },
  { name: 'sendBack', path: 'send-back', label: 'Send back', about: 'The proposal goes back to be improved; approvals given are void.', why: 'What should be answered or changed' },
  { name: 'carryOut', path: 'carry-out', label: 'Record that it was carried out', about: 'Hour 0 of the forecast is the time that you give.', why: 'How it went' },
  { name: 'observe', path: 'observations', label: 'Record an observation', about: 'A total over the horizon, in the unit of its line, with how far it may be off.', why: 'How it was observed' },
  { name: 'review', path: 'review', label: 'Review and close', about: 'Scores the frozen forecast against what was observed, and closes the action.', why: 'The lessons' },
  { name: 'redraft', path: 'draft', label: 'Draft anew', about: 'Another scenario takes the place of this one; forecast, sign-offs and consents are void.', why: 'Why it is written anew' },
  { name: 'withdraw', path: 'withdraw', label: 'Withdraw', about: 'The action is given up. This cannot be undone; its history stays.', why: 'Why it is given up', isGrave: true },
];
