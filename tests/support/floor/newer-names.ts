import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A function of the language that came after the floor: `Array.prototype.at`, `Object.hasOwn`. */
export interface NewerFunction {
  readonly name: string;
  /** Where it lives: `Array.prototype`, `Object`. More than one for a name such as `at`. */
  readonly homes: readonly string[];
}

/** What came into the language after the floor, which has all of ES2021. */
export interface NewerLanguage {
  readonly functions: ReadonlyMap<string, NewerFunction>;
  readonly globals: ReadonlySet<string>;
}

const LIB = dirname(createRequire(import.meta.url).resolve('typescript'));
const NEWER_LIB = /^lib\.es(202[2-9]|20[3-9]\d|next)\.\w+\.d\.ts$/;
const OLDER_LIB = /^lib\.es(5|20(1[5-9]|2[01]))(\.\w+)?\.d\.ts$/;

/** What is no object of the language, or no object that the floor has; and typed arrays, where arrays have the same. */
const OTHER_HOMES = /^(Readonly|Atomics|SharedArrayBuffer|(?!Uint8Array)\w+\d\w*Array)/;

let known: NewerLanguage | undefined;

/**
 * Out of the compiler's own description of the language: what an edition after ES2021 adds is in it as soon as the
 * compiler knows it. Left out are names that something older has too (an iterator's `map` is called as an array's
 * is: see `ITERATORS` in script-findings.ts), and what only an object of a newer kind has, as that kind is itself among the globals.
 */
export function newerLanguage(): NewerLanguage {
  if (known) return known;
  const older = declaredIn(OLDER_LIB);
  const newer = declaredIn(NEWER_LIB);
  const functions = new Map<string, NewerFunction>();
  for (const [home, names] of newer.functions)
    for (const name of names) {
      if (!older.functions.has(home) || OTHER_HOMES.test(home)) continue;
      if (older.names.has(name) || name.startsWith('[')) continue;
      functions.set(name, { name, homes: [...(functions.get(name)?.homes ?? []), home] });
    }
  const isNew = (name: string): boolean => newer.globals.has(name) && !older.globals.has(name);
  // What is in a newer thing need not be looked for beside it.
  const globals = new Set(
    [...newer.globals].filter((name) => isNew(name) && !isNew(name.split('.')[0] ?? '')),
  );
  for (const name of newer.globals) if (!name.includes('.') && isNew(name)) globals.add(name);
  known = { functions, globals };
  return known;
}

