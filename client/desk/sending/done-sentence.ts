import type { Task } from '../../outbox/posts/parcel.ts';
import { nameOf } from '../sheet/forms.ts';
import type { DeskWords } from '../zh.ts';

/** What is said when something has gone out; `timeOf` writes an instant in ms. */
export function doneSentence(task: Task, words: DeskWords, timeOf: (unixMs: number) => string): string {
  const { told, write } = words;
  switch (task.kind) {
    case 'publish':
      return told.published(nameOf(task.writing, write.untitled));
    case 'correct':
      return told.corrected(nameOf(task.writing, write.untitled));
    case 'withdraw':
      return told.withdrawn;
    case 'draft':
      if (task.state === 'scheduled') return told.scheduled(timeOf(task.scheduledAtUnixMs ?? 0));
      return told[task.state === 'review' ? 'review' : 'draft'];
    default:
      return told.done;
  }
}
