/** The land that the convoy drives through, drawn: for cards without a photograph. */
export const hills = (): string =>
  [
    // Far ridge, near ridge, field: three tones, as on the drawn map.
    '<path fill="#EDF0E6" d="M560 630 L700 500 C740 462 772 470 806 500 L850 455 C900 400 940 404 980 452 L1040 515 C1080 470 1120 440 1200 420 V630 Z"/>',
    '<path fill="#DCE5D3" d="M470 630 C560 590 620 548 690 548 C750 548 780 590 840 585 C910 578 950 520 1020 512 C1090 505 1140 540 1200 530 V630 Z"/>',
    '<path fill="#BAD6EA" d="M640 630 C720 606 800 618 880 606 C960 594 1040 600 1200 580 V612 C1080 622 960 618 860 630 Z"/>',
    // The road with the convoy on it: one red thing.
    '<path fill="none" stroke="#0E64AE" stroke-width="4" stroke-linecap="round" stroke-dasharray="1 11" d="M540 622 C640 572 700 562 770 574 C850 588 900 552 960 532"/>',
    '<path fill="none" stroke="#0E64AE" stroke-width="4" stroke-linecap="round" d="M540 622 C620 582 668 566 720 567"/>',
    '<circle cx="720" cy="567" r="11" fill="#C81E2B" stroke="#FAF8F4" stroke-width="4"/>',
  ].join('');