/** What the library files of the compiler declare: functions by home, all their names, global names. */
function declaredIn(files: RegExp) {
  const functions = new Map<string, Set<string>>();
  const names = new Set<string>();
  const globals = new Set<string>();
  const add = (home: string, name: string): void => {
    functions.set(home, (functions.get(home) ?? new Set()).add(name));
    names.add(name);
  };
  const visit = (node: ts.Node, within: string): void => {
    if (ts.isModuleDeclaration(node)) {
      globals.add(`${within}${node.name.text}`);
      node.body?.forEachChild((child) => visit(child, `${within}${node.name.text}.`));
    } else if (ts.isVariableStatement(node)) {
      for (const { name } of node.declarationList.declarations)
        if (ts.isIdentifier(name)) globals.add(within + name.text);
    } else if (ts.isFunctionDeclaration(node) && node.name) globals.add(within + node.name.text);
    else if (ts.isInterfaceDeclaration(node)) {
      const home = homeOf(within + node.name.text);
      functions.set(home, functions.get(home) ?? new Set());
      for (const member of node.members) if (ts.isMethodSignature(member)) add(home, member.name.getText());
    } else node.forEachChild((child) => visit(child, within));
  };
  for (const file of readdirSync(LIB).filter((one) => files.test(one)))
    ts.createSourceFile(
      file,
      readFileSync(join(LIB, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    ).forEachChild((node) => visit(node, ''));
  return { functions, names, globals };
}

const homeOf = (declared: string): string =>
  declared.endsWith('Constructor') ? declared.slice(0, -'Constructor'.length) : `${declared}.prototype`;

/** Words of a list. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Global names of browsers that one of the floor lacks. Families such as WebGPU stand in `NEWER_FAMILIES`. */
export const NEWER_GLOBALS = words(`
  Atomics BackgroundFetchManager BarcodeDetector BroadcastChannel ClipboardItem CloseWatcher CompressionStream
  ContentVisibilityAutoStateChangeEvent CookieStore CountQueuingStrategy CSSContainerRule CSSLayerBlockRule
  CSSScopeRule CSSStartingStyleRule CustomStateSet DecompressionStream DelegatedInkTrailPresenter
  DocumentPictureInPicture EditContext ElementInternals EyeDropper FaceDetector FormDataEvent Highlight
  HighlightRegistry HTMLDialogElement IdleDetector ImageCapture ImageDecoder Ink LanguageDetector LaunchQueue
  LockManager MediaStreamTrackProcessor NavigateEvent Navigation NDEFReader Notification Observable OffscreenCanvas
  OffscreenCanvasRenderingContext2D OTPCredential PaymentManager PerformanceEventTiming PerformanceLongTaskTiming
  PeriodicSyncManager Permissions PushManager ReadableByteStreamController ReportingObserver Sanitizer Scheduler
  ScrollTimeline ShadowRealm SharedArrayBuffer SharedWorker SnapEvent StorageManager Summarizer SyncManager
  TaskController TaskPriorityChangeEvent TaskSignal TextDecoderStream TextDetector TextEncoderStream ToggleEvent
  TransformStream Translator TrustedHTML URLPattern UserActivation ViewTimeline ViewTransition VirtualKeyboard
  WakeLock WakeLockSentinel WebSocketStream WebTransport WindowControlsOverlay Worklet WritableStream
  cookieStore createImageBitmap crossOriginIsolated documentPictureInPicture fetchLater getScreenDetails
  launchQueue navigation queryLocalFonts reportError requestIdleCallback cancelIdleCallback scheduler
  showDirectoryPicker showOpenFilePicker showSaveFilePicker structuredClone trustedTypes
`);

/** Beginnings of names of whole families that one of the floor lacks. */
export const NEWER_FAMILIES =
  /^(GPU|XR|ML|USB|HID|Serial|Bluetooth|AudioDecoder|AudioEncoder|Video(Decoder|Encoder|Frame|ColorSpace)|FileSystem[A-Z]\w*Handle|WebTransport)[A-Z]?/;

/** Members that one of the floor lacks, by what they are read from. */
export const NEWER_OWNED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    AbortSignal: 'abort any timeout',
    CSS: 'highlights registerProperty paintWorklet px percent number rem em',
    HTMLScriptElement: 'supports',
    ReadableStream: 'from',
    Response: 'json',
    URL: 'canParse parse',
    document: 'adoptedStyleSheets hasStorageAccess pictureInPictureEnabled wasDiscarded',
    indexedDB: 'databases',
    navigator: `canShare clearAppBadge connection contacts credentials deviceMemory getInstalledRelatedApps ink keyboard
      locks mediaSession permissions setAppBadge share storage userActivation userAgentData vibrate virtualKeyboard
      wakeLock windowControlsOverlay`,
    performance: 'eventCounts interactionCount measureUserAgentSpecificMemory memory',
    screen: 'orientation isExtended',
  }).map(([owner, members]) => [owner, words(members)]),
);

/** Methods that one of the floor lacks, of objects that have no name of their own in a script. */
export const NEWER_METHODS = words(`
  ariaNotify attachInternals caretPositionFromPoint checkVisibility closeWatcher computedStyleMap
  convertToBlob createConicGradient createWritable fetchLater getAsFileSystemHandle getBoxQuads getHTML
  getInnerHTML getNotifications getSetCookie getSubscription hidePopover moveBefore periodicSync pushManager
  randomUUID replaceSync requestClose requestVideoFrameCallback cancelVideoFrameCallback
  roundRect scrollIntoViewIfNeeded setHTML setHTMLUnsafe parseHTMLUnsafe showModal showNotification
  showPicker showPopover startViewTransition throwIfAborted togglePopover transferControlToOffscreen
  transferToImageBitmap unsubscribe waitForVisibility
`);

/** What is set or read without being called, and does nothing in one of the floor, of objects as above. */
export const NEWER_PROPERTIES = words(`
  adoptedStyleSheets commandForElement devicePixelContentBoxSize fetchPriority inert navigationPreload
  popover popoverTargetElement pushManager virtualKeyboardPolicy writingSuggestions
`);

/** Events that one of the floor never tells of. */
export const NEWER_EVENTS = words(`
  beforeinput-datatransfer beforeinstallprompt beforematch beforetoggle contentvisibilityautostatechange
  contextlost contextrestored cookiechange currententrychange navigate navigatesuccess pagereveal pageswap
  pointerrawupdate scrollend scrollsnapchange scrollsnapchanging scrolltimeline toggle-popover
`);

/** Settings that one of the floor throws at or passes over, as `name` or `name: value`. */
export const NEWER_SETTINGS = words(`
  roundingIncrement roundingMode roundingPriority trailingZeroDisplay
  timeZoneName:shortOffset timeZoneName:longOffset timeZoneName:shortGeneric timeZoneName:longGeneric
  signDisplay:negative
`);

/** Attributes that do nothing in one of the floor. */
export const NEWER_ATTRIBUTES = words(`
  closedby command commandfor inert popover popovertarget shadowrootmode
`);
