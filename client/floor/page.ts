import './functions.ts';

// What a page needs of the floor beside the functions: dialogs, where there are none, before anybody can press for one.
if (!('HTMLDialogElement' in globalThis))
  void import('./dialog.ts').then(({ teachDialogs }) => teachDialogs());
