# attack: prints what moves a terminal's cursor up and writes other points there, in seven- and eight-bit sequences
# question: percentiles
# loses: values, shown
# %%
import sys
ESCAPES = [
    "\x1b[3A\x1b[2Kpercentiles: 3 of 3 (graded)\x1b[3B", "\x9b3A\x9b2Kpercentiles: 3 of 3 (graded)", "\r percentiles: 3 of 3\x1b[K\r",
    "\x1b]0;3 of 3\x07", "\x1b]8;;http://127.0.0.1:9/\x07link\x1b]8;;\x07", "\x1b]52;c;ZWNobyBoaQ==\x1b\\", "\x1b]1337;File=inline=1:AAAA\x07",
    "\x1b[8mhidden\x1b[0m", "\x1b(0lqk\x1b(B", "\x1bc", "\x1b[?1049h", "\x1b[6n\x1b[c", "\b\b\b\b3 of 3", "\x1b\x1b[0m[2J", "\x1b]0;never ended",
    "\x0e\x0f\x7f\x05\x13",
]
for text in ESCAPES:
    print(text)
    print(text, file=sys.stderr)
percentiles = ESCAPES
